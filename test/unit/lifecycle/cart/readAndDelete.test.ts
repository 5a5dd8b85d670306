import { expect } from "chai";
import { withCart } from "../../../support/activeAndGoneCart";
import { CART_ID, cartState, refusalOf } from "../../../support/cartLife";
import { CART, CUSTOMER, fakeOrder, ITEM, PARTNER, twoGroups } from "../../../support/cartsAndOrders";
import { accepted, refusalIn } from "../../../support/ended";
import { MINUTE } from "../../../support/fakeClock";
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

/** An order of the cart's line since it was made. */
const SINCE = fakeOrder("o-a", {
  creationDate: "2026-11-15T12:05:00.000Z",
  lineItems: [{ lineItemNumber: 0, offerId: ITEM, quantity: 25, termDuration: "P1Y" }],
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

  const warned: [string, (life: ReturnType<typeof withCart>) => void, string][] = [
    ["was ordered, with its orders", ({ fake }) => fake.hasOrders(SINCE).markOrdered(CART), "o-a"],
    ["was ordered, while no list shows that", ({ fake }) => fake.markOrdered(CART), "no list shows"],
    [
      "is gone, with what can be its orders",
      ({ fake }) => {
        fake.hasOrders(SINCE);
        fake.carts.clear();
      },
      "o-a",
    ],
    [
      "becomes several orders, with the part that was ordered",
      ({ fake }) => fake.hasOrders(SINCE).hasCart(twoGroups()),
      "o-a",
    ],
    [
      "becomes several orders, and was changed lately",
      ({ fake, clock }) => fake.hasCart(twoGroups({ lastModifiedTimestamp: clock.iso(-5) })),
      "no list shows",
    ],
  ];
  for (const [title, arrange, words] of warned)
    it(`warns of one that has no checkout in state and ${title}`, async () => {
      const life = withCart();
      life.clock.advance(30 * MINUTE);
      arrange(life);
      accepted(await life.lifecycle().delete(CART_ID, { ...cartState() }));
      expect(life.world.warnings).to.have.lengthOf(1);
      expect(life.world.warnings[0])
        .to.match(/^warning: /)
        .and.include(words)
        .and.include("adopt");
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
