import { expect } from "chai";
import { sendJson, type Handler } from "../support/httpServer";
import { cartId, customerId, errorOf, fixture, withRig } from "../support/partnerCenterClient";

/** More often than a call that fails is tried: among hundreds of calls one can be the unlucky one every time. */
const TIMES = 20;

/** Answers 429 so often, and then as a Partner Center that has time. */
function busy(times: number, retryAfter: string): Handler {
  let count = 0;
  return ({ method }, response) => {
    if (count++ < times)
      return sendJson(response, 429, fixture("error-429-throttled"), { "Retry-After": retryAfter });
    return method === "POST"
      ? sendJson(response, 201, fixture("cart-checkout-result-nce"))
      : sendJson(response, 200, fixture("cart-ordered"));
  };
}

describe("a call that is asked to wait", () => {
  it("waits as often as it is asked to before its deadline, a checkout too", () =>
    withRig(busy(TIMES, "2"), async ({ client, time }) => {
      const ids = { requestId: "r", correlationId: "c", deadline: time.now() + 180_000 };
      const reply = await client.checkoutCart({ customerId, cartId, ...ids });
      expect(reply).to.include({ kind: "answered", tries: TIMES + 1 });
    }));

  it("waits as often as it is asked to before its deadline when it reads", () =>
    withRig(busy(TIMES, "2"), async ({ client }) => {
      expect((await client.getCart(customerId, cartId)).value.status).to.equal("Ordered");
    }));

  it("gives up at its deadline", () =>
    withRig(busy(Infinity, "2"), async ({ client, time, apiRequests }) => {
      const end = time.now() + 60_000;
      const error = await errorOf(client.getCart(customerId, cartId, { deadline: end }));
      expect(error.status).to.equal(429);
      expect(time.now()).to.be.lessThan(end);
      expect(apiRequests().length).to.be.within(20, 31);
    }));

  it("gives up early where the wait that it is asked for is none", () =>
    withRig(busy(Infinity, "0"), async ({ client, apiRequests }) => {
      expect((await errorOf(client.getCart(customerId, cartId))).status).to.equal(429);
      expect(apiRequests()).to.have.length(8);
    }));
});
