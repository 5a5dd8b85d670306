import { expect } from "chai";
import { type Asked } from "../../../../provider/lifecycle/core/lifecycle";
import { CART_INPUTS, CartLife, LINE, SEED } from "../../../support/cartLife";
import { ITEM } from "../../../support/cartsAndOrders";
import { UNKNOWN_VALUE } from "../../../../provider/lifecycle/core/unknown";

describe("CartLifecycle.check", () => {
  it("refuses the second cart of a run that holds the same for the same customer, naming both", async () => {
    const life = new CartLife();
    expect((await life.check()).failures).to.deep.equal([]);
    const line = { ...LINE, catalogItemId: ITEM.toLowerCase() };
    const [failure] = (await life.check({ ...CART_INPUTS, lineItems: [line], seed: "shop/prod/twin" }))
      .failures;
    expect(failure?.property).to.equal("lineItems");
    expect(failure?.reason)
      .to.include("seats")
      .and.include("say on twin what it comes on top of: `besides: ");
  });

  const TWIN = { ...CART_INPUTS, seed: "shop/prod/twin" };
  const OTHER = { ...LINE, catalogItemId: "DZH318Z0E201:004G:DZH318Z0E2A1" };
  const twins: [string, Record<string, unknown>, Asked?][] = [
    ["lines in another order", { ...TWIN, lineItems: [OTHER, LINE] }],
    ["another friendly name", { ...TWIN, lineItems: [{ ...LINE, friendlyName: "Seats" }] }],
    [
      "another availability",
      { ...TWIN, lineItems: [{ ...LINE, catalogItemId: "CFQ7TTC0E101:0001:CFQ7TTC0ZZZZ" }] },
    ],
    ["the line as an add-on", { ...TWIN, lineItems: [{ ...OTHER, addonItems: [LINE] }] }],
    ["the same name under a parent of another type", CART_INPUTS, { resourceKey: "seats#2" }],
  ];
  for (const [title, news, asked] of twins)
    it(`refuses it with ${title}, too`, async () => {
      const life = new CartLife();
      await life.check({ ...CART_INPUTS, lineItems: [LINE, { ...OTHER, quantity: 3 }] });
      const { failures } = await life.check(news, {}, asked);
      expect(failures.map(({ property }) => property)).to.deep.equal(["lineItems"]);
    });

  it("refuses it for another cart that only the program knows of, since the run has other targets", async () => {
    const asked = { alikeCart: "twin" };
    const [failure] = (await new CartLife().check(CART_INPUTS, {}, asked)).failures;
    expect(failure?.reason).to.include("twin").and.include("say on seats what it comes on top of");
    const fine: [Record<string, unknown>, Record<string, unknown>][] = [
      [CART_INPUTS, CART_INPUTS],
      [{ ...CART_INPUTS, besides: ["o-a"] }, {}],
    ];
    for (const [news, olds] of fine)
      expect((await new CartLife().check(news, olds, asked)).failures).to.deep.equal([]);
  });

  it("knows what carts of earlier runs hold, and fails these for a new one alone: checks come in any order", async () => {
    const life = new CartLife();
    expect((await life.check(CART_INPUTS, CART_INPUTS)).failures).to.deep.equal([]);
    expect((await life.check({ ...CART_INPUTS, seed: "shop/prod/twin" })).failures).to.have.lengthOf(1);
    const { failures } = await life.check(CART_INPUTS, CART_INPUTS);
    expect(failures[0]?.reason).to.include("For twin nothing was made or bought");
    expect(failures).to.have.lengthOf(1);
  });

  it("refuses an edit by which a cart comes to hold what another one holds already", async () => {
    const life = new CartLife();
    const before = { ...CART_INPUTS, seed: "shop/prod/twin", lineItems: [{ ...LINE, quantity: 24 }] };
    await life.check(CART_INPUTS, CART_INPUTS);
    const { failures } = await life.check({ ...before, lineItems: [LINE] }, before);
    expect(failures[0]?.reason).to.include("For twin nothing was made or bought");
    expect(failures).to.have.lengthOf(1);
  });

  it("lets two that hold the same already be called otherwise", async () => {
    const life = new CartLife();
    const twin = { ...CART_INPUTS, seed: "shop/prod/twin" };
    const renamed = { ...twin, lineItems: [{ ...LINE, friendlyName: "Seats of the branch" }] };
    await life.check(CART_INPUTS, CART_INPUTS);
    expect((await life.check(renamed, twin)).failures).to.deep.equal([]);
  });

  const allowed: [string, object][] = [
    ["with besides", { besides: ["o-a"] }],
    ["with besides that isn't known yet", { besides: UNKNOWN_VALUE }],
    ["for another customer", { customerId: "aaaaaaaa-4e58-4b06-a1c7-93f2e5d80b64" }],
    ["with another quantity", { lineItems: [{ ...LINE, quantity: 24 }] }],
    ["with something that isn't known yet", { lineItems: [{ ...LINE, friendlyName: UNKNOWN_VALUE }] }],
  ];
  for (const [title, changes] of allowed)
    it(`allows it ${title}`, async () => {
      const life = new CartLife();
      await life.check();
      expect(
        (await life.check({ ...CART_INPUTS, ...changes, seed: "shop/prod/twin" })).failures,
      ).to.deep.equal([]);
    });

  it("is asked twice for one resource that is replaced, and takes it for one", async () => {
    const life = new CartLife();
    expect((await life.check(CART_INPUTS, CART_INPUTS)).failures).to.deep.equal([]);
    expect((await life.check()).failures).to.deep.equal([]);
  });

  it("tells in a preview what a new cart will hold, and looks only at the orders", async () => {
    const life = new CartLife();
    const lineItems = [{ ...LINE, friendlyName: "E5", addonItems: [{ ...LINE, quantity: 1 }] }];
    await life.check({ ...CART_INPUTS, lineItems }, {}, { inPreview: true });
    expect(life.world.infos[0]).to.equal(
      "seats: 25 x E5, P1Y, billed monthly: the price is known once the cart exists",
    );
    expect(life.world.infos).to.have.lengthOf(2);
    expect(life.methods).to.deep.equal(["listOrders", "listSubscriptions"]);
  });

  it("tells nothing where that isn't wanted, or the cart exists", async () => {
    const life = new CartLife();
    await life.check();
    await life.check(CART_INPUTS, CART_INPUTS, { inPreview: true });
    life.world.purchaseRules.previewChecks = false;
    await life.check({ ...CART_INPUTS, seed: SEED }, {}, { inPreview: true });
    expect(life.world.infos).to.deep.equal([]);
  });
});
