import { expect } from "chai";
import type { CheckoutReply } from "../../provider/client";
import { sendJson, type Handler } from "../support/httpServer";
import { cartId, customerId, fixture, withRig, type Rig } from "../support/partnerCenterClient";

const requestId = "4fa6dad6-a89f-4875-8247-8294a10ae1cf";
const correlationId = "0e93c70c-977a-4a88-9580-7cf084c73286";

function checkOut({ client, time }: Rig, seconds = 300): Promise<CheckoutReply> {
  const deadline = time.now() + seconds * 1000;
  return client.checkoutCart({ customerId, cartId, requestId, correlationId, deadline });
}

/** Answers the first request with `first` and the others with a good checkout. */
function firstThenGood(first: Handler): Handler {
  let count = 0;
  return (request, response, socket) =>
    count++ === 0
      ? first(request, response, socket)
      : sendJson(response, 201, fixture("checkout-new-commerce"));
}

const cut: Handler = (_request, _response, socket) => void socket.destroy();

describe("a checkout over HTTP", () => {
  it("sends no body, a length of 0, a JSON type and every documented header", () =>
    withRig(
      (_request, response) => sendJson(response, 201, fixture("checkout-new-commerce")),
      async (rig) => {
        const reply = await checkOut(rig);

        expect(reply).to.include({ kind: "answered", tries: 1, earlierUnknown: false });
        const [request] = rig.apiRequests();
        expect(request).to.deep.include({
          method: "POST",
          url: `/v1/customers/${customerId}/carts/${cartId}/checkout`,
          body: "",
        });
        expect(request?.headers).to.include({
          "content-type": "application/json",
          "content-length": "0",
          accept: "application/json",
          authorization: "Bearer token-1",
          "ms-requestid": requestId,
          "ms-correlationid": correlationId,
          "x-locale": "en-US",
        });
        expect(request?.headers["ms-partnercenter-client"]).to.match(/^pulumi-partnercenter\/\d+\.\d+\.\d+/);
        expect(request?.headers).not.to.have.property("transfer-encoding");
      },
    ));

  it("keeps the ids, the vector and the clock of the answer", () =>
    withRig(
      (_request, response) =>
        sendJson(response, 201, fixture("checkout-new-commerce"), {
          "MS-RequestId": `${requestId},${requestId}`,
          "MS-CorrelationId": "11111111-2222-4333-8444-555555555555",
          "MS-CV": "sF/wRa2ih0CzbABc.0",
          Date: "Sat, 21 Nov 2026 10:00:05 GMT",
        }),
      async (rig) => {
        const reply = await checkOut(rig);

        expect(reply.kind === "answered" && reply.meta).to.deep.equal({
          status: 201,
          requestId,
          correlationId: "11111111-2222-4333-8444-555555555555",
          correlationVector: "sF/wRa2ih0CzbABc.0",
          serverTime: Date.parse("2026-11-21T10:00:05Z"),
        });
      },
    ));

  const lostAnswers: [title: string, first: Handler][] = [
    ["the connection is cut", cut],
    ["the service answers 500", (_q, response) => sendJson(response, 500, fixture("error-500-800003"))],
    ["the service answers 408", (_q, response) => void response.writeHead(408).end()],
    ["the gateway answers 429", (_q, response) => sendJson(response, 429, fixture("error-429-throttled"))],
    [
      "the body is cut off",
      (_q, response, socket) => {
        response.writeHead(201, { "Content-Length": "1000" });
        response.write('{"orders":[{"id":', () => socket.destroy());
      },
    ],
    ["the JSON is truncated", (_q, response) => void response.writeHead(201).end('{"orders":[{"id":"a68')],
    ["a proxy answers 200 with a page", (_q, response) => void response.writeHead(200).end("<html></html>")],
    ["a proxy answers 403 with a page", (_q, response) => void response.writeHead(403).end("<html></html>")],
    ["the result has neither orders nor errors", (_q, response) => sendJson(response, 201, { orders: [] })],
    ["the answer is empty", (_q, response) => void response.writeHead(204).end()],
  ];
  for (const [title, first] of lostAnswers) {
    it(`is repeated with the same ids when ${title}`, () =>
      withRig(firstThenGood(first), async (rig) => {
        const reply = await checkOut(rig);

        expect(reply).to.include({ kind: "answered", tries: 2, earlierUnknown: true });
        expect(rig.apiRequests().map(({ headers }) => headers["ms-requestid"])).to.deep.equal([
          requestId,
          requestId,
        ]);
        expect(rig.apiRequests().map(({ headers }) => headers["ms-correlationid"])).to.deep.equal([
          correlationId,
          correlationId,
        ]);
      }));
  }

  it("says noAnswer when no try of many got a certain answer", () =>
    withRig(cut, async (rig) => {
      const reply = await checkOut(rig);

      expect(reply).to.include({ kind: "noAnswer", earlierUnknown: true });
      expect(reply.tries).to.be.greaterThan(8);
      expect(reply.kind === "noAnswer" && reply.error.facts).to.include({
        reason: "cut",
        requestId,
        tries: reply.tries,
      });
    }));

  it("says answered with the error of a 4xx, and that an earlier try is unknown", () => {
    let count = 0;
    return withRig(
      (request, response, socket) =>
        count++ === 0
          ? cut(request, response, socket)
          : sendJson(response, 404, fixture("error-404-800008-cart-not-found")),
      async (rig) => {
        const reply = await checkOut(rig);

        expect(reply).to.include({ kind: "answered", tries: 2, earlierUnknown: true });
        expect(reply.kind === "answered" && reply.error).to.include({ code: "800008", status: 404 });
      },
    );
  });

  it("takes an error body in a 2xx for an answer, not for a result", () =>
    withRig(
      (_request, response) => sendJson(response, 200, { code: 400072, description: "Item isn't available" }),
      async (rig) => {
        const reply = await checkOut(rig);

        expect(reply).to.include({ kind: "answered", tries: 1 });
        expect(reply.kind === "answered" && reply.error?.code).to.equal("400072");
      },
    ));

  it("keeps what can be read of a result with broken parts", () =>
    withRig(
      (_request, response) =>
        sendJson(response, 201, {
          orders: [{ id: "a1", totalPrice: {}, lineItems: [null, { quantity: "2" }] }, { status: "pending" }],
        }),
      async (rig) => {
        const reply = await checkOut(rig);

        expect(reply.kind === "answered" && reply.result).to.deep.equal({
          orders: [{ id: "a1", lineItems: [{ lineItemNumber: 0, quantity: 2 }] }],
          orderErrors: [],
          unreadableOrders: 1,
        });
      },
    ));

  it("does not follow a redirect with the token, and calls it no answer", async () => {
    await withRig(
      (_request, response) => sendJson(response, 200, {}),
      (elsewhere) =>
        withRig(
          (_request, response) =>
            void response.writeHead(307, { Location: `${elsewhere.server.url}/v1/stolen` }).end(),
          async (rig) => {
            const reply = await checkOut(rig);

            expect(reply).to.include({ kind: "noAnswer", tries: 1 });
            expect(reply.kind === "noAnswer" && reply.error.facts.reason).to.equal("unreadable");
            expect(elsewhere.server.requests).to.be.empty;
          },
        ),
    );
  });

  it("says notSent when the connection is refused every time", () =>
    withRig(
      () => expect.fail("nothing may arrive"),
      async (rig) => {
        const reply = await checkOut(rig);

        expect(reply).to.include({ kind: "notSent", earlierUnknown: false });
        expect(reply.tries).to.be.greaterThan(8);
        expect(reply.kind === "notSent" && reply.error.facts.reason).to.equal("refused");
      },
      // port 1 of loopback has no server
      { settings: { endpoint: "http://127.0.0.1:1" } },
    ));

  it("says notSent without a token, and why there is none", () =>
    withRig(
      () => expect.fail("nothing may arrive"),
      async (rig) => {
        const reply = await checkOut(rig);

        expect(reply).to.include({ kind: "notSent", tries: 0 });
        const error = reply.kind === "notSent" ? reply.error : undefined;
        expect(error?.message).to.contain("AADSTS7000215").and.to.contain("check out cart");
        expect(error?.facts).to.include({ reason: "auth", code: "invalid_client" });
        expect(error?.status).to.equal(undefined);
        expect(rig.tokenRequests()).to.have.length(1);
      },
      { token: (_request, response) => sendJson(response, 401, fixture("token-error-response")) },
    ));

  it("says notSent after its deadline and sends nothing", () =>
    withRig(
      () => expect.fail("nothing may arrive"),
      async (rig) => {
        const reply = await checkOut(rig, 0);

        expect(reply).to.include({ kind: "notSent", tries: 0 });
        expect(reply.kind === "notSent" && reply.error.facts.reason).to.equal("deadline");
      },
    ));

  it("refuses ids that an address would resolve away", () =>
    withRig(
      () => expect.fail("nothing may arrive"),
      async ({ client, time }) => {
        for (const bad of ["", ".", ".."]) {
          const deadline = time.now() + 1000;
          const call = { customerId, cartId: bad, requestId, correlationId, deadline };
          expect(await client.checkoutCart(call)).to.include({ kind: "notSent", tries: 0 });
        }
      },
    ));
});
