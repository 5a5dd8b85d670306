import { expect } from "chai";
import { sendJson, type Handler } from "../support/httpServer";
import { customerId, errorOf, fixture, withRig } from "../support/partnerCenterClient";

const refusal = fixture("error-403-20002-no-relationship");
const cart = { lineItems: [{ catalogItemId: "p:s:a", quantity: 1, billingCycle: "monthly" }] };

describe("a refusal of a call that is tried again on its own", () => {
  const cut: Handler = (_request, _response, socket) => void socket.destroy();
  const answers = (status: number, body: unknown, headers: Record<string, string> = {}): Handler => {
    return (_request, response) => sendJson(response, status, body, headers);
  };
  const cases: [title: string, before: Handler[], definite: boolean][] = [
    ["at once", [], true],
    ["after a 500", [answers(500, fixture("error-500-800003"))], false],
    ["after a cut connection", [cut], false],
    ["after an answer that can't be read", [answers(201, {})], false],
    ["after an access token that was not accepted", [answers(401, {})], true],
  ];
  for (const [title, before, definite] of cases) {
    it(`is ${definite ? "" : "not "}definite ${title}`, () => {
      let tries = 0;
      const script: Handler = (...exchange) => (before[tries++] ?? answers(403, refusal))(...exchange);
      return withRig(script, async ({ client, time }) => {
        const ids = { requestId: "r", correlationId: "c", deadline: time.now() + 60_000 };
        const error = await errorOf(client.createCart({ customerId, cart, ...ids }));
        expect(error.facts).to.include({ code: "20002", tries: before.length + 1 });
        expect(error.facts.earlierUnknown).to.equal(!definite);
        expect(error.isDefinite).to.equal(definite);
      });
    });
  }
});
