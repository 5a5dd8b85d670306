import fc from "fast-check";
import type { FaultScript, Modes, Operation } from "../../emulator";
import type { KillPoint } from "../support/network";

/** One thing that happens in the life of a stack. */
export type Step =
  | { do: "up" | "refresh"; kill?: KillPoint }
  | { do: "destroy" }
  | { do: "edit"; resource: number; change: Change }
  | { do: "pass"; minutes: number }
  /** With a resource: only requests for its present cart. */
  | { do: "fault"; resource?: number; fault: FaultScript }
  /** Faults end, and what they hold comes true. */
  | { do: "calm" }
  | { do: "groupFails"; cart: number; group: number; times: 1 | 2 }
  /** Somebody buys the same items for the same customer elsewhere. */
  | { do: "stranger" };

export type Change =
  | { options: Record<string, unknown> }
  /** Every order of the cart that Partner Center shows at that moment is named. */
  | { orderIds: "all" }
  /** The program names a cart that nobody has used yet. */
  | { cart: "another" };

/** Where a story plays. */
export interface Setting {
  /** One entry a resource: the items of its cart, each an order group of its own. */
  carts: number[][];
  modes: Partial<Modes>;
}

export interface Story {
  setting: Setting;
  steps: Step[];
}

const MINUTE = 60_000;

/** Each way in which Partner Center may differ from what the documents suggest, as far as a purchase can depend on it. */
const DEVIATIONS: Partial<Modes>[] = [
  { repeatCheckout: "800065" },
  { idempotency: "requestId" },
  { rememberRequestIds: true },
  { retryRebuysGroups: true },
  { mixedStatus: 200 },
  { allFailed: "error" },
  { partialCart: "Ordered" },
  { partialRetryOrders: "new" },
  { concurrentCheckout: "wait" },
  { expiredCart: 400 },
  { orderedCartExpires: false },
  { subscriptionIds: "afterProvisioning" },
  { provisioning: "command" },
  { provisioningEnd: "pending_po_upload" },
  { provisioningEnd: "error" },
  { bom: true },
  { errorCodes: "string" },
  { ordersPageSize: 1 },
  { ordersLagMs: 5 * MINUTE },
  { ordersLagMs: 14 * MINUTE },
];

export const modes = fc
  .uniqueArray(fc.nat(DEVIATIONS.length - 1), { maxLength: 4 })
  .map((picked) => Object.assign({}, ...picked.map((index) => DEVIATIONS[index])) as Partial<Modes>)
  // Together they hide an order for good: bought again, and the first one never named.
  .filter((all) => !(all.retryRebuysGroups && all.partialRetryOrders));

const items = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom<number[]>([0], [0, 1], [0, 1, 2]) },
  { weight: 1, arbitrary: fc.constantFrom<number[]>([0, 0], [1, 0, 0]) },
);

const setting: fc.Arbitrary<Setting> = fc.record({
  carts: fc.oneof(
    { weight: 2, arbitrary: fc.tuple(items) },
    { weight: 1, arbitrary: fc.tuple(items, items) },
    { weight: 1, arbitrary: items.map((same) => [same, same]) },
  ),
  modes,
});

/** Trouble that says nothing about whether the request was carried out, in both phases. */
export const silences: fc.Arbitrary<FaultScript["action"]> = fc.constantFrom(
  { kind: "cut" },
  { kind: "respond", status: 500, code: 800003 },
  { kind: "respond", status: 503, shape: "html" },
  { kind: "respond", status: 408 },
  { kind: "respond", status: 429, shape: "gateway", retryAfter: 2 },
  { kind: "respond", status: 200, shape: "empty" },
  { kind: "respond", status: 403, shape: "html" },
  { kind: "respond", status: 409, code: 800060 },
);

/** Trouble that is true only where nothing was bought. */
export const refusals: fc.Arbitrary<FaultScript["action"]> = fc.constantFrom(
  { kind: "respond", status: 403, code: 20002 },
  { kind: "respond", status: 400, code: 800002 },
  { kind: "respond", status: 401, shape: "gateway" },
  { kind: "respond", status: 409, code: 800064 },
  { kind: "respond", status: 200, code: 400072 },
  { kind: "hold" },
);

const spoiled: fc.Arbitrary<FaultScript["action"]> = fc.constantFrom(
  { kind: "truncate", end: "clean" },
  { kind: "alter", without: ["orders"] },
  { kind: "alter", withoutOrderIds: true },
  { kind: "alter", duplicateOrders: true },
);

export const often = fc.constantFrom(1, 1, 2, 3, "always" as const);

export const checkoutFault: fc.Arbitrary<FaultScript> = fc
  .oneof(
    fc.tuple(silences, fc.constantFrom("before" as const, "after" as const)),
    fc.tuple(refusals, fc.constant("before" as const)),
    fc.tuple(spoiled, fc.constant("after" as const)),
  )
  .chain(([action, phase]) =>
    fc.record({
      operation: fc.constant<Operation>("checkout"),
      phase: fc.constant(phase),
      action: fc.constant(action),
      times: action.kind === "hold" ? fc.constant(1) : often,
      skip: fc.constantFrom(0, 0, 0, 1),
    }),
  );

export const readFault: fc.Arbitrary<FaultScript> = fc.record({
  operation: fc.constantFrom<Operation>("getCart", "listOrders", "getOrder", "token"),
  action: silences,
  times: often,
  skip: fc.constantFrom(0, 0, 1, 2),
});

export const kill = fc.option(
  fc.record({ request: fc.integer({ min: 1, max: 9 }), when: fc.constantFrom("before", "after") }),
  { nil: undefined, freq: 4 },
);

const change: fc.Arbitrary<Change> = fc.oneof(
  fc.constantFrom<Change>(
    { options: { onOrderErrors: "accept" } },
    { options: { onOrderErrors: "retry" } },
    { options: { waitForProvisioning: true, provisioningTimeoutSeconds: 20 } },
    { options: { waitForProvisioning: false } },
    { options: { checkoutTimeoutSeconds: 5 } },
    { options: { onDelete: "forbid" } },
    { options: { onDelete: "retain" } },
  ),
  fc.constantFrom<Change>({ orderIds: "all" }, { cart: "another" }),
);

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ do: fc.constant("up" as const), kill }) },
  {
    weight: 5,
    arbitrary: fc.record({ do: fc.constant("fault" as const), resource: fc.nat(1), fault: checkoutFault }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("fault" as const), fault: readFault }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("refresh" as const), kill }) },
  { weight: 1, arbitrary: fc.constant<Step>({ do: "destroy" }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant("edit" as const), resource: fc.nat(1), change }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("pass" as const),
      minutes: fc.constantFrom(1, 5, 14, 16, 60, 24 * 60, 8 * 24 * 60, 10 * 24 * 60),
    }),
  },
  { weight: 2, arbitrary: fc.constant<Step>({ do: "calm" }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("groupFails" as const),
      cart: fc.nat(1),
      group: fc.nat(2),
      times: fc.constantFrom(1 as const, 2 as const),
    }),
  },
  { weight: 1, arbitrary: fc.constant<Step>({ do: "stranger" }) },
);

/** Random lives of a stack with one or two checkouts. */
export const stories: fc.Arbitrary<Story> = fc.record({
  setting,
  steps: fc.array(step, { minLength: 1, maxLength: 10 }),
});
