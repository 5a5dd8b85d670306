import { expect } from "chai";
import { checkoutOutcome, type CheckoutOutcome } from "../../../../provider/lifecycle/checkout/outcome";
import { fakeOrder } from "../../../support/cartsAndOrders";
import { isBusy, noAnswer, notSent, places, refuses } from "../../../support/checkoutReplies";
import { FakeClock } from "../../../support/fakeClock";
import { FakePartnerCenter, type ScriptedReply } from "../../../support/fakePartnerCenter";

const ORDER_ERROR = { orderGroupId: "1", code: "800030", description: "no" };

interface Row {
  title: string;
  reply: ScriptedReply;
  unknownBefore?: boolean;
  kind: CheckoutOutcome["kind"];
}

const EARLIER = { earlierUnknown: true };

const rows: Row[] = [
  { title: "nothing left", reply: notSent(), kind: "notSent" },
  { title: "nothing left, but an earlier try of this call did", reply: notSent(EARLIER), kind: "unknown" },
  { title: "nothing left, but an earlier run did", reply: notSent(), unknownBefore: true, kind: "unknown" },
  { title: "no answer", reply: noAnswer(), kind: "unknown" },
  { title: "orders", reply: places({ orders: [fakeOrder("a")] }), kind: "placed" },
  {
    title: "orders after an unknown try",
    reply: places({ orders: [fakeOrder("a")] }, EARLIER),
    kind: "placed",
  },
  {
    title: "orders and order errors",
    reply: places({ orders: [fakeOrder("a")], orderErrors: [ORDER_ERROR] }),
    kind: "open",
  },
  { title: "order errors alone", reply: places({ orderErrors: [ORDER_ERROR] }), kind: "open" },
  { title: "a result with neither", reply: places({}), kind: "unknown" },
  {
    title: "an order without a readable id",
    reply: places({ orders: [fakeOrder("a")], unreadableOrders: 1 }),
    kind: "unknown",
  },
  { title: "409 / 800064", reply: isBusy("800064"), kind: "busy" },
  { title: "409 / 800060", reply: isBusy("800060"), kind: "busy" },
  { title: "409 with another code", reply: refuses(409, "900278"), kind: "refused" },
  { title: "400 / 800065", reply: refuses(400, "800065"), kind: "submitted" },
  { title: "400 / 800065 after an unknown try", reply: refuses(400, "800065", EARLIER), kind: "submitted" },
  { title: "a 2xx that carries an error", reply: refuses(200, "400072"), kind: "odd" },
  { title: "an empty 400: Partner Center's own code is missing", reply: refuses(400), kind: "unknown" },
  { title: "an empty 403", reply: refuses(403), kind: "unknown" },
  { title: "a 404 whose code only repeats the status", reply: refuses(404, "404"), kind: "unknown" },
  { title: "a 403 whose code is a word", reply: refuses(403, "AccessDenied"), kind: "unknown" },
  { title: "a 3xx", reply: refuses(302), kind: "unknown" },
  { title: "a 5xx", reply: refuses(500, "800003"), kind: "unknown" },
  ...[400, 401, 403, 404].flatMap((status): Row[] => [
    { title: `a clean ${status}`, reply: refuses(status, "800009"), kind: "refused" },
    {
      title: `${status} after an unknown try of this call`,
      reply: refuses(status, "800009", EARLIER),
      kind: "unknown",
    },
    {
      title: `${status} after an unknown checkout of an earlier run`,
      reply: refuses(status, "800009"),
      unknownBefore: true,
      kind: "unknown",
    },
  ]),
];

describe("checkoutOutcome", () => {
  const call = { customerId: "c", cartId: "k", requestId: "r", correlationId: "x", deadline: 0 };
  const outcomeOf = (reply: ScriptedReply, unknownBefore = false) =>
    checkoutOutcome(reply(call, new FakePartnerCenter(new FakeClock())), unknownBefore);

  for (const { title, reply, unknownBefore, kind } of rows)
    it(`calls ${title} ${kind}`, () => {
      expect(outcomeOf(reply, unknownBefore).kind).to.equal(kind);
    });

  it("keeps the readable orders of an answer that isn't certain", () => {
    const outcome = outcomeOf(places({ orders: [fakeOrder("a")], unreadableOrders: 2 }));
    expect(outcome).to.have.property("orders").that.has.lengthOf(1);
  });

  it("keeps what was placed beside what was refused", () => {
    const outcome = outcomeOf(places({ orders: [fakeOrder("a")], orderErrors: [ORDER_ERROR] }));
    expect(outcome).to.deep.include({ kind: "open", orderErrors: [ORDER_ERROR] });
    expect(outcome).to.have.nested.property("orders[0].id", "a");
  });
});
