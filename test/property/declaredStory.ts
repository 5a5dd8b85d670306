import fc from "fast-check";
import type { FaultScript, Modes, Operation } from "../../emulator";
import type { KillPoint } from "../support/network";
import { DAY_MS, MINUTE_MS } from "../support/simulatedTime";
import { cartFault, listFault } from "./declaredFaults";
import type { Deed } from "./declaredWorld";
import { checkoutFault, kill, modes, readFault } from "./story";

/** One thing that happens in the life of a stack whose program declares what to buy. */
export type DeclaredStep =
  | ({ do: "up"; kill?: KillPoint } & UpWays)
  | { do: "refresh"; kill?: KillPoint }
  | { do: "destroy" }
  | { do: "edit"; purchase: number; change: DeclaredChange }
  /** A setting of the stack. */
  | { do: "allow"; purchases: boolean }
  /** The state of one purchase, or of its cart or checkout alone, is lost. */
  | { do: "lose"; purchase: number; what: "cart" | "checkout" | "both" }
  | { do: "somebody"; purchase: number; deed: Deed }
  /** The same, in a run whose checkout Partner Center puts off. */
  | { do: "putOff"; purchase: number; deed: Deed }
  /** A checkout of which a group is refused, in a run that is killed before the answer. */
  | { do: "partly"; purchase: number }
  | { do: "pass"; minutes: number }
  | { do: "fault"; fault: FaultScript }
  /** Faults end, and what they hold comes true. */
  | { do: "calm" }
  /** Of the cart that state holds at that moment. */
  | { do: "groupFails"; purchase: number; group: number; times: 1 | 2 };

export type DeclaredChange =
  /** Another quantity in every line: one of three, which no other purchase has. */
  | { seats: 0 | 1 | 2 }
  /** Other lines. */
  | { items: number[] }
  /** Another name without an alias, and the way out that the refusal names; or with an alias. */
  | { rename: "plain" | "adopt" | "besides" | "alias" }
  /** A parent of another type, without an alias. */
  | { parent: string }
  /** A cart that somebody made of the same lines. */
  | { existingCart: boolean }
  /** On top of which other purchase it is declared. */
  | { onTopOf: number | undefined }
  /** A limit that nothing keeps to, or none. */
  | { limited: boolean }
  | { adopt: boolean }
  /** What the last refusal named, every order of the customer, an id that nothing has, or the argument is taken out. */
  | { besides: "named" | "all" | "wrong" | "none" }
  /** One of its orders, an id that nothing has, or the argument is taken out. */
  | { orderIds: "first" | "wrong" | "none" }
  | { options: Record<string, unknown> };

/** How `up` is called. */
export interface UpWays {
  /** Which of the stacks; the first one unless said otherwise. */
  stack?: number;
  /** `--target` both resources of this purchase. */
  target?: number;
  /** `--replace` the cart or the checkout of a purchase. */
  replace?: "cart" | "checkout";
  continueOnError?: boolean;
  /** The other stack runs from beginning to end before this request of the first one leaves. */
  beside?: Operation;
}

/** Where a story plays. */
export interface DeclaredSetting {
  /** One entry a purchase: the items of its lines, each of which is an order group of its own. */
  purchases: number[][];
  /** The stack of each purchase; the first one unless said otherwise. */
  stacks?: number[];
  /** Each is a checkout by the id of a cart that somebody made; `silent`: and says nothing of what that holds. */
  byId?: boolean | "silent";
  /** All of them buy the same quantity. */
  alike?: boolean;
  customers: "one" | "several";
  modes: Partial<Modes>;
}

export interface DeclaredStory {
  setting: DeclaredSetting;
  steps: DeclaredStep[];
}

const DAY = DAY_MS / MINUTE_MS;
const items = fc.constantFrom<number[]>([0], [1], [0, 1], [1, 0], [0, 1, 2]);

const setting: fc.Arbitrary<DeclaredSetting> = fc.record({
  purchases: fc.array(items, { minLength: 1, maxLength: 2 }),
  byId: fc.constantFrom(false, false, true),
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
        { subscriptionsLagMs: 5 * MINUTE_MS },
        { subscriptionsLagMs: 60 * MINUTE_MS },
        { ordersLagMs: 14 * MINUTE_MS, subscriptionsLagMs: 14 * MINUTE_MS },
        { ordersTouchCarts: false },
        { linesOfPartlyOrdered: "forgotten" },
      ),
    )
    // There Partner Center itself buys again, which the stories of checkouts look at.
    .map(([all, more]) => ({ ...all, ...more, retryRebuysGroups: false })),
});

const change: fc.Arbitrary<DeclaredChange> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ seats: fc.constantFrom(0 as const, 1 as const, 2 as const) }) },
  { weight: 1, arbitrary: fc.record({ items }) },
  {
    weight: 3,
    arbitrary: fc.record({ rename: fc.constantFrom("plain" as const, "adopt" as const, "besides" as const) }),
  },
  { weight: 3, arbitrary: fc.record({ limited: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ adopt: fc.boolean() }) },
  {
    weight: 3,
    arbitrary: fc.record({ besides: fc.constantFrom("named" as const, "wrong" as const, "none" as const) }),
  },
  { weight: 2, arbitrary: fc.record({ orderIds: fc.constantFrom("wrong" as const, "none" as const) }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<DeclaredChange>(
      { options: { onOrderErrors: "accept" } },
      { options: { onOrderErrors: "retry" } },
      { options: { waitForProvisioning: true, provisioningTimeoutSeconds: 20 } },
    ),
  },
);

const deed: fc.Arbitrary<Deed> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      buys: fc.constantFrom("same" as const, "part" as const, "more" as const, "otherAvailability" as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ cancels: fc.constantFrom("ours" as const, "theirs" as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      subscriptions: fc.constantFrom(...(["active", "suspended", "expired", "disabled", "deleted"] as const)),
    }),
  },
  { weight: 2, arbitrary: fc.record({ edits: fc.constantFrom("more" as const, "other" as const) }) },
);

const purchase = fc.nat(1);
const step: fc.Arbitrary<DeclaredStep> = fc.oneof(
  {
    weight: 10,
    arbitrary: fc.record({
      do: fc.constant("up" as const),
      kill: kill.map((point) => point && { ...point, request: point.request + (point.request > 5 ? 3 : 0) }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("fault" as const), fault: checkoutFault }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("fault" as const), fault: cartFault }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("fault" as const), fault: readFault }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("fault" as const), fault: listFault }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("refresh" as const), kill }) },
  { weight: 1, arbitrary: fc.constant<DeclaredStep>({ do: "destroy" }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant("edit" as const), purchase, change }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("allow" as const), purchases: fc.boolean() }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("lose" as const),
      purchase,
      what: fc.constantFrom("cart" as const, "checkout" as const, "both" as const),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("somebody" as const), purchase, deed }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("putOff" as const), purchase, deed }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("partly" as const), purchase }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant("pass" as const),
      minutes: fc.constantFrom(1, 14, 16, 60, DAY, 8 * DAY, 10 * DAY, 31 * DAY, 40 * DAY),
    }),
  },
  { weight: 2, arbitrary: fc.constant<DeclaredStep>({ do: "calm" }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("groupFails" as const),
      purchase,
      group: fc.nat(2),
      times: fc.constantFrom(1 as const, 2 as const),
    }),
  },
);

/** Random lives of a stack with one or two declared purchases. */
export const declaredStories: fc.Arbitrary<DeclaredStory> = fc.record({
  setting,
  steps: fc.array(step, { minLength: 1, maxLength: 12 }),
});
