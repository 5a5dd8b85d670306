import { PulumiCommand } from "@pulumi/pulumi/automation";
import { join } from "node:path";
import { bringEngine, type Engine } from "../../engine";

let brought: Promise<Engine> | undefined;
let found: Promise<PulumiCommand> | undefined;

/** The engine, looked for once in a process. */
export function theEngine(): Promise<Engine> {
  return (brought ??= bringEngine({ log: () => undefined }));
}

/** The engine's command as the Automation API runs it. */
export function theCommand(): Promise<PulumiCommand> {
  return (found ??= theEngine().then(({ binDir }) => PulumiCommand.get({ root: join(binDir, "..") })));
}

/** How the Automation API runs a command; its declaration leaves this out. */
interface Running {
  run(args: string[], ...others: unknown[]): Promise<{ stdout: string; stderr: string; code: number }>;
}

/** What the Automation API asks after every operation, for results that no test looks at, and the answers it gets. */
const UNREAD: Record<string, string> = { "stack output": "{}", "stack history": "[]", "stack select": "" };

/** An engine lives for a second: collecting its garbage costs it a tenth of its time, for memory that nobody lacks. */
export const QUICK_ENGINE = { GOGC: "400" };

/** Holds the start of the host of dynamic resources that comes before the engine's own where it is first on PATH. */
export const QUICK_BIN = join(__dirname, "bin");

/**
 * The engine's command, which isn't started for what nobody reads: each start costs as much as a third of an operation.
 * It is found on the PATH that it runs with, because the Automation API puts the folder of any other before that.
 */
export async function theCommandAlone(): Promise<PulumiCommand> {
  const command = (await theCommand()) as PulumiCommand & Running;
  const run: Running["run"] = async (args, ...others) => {
    const stdout = UNREAD[args.slice(0, 2).join(" ")];
    return stdout === undefined ? command.run.call(alone, args, ...others) : { stdout, stderr: "", code: 0 };
  };
  const alone = Object.assign(Object.create(command) as PulumiCommand, { command: "pulumi", run });
  return alone;
}
