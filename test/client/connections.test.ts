import { expect } from "chai";
import { sendJson } from "../support/httpServer";
import { cartId, customerId, errorOf, fixture, withRig } from "../support/partnerCenterClient";

describe("connections", () => {
  it("ends a request that takes too long, and tries again", () => {
    let count = 0;
    return withRig(
      (_request, response) => {
        if (count++ > 0) {
          sendJson(response, 200, fixture("cart-ordered"));
        }
      },
      async ({ client, apiRequests }) => {
        expect((await client.getCart(customerId, cartId)).value.status).to.equal("Ordered");
        expect(apiRequests()).to.have.length(2);
      },
      { settings: { requestTimeoutSeconds: 0.5 } },
    );
  });

  it("limits the whole of a round trip, not the silence in it", () =>
    withRig(
      (_request, response) => {
        response.writeHead(200);
        const drip = setInterval(() => response.write(" "), 10);
        response.on("close", () => clearInterval(drip));
      },
      async ({ client, time }) => {
        const error = await errorOf(client.getCart(customerId, cartId, { deadline: time.now() + 600 }));
        expect(error.facts).to.include({ reason: "timeout" });
      },
      { settings: { requestTimeoutSeconds: 0.1 } },
    ));

  it("keeps a connection, and survives one that the server closes under it", () => {
    let count = 0;
    return withRig(
      (_request, response, socket) =>
        ++count === 3 ? void socket.destroy() : sendJson(response, 200, fixture("cart-ordered")),
      async ({ client, apiRequests, time }) => {
        for (let call = 0; call < 3; call++) {
          await client.getCart(customerId, cartId);
        }
        const used = apiRequests().map(({ connection }) => connection);
        expect(used).to.have.length(4);
        expect(used[0]).to.equal(used[1]).and.to.equal(used[2]);
        expect(used[3]).not.to.equal(used[2]);
        expect(time.sleeps).to.deep.equal([0]);
      },
    );
  });

  it("does not try again where the TLS handshake fails, and knows that nothing left", () =>
    withRig(
      () => expect.fail("nothing may arrive"),
      async (plain) => {
        await withRig(
          () => expect.fail("nothing may arrive"),
          async ({ client, time }) => {
            const deadline = time.now() + 60_000;
            const ids = { requestId: "r", correlationId: "c" };
            const reply = await client.checkoutCart({ customerId, cartId, deadline, ...ids });
            expect(reply).to.include({ kind: "notSent", tries: 1 });
            expect(reply.kind === "notSent" && reply.error.facts.reason).to.equal("tls");
          },
          { settings: { endpoint: plain.server.url.replace("http:", "https:") } },
        );
      },
    ));
});
