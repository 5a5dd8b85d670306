import fc from "fast-check";
import type { Modes } from "../../emulator";
import { DAY_MS, MINUTE_MS } from "../support/simulatedTime";
import { cartFault, checkoutFault, kill, listFault, readFault } from "./faults";
import type { Change, Setting, Step, Story } from "./story";
import type { Deed } from "./world";

const DAY = DAY_MS / MINUTE_MS;

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
  { ordersLagMs: 5 * MINUTE_MS },
  { ordersLagMs: 14 * MINUTE_MS },
];

const modes = fc
  .uniqueArray(fc.nat(DEVIATIONS.length - 1), { maxLength: 4 })
  .map((picked) => Object.assign({}, ...picked.map((index) => DEVIATIONS[index])) as Partial<Modes>)
  // Together they hide an order for good: bought again, and the first one never named.
  .filter((all) => !(all.retryRebuysGroups && all.partialRetryOrders));

const items = fc.constantFrom<number[]>([0], [1], [0, 1], [1, 0], [0, 1, 2], [0, 0], [3], [3, 1]);

const setting: fc.Arbitrary<Setting> = fc.record({
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
    .map(([all, more]) => ({ ...all, ...more })),
});

const change: fc.Arbitrary<Change> = fc.oneof(
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
  {
    weight: 2,
    arbitrary: fc.record({ orderIds: fc.constantFrom("all" as const, "wrong" as const, "none" as const) }),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Change>(
      { options: { onOrderErrors: "accept" } },
      { options: { onOrderErrors: "retry" } },
      { options: { waitForProvisioning: true, provisioningTimeoutSeconds: 20 } },
      { options: { checkoutTimeoutSeconds: 5 } },
      { options: { onDelete: "forbid" } },
      { options: { onDelete: "retain" } },
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
  {
    weight: 2,
    arbitrary: fc.record({ edits: fc.constantFrom("more" as const, "other" as const, "resellers" as const) }),
  },
);

const purchase = fc.nat(1);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 10,
    arbitrary: fc.record({
      do: fc.constant("up" as const),
      kill: kill.map((point) => point && { ...point, request: point.request + (point.request > 5 ? 3 : 0) }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("fault" as const),
      purchase: fc.option(purchase, { nil: undefined }),
      fault: checkoutFault,
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("fault" as const), fault: cartFault }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("fault" as const), fault: readFault }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("fault" as const), fault: listFault }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("refresh" as const), kill }) },
  { weight: 1, arbitrary: fc.constant<Step>({ do: "destroy" }) },
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
  { weight: 2, arbitrary: fc.constant<Step>({ do: "calm" }) },
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
export const stories: fc.Arbitrary<Story> = fc.record({
  setting,
  steps: fc.array(step, { minLength: 1, maxLength: 12 }),
});
