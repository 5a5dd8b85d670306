import { LocalWorkspace } from "@pulumi/pulumi/automation";
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { theCommand } from "./engineCommand";

/** The one stack of a test's project. */
export const STACK = { projectName: "test", stackName: "test" };

/** Where the file backend keeps the stack, below the folder of the state. */
export const STACK_FILE = join(".pulumi", "stacks", STACK.projectName, `${STACK.stackName}.json`);

let prepared: Promise<Map<string, Buffer>> | undefined;

/** Puts a new stack into the folder: the files that `pulumi stack init` wrote the first time that this process asked. */
export async function layStack(
  folder: string,
  envVars: Record<string, string>,
  secretsProvider: string,
): Promise<void> {
  prepared ??= initStack(join(folder, "prepared"), envVars, secretsProvider);
  for (const [path, content] of await prepared) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

/** What `pulumi stack init` writes into its project's folder and its state's, by path. */
async function initStack(
  folder: string,
  envVars: Record<string, string>,
  secretsProvider: string,
): Promise<Map<string, Buffer>> {
  mkdirSync(join(folder, "state"), { recursive: true });
  const own = { PULUMI_BACKEND_URL: `file://${join(folder, "state")}`, PULUMI_HOME: join(folder, "home") };
  const pulumiCommand = await theCommand();
  const options = { workDir: folder, pulumiCommand, secretsProvider, envVars: { ...envVars, ...own } };
  await LocalWorkspace.createStack({ ...STACK, program: () => Promise.resolve() }, options);
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const files = paths.filter((path) => !path.startsWith("home") && statSync(join(folder, path)).isFile());
  const contents = files.map((path) => [path, readFileSync(join(folder, path))] as const);
  rmSync(folder, { recursive: true });
  return new Map(contents);
}
