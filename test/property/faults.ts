import fc from "fast-check";
import type { FaultScript, Operation } from "../../emulator";

/** Trouble that says nothing about whether the request was carried out, in both phases. */
const silences: fc.Arbitrary<FaultScript["action"]> = fc.constantFrom(
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
const refusals: fc.Arbitrary<FaultScript["action"]> = fc.constantFrom(
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

const often = fc.constantFrom(1, 1, 2, 3, "always" as const);

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
