import { existsSync, readFileSync, realpathSync, renameSync, statSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { CommandError } from "./stackFile";

/** The files of a run. */
export interface CommandFiles {
  out: string;
  state?: string;
  stateOut?: string;
  force: boolean;
}

/**
 * Refuses files that stand in each other's way, or that would be overwritten. A state may be written back to its own
 * file: everything in it stays.
 */
export function checkFiles({ out, state, stateOut, force }: CommandFiles): void {
  if (stateOut !== undefined && state === undefined)
    throw new CommandError(
      `--state-out needs --state: the stack that \`pulumi stack export --file <file>\` wrote.`,
    );
  if (state !== undefined && stateOut === undefined)
    throw new CommandError(`--state needs --state-out, which may name the same file.`);
  if ([state, stateOut].some((file) => file !== undefined && resolve(file) === resolve(out)))
    throw new CommandError(`--out must be another file than the state's: ${out}.`);
  const inPlace = stateOut !== undefined && resolve(stateOut) === resolve(state ?? "");
  for (const file of [out, ...(inPlace ? [] : [stateOut])])
    if (file !== undefined && existsSync(file) && !force)
      throw new CommandError(`${file} exists. Choose another file, or overwrite it with --force.`);
}

export function readState(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new CommandError(`${file} can't be read (${reasonOf(error)}).`);
  }
}

export function writeFiles(files: CommandFiles, program: string, state: string | undefined): void {
  write(files.out, program, files.force);
  if (state === undefined || files.state === undefined || files.stateOut === undefined) return;
  const inPlace = resolve(files.stateOut) === resolve(files.state);
  // A state may hold what not everybody is to read.
  write(files.stateOut, state, files.force || inPlace, statSync(files.state).mode & 0o777);
}

/** An existing file is replaced in one step, so that a crash can't leave half of it. */
function write(file: string, text: string, overwrite: boolean, mode = 0o666): void {
  try {
    if (!existsSync(file)) {
      writeFileSync(file, text, { flag: "wx", mode });
      return;
    }
    if (!overwrite) throw new Error("it exists");
    const target = realpathSync(file);
    const fresh = `${target}.${process.pid}.new`;
    writeFileSync(fresh, text, { flag: "wx", mode });
    renameSync(fresh, target);
  } catch (error) {
    throw new CommandError(`${file} can't be written (${reasonOf(error)}).`);
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
