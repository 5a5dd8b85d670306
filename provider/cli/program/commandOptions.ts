import { Command, InvalidArgumentError } from "commander";
import { normaliseId } from "../../lifecycle/core/ids";
import { customerIdInput, problemOf } from "../../lifecycle/core/inputSchema";
import { profileProblem } from "../../lifecycle/core/profiles";

/** What the command runs in. */
export interface CommandWorld {
  env: NodeJS.ProcessEnv;
  /** Takes a line for standard output. */
  out: (line: string) => void;
  /** Takes a line for standard error. */
  err: (line: string) => void;
}

export interface CommandOptions {
  customer: string;
  out: string;
  profile?: string;
  /** Ms since 1970. */
  since?: number;
  includeCancelled: boolean;
  state?: string;
  stateOut?: string;
  stack?: string;
  project?: string;
  force: boolean;
}

/** How the command ended: all done, failed, or written with orders missing. */
export const EXIT = { done: 0, failed: 1, incomplete: 2 } as const;

export const NAME = "partnercenter-program";

/** @throws CommanderError, also after help was asked for. Commander has shown everything then. */
export function parseCommand(args: string[], { out, err }: CommandWorld): CommandOptions {
  const command = new Command(NAME)
    .description(
      "Writes a Pulumi program (TypeScript) for the orders which a customer already has. It only reads Partner Center, " +
        "and so does the program: each order is taken over, none is bought again.",
    )
    .requiredOption("-c, --customer <id>", "the customer's tenant id", customer)
    .option("-o, --out <file>", "the program to write", "index.ts")
    .option(
      "--profile <name>",
      "the partner: reads PARTNERCENTER_<NAME>_* and writes it into the program",
      profile,
    )
    .option(
      "--since <day>",
      "leave out orders that were placed before this day (UTC), such as 2026-01-31",
      day,
    )
    .option("--include-cancelled", "declare cancelled orders, too", false)
    .option(
      "--state <file>",
      "an exported stack: the orders are added to its state, so that `up` has nothing to do",
    )
    .option("--state-out <file>", "where to write that stack; may be the same file")
    .option("--stack <name>", "name of the stack, while it has no resources")
    .option("--project <name>", "name of its project, while it has no resources")
    .option("-f, --force", "overwrite existing files", false)
    .addHelpText("after", HELP)
    .exitOverride()
    .configureOutput({ writeOut: (text) => out(text.trimEnd()), writeErr: (text) => err(text.trimEnd()) });
  return command.parse(args, { from: "user" }).opts<CommandOptions>();
}

const HELP = `
The settings of the partner are read from the environment: PARTNERCENTER_TENANT_ID, PARTNERCENTER_CLIENT_ID,
PARTNERCENTER_CLIENT_SECRET, ...

Examples:
  A program; the first \`pulumi up\` creates its resources by reading the orders:
  $ ${NAME} --customer 7c3a91d2-4e58-4b06-a1c7-93f2e5d80b64

  A program and the state to it; the first \`pulumi up\` changes nothing:
  $ pulumi stack export --file stack.json
  $ ${NAME} --customer 7c3a91d2-4e58-4b06-a1c7-93f2e5d80b64 \\
      --state stack.json --state-out stack.json --stack dev --project licences
  $ pulumi stack import --file stack.json

Exit code: 0 done; 1 it failed and says why; 2 written, but some orders could not be read or declared.`;

function customer(text: string): string {
  const problem = problemOf(customerIdInput, text.trim());
  if (problem !== undefined) throw new InvalidArgumentError(`It ${problem}.`);
  return normaliseId(text.trim());
}

function profile(text: string): string {
  const problem = profileProblem(text);
  if (problem !== undefined) throw new InvalidArgumentError(`It ${problem}.`);
  return text;
}

function day(text: string): number {
  const time = Date.parse(`${text}T00:00:00Z`);
  const real = !Number.isNaN(time) && new Date(time).toISOString().startsWith(`${text}T`);
  if (!real) throw new InvalidArgumentError("It must be a day such as 2026-01-31.");
  return time;
}
