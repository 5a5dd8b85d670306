import { expect } from "chai";
import { boughtLinesStay, withBoughtLines } from "../../../../provider/lifecycle/checkout/boughtLines";
import { declaredCheckout } from "../../../../provider/lifecycle/checkout/inputs";
import { RunMemory } from "../../../../provider/lifecycle/core/runMemory";
import { CUSTOMER, CART, ITEM } from "../../../support/cartsAndOrders";
import { notPlacedState, partialState, placedState, unknownState } from "../../../support/checkoutStates";

const LINE = { catalogItemId: ITEM, quantity: 5, billingCycle: "monthly", termDuration: "P1Y" };
const ADDON = { ...LINE, catalogItemId: "CFQ7TTC0LF8R:0002:CFQ7TTC0K5DH" };
const declaring = (...lineItems: object[]) => declaredCheckout({ lineItems });

describe("withBoughtLines", () => {
  it("keeps what is declared of a purchase that is made, add-ons included, without names for people", () => {
    const declared = declaring({ ...LINE, friendlyName: "seats", addonItems: [ADDON] });
    const { boughtLines } = withBoughtLines({ memory: new RunMemory() }, placedState(), declared);
    expect(boughtLines).to.deep.equal([LINE, ADDON]);
  });

  it("keeps what the cart of the same run declares, where the checkout says nothing", () => {
    const memory = new RunMemory();
    memory.declareLineItems(`${CUSTOMER}/${CART}`, "shop/prod/seats", [LINE]);
    expect(withBoughtLines({ memory }, placedState(), declaring()).boughtLines).to.deep.equal([LINE]);
  });

  const open = { unknown: unknownState(), refused: notPlacedState(), "refused in part": partialState() };
  for (const [title, state] of Object.entries(open))
    it(`keeps nothing of one that is ${title}: its lines may still change`, () => {
      const kept = withBoughtLines({ memory: new RunMemory() }, state, declaring(LINE));
      expect(kept).to.equal(state);
    });

  it("keeps nothing where nothing is declared", () => {
    expect(withBoughtLines({ memory: new RunMemory() }, placedState(), declaring())).to.deep.equal(
      placedState(),
    );
  });
});

describe("boughtLinesStay", () => {
  it("says what was bought, with the lines to put back, and that nothing was", () => {
    const state = placedState({ boughtLines: [LINE] });
    expect(boughtLinesStay(state, declaring({ ...LINE, quantity: 6 })))
      .to.include(`cart ${CART}`)
      .and.include(state.orderIds.join())
      .and.include(`5 x ${ITEM}`)
      .and.include("Nothing was changed or bought");
  });

  it("says nothing of a purchase whose lines no version has kept", () => {
    expect(boughtLinesStay(placedState(), declaring({ ...LINE, quantity: 6 }))).to.equal(undefined);
  });
});
