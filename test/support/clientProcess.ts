import { spawn } from "node:child_process";
import { join } from "node:path";
import type { ClientSettings } from "../../provider/client";
import { cartId, clientSecret, customerId, tenantId } from "./partnerCenterClient";

/** What a client in a process of its own is to do. */
export interface ClientJob {
  settings: ClientSettings;
  /** `read` reads a cart, `checkout` checks it out. */
  call: "read" | "checkout";
  customerId: string;
  cartId: string;
}

/** How the job ended. */
export interface ClientEnd {
  /** `read` and what {@link PartnerCenter.checkoutCart} says, or `failed` for a call or settings that threw. */
  kind: "read" | "answered" | "noAnswer" | "notSent" | "failed";
  tries?: number;
  reason?: string;
  message?: string;
  /** Everything that the process printed besides. */
  printed: string;
}

const SCRIPT = join(__dirname, "clientJob.ts");

/**
 * Runs one call in a process that has this environment and nothing else of ours: what Node reads at its start
 * (certificates) and what belongs to a whole process (proxies) can't be tested in this one.
 */
export async function clientProcess(
  call: ClientJob["call"],
  settings: Pick<ClientSettings, "endpoint" | "authority" | "requestTimeoutSeconds">,
  env: Record<string, string> = {},
): Promise<ClientEnd> {
  const clientId = "8d5c3b1a-f0e9-4d87-a6c5-b4e3f2d1c0a9";
  const job: ClientJob = {
    settings: { tenantId, clientId, clientSecret, ...settings },
    call,
    customerId,
    cartId,
  };
  const child = spawn(process.execPath, ["--require", "tsx/cjs", SCRIPT, JSON.stringify(job)], {
    env: { PATH: process.env["PATH"], HOME: process.env["HOME"], ...env },
    stdio: ["ignore", "pipe", "pipe"],
    timeout: 30_000,
  });
  let printed = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => (printed += text));
  await new Promise((resolve) => child.once("close", resolve));
  const line = printed.split("\n").find((text) => text.startsWith("{"));
  if (line === undefined) throw new Error(`The client's process ended without a result: ${printed}`);
  return { ...(JSON.parse(line) as ClientEnd), printed };
}
