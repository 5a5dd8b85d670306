import { expect } from "chai";
import type { CancellableUntil } from "../../../../provider/lifecycle/orders/cancellationWindow";
import type { DuplicateOrder } from "../../../../provider/lifecycle/orders/duplicateOrders";
import {
  duplicatesOrdered,
  duplicatesUntold,
} from "../../../../provider/lifecycle/orders/duplicateOrderMessages";
import { orderState } from "../../../../provider/lifecycle/orders/order";
import { fakeOrder } from "../../../support/cartsAndOrders";
import { START } from "../../../support/fakeClock";

const UNTIL = Date.parse("2026-11-22T12:00:00.000Z");
const RULE = { by: "licences", until: UNTIL } as const;
const pair = (
  other: string,
  cancellable: CancellableUntil = RULE,
  own = "own",
  creationDate: string | undefined = START,
) => ({
  own: { order: orderState(fakeOrder(own)), cancellable: RULE },
  other: { order: orderState(fakeOrder(other, { creationDate })), cancellable },
});
const told = (pairs: DuplicateOrder[], all = pairs, besides: string[] = []) =>
  duplicatesOrdered("cart C", pairs, all, besides);

describe("duplicatesOrdered", () => {
  it("names both orders, what they are, both moments, and until when each can be cancelled", () => {
    const item = "1 x CFQ7TTC0E101:0001:CFQ7TTC0E1A1, P1Y";
    expect(told([pair("other", { by: "subscription", until: UNTIL })])).to.equal(
      "warning: cart C may have been bought twice: another order of about the same time or later holds a line of it, too " +
        "(product and SKU, quantity, term and billing cycle), and no purchase known to this run holds that order. " +
        `This purchase: own (completed, billed monthly, ${START}): ${item}; can be cancelled until ` +
        `2026-11-22T12:00:00.000Z if it is a new commerce licence (7 days). ` +
        `The other: other (completed, billed monthly, ${START}): ${item}; can be cancelled until ` +
        "2026-11-22T12:00:00.000Z. Find out who placed it. If one is too many, agree on which one stays, and cancel the " +
        'other in Partner Center, a licence by its subscription. If both are wanted: `besides: ["other"]`.',
    );
  });

  it("says no more than is known", () => {
    const line = told([pair("other", { by: "nobody" }, "own", "")]);
    expect(line).to.include("when it was ordered is not known; whether and until when it can be cancelled");
  });

  it("groups what stands beside one order, and doesn't describe any number of them", () => {
    const others = Array.from({ length: 8 }, (_, i) => pair(`other-${i}`));
    const line = told([...others, pair("other-b", RULE, "own-b")]);
    expect(line.match(/This purchase: /g)).to.have.lengthOf(2);
    expect(line).to.include("and other-5, other-6, other-7. This purchase: own-b");
  });

  it("prints a line that silences all of it, what was named and told before included", () => {
    const [first, second] = [pair("other-1"), pair("other-2")];
    const line = told([second], [first, second], ["o-before"]);
    expect(line).to.include('besides: ["o-before", "other-1", "other-2"]');
    expect(line).not.to.include("other-1 (");
  });
});

describe("duplicatesUntold", () => {
  it("says what can't be told and why, and that nothing depends on it", () => {
    expect(duplicatesUntold("C", "Not now.")).to.equal(
      "warning: whether customer C has another order of what was bought lately can't be told now, and nothing else " +
        "depends on it. Not now.",
    );
  });
});
