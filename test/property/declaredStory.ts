import fc from "fast-check";
import type { FaultScript, Modes, Operation } from "../../emulator";
import type { KillPoint } from "../support/network";
import { checkoutFault, kill, modes, often, readFault, refusals, silences } from "./story";

/** One thing that happens in the life of a stack whose program declares what to buy. */
export type DeclaredStep =
  | { do: "up" | "refresh"; kill?: KillPoint }
  | { do: "destroy" }
  | { do: "edit"; purchase: number; change: DeclaredChange }
  | { do: "pass"; minutes: number }
  | { do: "fault"; fault: FaultScript }
  /** Faults end, and what they hold comes true. */
  | { do: "calm" }
  /** Of the cart that state holds at that moment. */
  | { do: "groupFails"; purchase: number; group: number; times: 1 | 2 };

export type DeclaredChange =
  /** Another quantity in every line: one of three, which no other purchase has. */
  | { seats: 0 | 1 | 2 }
  /** Another name without an alias, and the way out that the refusal names. */
  | { rename: "plain" | "adopt" | "allowDuplicate" }
  /** A limit that nothing keeps to, or none. */
  | { limited: boolean }
  | { options: Record<string, unknown> };

/** Where a story plays. */
export interface DeclaredSetting {
  /** One entry a purchase: the items of its lines, each of which is an order group of its own. */
  purchases: number[][];
  customers: "one" | "several";
  modes: Partial<Modes>;
}

export interface DeclaredStory {
  setting: DeclaredSetting;
  steps: DeclaredStep[];
}

const setting: fc.Arbitrary<DeclaredSetting> = fc.record({
  purchases: fc.array(fc.constantFrom<number[]>([0], [0, 1], [1, 0], [0, 1, 2]), {
    minLength: 1,
    maxLength: 2,
  }),
  customers: fc.constantFrom("one", "several"),
  modes: fc
    .tuple(
      modes,
      fc.constantFrom<Partial<Modes>>(
        {},
        {},
        { cartRequestIds: "forgotten" },
        { prices: false },
        { lineFaults: "request" },
      ),
    )
    // There Partner Center itself buys again, which the stories of checkouts look at.
    .map(([all, more]) => ({ ...all, ...more, retryRebuysGroups: false })),
});

const spoiledCart: fc.Arbitrary<FaultScript["action"]> = fc.constantFrom(
  { kind: "truncate", end: "clean" },
  { kind: "truncate" },
  { kind: "alter", without: ["lineItems"] },
  { kind: "alter", without: ["id"] },
  { kind: "alter", without: ["status", "creationTimestamp", "expirationTimestamp"] },
);

const cartFault: fc.Arbitrary<FaultScript> = fc
  .oneof(
    fc.tuple(silences, fc.constantFrom("before" as const, "after" as const)),
    fc.tuple(
      refusals.filter(({ kind }) => kind !== "hold"),
      fc.constant("before" as const),
    ),
    fc.tuple(spoiledCart, fc.constant("after" as const)),
  )
  .chain(([action, phase]) =>
    fc.record({
      operation: fc.constantFrom<Operation>("createCart", "createCart", "updateCart", "getCart"),
      phase: fc.constant(phase),
      action: fc.constant(action),
      times: often,
      skip: fc.constantFrom(0, 0, 0, 1),
    }),
  );

/** A list of orders that leaves out what tells orders apart. */
const listFault: fc.Arbitrary<FaultScript> = fc.record({
  operation: fc.constant<Operation>("listOrders"),
  phase: fc.constant("after" as const),
  action: fc.constantFrom<FaultScript["action"]>(
    { kind: "truncate", end: "clean" },
    ...["items", "id", "lineItems", "offerId", "quantity", "creationDate", "status", "billingCycle"].map(
      (name) => ({ kind: "alter" as const, without: [name] }),
    ),
  ),
  times: often,
  skip: fc.constantFrom(0, 0, 1),
});

const change: fc.Arbitrary<DeclaredChange> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ seats: fc.constantFrom(0 as const, 1 as const, 2 as const) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      rename: fc.constantFrom("plain" as const, "adopt" as const, "allowDuplicate" as const),
    }),
  },
  { weight: 3, arbitrary: fc.record({ limited: fc.boolean() }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<DeclaredChange>(
      { options: { onOrderErrors: "accept" } },
      { options: { onOrderErrors: "retry" } },
      { options: { waitForProvisioning: true, provisioningTimeoutSeconds: 20 } },
      { options: { adopt: true } },
      { options: { adopt: undefined } },
    ),
  },
);

const step: fc.Arbitrary<DeclaredStep> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant("up" as const),
      kill: kill.map((point) => point && { ...point, request: point.request + (point.request > 5 ? 3 : 0) }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("fault" as const), fault: checkoutFault }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("fault" as const), fault: cartFault }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("fault" as const), fault: readFault }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("fault" as const), fault: listFault }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("refresh" as const), kill }) },
  { weight: 1, arbitrary: fc.constant<DeclaredStep>({ do: "destroy" }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("edit" as const), purchase: fc.nat(1), change }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("pass" as const),
      minutes: fc.constantFrom(1, 14, 16, 60, 24 * 60, 8 * 24 * 60, 10 * 24 * 60),
    }),
  },
  { weight: 2, arbitrary: fc.constant<DeclaredStep>({ do: "calm" }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("groupFails" as const),
      purchase: fc.nat(1),
      group: fc.nat(2),
      times: fc.constantFrom(1 as const, 2 as const),
    }),
  },
);

/** Random lives of a stack with one or two declared purchases. */
export const declaredStories: fc.Arbitrary<DeclaredStory> = fc.record({
  setting,
  steps: fc.array(step, { minLength: 1, maxLength: 10 }),
});
