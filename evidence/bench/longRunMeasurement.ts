import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { setTimeout as wait } from "node:timers/promises";
import type { Modes } from "../../emulator";
import { EmulatorProcess } from "../proof/emulatorProcess";
import { endMarked, newMark } from "../proof/processes";
import { javaScriptProject, PulumiProject } from "../../test/support/pulumiProject";
import { LICENCE, type CartIds } from "../../test/support/purchase";
import type { Run } from "../../test/support/stack";
import { HostMemoryWatch, type HostMemory } from "./hostMemory";
import { loadOf, type RequestLoad } from "./requestLoad";

/** A long run: one program with many checkouts, and the trouble that it meets. */
export interface LongRunOptions {
  checkouts: number;
  /** How many the engine creates at the same time. Default: the engine's own. */
  parallel?: number;
  /** Partner Center answers 429 with Retry-After beyond it. */
  rateLimit?: Modes["rateLimit"];
  /** Once the first checkouts are bought, everything is answered with 503 for this time. */
  outageSeconds?: number;
  timeoutSeconds: number;
}

export interface LongRun {
  seconds: number;
  ok: boolean;
  /** The end of what `pulumi up` printed. */
  output: string;
  /** Carts that were bought once; all of them, where nothing went wrong. */
  boughtOnce: number;
  boughtTwice: number;
  /** Orders in the stack's state. */
  inState: number;
  memory: HostMemory;
  load: RequestLoad;
  /** What arrived from the start of the outage until everything was over. */
  loadFromOutage?: RequestLoad;
}

/** A token, and for each checkout a look at its cart, at the customer's orders and subscriptions, and the checkout itself. */
export function fewestRequests(checkouts: number): number {
  return 1 + 4 * checkouts;
}

/** Lets one `pulumi up` buy as many fresh carts, with Partner Center in a process of its own. */
export async function longRun(options: LongRunOptions): Promise<LongRun> {
  const { checkouts, parallel, rateLimit = null, outageSeconds, timeoutSeconds } = options;
  const carts: CartIds[] = [];
  const folder = javaScriptProject(`
const { CartCheckout } = require("pulumi-partnercenter");
require("./carts.json").forEach((ids, i) =>
  new CartCheckout("purchase-" + i, { ...ids, waitForProvisioning: false }));`);
  const emulator = await EmulatorProcess.start({
    dataFile: join(folder, "emulator.json"),
    modes: { rateLimit },
  });
  const mark = newMark();
  let project: PulumiProject | undefined;
  try {
    while (carts.length < checkouts) carts.push(await emulator.addCart({ lineItems: [LICENCE] }));
    writeFileSync(join(folder, "carts.json"), JSON.stringify(carts));
    project = await PulumiProject.create(folder, { ...emulator.env, ...mark }, timeoutSeconds * 1000);
    const watch = new HostMemoryWatch(mark);
    const start = performance.now();
    const up = project.run(
      "up",
      "--yes",
      "--skip-preview",
      ...(parallel ? ["--parallel", `${parallel}`] : []),
    );
    const outage = outageSeconds === undefined ? undefined : outageIn(emulator, up, outageSeconds);
    const ended = up.then(({ ok, output }) => {
      const seconds = (performance.now() - start) / 1000;
      return { ok, output, seconds, memory: watch.stop() };
    });
    const [{ ok, output, seconds, memory }, outageStart] = await Promise.all([ended, outage]);

    const requests = await emulator.requests();
    const bought = new Map<string, number>();
    for (const { cartId } of await emulator.purchases()) bought.set(cartId, (bought.get(cartId) ?? 0) + 1);
    const stored = await project.checkouts();
    return {
      seconds,
      ok,
      output: output.slice(-4000),
      boughtOnce: [...bought.values()].filter((times) => times === 1).length,
      boughtTwice: [...bought.values()].filter((times) => times > 1).length,
      inState: stored.flatMap(({ outputs }) => outputs["orderIds"] as string[]).length,
      memory,
      load: loadOf(requests),
      ...(outageStart !== undefined && {
        loadFromOutage: loadOf(requests.filter(({ at }) => Date.parse(at) >= outageStart)),
      }),
    };
  } finally {
    endMarked(mark);
    emulator.stop();
    project?.remove();
  }
}

/** Turns Partner Center off once a purchase was made; when that was, or undefined when the run was over before. */
async function outageIn(
  emulator: EmulatorProcess,
  up: Promise<Run>,
  seconds: number,
): Promise<number | undefined> {
  let over = false as boolean;
  const note = () => (over = true);
  up.then(note, note);
  while ((await emulator.purchases()).length === 0) {
    if (over) return undefined;
    await wait(50);
  }
  const start = Date.now();
  const action = { kind: "respond", status: 503, shape: "gateway" } as const;
  await emulator.fault({ path: "^/v1/", phase: "arrival", times: "always", action });
  await wait(seconds * 1000);
  await emulator.clearFaults();
  return start;
}
