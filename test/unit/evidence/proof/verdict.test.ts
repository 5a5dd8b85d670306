import { expect } from "chai";
import { isSound, verdictOf, type Evidence, type Verdict } from "../../../../evidence/proof/verdict";

const CART = { name: "cart-1", customerId: "c", cartId: "k-1", groups: ["0", "1"] };
const BOUGHT = [
  { cartId: "k-1", group: "0", orderId: "o-0" },
  { cartId: "k-1", group: "1", orderId: "o-1" },
];
const outputs = (change: Record<string, unknown> = {}) => ({
  cartId: "k-1",
  status: "completed",
  onOrderErrors: "retry",
  orderIds: ["o-0", "o-1"],
  orders: [
    { id: "o-0", status: "completed" },
    { id: "o-1", status: "completed" },
  ],
  orderErrors: [],
  ...change,
});
const evidence = (change: Partial<Evidence> = {}, state?: Record<string, unknown>): Evidence => ({
  carts: [CART],
  purchases: BOUGHT,
  orders: [
    { id: "o-0", status: "completed" },
    { id: "o-1", status: "completed" },
  ],
  stored: [{ name: "cart-1", outputs: outputs(state) }],
  succeeded: true,
  ...change,
});

describe("the verdict over a crash", () => {
  type Row = [what: string, evidence: Evidence, wrong: Partial<Record<keyof Verdict, number>>];
  const firstOnly = { orderIds: ["o-0"], orders: [{ id: "o-0", status: "completed" }] };
  const refused = { ...firstOnly, status: "partiallyFailed", orderErrors: [{ orderGroupId: "1" }] };
  const twice = [...BOUGHT, { cartId: "k-1", group: "1", orderId: "o-2" }];
  const secondCart = { ...CART, name: "cart-2", cartId: "k-2", groups: ["0"] };
  const rows: Row[] = [
    ["has nothing against a purchase that is wholly in state", evidence(), {}],
    ["finds a group that was bought twice", evidence({ purchases: twice }), { duplicates: 1, missing: 1 }],
    ["finds a bought order that is not in state", evidence({}, firstOnly), { missing: 1 }],
    ["finds every order of a cart without a resource", evidence({ stored: [] }), { missing: 2 }],
    ["finds them also where the last run failed", evidence({ stored: [], succeeded: false }), { missing: 2 }],
    [
      "finds a cart that was never bought although all succeeded",
      evidence({ purchases: [], stored: [] }),
      { unbought: 2 },
    ],
    [
      "does not ask for a purchase while the run fails",
      evidence({ purchases: [], stored: [], succeeded: false }),
      {},
    ],
    [
      "does not ask for a purchase that the user gave up",
      evidence({ carts: [{ ...CART, givenUp: true }], purchases: [], stored: [] }),
      {},
    ],
    [
      "finds what was bought of a cart that the user gave up",
      evidence({ carts: [{ ...CART, givenUp: true }], stored: [] }),
      { missing: 2 },
    ],
    [
      "finds the purchase of a cart that nobody wanted",
      evidence({ carts: [{ ...CART, forbidden: true }] }),
      { duplicates: 2 },
    ],
    [
      "finds a purchase called done of which a group was never bought",
      evidence({ purchases: BOUGHT.slice(0, 1) }, firstOnly),
      { unbought: 1, wrongClaims: 1 },
    ],
    [
      "finds an order that the cart never became",
      evidence({ purchases: [] }),
      { unbought: 2, wrongClaims: 3 },
    ],
    [
      "finds an order that two resources hold",
      evidence({
        carts: [CART, secondCart],
        purchases: [...BOUGHT, { cartId: "k-2", group: "0", orderId: "o-3" }],
        stored: [
          { name: "cart-1", outputs: outputs() },
          { name: "cart-2", outputs: outputs({ cartId: "k-2", orderIds: ["o-0", "o-3"], orders: [] }) },
        ],
      }),
      { wrongClaims: 2 },
    ],
    [
      "finds a purchase that is called not placed",
      evidence({ succeeded: false }, { ...firstOnly, status: "notPlaced" }),
      { missing: 1, wrongClaims: 1 },
    ],
    [
      "finds a group that is called refused and was bought",
      evidence({ succeeded: false }, refused),
      { missing: 1, wrongClaims: 1 },
    ],
    [
      "finds a success beside a refused group that nobody accepted",
      evidence({ purchases: BOUGHT.slice(0, 1) }, refused),
      { wrongClaims: 1 },
    ],
    [
      "lets a refused group be accepted",
      evidence({ purchases: BOUGHT.slice(0, 1) }, { ...refused, onOrderErrors: "accept" }),
      {},
    ],
    [
      "finds an order called completed that is not",
      evidence({ orders: [{ id: "o-0", status: "pending" }] }),
      { wrongClaims: 1 },
    ],
    [
      "lets an order be called pending that has completed meanwhile",
      evidence({}, { status: "pending", orders: [{ id: "o-0", status: "pending" }] }),
      {},
    ],
    [
      "takes unknown for an honest answer, but not in a run that succeeded",
      evidence({}, { status: "unknown", orderIds: [], orders: [] }),
      { unknown: 1, wrongClaims: 1 },
    ],
    [
      "takes unknown for an honest answer in a run that failed",
      evidence({ succeeded: false }, { status: "unknown", orderIds: [], orders: [] }),
      { unknown: 1 },
    ],
  ];
  for (const [what, given, wrong] of rows)
    it(what, () => {
      const verdict = verdictOf(given);
      const counts = Object.entries(verdict).map(([kind, list]) => [kind, (list as string[]).length]);
      const expected = { duplicates: 0, missing: 0, unbought: 0, wrongClaims: 0, unknown: 0, ...wrong };
      expect(Object.fromEntries(counts)).to.deep.equal(expected);
      const { unknown: _, ...costs } = wrong;
      expect(isSound(verdict)).to.equal(Object.keys(costs).length === 0);
    });
});

