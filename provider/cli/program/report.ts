import { EXIT, NAME, type CommandOptions, type CommandWorld } from "./commandOptions";
import type { TakeOver } from "./takeOver";

/** Says what was written, what was left out and what comes next. The result is the exit code. */
export function report(taken: TakeOver, options: CommandOptions, { out, err }: CommandWorld): number {
  const { chosen, creation, held, kept, declared } = taken;
  out(`${options.out}: ${orders(declared.length)} of customer ${options.customer}.`);
  if (chosen.cancelled > 0)
    out(`Left out: ${orders(chosen.cancelled)}, cancelled (--include-cancelled declares them, too).`);
  if (chosen.earlier > 0) out(`Left out: ${orders(chosen.earlier)}, placed before --since.`);
  for (const { order, holder } of held)
    out(`Left out: order ${order.id}, which resource "${holder.name}" of the stack holds already.`);
  for (const { id } of chosen.undeclarable)
    err(`warning: order ${id} can't be declared: its id has characters that orderIds doesn't take.`);

  if (!creation) for (const line of twoWays(options)) out(line);
  else {
    out(
      `${options.stateOut}: ${orders(creation.created.length)} added${kept > 0 ? `, ${kept} were in it` : ""}.`,
    );
    for (const { declaration, problem } of creation.failed)
      err(`warning: order ${declaration.order.id} is in the program, but not in the state: ${problem}`);
    const left = creation.failed.length;
    out(`Next:`);
    out(`  pulumi stack import --file ${shellWord(options.stateOut ?? "")}`);
    out(
      `  pulumi up    # ${left > 0 ? `takes over the ${orders(left)} not in the state` : "no change"}; it buys nothing`,
    );
  }
  const complete = (creation?.failed.length ?? 0) + chosen.undeclarable.length === 0;
  return complete ? EXIT.done : EXIT.incomplete;
}

function twoWays(options: CommandOptions): string[] {
  return [
    "Two ways from here, and neither buys anything:",
    "  1. `pulumi up` creates the resources: it reads each order and sends no checkout.",
    "  2. Or the state first, so that `pulumi up` changes nothing:",
    "       pulumi stack export --file stack.json",
    `       ${sameCommand(options)} --force --state stack.json --state-out stack.json`,
    "       pulumi stack import --file stack.json",
    "     While the stack has no resources, add --stack <name> --project <name>.",
  ];
}

function sameCommand(options: CommandOptions): string {
  const { since, profile, includeCancelled } = options;
  const given = [
    `--customer ${options.customer}`,
    `--out ${shellWord(options.out)}`,
    profile !== undefined && `--profile ${profile}`,
    since !== undefined && `--since ${new Date(since).toISOString().slice(0, 10)}`,
    includeCancelled && "--include-cancelled",
  ];
  return [NAME, ...given.filter(Boolean)].join(" ");
}

function orders(count: number): string {
  return count === 1 ? "1 order" : `${count} orders`;
}

/** A file's name as a shell takes it. */
function shellWord(text: string): string {
  return /^[\w./-]+$/.test(text) ? text : `'${text.replace(/'/g, `'\\''`)}'`;
}
