import { expect } from "chai";
import type { Subscription } from "../../../../provider/client/schemas";
import {
  cancellableUntil,
  isInCancellationWindow,
} from "../../../../provider/lifecycle/orders/cancellationWindow";
import { orderState } from "../../../../provider/lifecycle/orders/order";
import { fakeOrder } from "../../../support/cartsAndOrders";
import { START } from "../../../support/fakeClock";
import { fakeSubscription } from "../../../support/subscriptions";

const ORDERED = Date.parse(START);
const DAY_MS = 24 * 60 * 60_000;
const NOBODY = { by: "nobody" };
const BY_RULE = { by: "licences", until: ORDERED + 7 * DAY_MS };
const noTerm = [{ lineItemNumber: 0, offerId: "x", quantity: 1 }];
const until = (order: Parameters<typeof fakeOrder>[1], subscriptions: Subscription[] = []) =>
  cancellableUntil(orderState(fakeOrder("o-a", order)), subscriptions);
const day = (days: number) => new Date(ORDERED + days * DAY_MS).toISOString();
const subscription = (cancellationAllowedUntilDate: string | undefined, orderId = "o-a", id = "sub-x") =>
  fakeSubscription(orderId, { id, cancellationAllowedUntilDate });

describe("cancellableUntil", () => {
  const rows: [string, Parameters<typeof until>, object][] = [
    ["seven days for what may be a licence", [{}], BY_RULE],
    ["nobody's word for what is bought once", [{ billingCycle: "one_time" }], NOBODY],
    ["nor for it in the other spelling", [{ billingCycle: "OneTime" }], NOBODY],
    ["nor for what has no billing cycle", [{ billingCycle: undefined }], NOBODY],
    ["nor for what has no term, such as an Azure plan", [{ lineItems: noTerm }], NOBODY],
    ["nor for an order without a date", [{ creationDate: undefined }], NOBODY],
    ["nor for an order of year 1", [{ creationDate: "0001-01-01T00:00:00Z" }], NOBODY],
    [
      "what its subscription says",
      [{}, [subscription(day(14))]],
      { by: "subscription", until: ORDERED + 14 * DAY_MS },
    ],
    [
      "what the subscription of a line says",
      [{}, [subscription(day(1), "another", "SUB-o-a")]],
      { by: "subscription", until: ORDERED + DAY_MS },
    ],
    [
      "the first of its subscriptions' days",
      [{}, [subscription(day(3)), subscription(day(2))]],
      { by: "subscription", until: ORDERED + 2 * DAY_MS },
    ],
    ["the rule where its subscription doesn't say", [{}, [subscription(undefined)]], BY_RULE],
    ["the rule where its subscription says nothing sensible", [{}, [subscription("soon")]], BY_RULE],
    ["the rule whatever another order's subscription says", [{}, [subscription(day(1), "other")]], BY_RULE],
  ];
  for (const [title, [order, subscriptions], expected] of rows)
    it(`is ${title}`, () => {
      expect(until(order, subscriptions)).to.deep.equal(expected);
    });
});

describe("isInCancellationWindow", () => {
  it("ends seven days after the order, and isn't known without a date", () => {
    const isOpen = (creationDate: string | undefined, days: number) =>
      isInCancellationWindow({ creationDate }, ORDERED + days * DAY_MS);
    expect([0, 6.999, 7, 400].map((days) => isOpen(START, days))).to.deep.equal([true, true, false, false]);
    for (const date of [undefined, "", "yesterday", "0001-01-01T00:00:00Z"])
      expect(isOpen(date, 0)).to.equal(false);
  });
});
