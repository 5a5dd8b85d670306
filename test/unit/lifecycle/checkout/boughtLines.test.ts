import { expect } from "chai";
import { boughtLinesStay, withBoughtLines } from "../../../../provider/lifecycle/checkout/boughtLines";
import { declaredCheckout } from "../../../../provider/lifecycle/checkout/inputs";
import { RunMemory } from "../../../../provider/lifecycle/core/runMemory";
import { CUSTOMER, CART, ITEM } from "../../../support/cartsAndOrders";
import { notPlacedState, partialState, placedState, unknownState } from "../../../support/checkoutStates";

const LINE = { catalogItemId: ITEM, quantity: 5, billingCycle: "monthly", termDuration: "P1Y" };
const ADDON = { ...LINE, catalogItemId: "CFQ7TTC0LF8R:0002:CFQ7TTC0K5DH" };
/** As state keeps it. */
const detailsOf = (line: object) =>
  withBoughtLines({ memory: new RunMemory() }, placedState(), declaring(line)).boughtLines?.[0]?.details;
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

  const COMMITTED = { ...LINE, purchaseCommitment: { amount: 0.05, currency: "usd", grain: "hourly" } };
  const HELD = { ...LINE, quantity: 1 };
  const changes: [string, object[] | undefined, object[], boolean][] = [
    ["the same in another order", [LINE, ADDON], [ADDON, LINE], true],
    ["another availability", [LINE], [{ ...LINE, catalogItemId: `${ITEM}X` }], true],
    ["a name for people", [LINE], [{ ...LINE, friendlyName: "seats" }], true],
    ["what its order holds", [LINE], [HELD], true],
    ["a line twice", [HELD], [HELD, HELD], false],
    ["a line less", [LINE, ADDON], [LINE], false],
    ["another quantity", [LINE], [{ ...LINE, quantity: 6 }], false],
    [
      "another commitment",
      [{ ...LINE, details: detailsOf(COMMITTED) }],
      [{ ...COMMITTED, purchaseCommitment: { amount: 50, currency: "usd", grain: "hourly" } }],
      false,
    ],
    ["the same commitment", [{ ...LINE, details: detailsOf(COMMITTED) }], [COMMITTED], true],
    ["an Azure subscription", [HELD], [{ ...HELD, provisioningContext: { subscriptionId: "x" } }], false],
    ["what its order holds, where no version has kept its lines", undefined, [HELD], true],
    ["something else than its order holds, where no version has kept them", undefined, [LINE], false],
  ];
  for (const [title, boughtLines, lineItems, mayBe] of changes)
    it(`${mayBe ? "takes" : "refuses"} ${title}`, () => {
      const state = placedState({ boughtLines: boughtLines });
      const why = boughtLinesStay(state, declaring(...lineItems));
      expect(why === undefined, why).to.equal(mayBe);
    });

  it("says nothing where neither state nor a cancelled order tells how much it was", () => {
    const state = placedState();
    state.orders[0]!.lineItems[0]!.quantity = 0;
    expect(boughtLinesStay(state, declaring(LINE))).to.equal(undefined);
  });

  it("refuses another quantity of what was cancelled", () => {
    const state = placedState({ boughtLines: [LINE] });
    state.orders[0]!.lineItems[0]!.quantity = 0;
    expect(boughtLinesStay(state, declaring({ ...LINE, quantity: 500 }))).to.include("can't change any more");
  });
});
