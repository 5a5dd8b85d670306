#!/usr/bin/env node
import { createRequire } from "node:module";
import { Command, InvalidArgumentError, Option } from "commander";
import type { Emulator } from "./emulator";
import { parseModeArgument } from "./modeChecks";
import { DEFAULT_MODES, type Modes } from "./modes";
import { requestLine, type ServedRequest } from "./servedRequest";
import { startEmulator } from "./start";

interface CliOptions {
  port: number;
  host: string;
  data?: string;
  mode: Partial<Modes>;
  lag?: number;
  latency?: number;
  provisioning?: Modes["provisioning"];
  samples: boolean;
  log: boolean;
  json?: true;
}

const program = new Command("partnercenter-emulator")
  .description(
    "A local Partner Center: real HTTP on 127.0.0.1, the documented behaviour, a journal of purchases.",
  )
  .version(packageVersion())
  .option("-p, --port <number>", "port to listen on; 0 takes a free one", whole, 0)
  .option("--host <address>", "address to listen on; 0.0.0.0 inside a container", "127.0.0.1")
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
  .option("--no-log", "print no line for each request")
  .option("--json", "print every line as JSON: the settings, then the requests")
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

main(program.parse().opts<CliOptions>()).catch(failed);

function failed(error: unknown): void {
  console.error(`partnercenter-emulator: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}

async function main(options: CliOptions): Promise<void> {
  // Whoever read the output may be gone; the emulator stays.
  process.stdout.on("error", () => undefined);
  const emulator = await startEmulator({
    port: options.port,
    host: options.host,
    dataFile: options.data,
    samples: options.samples,
    modes: {
      ...options.mode,
      ...(options.provisioning !== undefined && { provisioning: options.provisioning }),
      ...(options.lag !== undefined && { ordersLagMs: options.lag }),
      ...(options.latency !== undefined && { latencyMs: options.latency }),
    },
    ...(options.log && {
      onRequest: (request: ServedRequest) =>
        console.log(options.json ? JSON.stringify(request) : requestLine(request)),
    }),
  });
  console.log(options.json ? settingsAsJson(emulator) : settingsAsCommands(emulator));
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => {
      emulator
        .close()
        .catch(failed)
        .finally(() => process.exit());
    });
}

/** The refresh token stands apart: with it among the settings, everybody would sign in as the user. */
function settingsAsJson(emulator: Emulator): string {
  const { PARTNERCENTER_REFRESH_TOKEN: refreshToken } = emulator.env({ user: true });
  return JSON.stringify({ url: emulator.url, env: emulator.env(), refreshToken });
}

function settingsAsCommands(emulator: Emulator): string {
  const commands = (env: Record<string, string>) =>
    Object.entries(env).map(([name, value]) => `export ${name}=${value}`);
  const settings = commands(emulator.env());
  return [
    `# Partner Center emulator on ${emulator.url}; the provider reaches it with:`,
    ...settings,
    "# To sign in as the user (App+User), export this as well:",
    ...commands(emulator.env({ user: true }))
      .filter((command) => !settings.includes(command))
      .map((command) => `# ${command}`),
  ].join("\n");
}

function packageVersion(): string {
  const { version } = createRequire(__filename)("partnercenter-emulator/package.json") as { version: string };
  return version;
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
