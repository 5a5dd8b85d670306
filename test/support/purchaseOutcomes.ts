import { expect } from "chai";
import { fakeOrder, ITEM } from "./cartsAndOrders";
import { PurchaseLife } from "./purchaseLife";

/** An order of what the program declares, placed by somebody else. */
export const OTHERS_ORDER = fakeOrder("stranger", {
  creationDate: "2026-11-16T00:00:00Z",
  lineItems: [{ lineItemNumber: 0, offerId: ITEM, quantity: 25, termDuration: "P1Y" }],
});

/** A limit that nothing can keep to, for a cart that is made and never bought. */
const STOPPED = { checkout: { limits: { maxTotal: { amount: 1, currency: "USD" } } } };

/** A cart that was made and bought. */
export async function bought(): Promise<PurchaseLife> {
  const life = new PurchaseLife();
  expect(await life.up()).to.equal(undefined);
  expect(life.bought).to.have.lengthOf(1);
  return life;
}

/** A cart that was made and not bought. */
export async function stopped(): Promise<PurchaseLife> {
  const life = new PurchaseLife();
  expect(await life.up(STOPPED)).to.include("limits.maxTotal");
  return life;
}

export function expectOneOrder(life: PurchaseLife): void {
  expect(life.bought).to.have.lengthOf(1);
  expect(life.checkout?.state["orderIds"]).to.deep.equal(life.bought);
}
