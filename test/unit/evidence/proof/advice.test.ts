import { expect } from "chai";
import { adviceFor } from "../../../../evidence/proof/advice";

describe("what a user reads from a failed up", () => {
  const cart = { name: "cart-1", cartId: "k-1" };
  const gone = "error: Partner Center does not know cart k-1 of customer c: it expired.";
  const orders =
    "The customer's latest orders: o-2 (pending, billed monthly, 2026-01-01): 6 x cart-2 item 1, P1M, 1 USD | " +
    "o-1 (pending, billed annual, 2026-01-01): 5 x cart-1 item 2, P1Y, 2 USD. To take them over, set orderIds.";

  it("takes of the listed orders only the ones whose items it knows", () => {
    expect(adviceFor(cart, `${gone} ${orders}`)).to.deep.include({ gone: true, orderIds: ["o-1"] });
  });

  it("does not take up what is said about another cart", () => {
    const other = adviceFor({ name: "cart-2", cartId: "k-2" }, `${gone} ${orders}`);
    const nothing = { gone: false, unknown: false, orderIds: [], mayAccept: false };
    expect(other).to.deep.equal({ ...nothing, mayAdopt: false, mustName: false, mayRefresh: false });
  });

  it("takes what stands below the name of a resource for said about it", () => {
    const refusal = 'is this purchase: take it over with `ifAlreadyOrdered: "adopt"` or `orderIds: ["o-1"]`.';
    const output = `  some:Cart (purchase-2):\n    error: If that ${refusal}\n\n  some:Cart (purchase-1):\n    error: x`;
    expect(adviceFor({ name: "purchase-2" }, output)).to.deep.include({ mayAdopt: true });
    expect(adviceFor({ name: "purchase-1" }, output)).to.deep.include({ mayAdopt: false });
    const renamed = { name: "purchase-1", resource: "purchase-2" };
    expect(adviceFor(renamed, output)).to.deep.include({ mayAdopt: true });
  });

  it("hears that it is not known yet, and that a refused group may be left out", () => {
    const text = `It is not known yet whether cart k-1 was bought.\nRefused in cart k-1: set onOrderErrors: "accept".`;
    expect(adviceFor(cart, text)).to.deep.include({ unknown: true, mayAccept: true });
  });
});
