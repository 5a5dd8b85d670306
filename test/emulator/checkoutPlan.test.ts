import { expect } from "chai";
import { type CheckoutFacts, planCheckout, settles } from "../../emulator/checkoutPlan";
import { DEFAULT_MODES } from "../../emulator/modes";

const answer = { status: 201, body: "{}" };
const line = (id: number, orderGroup: string) => ({
  id,
  catalogItemId: "MS-AZR-0145P",
  quantity: 1,
  billingCycle: "monthly",
  orderGroup,
});
const lineItems = [line(0, "0"), line(1, "1"), line(2, "0")];
const open = { status: "Active" as const, lineItems, placed: {} };
const half = { ...open, placed: { "0": ["a"] } };
const bought = { status: "Ordered" as const, lineItems, placed: { "0": ["a"], "1": ["b"] }, answer };
const all = { kind: "buy", groups: ["0", "1"] };

const TABLE: [what: string, facts: Partial<CheckoutFacts>, modes: object, plan: object][] = [
  ["buys every group of an open cart", { cart: open }, {}, { ...all, listEarlier: true }],
  [
    "buys what is left after a partial failure",
    { cart: half },
    {},
    { kind: "buy", groups: ["1"], listEarlier: true },
  ],
  [
    "lists only new orders where asked",
    { cart: half },
    { partialRetryOrders: "new" },
    { kind: "buy", groups: ["1"], listEarlier: false },
  ],
  [
    "buys groups again where asked",
    { cart: half },
    { retryRebuysGroups: true },
    { ...all, listEarlier: true },
  ],
  ["repeats the first answer", { cart: bought }, {}, { kind: "repeat", answer }],
  [
    "refuses a repeat where asked",
    { cart: bought },
    { repeatCheckout: "800065" },
    { kind: "refuse", code: "800065" },
  ],
  [
    "refuses to retry a cart that reads Ordered where asked",
    { cart: { ...half, status: "Ordered" } },
    { repeatCheckout: "800065" },
    { kind: "refuse", code: "800065" },
  ],
  [
    "buys again for another request id",
    { cart: bought },
    { idempotency: "requestId" },
    { ...all, listEarlier: false },
  ],
  [
    "repeats for the same request id",
    { cart: bought, remembered: { status: 201, body: "first" } },
    { idempotency: "requestId" },
    { kind: "repeat", answer: { status: 201, body: "first" } },
  ],
  [
    "repeats a remembered refusal",
    { cart: open, remembered: { status: 403, body: "no" } },
    { rememberRequestIds: true },
    { kind: "repeat", answer: { status: 403, body: "no" } },
  ],
  ["wants the agreement", { cart: open, agreementAccepted: false }, {}, { kind: "refuse", code: "13605" }],
  [
    "wants lines without errors",
    {
      cart: { ...open, lineItems: [{ ...line(0, "0"), error: { errorCode: 10001, errorDescription: "" } }] },
    },
    {},
    { kind: "refuse", code: "800009" },
  ],
];

describe("the plan of a checkout", () => {
  for (const [what, facts, modes, plan] of TABLE)
    it(what, () => {
      const defaults = { cart: open, remembered: undefined, agreementAccepted: true };
      expect(planCheckout({ ...defaults, ...facts, modes: { ...DEFAULT_MODES, ...modes } })).to.deep.equal(
        plan,
      );
    });

  it("remembers answers that settle a request id, and no others", () => {
    expect([200, 201, 400, 403, 404].every(settles)).to.equal(true);
    expect([401, 408, 409, 429, 500, 503].some(settles)).to.equal(false);
  });
});
