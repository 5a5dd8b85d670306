import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { EmulatorCore, FaultScript, NewCartLine } from "../../emulator";
import { packageVersion } from "../../provider/client/http/version";
import { failedScript } from "../support/failedScript";
import { startHost } from "../support/emulatedHost";
import { inProcess } from "../support/inProcess";
import { SimulatedTime } from "../support/simulatedTime";
import { StackEngine, type StoredResource } from "../support/stackEngine";
import { recordCartStates } from "./recordCarts";

const CUSTOMER = "7c3a91d2-4e58-4b06-a1c7-93f2e5d80b64";
const CART = "0e9f2c11-6a5d-4f08-9b3e-2d7a8c4b5f60";
const NAME = "licences";
export const LINES: NewCartLine[] = [
  {
    catalogItemId: "CFQ7TTC0E101:0001:CFQ7TTC0E1A1",
    billingCycle: "monthly",
    termDuration: "P1Y",
    quantity: 3,
  },
  { catalogItemId: "DZH318Z0E201:004G:DZH318Z0E2A1", billingCycle: "one_time", termDuration: "P1Y" },
];

type Happens = (emulator: EmulatorCore) => void;

/** What has to happen for a purchase to end in each status, before the checkout and behind it. */
const WAYS: Record<string, { before?: Happens; after?: Happens }> = {
  completed: { after: (emulator) => emulator.provisionAll() },
  pending: {},
  unknown: { before: fails({ kind: "cut" }) },
  notPlaced: { before: fails({ kind: "respond", status: 403, code: 13605 }) },
  partiallyFailed: { before: (emulator) => emulator.groupFails(CART, "1") },
  nothingPlaced: {
    before: (emulator) => ["0", "1"].forEach((group) => emulator.groupFails(CART, group)),
  },
  failed: { after: (emulator) => emulator.provisionAll("error") },
  actionRequired: { after: (emulator) => emulator.provisionAll("pending_po_upload") },
  cancelled: { after: (emulator) => emulator.provisionAll("cancelled") },
  missing: {
    after: (emulator) => {
      emulator.provisionAll();
      const action: FaultScript["action"] = { kind: "respond", status: 404, code: 20000 };
      emulator.faults.script({ operation: "getOrder", action, times: 1 });
    },
  },
};

/** States as a version wrote them: by the way in which they came about. */
export type RecordedStates = Record<string, StoredResource>;

/** Runs the lifecycle into every status and returns what the engine would have stored. */
export async function recordStates(): Promise<RecordedStates> {
  const recorded: RecordedStates = {};
  for (const [name, { before, after }] of Object.entries(WAYS)) {
    const time = new SimulatedTime();
    const partnerCenter = inProcess({
      now: time.now,
      modes: { provisioning: "command", subscriptionIds: "afterProvisioning" },
    });
    const { emulator } = partnerCenter;
    const engine = new StackEngine();
    emulator.addCart({ customerId: CUSTOMER, cartId: CART, lineItems: LINES });
    before?.(emulator);
    const program = { [NAME]: { customerId: CUSTOMER, cartId: CART, waitForProvisioning: false } };
    const host = startHost(partnerCenter, time);
    // As in a Purchase: of an older cart of several orders, a refusal alone settles nothing.
    host.memory.made.add(`${CUSTOMER}/${CART}`);
    await engine.up(host, program);
    after?.(emulator);
    if (after) await engine.refresh(startHost(partnerCenter, time));
    recorded[name] = engine.resources.get(NAME)!;
  }
  return recorded;
}

function fails(action: FaultScript["action"]) {
  return (emulator: EmulatorCore) =>
    void emulator.faults.script({ operation: "checkout", action, times: "always" });
}

/** Where the states of a version are kept. Written once, at its release; after that they never change. */
export function statesPath(kind: "checkout" | "cart", version: string): string {
  return join(__dirname, "..", "fixtures", "state", `${kind}-${version}.json`);
}

function keep(kind: "checkout" | "cart", states: RecordedStates): void {
  const path = statesPath(kind, packageVersion());
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${JSON.stringify(states, null, 2)}\n`);
}

async function keepAll(): Promise<void> {
  keep("checkout", await recordStates());
  keep("cart", await recordCartStates());
}

if (require.main === module) keepAll().catch(failedScript);
