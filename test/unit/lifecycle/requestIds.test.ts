import { expect } from "chai";
import { validate, version } from "uuid";
import { checkoutRequestIds } from "../../../provider/lifecycle/requestIds";
import { CART, CUSTOMER, OTHER_CART } from "../../support/fakePartnerCenter";

describe("checkoutRequestIds", () => {
  // Frozen for ever: another value here means that an interrupted purchase would be sent under another id.
  const golden = [
    [CART, 1, "52c0b50d-c975-5389-bc1b-e46ab2693154", "164362aa-2fd1-58b2-87e4-decb18c6779f"],
    [CART, 2, "82542614-8051-5bb0-b6f0-c99a4fb74766", "d7023e36-d4f9-5f0b-a470-71f4a2f7b79b"],
    [OTHER_CART, 1, "c1698150-aca9-50ac-81be-cc21954a1ff2", "2f1854e0-d394-57ca-bacc-8f37addbe6fb"],
  ] as const;
  for (const [cart, attempt, requestId, correlationId] of golden)
    it(`gives attempt ${attempt} of cart ${cart} its frozen ids`, () => {
      expect(checkoutRequestIds(CUSTOMER, cart, attempt)).to.deep.equal({ requestId, correlationId });
    });

  it("differs by customer, cart and attempt, and between the two ids", () => {
    const other = "aaaaaaaa-4e58-4b06-a1c7-93f2e5d80b64";
    const all = [
      checkoutRequestIds(CUSTOMER, CART, 1),
      checkoutRequestIds(other, CART, 1),
      checkoutRequestIds(CUSTOMER, OTHER_CART, 1),
      checkoutRequestIds(CUSTOMER, CART, 2),
    ].flatMap(({ requestId, correlationId }) => [requestId, correlationId]);
    expect(new Set(all).size).to.equal(8);
  });

  it("gives valid UUIDs of version 5", () => {
    const { requestId, correlationId } = checkoutRequestIds(CUSTOMER, CART, 7);
    for (const id of [requestId, correlationId]) {
      expect(validate(id), id).to.equal(true);
      expect(version(id)).to.equal(5);
    }
  });
});
