import { expect } from "chai";
import { UNKNOWN_VALUE } from "../../../../provider/lifecycle/core/unknown";
import { CART_INPUTS, CartLife, LINE } from "../../../support/cartLife";
import { fakeOrder } from "../../../support/cartsAndOrders";
import { START } from "../../../support/fakeClock";
import { serviceError } from "../../../support/partnerCenterErrors";

const IN_PREVIEW = { inPreview: true };

/** An order of what the cart would hold. */
function sameOrder(creationDate = START) {
  const { catalogItemId: offerId, quantity, termDuration, billingCycle } = LINE;
  const lineItems = [{ lineItemNumber: 0, offerId, quantity, termDuration }];
  return fakeOrder("o-a", { billingCycle, creationDate, lineItems });
}

describe("a preview of a new cart", () => {
  it("refuses what the customer ordered lately, naming the order and the ways out", async () => {
    const life = new CartLife();
    life.fake.hasOrders(sameOrder());
    const { failures } = await life.check(CART_INPUTS, {}, IN_PREVIEW);
    expect(failures.map(({ property }) => property)).to.deep.equal(["lineItems"]);
    expect(failures[0]?.reason).to.include("o-a").and.include("alias").and.include("adopt");
    expect(failures[0]?.reason).to.include('besides: ["o-a"]');
  });

  for (const [title, changes, creationDate] of [
    ["that comes on top of it", { besides: ["o-a"] }, START],
    ["that comes on top of what isn't known yet", { besides: UNKNOWN_VALUE }, START],
    ["that is taken over", { ifAlreadyOrdered: "adopt" }, START],
    ["that was ordered long ago", {}, "2026-09-01T12:00:00Z"],
  ] as const)
    it(`lets a purchase pass ${title}`, async () => {
      const life = new CartLife();
      life.fake.hasOrders(sameOrder(creationDate));
      expect((await life.check({ ...CART_INPUTS, ...changes }, {}, IN_PREVIEW)).failures).to.deep.equal([]);
    });

  it("looks once for all carts of a customer", async () => {
    const life = new CartLife();
    const lifecycle = life.lifecycle();
    for (const [index, quantity] of [1, 2, 3].entries()) {
      const lineItems = [{ ...LINE, quantity }];
      await lifecycle.check({}, { ...CART_INPUTS, lineItems, seed: `shop/prod/${index}` }, IN_PREVIEW);
    }
    expect(life.methods).to.deep.equal(["listOrders", "listSubscriptions"]);
  });

  it("only warns when the orders can't be read, and does not wait for them again", async () => {
    const life = new CartLife();
    life.fake.fail("listOrders", serviceError(503));
    expect((await life.check(CART_INPUTS, {}, IN_PREVIEW)).failures).to.deep.equal([]);
    expect(life.world.warnings).to.have.lengthOf(1);
    expect(life.world.preview.unreachable).to.equal(true);
  });

  it("looks at the next customer's when one customer's are refused", async () => {
    const life = new CartLife();
    life.fake.fail("listSubscriptions", serviceError(403, "20002"));
    expect((await life.check(CART_INPUTS, {}, IN_PREVIEW)).failures).to.deep.equal([]);
    expect(life.world.warnings[0]).to.include("20002").and.include(CART_INPUTS.customerId);
    expect(life.world.preview.unreachable).to.equal(false);
  });

  it("only warns when settings are missing", async () => {
    const life = new CartLife();
    life.world.partnerCenter = () => {
      throw new Error("settings are missing");
    };
    expect((await life.check(CART_INPUTS, {}, IN_PREVIEW)).failures).to.deep.equal([]);
    expect(life.world.warnings[0]).to.include("settings are missing");
  });
});
