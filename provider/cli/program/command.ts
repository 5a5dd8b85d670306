import { randomUUID } from "node:crypto";
import { CommanderError } from "commander";
import { SettingsError } from "../../settings/settings";
import { EXIT, NAME, parseCommand, type CommandWorld } from "./commandOptions";
import { checkFiles, readState, writeFiles } from "./files";
import { report } from "./report";
import { StackFile } from "./stackFile";
import { takeOver } from "./takeOver";

/** Runs the command. Never throws; the result is the exit code. */
export async function runCommand(args: string[], world: CommandWorld): Promise<number> {
  try {
    const options = parseCommand(args, world);
    checkFiles(options);
    const text = options.state === undefined ? undefined : readState(options.state);
    const stack = text === undefined ? undefined : new StackFile(options.state ?? "", text, options);
    const { customer: customerId, profile, since, includeCancelled } = options;
    const taken = await takeOver(
      { customerId, profile, since, includeCancelled, stack },
      { env: world.env, warn: world.err, newId: randomUUID },
    );
    writeFiles(options, taken.program, stack?.text());
    return report(taken, options, world);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.failed;
    world.err(`${NAME}: ${error instanceof Error ? error.message : String(error)}`);
    if (error instanceof SettingsError)
      world.err("This command reads the environment, not a stack's configuration: set the variables.");
    return EXIT.failed;
  }
}
