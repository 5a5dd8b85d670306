import fc from "fast-check";
import type { FaultScript, Operation } from "../../emulator";
import { often, refusals, silences } from "./story";

const spoiledCart: fc.Arbitrary<FaultScript["action"]> = fc.constantFrom(
  { kind: "truncate", end: "clean" },
  { kind: "truncate" },
  { kind: "alter", without: ["lineItems"] },
  { kind: "alter", without: ["id"] },
  { kind: "alter", without: ["status", "creationTimestamp", "expirationTimestamp"] },
);

/** Trouble with a cart. */
export const cartFault: fc.Arbitrary<FaultScript> = fc
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
export const listFault: fc.Arbitrary<FaultScript> = fc.record({
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
