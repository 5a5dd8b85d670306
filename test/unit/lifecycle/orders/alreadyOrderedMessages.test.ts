import { expect } from "chai";
import { PartnerCenterError } from "../../../../provider/client/errors";
import * as messages from "../../../../provider/lifecycle/orders/alreadyOrderedMessages";
import { orderState } from "../../../../provider/lifecycle/orders/order";
import { CART, CUSTOMER, fakeOrder, ITEM } from "../../../support/cartsAndOrders";
import { fakeSubscription } from "../../../support/subscriptions";

const ORDER = { id: "o-a", order: orderState(fakeOrder("o-a")) };
const OLD = { ...ORDER, subscription: fakeSubscription("o-a", { id: "sub-1", friendlyName: "E5" }) };
const NAKED = { id: "sub-2", subscription: fakeSubscription("", { id: "sub-2", orderId: undefined }) };
const WHY = "Could not list: HTTP 403.";
const refused = (list: "orders" | "subscriptions") =>
  new PartnerCenterError({
    action: `list the ${list}`,
    method: "GET",
    path: `/v1/customers/${CUSTOMER}/${list}`,
    reason: "answer",
    description: "access denied",
    meta: { status: 403, requestId: "r", correlationId: "c" },
  });

describe("what is said of what a customer has", () => {
  it("ends with the very line to paste, which keeps what besides names already, each once", () => {
    expect(messages.besidesLine([], [ORDER])).to.equal('besides: ["o-a"]');
    expect(messages.besidesLine(["o-x", "o-a"], [ORDER, NAKED])).to.equal('besides: ["o-x", "o-a", "sub-2"]');
  });

  it("names every way out of a refusal", () => {
    const text = messages.alreadyOrderedRefusal("seats", CUSTOMER, [ORDER, NAKED], ["o-x"]);
    for (const part of [
      "seats would buy what customer",
      CUSTOMER,
      "Nothing was sent that buys",
      "aliases",
      'ifAlreadyOrdered: "adopt"',
      '`besides: ["o-x", "o-a", "sub-2"]`',
    ])
      expect(text).to.include(part);
    expect(text).to.not.match(/undefined|\[object/);
  });

  it("offers in orderIds no subscription, which names no order to read", () => {
    const text = messages.alreadyOrderedRefusal("seats", CUSTOMER, [ORDER, NAKED], []);
    expect(text).to.include('orderIds: ["o-a"]');
  });

  it("describes an order by its lines, a subscription by its seats, and both where both are known", () => {
    expect(messages.describeFound([ORDER]))
      .to.include(`o-a (completed`)
      .and.include(`1 x ${ITEM}, P1Y`);
    expect(messages.describeFound([OLD])).to.equal("order o-a, subscription sub-1 (active): 1 x E5, P1Y");
    expect(messages.describeFound([NAKED])).to.equal(`subscription sub-2 (active): 1 x ${ITEM}, P1Y`);
    const bare = { id: "s", subscription: { id: "s", orderId: "o-y", refundOptions: [] } };
    expect(messages.describeFound([bare])).to.equal("order o-y, subscription s (no status): ? x an item");
  });

  it("speaks of the right to list subscriptions only where it is those that can't be listed", () => {
    const text = messages.alreadyOrderedUntold("seats", CUSTOMER, refused("orders"));
    expect(text).to.include("can't be told").and.not.include("listSubscriptions");
  });

  it("describes the first twenty, and passes over none of the others", () => {
    const many = Array.from({ length: 23 }, (_, n) => ({
      id: `o-${n}`,
      order: { ...ORDER.order, id: `o-${n}` },
    }));
    const text = messages.describeFound(many);
    expect(text.split(" | ")).to.have.lengthOf(21);
    expect(text).to.match(/ \| and o-20, o-21, o-22$/);
  });

  const complete: [string, string, string[]][] = [
    [
      "alreadyOrderedUntold",
      messages.alreadyOrderedUntold("seats", CUSTOMER, refused("subscriptions")),
      [
        "seats",
        CUSTOMER,
        "403",
        "nothing was sent that buys",
        "pulumi up",
        "partnercenter:listSubscriptions",
      ],
    ],
    ["ordersAlone", messages.ordersAlone("seats"), ["warning: seats", "partnercenter:listSubscriptions"]],
    ["besidesUnknown", messages.besidesUnknown("seats"), ["seats", "besides", "`pulumi up`"]],
    ["willBeAdopted", messages.willBeAdopted("seats", [ORDER]), ["seats", "o-a", "taken over"]],
    ["notLookedAt", messages.notLookedAt("seats", CUSTOMER, WHY), ["warning: seats", CUSTOMER, WHY]],
    [
      "twiceInProgram",
      messages.twiceInProgram("twin", "seats", CUSTOMER),
      [
        "lineItems",
        "seats",
        "twin",
        CUSTOMER,
        "besides: <the other purchase>.orderIds",
        "nothing was made or bought",
      ],
    ],
    [
      "twiceInRun",
      messages.twiceInRun("cart k", `${CUSTOMER}/${CART}`),
      ["cart k", CUSTOMER, CART, "Nothing was sent that buys", "besides: <the other purchase>.orderIds"],
    ],
  ];
  for (const [name, text, parts] of complete)
    it(`${name} says ${parts.join(", ")}`, () => {
      for (const part of parts) expect(text).to.include(part);
      expect(text).to.not.match(/undefined|\[object/);
    });
});
