import { expect } from "chai";
import { sendJson } from "../support/httpServer";
import { cartId, clientSecret, customerId, withRig } from "../support/partnerCenterClient";

describe("secrets", () => {
  it("stay out of every error, even when a service repeats the request", () =>
    withRig(
      (request, response) =>
        sendJson(response, 400, {
          code: request.headers["authorization"],
          description: `You sent ${JSON.stringify(request.headers)}`,
        }),
      async ({ client }) => {
        const error = await client.getCart(customerId, cartId).catch((thrown: unknown) => thrown);
        expect(everythingIn(error)).to.contain("You sent").and.not.to.contain("token-1");
      },
    ));

  it("stay out of the token service's errors", () =>
    withRig(
      () => expect.fail("nothing may arrive"),
      async ({ client }) => {
        const error = await client.getCart(customerId, cartId).catch((thrown: unknown) => thrown);
        const text = everythingIn(error);
        expect(text).to.contain("You sent");
        for (const secret of [clientSecret, encodeURIComponent(clientSecret), "r3fr3sh", "s3cr3t"]) {
          expect(text).not.to.contain(secret);
        }
      },
      {
        settings: { refreshToken: "r3fr3sh" },
        token: (request, response) =>
          sendJson(response, 400, {
            error: "invalid_client",
            error_description: `You sent ${request.body} and ${JSON.stringify([...new URLSearchParams(request.body)])}`,
          }),
      },
    ));

  it("stay out of errors without an answer", () =>
    withRig(
      (_request, _response, socket) => void socket.destroy(),
      async ({ client }) => {
        const error = await client.getCart(customerId, cartId).catch((thrown: unknown) => thrown);
        expect(everythingIn(error)).to.contain("cut").and.not.to.contain("token-1");
      },
    ));
});

/** Message, stack and every property of an error, however deep. */
function everythingIn(error: unknown): string {
  const { message, stack, ...rest } = error as Error;
  return JSON.stringify([message, stack, rest, Object.getOwnPropertyNames(error)]);
}
