import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type {
  FaultScript,
  Modes,
  NewCart,
  NewCartLine,
  NewOrder,
  Order,
  Purchase,
  RecordedRequest,
} from "../../emulator";
import { kill, newMark, processOf, send, type KnownProcess } from "./processes";

const CLI = join(__dirname, "..", "..", "emulator", "dist", "cli.js");
const START_TIMEOUT_MS = 15_000;

/** Where an emulator keeps what outlives it, and how it behaves. */
interface Start {
  dataFile: string;
  modes: Partial<Modes>;
}

/** An emulator in a process of its own: its journal survives whatever happens to a Pulumi run, and to itself. */
export class EmulatorProcess {
  private constructor(
    readonly url: string,
    readonly env: Record<string, string>,
    private readonly options: Start,
    private process: KnownProcess,
  ) {}

  static async start(options: Start): Promise<EmulatorProcess> {
    if (!existsSync(CLI)) throw new Error("The emulator is not built: run `npm run build`.");
    const { url, env, process } = await launch(options, 0);
    return new EmulatorProcess(url, env, options, process);
  }

  /** Kills it in the middle of everything and starts it again: same port, same journal, no faults. */
  async restart(): Promise<void> {
    await kill(this.process);
    this.process = (await launch(this.options, Number(new URL(this.url).port))).process;
  }

  stop(): void {
    send(this.process, "SIGKILL");
  }

  addCart(cart: NewCart): Promise<{ customerId: string; cartId: string }> {
    return this.ask("POST", "carts", cart);
  }

  /** Somebody else sets other lines in a cart. */
  editCart(cartId: string, lineItems: NewCartLine[]): Promise<unknown> {
    return this.ask("PUT", `carts/${cartId}/lines`, { lineItems });
  }

  /** Puts an order in that was placed elsewhere. */
  addOrder(order: NewOrder): Promise<{ orderId: string }> {
    return this.ask("POST", "orders", order);
  }

  addCustomer(customer: { id: string; agreementAccepted: boolean }): Promise<unknown> {
    return this.ask("POST", "customers", customer);
  }

  groupFails(cartId: string, group: string, times: number | "always"): Promise<unknown> {
    return this.ask("POST", `carts/${cartId}/failures`, { group, code: 800020, times });
  }

  async fault(script: FaultScript): Promise<string> {
    return (await this.ask<{ id: string }>("POST", "faults", script)).id;
  }

  faultState(id: string): Promise<{ hits: number; holding: number }> {
    return this.ask("GET", `faults/${id}`);
  }

  /** Lets the held requests go on; a restarted emulator holds none any more. */
  async release(id: string): Promise<void> {
    await this.ask("DELETE", `faults/${id}`).catch((error: unknown) => {
      if (!(error instanceof Error) || !error.message.includes("404")) throw error;
    });
  }

  clearFaults(): Promise<unknown> {
    return this.ask("DELETE", "faults");
  }

  advance(ms: number): Promise<unknown> {
    return this.ask("POST", "clock", { advanceMs: ms });
  }

  requests(): Promise<RecordedRequest[]> {
    return this.ask("GET", "requests");
  }

  async purchases(): Promise<Purchase[]> {
    return (await this.ask<{ purchases: Purchase[] }>("GET", "journal")).purchases;
  }

  orders(): Promise<Order[]> {
    return this.ask("GET", "orders");
  }

  private async ask<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await fetch(`${this.url}/_emulator/${path}`, {
      method,
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok)
      throw new Error(`The emulator answered ${response.status} to ${method} ${path}: ${text}`);
    return JSON.parse(text) as T;
  }
}

async function launch({ dataFile, modes }: Start, port: number) {
  const switches = Object.entries(modes).flatMap(([name, value]) => [
    "--mode",
    `${name}=${JSON.stringify(value)}`,
  ]);
  const args = [
    CLI,
    "--json",
    "--no-log",
    "--no-samples",
    "--data",
    dataFile,
    "--port",
    String(port),
    ...switches,
  ];
  const env = { ...process.env, ...newMark() };
  const child = spawn(process.execPath, args, { env, detached: true, stdio: ["ignore", "pipe", "pipe"] });
  const known = child.pid === undefined ? undefined : processOf(child.pid);
  if (!known) throw new Error("The emulator could not be started.");
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => (output += text));
  child.unref();
  for (const limit = Date.now() + START_TIMEOUT_MS; !output.includes("\n");) {
    if (Date.now() > limit || child.exitCode !== null)
      throw new Error(`The emulator did not start: ${output}`);
    await wait(20);
  }
  return { ...(JSON.parse(output) as { url: string; env: Record<string, string> }), process: known };
}
