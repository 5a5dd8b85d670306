import { expect } from "chai";
import { withCart } from "../../../support/activeAndGoneCart";
import { CART_ID, cartState, refusalOf } from "../../../support/cartLife";
import { CART, CUSTOMER, PARTNER } from "../../../support/cartsAndOrders";
import { accepted, refusalIn } from "../../../support/ended";
import { connectionError } from "../../../support/partnerCenterErrors";

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
  it("asks nobody once its checkout has left, and says what becomes of the cart", async () => {
    const life = withCart();
    life.world.memory.letGo.add(CART_ID);
    life.fake.markOrdered(CART);
    await life.lifecycle().delete(CART_ID, { ...cartState() });
    expect(life.world.infos[0]).to.include("expires by itself");
    expect(life.methods).to.deep.equal([]);
  });

  it("forgets one that has no checkout in state and wasn't ordered", async () => {
    const life = withCart();
    accepted(await life.lifecycle().delete(CART_ID, { ...cartState() }));
    expect(life.world.infos[0]).to.include("expires by itself");
    expect(life.methods).to.deep.equal(["getCart"]);
  });

  it("refuses to forget one that was ordered, where no checkout in state tells by what", async () => {
    const life = withCart();
    life.fake.markOrdered(CART);
    const refused = refusalIn(await life.lifecycle().delete(CART_ID, { ...cartState() }));
    expect(refused).to.include(CART).and.include("`pulumi up`").and.include("`pulumi state delete`");
    const known = { ...cartState({ status: "ordered" }) };
    expect(refusalIn(await life.nextRun().lifecycle().delete(CART_ID, known))).to.equal(refused);
    expect(life.methods).to.deep.equal([]);
  });

  it("lets it go with a warning where nobody can be asked", async () => {
    const life = withCart();
    life.fake.getCart = () => Promise.reject(connectionError());
    accepted(await life.lifecycle().delete(CART_ID, { ...cartState() }));
    expect(life.world.warnings[0]).to.include("can't be asked");
  });

  it("refuses for another partner", async () => {
    const life = withCart();
    life.fake.partner = { ...PARTNER, tenantId: CUSTOMER };
    expect(refusalIn(await life.lifecycle().delete(CART_ID, { ...cartState() }))).to.include(CUSTOMER);
  });
});
