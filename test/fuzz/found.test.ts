import { expect } from "chai";
import type { Answers, FuzzedAnswer } from "./answers";
import { faultsOf } from "./claims";
import { fuzzedLife } from "./fuzzedLife";
import { CartAfterlife } from "./storedCarts";
import { refusalIn } from "../support/ended";
import { Afterlife, keptStates } from "./storedStates";

function answer(sample: string, status: number, more: Partial<FuzzedAnswer> = {}): FuzzedAnswer {
  return { sample, status, blows: [], spoiling: { kind: "none" }, ...more };
}

const GOOD: Answers = {
  token: [answer("token-app-only-response", 200)],
  getCart: [answer("cart-created", 200)],
  checkout: [answer("cart-checkout-result-nce", 201)],
  listOrders: [answer("orders-list", 200)],
  getOrder: [answer("order-get-completed", 200)],
};

/** Damaged answers that once ended otherwise than they should. */
const ANSWERS: Record<string, Partial<Answers>> = {
  "Retry-After: 0 for ever starts no storm of checkouts": {
    checkout: [answer("error-500-800003", 500, { retryAfterMs: 0 })],
  },
  "a Date in another age is no time to reckon with": {
    getCart: [answer("cart-created", 200, { serverTime: 8.64e15 })],
    checkout: [answer("error-500-800003", 500)],
  },
  "a cart that was changed at the end of time is read like any other": {
    // 3: lastModifiedTimestamp
    getCart: [
      answer("cart-ordered", 200, {
        blows: [{ at: 3, how: "replace", value: "+275760-09-13T00:00:00.000Z" }],
      }),
    ],
  },
  "an order id that fits into no address is no id": {
    // 3: the id of the first order
    checkout: [
      answer("cart-checkout-result-nce", 201, { blows: [{ at: 3, how: "replace", value: "\ud800" }] }),
    ],
  },
  "a token that can't be encoded is still a secret": {
    token: [
      answer("token-app-only-response", 200, {
        blows: [1, 2, 3, 4, 5, 6, 7].map((at) => ({ at, how: "replace", value: "\ud800" })),
      }),
    ],
  },
};

describe("damaged answers that went wrong once", () => {
  for (const [title, answers] of Object.entries(ANSWERS))
    it(title, async () => {
      const all = { ...GOOD, ...answers };
      expect((await fuzzedLife(all, all, all)).breaches).to.deep.equal([]);
    });
});

describe("damaged state that went wrong once", () => {
  const { completed, unknown } = Object.values(keptStates())[0]!;
  const odd = { toString: 1 };

  const damages: Record<string, Record<string, unknown>> = {
    "a price that is no text": { orders: [{ id: "a", status: "completed", lineItems: [{ price: odd }] }] },
    "a term that is no text": { orders: [{ id: "a", lineItems: [{ termDuration: odd, quantity: odd }] }] },
    "a date that is no text": {
      orders: [{ id: "a", status: "completed", creationDate: odd, lineItems: [] }],
    },
    "a line that is nothing": { orders: [{ id: "a", status: "completed", lineItems: [null] }] },
    "a partner that is no text": { partner: { tenantId: odd, cloud: odd } },
    "an attempt that is no number": { attempt: odd },
    "an order error that is no text": { orderErrors: [{ code: odd, description: odd, orderGroupId: odd }] },
    "a note that is no text": {
      unsettled: { since: odd, lines: [{ catalogItemId: odd, termDuration: odd }] },
    },
  };
  for (const [title, damage] of Object.entries(damages))
    it(`${title} crashes nothing`, async () => {
      for (const resource of [completed!, unknown!]) {
        const life = new Afterlife(resource);
        const stored = { ...resource.outputs, ...damage };
        const { __provider: _text, ...news } = resource.inputs;
        const acts = [
          async () => life.lifecycle.diff(resource.id, stored, news),
          () => life.lifecycle.read(resource.id, stored),
          () => life.lifecycle.delete(resource.id, stored),
        ];
        for (const act of acts) expect(await act().then(() => [], faultsOf)).to.deep.equal([]);
      }
    });

  for (const status of ["completed", "pending", "some_new_status", undefined])
    it(`a state that says ${status} and lost its orders is not let go`, async () => {
      const { lifecycle } = new Afterlife(completed!);
      const stored = { ...completed!.outputs, orders: undefined, status };
      expect(refusalIn(await lifecycle.delete(completed!.id, stored))).to.match(/not known yet/);
    });

  it("the resource's id tells the cart when the state tells another one", async () => {
    const life = new Afterlife(unknown!);
    const { __provider: _text, ...news } = unknown!.inputs;
    await life.lifecycle.update(unknown!.id, { ...unknown!.outputs, cartId: "", customerId: "" }, news);
    expect(life.checkouts).to.deep.equal([unknown!.outputs["requestId"]]);
  });
});

describe("damaged state of a cart that went wrong once", () => {
  const { active } = Object.values(keptStates("cart"))[0]!;

  it("a seed that is no text for every encoder still gives request ids", async () => {
    const life = new CartAfterlife(active!, true);
    const { __provider: _text, ...news } = active!.inputs;
    await life.lifecycle.update(active!.id, { ...active!.outputs, seed: "\ud800" }, news);
    expect(life.changes).to.deep.equal(["createCart"]);
  });
});
