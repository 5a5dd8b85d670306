import { expect } from "chai";
import { sendJson, type Handler } from "../support/httpServer";
import { cartId, customerId, errorOf, withRig } from "../support/partnerCenterClient";

const STATUSES = [301, 302, 303, 307, 308];

describe("a redirect", () => {
  for (const status of STATUSES) {
    /** Leads every request of a rig to a host of its own, which must hear nothing of it. */
    const leadingAway = async (test: (redirect: Handler) => Promise<void>): Promise<void> =>
      withRig(
        (_request, response) => sendJson(response, 200, {}),
        async (elsewhere) => {
          await test((request, response) => {
            const there = elsewhere.server.url.replace("127.0.0.1", "localhost");
            response.writeHead(status, { Location: `${there}${request.url}` }).end();
          });
          expect(elsewhere.server.requests).to.deep.equal([]);
        },
      );

    it(`${status} of a GET takes no token to another host`, () =>
      leadingAway((redirect) =>
        withRig(redirect, async ({ client, apiRequests }) => {
          const error = await errorOf(client.getCart(customerId, cartId));
          expect(error.facts).to.include({ reason: "unreadable" });
          expect(error.message).to.contain(`HTTP ${status}`).and.contain("redirect");
          expect(apiRequests()).to.have.length(1);
        }),
      ));

    it(`${status} of a checkout takes no token to another host, and leaves its end open`, () =>
      leadingAway((redirect) =>
        withRig(redirect, async ({ client, apiRequests, time }) => {
          const ids = { requestId: "r", correlationId: "c", deadline: time.now() + 60_000 };
          const reply = await client.checkoutCart({ customerId, cartId, ...ids });
          expect(reply).to.include({ kind: "noAnswer", tries: 1 });
          expect(apiRequests()).to.have.length(1);
        }),
      ));

    it(`${status} of a token request takes no client secret to another host`, () =>
      leadingAway((token) =>
        withRig(
          () => expect.fail("nothing may arrive"),
          async ({ client, tokenRequests }) => {
            const error = await errorOf(client.getCart(customerId, cartId));
            expect(error.facts).to.include({ reason: "auth" });
            expect(error.message).to.contain(`HTTP ${status}`).and.contain("redirect");
            expect(tokenRequests()).to.have.length(1);
          },
          { token },
        ),
      ));
  }
});
