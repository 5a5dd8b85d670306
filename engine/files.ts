import { accessSync, constants, statSync } from "node:fs";
import { delimiter, isAbsolute, join } from "node:path";

/** The programs that make up an engine for Node programs with dynamic resources. */
export interface EngineFiles {
  /** The CLI, which holds the engine. */
  cli: string;
  /** Runs programs written for Node. */
  languageHost: string;
  /** Starts the host of dynamic resources out of the program's own `@pulumi/pulumi`. */
  dynamicProvider: string;
}

/** The file names of the engine's programs on a platform (`process.platform`). */
export function engineFiles(platform: NodeJS.Platform = process.platform): EngineFiles {
  const windows = platform === "win32";
  return {
    cli: windows ? "pulumi.exe" : "pulumi",
    languageHost: windows ? "pulumi-language-nodejs.exe" : "pulumi-language-nodejs",
    dynamicProvider: windows ? "pulumi-resource-pulumi-nodejs.cmd" : "pulumi-resource-pulumi-nodejs",
  };
}

/** The names of those programs that are in none of the directories. */
export function missingFiles(names: readonly string[], directories: readonly string[]): string[] {
  return names.filter((name) => !directories.some((directory) => isProgram(join(directory, name))));
}

/** The absolute directories of a PATH variable; relative and empty entries are skipped. */
export function pathDirectories(path: string | undefined): string[] {
  return (path ?? "").split(delimiter).filter((directory) => isAbsolute(directory));
}

/** The first of the directories that holds the program. */
export function findProgram(name: string, directories: readonly string[]): string | undefined {
  return directories.find((directory) => isProgram(join(directory, name)));
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
