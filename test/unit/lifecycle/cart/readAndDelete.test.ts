import { expect } from "chai";
import { withCart } from "../../../support/activeAndGoneCart";
import { CART_ID, cartState, refusalOf } from "../../../support/cartLife";
import { CART, CUSTOMER, PARTNER } from "../../../support/cartsAndOrders";
import { accepted, refusalIn } from "../../../support/ended";

describe("CartLifecycle.read", () => {
  it("keeps inputs out of it for a managed cart, and gives them for one that is read by its id", async () => {
    const life = withCart();
    expect(await life.lifecycle().read(CART_ID, { ...cartState() })).to.not.have.property("inputs");
    const { inputs } = accepted(await life.lifecycle().read(CART_ID, {}));
    expect(inputs).to.deep.include({ customerId: CUSTOMER, existingCartId: CART });
  });

  it("refuses another partner's eyes", async () => {
    const life = withCart();
    life.fake.partner = { ...PARTNER, cloud: "china" };
    expect(refusalOf(await life.read(cartState()))).to.include("china");
    expect(life.methods).to.deep.equal([]);
  });
});

describe("CartLifecycle.delete", () => {
  it("says what becomes of the cart, and asks nobody", async () => {
    const life = withCart();
    await life.lifecycle().delete(CART_ID, { ...cartState() });
    expect(life.world.infos[0]).to.include("expires by itself");
    expect(life.methods).to.deep.equal([]);
  });

  it("refuses for another partner", async () => {
    const life = withCart();
    life.fake.partner = { ...PARTNER, tenantId: CUSTOMER };
    expect(refusalIn(await life.lifecycle().delete(CART_ID, { ...cartState() }))).to.include(CUSTOMER);
  });
});
