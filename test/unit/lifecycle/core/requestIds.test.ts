import { expect } from "chai";
import { validate, version } from "uuid";
import { cartRequestIds, checkoutRequestIds } from "../../../../provider/lifecycle/core/requestIds";
import { CART, CUSTOMER, OTHER_CART } from "../../../support/cartsAndOrders";

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

describe("cartRequestIds", () => {
  const SEED = "shop/prod/seats";
  const CONTENT = '{"lineItems":[]}';

  // Frozen for ever: another value here means that a run whose answer was lost makes a second cart.
  const golden = [
    [SEED, 1, "5b083213-80d9-5eed-8122-fd0e38bf3935", "a897540f-ddce-586d-8cff-a6e465418cc1"],
    [SEED, 2, "b9510709-2702-5ee5-bcf3-db5af8825c10", "41914c08-8a92-5a76-a169-b46628fcc965"],
    ["shop/prod/other", 1, "d62cddf1-baff-542c-8e90-f11de7055b4f", "231ff5da-7fbd-5b24-97ce-07cc07838825"],
  ] as const;
  for (const [seed, generation, requestId, correlationId] of golden)
    it(`gives generation ${generation} of ${seed} its frozen ids`, () => {
      expect(cartRequestIds(seed, CUSTOMER, generation, CONTENT)).to.deep.equal({ requestId, correlationId });
    });

  it("differs by seed, customer, generation and content, and from the ids of checkouts", () => {
    const all = [
      cartRequestIds(SEED, CUSTOMER, 1, CONTENT),
      cartRequestIds("shop/dev/seats", CUSTOMER, 1, CONTENT),
      cartRequestIds(SEED, "aaaaaaaa-4e58-4b06-a1c7-93f2e5d80b64", 1, CONTENT),
      cartRequestIds(SEED, CUSTOMER, 2, CONTENT),
      cartRequestIds(SEED, CUSTOMER, 1, "{}"),
      checkoutRequestIds(CUSTOMER, CART, 1),
    ].flatMap(({ requestId, correlationId }) => [requestId, correlationId]);
    expect(new Set(all).size).to.equal(12);
  });
});
