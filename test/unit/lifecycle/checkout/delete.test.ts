import { expect } from "chai";
import { deleteCheckout } from "../../../../provider/lifecycle/checkout/delete";
import { Refusal } from "../../../../provider/lifecycle/core/lifecycle";
import { CART, CUSTOMER, fakeOrder } from "../../../support/cartsAndOrders";
import { fakeWorld } from "../../../support/fakeWorld";
import { notPlacedState, partialState, placedState, unknownState } from "../../../support/checkoutStates";

const ID = `${CUSTOMER}/${CART}`;

describe("deleteCheckout", () => {
  it("retains: says which orders stay and what they cost, and asks Partner Center nothing", () => {
    const world = fakeWorld();
    const lineItems = [
      {
        lineItemNumber: 0,
        friendlyName: "Licence",
        quantity: 2,
        termDuration: "P1Y",
        pricing: { extendedPrice: "729.6" },
      },
    ];
    deleteCheckout(ID, placedState({}, [fakeOrder("o-a", { lineItems })]), world);
    expect(world.warnings).to.have.lengthOf(1);
    expect(world.warnings[0])
      .to.match(/^warning: /)
      .and.include("o-a")
      .and.include("729.6 USD")
      .and.include("2 x Licence")
      .and.include(CART)
      .and.include("keeps billing");
    expect(world.fake.calls).to.deep.equal([]);
  });

  for (const state of [placedState({ onDelete: "forbid" }), partialState({ onDelete: "forbid" })])
    it(`forbids letting go of a checkout that is ${state.status}, naming its orders and the way out`, () => {
      expect(() => deleteCheckout(ID, state, fakeWorld()))
        .to.throw(Refusal)
        .with.property("message")
        .that.includes("o-a")
        .and.includes('"retain"');
    });

  for (const onDelete of ["retain", "forbid"] as const)
    it(`never forgets a checkout whose end is not known, with "${onDelete}"`, () => {
      expect(() => deleteCheckout(ID, unknownState({ onDelete }), fakeWorld())).to.throw(
        Refusal,
        "not known",
      );
    });

  for (const state of [
    notPlacedState({ onDelete: "forbid" }),
    partialState({ orders: [], onDelete: "forbid" }),
  ])
    it(`forgets a checkout that is ${state.status} and bought nothing, without a word`, () => {
      const world = fakeWorld();
      deleteCheckout(ID, state, world);
      expect([...world.warnings, ...world.infos]).to.deep.equal([]);
    });

  for (const state of [placedState({ onDelete: "forbid" }), unknownState()])
    it(`leaves a checkout (${state.status}) that another resource took over in this run to that one`, () => {
      const world = fakeWorld();
      world.memory.hold(ID);
      world.memory.rememberOrders(ID, ["o-a"]);
      deleteCheckout(ID, state, world);
      expect(world.infos[0]).to.include(CART).and.include("stays bought");
      expect(world.warnings).to.deep.equal([]);
    });

  it("names the orders that the resource in its place does not hold", () => {
    const world = fakeWorld();
    world.memory.hold(ID);
    world.memory.rememberOrders(ID, ["o-b"]);
    deleteCheckout(ID, placedState(), world);
    expect(world.warnings).to.have.lengthOf(1);
    expect(world.warnings[0])
      .to.match(/^warning: /)
      .and.include("o-a")
      .and.include("keeps billing");
  });

  it("doesn't let go of such orders where that is forbidden", () => {
    const world = fakeWorld();
    world.memory.hold(ID);
    expect(() => deleteCheckout(ID, placedState({ onDelete: "forbid" }), world))
      .to.throw(Refusal)
      .with.property("message")
      .that.includes("o-a");
  });
});
