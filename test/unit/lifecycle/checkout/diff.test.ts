import { expect } from "chai";
import { diffCheckout, newOrderIds } from "../../../../provider/lifecycle/checkout/diff";
import { declaredCheckout } from "../../../../provider/lifecycle/checkout/inputs";
import { parseCheckoutState, type CheckoutState } from "../../../../provider/lifecycle/checkout/state";
import type { Partner } from "../../../../provider/client/partnerCenter";
import { Refusal } from "../../../../provider/lifecycle/core/lifecycle";
import { CART, CUSTOMER, fakeOrder, ITEM, OTHER_CART, PARTNER } from "../../../support/cartsAndOrders";
import {
  INPUTS,
  notPlacedState,
  partialState,
  placedState,
  stored,
  unknownState,
} from "../../../support/checkoutStates";
import { START } from "../../../support/fakeClock";
import { UNKNOWN_VALUE } from "../../../../provider/lifecycle/core/unknown";

const ID = `${CUSTOMER}/${CART}`;
const OTHER_CUSTOMER = "aaaaaaaa-4e58-4b06-a1c7-93f2e5d80b64";

const DAY_MS = 24 * 60 * 60_000;

const diff = (
  state: object,
  news: Record<string, unknown>,
  partner: Partner | "none" = PARTNER,
  now = Date.parse(START),
) =>
  diffCheckout(
    ID,
    parseCheckoutState(stored(state), ID),
    declaredCheckout(news),
    partner === "none" ? undefined : partner,
    now,
  );

const without = (state: object, ...keys: string[]) =>
  Object.fromEntries(Object.entries(state).filter(([key]) => !keys.includes(key)));

