import { expect } from "chai";
import { longWaitLine } from "../../provider/client/http/longWaits";
import { sendJson, type Handler } from "../support/httpServer";
import { cartId, customerId, errorOf, fixture, withRig } from "../support/partnerCenterClient";

/** More often than a call that fails is tried: among hundreds of calls one can be the unlucky one every time. */
const TIMES = 20;

/** Answers with this status so often, and then as a Partner Center that has time. */
function busy(times: number, status: number, retryAfter: string): Handler {
  let count = 0;
  return ({ method }, response) => {
    if (count++ < times)
      sendJson(response, status, fixture("error-429-throttled"), { "Retry-After": retryAfter });
    else if (method === "POST") sendJson(response, 201, fixture("cart-checkout-result-nce"));
    else sendJson(response, 200, fixture("cart-ordered"));
  };
}

describe("a call that is asked to wait", () => {
  it("waits as often as it is asked to before its deadline, a checkout too", () =>
    withRig(busy(TIMES, 429, "2"), async ({ client, time }) => {
      const ids = { requestId: "r", correlationId: "c", deadline: time.now() + 180_000 };
      const reply = await client.checkoutCart({ customerId, cartId, ...ids });
      expect(reply).to.include({ kind: "answered", tries: TIMES + 1 });
    }));

  it("waits as often as it is asked to before its deadline when it reads", () =>
    withRig(busy(TIMES, 429, "2"), async ({ client }) => {
      expect((await client.getCart(customerId, cartId)).value.status).to.equal("Ordered");
    }));

  it("gives up at its deadline", () =>
    withRig(busy(Infinity, 429, "2"), async ({ client, time, apiRequests }) => {
      const end = time.now() + 60_000;
      const error = await errorOf(client.getCart(customerId, cartId, { deadline: end }));
      expect(error.status).to.equal(429);
      expect(time.now()).to.be.lessThan(end);
      expect(apiRequests().length).to.be.within(20, 31);
    }));

  it("gives up early where the wait that it is asked for is none", () =>
    withRig(busy(Infinity, 429, "0"), async ({ client, apiRequests }) => {
      expect((await errorOf(client.getCart(customerId, cartId))).status).to.equal(429);
      expect(apiRequests()).to.have.length(8);
    }));
});

describe("a call that is asked to wait for an hour", () => {
  /** Reads this cart once more after `times` answers that ask to wait; every other call is answered at once. */
  const busyCart = (times: number, status: number, retryAfter: string): Handler => {
    const busyFor = busy(times, status, retryAfter);
    return (request, response, socket) =>
      request.url.endsWith(cartId)
        ? busyFor(request, response, socket)
        : sendJson(response, 200, fixture("cart-ordered"));
  };
  const read = `read cart ${cartId} of customer ${customerId}`;

  for (const status of [429, 503]) {
    it(`fails alone at its deadline after a ${status}, with the time, and other calls go on`, () => {
      const lines: string[] = [];
      return withRig(
        busyCart(Infinity, status, "3600"),
        async ({ client, time, apiRequests }) => {
          const start = time.now();
          const error = await errorOf(client.getCart(customerId, cartId));
          expect(error.facts).to.include({ reason: "answer", tries: 1, retryAfterMs: 3_600_000 });
          expect(error.message).to.contain("it asks to wait 3600 s, longer than this call may take.");

          const deadline = start + 1_000;
          expect((await client.getCart(customerId, "other", { deadline })).value.status).to.equal("Ordered");
          await errorOf(client.getCart(customerId, cartId));
          expect(time.now()).to.equal(start);
          expect(apiRequests()).to.have.length(3);
          expect(lines).to.deep.equal([longWaitLine(read, 3_600_000)]);
        },
        { effects: { tell: (line) => lines.push(line) } },
      );
    });
  }

  it("waits as long as it may when it has the time", () => {
    const lines: string[] = [];
    return withRig(
      busyCart(2, 429, "90"),
      async ({ client, time }) => {
        await client.getCart(customerId, cartId);
        expect(time.sleeps).to.deep.equal([90_000, 90_000]);
        expect(lines).to.deep.equal([longWaitLine(read, 90_000), longWaitLine(read, 90_000)]);
      },
      { effects: { tell: (line) => lines.push(line) } },
    );
  });

  it("lets a checkout end meanwhile, and needs nobody to tell", () =>
    withRig(
      (request, response) =>
        request.method === "POST"
          ? sendJson(response, 201, fixture("cart-checkout-result-nce"))
          : sendJson(response, 429, fixture("error-429-throttled"), { "Retry-After": "3600" }),
      async ({ client, time }) => {
        await errorOf(client.getCart(customerId, cartId));
        const ids = { requestId: "r", correlationId: "c", deadline: time.now() + 30_000 };
        const reply = await client.checkoutCart({ customerId, cartId, ...ids });
        expect(reply).to.include({ kind: "answered", tries: 1 });
      },
    ));

  it("is not told of when all calls wait", () => {
    const lines: string[] = [];
    return withRig(
      busyCart(1, 429, "60"),
      async ({ client, time }) => {
        await client.getCart(customerId, cartId);
        expect(time.sleeps).to.deep.equal([60_000]);
        expect(lines).to.be.empty;
      },
      { effects: { tell: (line) => lines.push(line) } },
    );
  });
});
