import type { EmulatorCore } from "../../emulator";
import { startHost, type Host } from "../support/emulatedHost";
import { inProcess } from "../support/inProcess";
import { DAY_MS, SimulatedTime } from "../support/simulatedTime";
import { asCart, OutputOf, StackEngine, type Program } from "../support/stackEngine";
import type { RecordedStates } from "./recordStates";

const CUSTOMER = "7c3a91d2-4e58-4b06-a1c7-93f2e5d80b64";
const NAME = "licences";
const SEATS = {
  catalogItemId: "CFQ7TTC0LF8S:0001:CFQ7TTC0N81H",
  quantity: 25,
  billingCycle: "monthly",
  termDuration: "P1Y",
  friendlyName: "Everybody",
};
const SERVER = {
  catalogItemId: "DG7GMGF0D5RK:0005:DG7GMGF0D3RL",
  quantity: 2,
  billingCycle: "one_time",
};

/** What is told to happen around the `up` that makes the cart. */
interface Way {
  /** Also gives arguments. */
  before?: (emulator: EmulatorCore) => Record<string, unknown>;
  /** Also checks it out. */
  buys?: true;
  after?: (emulator: EmulatorCore, time: SimulatedTime) => void;
}

const WAYS: Record<string, Way> = {
  active: {},
  ordered: { buys: true, after: () => undefined },
  orderedLongAgo: { buys: true, after: (_, time) => time.advance(8 * DAY_MS) },
  expired: { after: (_, time) => time.advance(8 * DAY_MS) },
  lineError: {
    before: (emulator) => {
      emulator.itemFails(SEATS.catalogItemId, { errorCode: "out_of_stock", errorDescription: "Sold out." });
      return {};
    },
  },
  takenOver: {
    before: (emulator) => ({
      existingCartId: emulator.addCart({ customerId: CUSTOMER, lineItems: [SEATS, SERVER] }).cartId,
    }),
  },
  attested: {
    before: () => ({
      partnerOnRecordAttestationAccepted: true,
      ifAlreadyOrdered: "adopt",
      limits: { maxQuantity: 30 },
    }),
  },
};

/** Runs the lifecycle of a cart into every status and returns what the engine would have stored. */
export async function recordCartStates(): Promise<RecordedStates> {
  const recorded: RecordedStates = {};
  for (const [name, { before, buys, after }] of Object.entries(WAYS)) {
    const time = new SimulatedTime();
    const partnerCenter = inProcess({ now: time.now });
    const { emulator } = partnerCenter;
    const engine = new StackEngine();
    const host = (): Host => startHost(partnerCenter, time);
    const more = before?.(emulator) ?? {};
    const lineItems = [SEATS, SERVER];
    const program: Program = {
      [NAME]: asCart({ customerId: CUSTOMER, lineItems, seed: `project/stack/${NAME}`, ...more }),
      ...(buys && {
        checkout: {
          customerId: CUSTOMER,
          cartId: new OutputOf(NAME, "cartId"),
          waitForProvisioning: false,
        },
      }),
    };
    await engine.up(host(), program);
    after?.(emulator, time);
    if (after) await engine.refresh(host());
    recorded[name] = engine.resources.get(NAME)!;
  }
  return recorded;
}
