import { expect } from "chai";
import {
  describe as describeError,
  PartnerCenterError,
  type PartnerCenterErrorFacts,
} from "../../../provider/client/errors";

/** A refusal of an order that the customer can't have, unless the facts say something else. */
function factsOf(status: number | undefined, given: Partial<PartnerCenterErrorFacts>) {
  const meta = status === undefined ? undefined : { status, requestId: "r", correlationId: "c" };
  const call = { action: "create a cart", method: "POST", path: "/v1/customers/c/carts" };
  return { ...call, reason: "answer" as const, description: "No.", meta, ...given };
}

describe("a definite refusal", () => {
  const cases: [
    title: string,
    status: number | undefined,
    facts: Partial<PartnerCenterErrorFacts>,
    definite: boolean,
  ][] = [
    ["400 with a code", 400, { code: "800002" }, true],
    ["400 with the unclassified code", 400, { code: "0" }, true],
    ["403 with a code", 403, { code: "20002" }, true],
    ["404 with a code", 404, { code: "800008" }, true],
    ["417 with a code", 417, { code: "800036" }, true],
    ["a first try that is known to have done nothing", 403, { code: "20002", earlierUnknown: false }, true],
    ["an earlier try without a certain answer", 403, { code: "20002", earlierUnknown: true }, false],
    ["401", 401, { code: "900421" }, false],
    ["401 with the code 400", 401, { code: "400" }, false],
    ["408", 408, { code: "900225" }, false],
    ["409", 409, { code: "800060" }, false],
    ["429", 429, { code: "800002" }, false],
    ["500 with a code", 500, { code: "800005" }, false],
    ["a 2xx that carries an error", 200, { code: "400072" }, false],
    ["a redirect", 302, { code: "800002", reason: "unreadable" }, false],
    ["403 without a code", 403, {}, false],
    ["404 of a page", 404, { reason: "unreadable" }, false],
    ["407 of a proxy", 407, {}, false],
    ["403 with a word for a code", 403, { code: "Forbidden" }, false],
    ["404 with the status for a code", 404, { code: "404" }, false],
    ["a refusal of the token service", undefined, { code: "700016", reason: "auth" }, false],
    ["no answer", undefined, { reason: "cut" }, false],
  ];
  for (const [title, status, facts, definite] of cases) {
    it(`is ${definite ? "" : "not "}${title}`, () => {
      expect(new PartnerCenterError(factsOf(status, facts)).isDefinite).to.equal(definite);
    });
  }

  it("keeps the facts of earlier tries out of the message", () => {
    const facts = factsOf(403, { code: "20002", tries: 2 });
    expect(describeError({ ...facts, earlierUnknown: true })).to.equal(describeError(facts));
  });
});