describe("the verdict over declared purchases", () => {
  const wanted = { name: "purchase-1", customerId: "c", quantity: 5, groups: ["0"] };
  const bought = (cartId: string, orderId: string, quantity = 5) => ({
    cartId,
    orderId,
    group: "0",
    customerId: "c",
    items: [{ offerId: "i", quantity }],
  });
  const held = (name: string, orderIds: string[], leaving?: boolean) => ({
    name,
    outputs: { ...outputs(), cartId: `of ${name}`, orderIds, orders: [] },
    ...(leaving && { leaving }),
  });
  const verdict = (change: Partial<Evidence>) =>
    verdictOf({
      carts: [wanted],
      purchases: [bought("k-1", "o-1")],
      orders: [],
      stored: [held("purchase-1", ["o-1"])],
      succeeded: true,
      ...change,
    });

  it("finds what two carts of one purchase bought", () => {
    const { duplicates, missing } = verdict({ purchases: [bought("k-1", "o-1"), bought("k-2", "o-2")] });
    expect([duplicates.length, missing.length]).to.deep.equal([1, 1]);
  });

  it("tells purchases of one customer apart by their quantities", () => {
    const carts = [wanted, { ...wanted, name: "purchase-2", quantity: 6 }];
    const purchases = [bought("k-1", "o-1"), bought("k-2", "o-2", 6)];
    const stored = [held("purchase-1", ["o-1"]), held("purchase-2", ["o-2"])];
    expect(isSound(verdict({ carts, purchases, stored }))).to.equal(true);
    expect(verdict({ carts, purchases, stored: stored.slice(0, 1) }).missing).to.have.length(1);
  });

  it("looks for a purchase under the name that its resource has now", () => {
    const carts = [{ ...wanted, resource: "renamed" }];
    expect(verdict({ carts }).missing).to.have.length(1);
    expect(isSound(verdict({ carts, stored: [held("renamed", ["o-1"])] }))).to.equal(true);
  });

  it("does not call an order lost that a replaced resource still holds", () => {
    const stored = [held("purchase-1", ["o-1"], true), held("purchase-1", [])];
    expect(verdict({ stored }).missing).to.deep.equal([]);
  });
});
