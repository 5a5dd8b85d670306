#!/usr/bin/env node
import { Command, InvalidArgumentError, Option } from "commander";
import { parseModeArgument } from "./modeChecks";
import { DEFAULT_MODES, type Modes } from "./modes";
import { startEmulator } from "./start";

interface CliOptions {
  port: number;
  data?: string;
  mode: Partial<Modes>;
  lag?: number;
  latency?: number;
  provisioning?: Modes["provisioning"];
  samples: boolean;
  json?: true;
}

const program = new Command("partnercenter-emulator")
  .description(
    "A local Partner Center: real HTTP on 127.0.0.1, the documented behaviour, a journal of purchases.",
  )
  .option("-p, --port <number>", "port on 127.0.0.1; 0 takes a free one", whole, 0)
  .option("-d, --data <file>", "keep carts, orders and the journal in this file (default: in memory)")
  .addOption(
    new Option("-m, --mode <name=value>", "change a switch; may be repeated")
      .argParser((argument: string, before: Partial<Modes>) => ({ ...before, ...mode(argument) }))
      .default({}, "all as documented"),
  )
  .option("--provisioning <when>", "orders complete after polls:<n>, ms:<n>, or by command", provisioning)
  .option("--lag <ms>", "how long new orders stay out of the list of orders", whole)
  .option("--latency <ms>", "time that every answer takes", whole)
  .option("--no-samples", "start without the two sample carts")
  .option("--json", "print one line of JSON instead of shell commands")
  .addHelpText(
    "after",
    `
Modes and their defaults:
${Object.entries(DEFAULT_MODES)
  .map(([name, value]) => `  ${name.padEnd(22)}${JSON.stringify(value)}`)
  .join("\n")}

Examples:
  $ partnercenter-emulator --port 8080 --data emulator.json
  $ partnercenter-emulator --provisioning polls:1 --mode repeatCheckout=800065 --mode bom=true

While it runs, its journal is at <url>/_emulator/journal. It stops on Ctrl+C.`,
  );

void main(program.parse().opts<CliOptions>()).catch((error: unknown) => {
  console.error(`partnercenter-emulator: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
});

async function main(options: CliOptions): Promise<void> {
  const emulator = await startEmulator({
    port: options.port,
    dataFile: options.data,
    samples: options.samples,
    modes: {
      ...options.mode,
      ...(options.provisioning !== undefined && { provisioning: options.provisioning }),
      ...(options.lag !== undefined && { ordersLagMs: options.lag }),
      ...(options.latency !== undefined && { latencyMs: options.latency }),
    },
  });
  if (options.json) console.log(JSON.stringify({ url: emulator.url, env: emulator.env() }));
  else {
    console.log(`# Partner Center emulator on ${emulator.url}; the provider reaches it with:`);
    for (const [name, value] of Object.entries(emulator.env())) console.log(`export ${name}=${value}`);
  }
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => void emulator.close().then(() => process.exit(0)));
}

function whole(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError("Expected a whole number.");
  return Number(text);
}

function mode(argument: string): Partial<Modes> {
  try {
    return parseModeArgument(argument);
  } catch (error) {
    throw new InvalidArgumentError(error instanceof Error ? error.message : String(error));
  }
}

function provisioning(text: string): Modes["provisioning"] {
  const [, kind, count] = /^(polls|ms):(\d+)$/.exec(text) ?? [];
  if (text === "command") return "command";
  if (kind === undefined) throw new InvalidArgumentError("Expected polls:<n>, ms:<n> or command.");
  return kind === "polls" ? { afterPolls: Math.max(1, Number(count)) } : { afterMs: Number(count) };
}