describe("diffCheckout", () => {
  const same: [string, object, Record<string, unknown>][] = [
    ["nothing changed", placedState(), INPUTS],
    [
      "ids are spelled in upper case",
      placedState(),
      { customerId: CUSTOMER.toUpperCase(), cartId: CART.toUpperCase() },
    ],
    ["an option says what the default is", placedState(), { ...INPUTS, onDelete: "retain" }],
    ["orderIds name what state holds", placedState(), { ...INPUTS, orderIds: ["o-a"] }],
    [
      "besides names what it named, in any order",
      placedState({ besides: ["o-x", "o-y"] }),
      { ...INPUTS, besides: ["o-y", "o-x", "o-x"] },
    ],
    [
      "besides changed on what was cancelled",
      placedState({}, [fakeOrder("o-a", { status: "cancelled" })]),
      { ...INPUTS, besides: ["o-x"] },
    ],
    ["besides isn't known yet", placedState(), { ...INPUTS, besides: UNKNOWN_VALUE }],
    ["besides is known in part", placedState(), { ...INPUTS, besides: ["o-x", UNKNOWN_VALUE] }],
    ["lineItems changed on what is bought", placedState(), { ...INPUTS, lineItems: [{ quantity: 5 }] }],
    ["lineItems aren't known yet", placedState(), { ...INPUTS, lineItems: UNKNOWN_VALUE }],
    ["ifAlreadyOrdered changed", placedState(), { ...INPUTS, ifAlreadyOrdered: "adopt" }],
    [
      "order errors are accepted",
      partialState({ onOrderErrors: "accept" }),
      { ...INPUTS, onOrderErrors: "accept" },
    ],
    ["the provider text differs", { ...placedState(), __provider: "old" }, { ...INPUTS, __provider: "new" }],
    ["an older version stored no options", without(placedState(), "onDelete", "onOrderErrors"), INPUTS],
    ["an older version stored no partner", without(placedState(), "partner", "schemaVersion"), INPUTS],
    ["there are keys of a newer version", { ...placedState(), invoice: 5 }, INPUTS],
    ["settings are not there yet", placedState({ partner: { tenantId: "x", cloud: "china" } }), INPUTS],
  ];
  for (const [title, state, news] of same)
    it(`sees no change when ${title}`, () => {
      const partner = title.startsWith("settings") ? "none" : PARTNER;
      expect(diff(state, news, partner)).to.deep.equal({ changes: false, replaces: [] });
    });

  for (const status of ["pending", "failed", "actionRequired", "missing", "cancelled", "completed"] as const)
    it(`sees no work in a checkout that is ${status}`, () => {
      expect(diff(placedState({ status }), INPUTS).changes).to.equal(false);
    });

  const changed: [string, object, Record<string, unknown>][] = [
    ["waitForProvisioning", placedState(), { ...INPUTS, waitForProvisioning: false }],
    ["provisioningTimeoutSeconds", placedState(), { ...INPUTS, provisioningTimeoutSeconds: 0 }],
    ["checkoutTimeoutSeconds", placedState(), { ...INPUTS, checkoutTimeoutSeconds: 10 }],
    ["onOrderErrors", placedState(), { ...INPUTS, onOrderErrors: "accept" }],
    ["onDelete", placedState(), { ...INPUTS, onDelete: "forbid" }],
    ["onDelete back to its default", placedState({ onDelete: "forbid" }), INPUTS],
    ["an order that state does not hold", placedState(), { ...INPUTS, orderIds: ["o-a", "o-b"] }],
    ["work open: unknown", unknownState(), INPUTS],
    ["work open: not placed", notPlacedState(), INPUTS],
    ["work open: order errors", partialState(), INPUTS],
    [
      "work open: everything refused, although accepted",
      partialState({ orders: [], onOrderErrors: "accept" }),
      INPUTS,
    ],
    ["work open: bought otherwise than declared", placedState({ differences: ["x"] }), INPUTS],
    [
      "work open: bought otherwise, and named in part",
      placedState({ differences: ["x"] }),
      { ...INPUTS, orderIds: ["o-a"] },
    ],
    ["order errors that are no longer accepted", partialState({ onOrderErrors: "accept" }), INPUTS],
    ["besides, while orders of the same are told", placedState(), { ...INPUTS, besides: ["o-x"] }],
    ["besides that names less", placedState({ besides: ["o-x"] }), INPUTS],
    ["a cart that isn't known yet", placedState(), { ...INPUTS, cartId: UNKNOWN_VALUE }],
    ["orders that aren't known yet", placedState(), { ...INPUTS, orderIds: ["o-a", UNKNOWN_VALUE] }],
    ["everything unknown", placedState(), { customerId: UNKNOWN_VALUE, cartId: UNKNOWN_VALUE }],
    ["damaged state", {}, INPUTS],
  ];
  for (const [title, state, news] of changed)
    it(`sees a change, and no replacement, in ${title}`, () => {
      expect(diff(state, news)).to.deep.equal({ changes: true, replaces: [] });
    });

  it("sees no change in besides once orders of the same are no longer told", () => {
    const isChange = (days: number) =>
      diff(placedState(), { ...INPUTS, besides: ["o-x"] }, PARTNER, Date.parse(START) + days * DAY_MS)
        .changes;
    expect([6.9, 7].map(isChange)).to.deep.equal([true, false]);
  });

  it("lets a new option reach the state that an older version wrote without it", () => {
    const state = without(placedState(), "onDelete");
    expect(diff(state, { ...INPUTS, onDelete: "forbid" }).changes).to.equal(true);
  });

  it("knows an order by the id that the portal shows", () => {
    const state = placedState({}, [fakeOrder("o-a", { alternateId: "0b4735d7f58e" })]);
    expect(diff(state, { ...INPUTS, orderIds: ["0b4735d7f58e"] }).changes).to.equal(false);
  });

  const bought: [string, CheckoutState][] = [
    ["placed", placedState()],
    ["unknown", unknownState()],
    ["partially failed", partialState()],
    ["pending", placedState({ status: "pending" })],
    ["missing", placedState({ status: "missing" })],
    ["cancelled", placedState({ status: "cancelled" })],
    ["of a status that only a newer version knows", placedState({ status: "refunded" as never })],
  ];
  for (const [title, state] of bought)
    for (const [key, value] of [
      ["cartId", OTHER_CART],
      ["customerId", OTHER_CUSTOMER],
    ] as const)
      it(`refuses another ${key} for a checkout that is ${title}, naming both carts`, () => {
        expect(() => diff(state, { ...INPUTS, [key]: value }))
          .to.throw(Refusal)
          .with.property("message")
          .that.includes(CART)
          .and.includes(CUSTOMER)
          .and.includes(value);
      });

  it("replaces a checkout that was not placed when another cart is named", () => {
    expect(diff(notPlacedState(), { ...INPUTS, cartId: OTHER_CART })).to.deep.equal({
      changes: true,
      replaces: ["cartId"],
    });
  });

  it("lets another cart take the place of one of which every group was refused", () => {
    const state = partialState({ orders: [] });
    const { replaces } = diff(state, { ...INPUTS, cartId: OTHER_CART });
    expect(replaces).to.deep.equal(["cartId"]);
  });

  const strangers: [string, typeof PARTNER][] = [
    ["tenant", { ...PARTNER, tenantId: OTHER_CUSTOMER }],
    ["cloud", { ...PARTNER, cloud: "china" }],
  ];
  for (const [what, partner] of strangers)
    it(`refuses settings that point to another partner ${what}, naming both`, () => {
      expect(() => diff(placedState(), INPUTS, partner))
        .to.throw(Refusal)
        .with.property("message")
        .that.includes(PARTNER.tenantId)
        .and.includes(PARTNER.cloud)
        .and.includes(partner[what === "tenant" ? "tenantId" : "cloud"]);
    });

  describe("of what was bought", () => {
    const seats = { catalogItemId: ITEM, quantity: 5, billingCycle: "monthly", termDuration: "P1Y" };
    const held = fakeOrder("o-a", {
      lineItems: [{ lineItemNumber: 0, offerId: ITEM, quantity: 7, termDuration: "P1Y" }],
    });
    const adopted = placedState({ boughtLines: [seats] }, [held]);
    const rows: [string, boolean, Record<string, unknown>[]][] = [
      ["the lines of then", false, [seats]],
      ["today's availability of them", false, [{ ...seats, catalogItemId: `${ITEM}X` }]],
      ["what the orders hold", false, [{ ...seats, quantity: 7 }]],
      ["lines that aren't known yet", false, [{ ...seats, catalogItemId: UNKNOWN_VALUE }]],
      ["another quantity", true, [{ ...seats, quantity: 6 }]],
      ["a line more", true, [seats, { ...seats, catalogItemId: "CFQ7TTC0LF8R:0002:CFQ7TTC0K5DH" }]],
    ];
    for (const [title, isRefused, lineItems] of rows)
      it(`${isRefused ? "refuses" : "accepts"} ${title}`, () => {
        const act = () => diff(adopted, { ...INPUTS, lineItems });
        if (isRefused) expect(act).to.throw(Refusal, `Put the old ones back (5 x ${ITEM})`);
        else expect(act().replaces).to.deep.equal([]);
      });
  });

  it("reads any damaged state without tripping", () => {
    for (const value of [null, 5, "x", [], {}])
      for (const key of Object.keys(placedState()))
        expect(() => diff({ ...placedState(), [key]: value }, INPUTS, "none")).to.not.throw(TypeError);
  });
});

describe("newOrderIds", () => {
  it("lists what state does not hold, GUIDs in lower case", () => {
    const named = (news: object) => newOrderIds(placedState(), declaredCheckout({ ...news }));
    expect(named({ orderIds: ["o-a", "o-b", CUSTOMER.toUpperCase(), 5] })).to.deep.equal(["o-b", CUSTOMER]);
    expect(named({})).to.deep.equal([]);
  });
});
