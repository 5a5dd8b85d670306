import { expect } from "chai";
import {
  cartSchema,
  distinctOrders,
  orderSchema,
  provisioningListSchema,
  read,
  readCheckoutResult,
  readServiceError,
  readTokenAnswer,
} from "../../../provider/client/schemas";
import { asCount, asId, asMoney, asText } from "../../../provider/client/schemas/scalars";
import { fixture } from "../../support/partnerCenterClient";

describe("fields", () => {
  const cases: [field: string, read: (value: unknown) => unknown, value: unknown, expected: unknown][] = [
    ["money", asMoney, 36.48, "36.48"],
    ["money", asMoney, 364.8, "364.8"],
    ["money", asMoney, 0, "0"],
    ["money", asMoney, -1.5, "-1.5"],
    ["money", asMoney, 1e-7, "0.0000001"],
    ["money", asMoney, -1.25e-7, "-0.000000125"],
    ["money", asMoney, 1.5e21, "1500000000000000000000"],
    ["money", asMoney, "36.480", "36.480"],
    ["money", asMoney, "1,5", undefined],
    ["money", asMoney, null, undefined],
    ["money", asMoney, NaN, undefined],
    ["money", asMoney, {}, undefined],
    ["count", asCount, 3, 3],
    ["count", asCount, "3", 3],
    ["count", asCount, 1.5, undefined],
    ["count", asCount, "", undefined],
    ["count", asCount, true, undefined],
    ["id", asId, "a-_1", "a-_1"],
    ["id", asId, 686736758912, "686736758912"],
    ["id", asId, 2 ** 60, undefined],
    ["id", asId, "  ", undefined],
    ["id", asId, null, undefined],
    ["text", asText, "", undefined],
    ["text", asText, 5, "5"],
    ["text", asText, false, undefined],
  ];
  for (const [field, readField, value, expected] of cases) {
    it(`read ${(JSON.stringify(value) as string | undefined) ?? String(value)} as the ${field} ${String(expected)}`, () => {
      expect(readField(value)).to.equal(expected);
    });
  }
});

describe("a checkout result", () => {
  it("is read from the documents' mixed cart, without links and attributes", () => {
    const result = readCheckoutResult(fixture("checkout-mixed"));
    expect(result?.orders.map(({ id, status }) => [id, status])).to.deep.equal([
      ["3c6f2530-1e31-4088-8230-dd1c31a18bce", "completed"],
      ["311qiN8iFwkv-XARWMvXRYAwYKMACVqv1", "pending"],
      ["HVu_cO8Ea7fNRQP4ia1QTpZap-kg_7P71", "pending"],
    ]);
    expect(result?.orders[0]).to.deep.equal({
      id: "3c6f2530-1e31-4088-8230-dd1c31a18bce",
      alternateId: "3c6f2530-1e31-4088-8230-dd1c31a18bce",
      referenceCustomerId: "28045616-f6b9-462f-9701-0d89b5e65c44",
      transactionType: "UserPurchase",
      status: "completed",
      billingCycle: "monthly",
      currencyCode: "USD",
      creationDate: "2019-01-16T00:48:44.76+00:00",
      lineItems: [
        {
          lineItemNumber: 0,
          offerId: "MS-AZR-0145P",
          friendlyName: "Microsoft Azure",
          quantity: 1,
          termDuration: "P1Y",
          subscriptionId: "EF2E1307-86E6-40E3-A794-872403FBD31C",
          transactionType: "New",
        },
      ],
    });
  });

  it("has prices as decimal text", () => {
    const order = readCheckoutResult(fixture("checkout-new-commerce"))?.orders[0];
    expect(order?.totalPrice).to.equal("36.48");
    expect(order?.lineItems[0]?.pricing).to.deep.equal({
      listPrice: "36.48",
      discountedPrice: "36.48",
      proratedPrice: "36.48",
      price: "36.48",
      extendedPrice: "36.48",
    });
  });

  it("has order errors with their codes as text", () => {
    expect(readCheckoutResult(fixture("cart-checkout-result-all-failed"))).to.deep.equal({
      orders: [],
      orderErrors: [{ orderGroupId: "0", code: "800069", description: "Order failed Risk Management check" }],
      unreadableOrders: 0,
    });
    expect(readCheckoutResult({ orderErrors: [{}] })?.orderErrors).to.deep.equal([
      { code: "unknown", description: "no description" },
    ]);
  });

  it("counts orders that can't be named and keeps the others", () => {
    const result = readCheckoutResult({ orders: [{ id: null }, "text", { id: 7 }, { id: "b", status: 3 }] });
    expect(result).to.deep.equal({
      orders: [
        { id: "7", lineItems: [] },
        { id: "b", status: "3", lineItems: [] },
      ],
      orderErrors: [],
      unreadableOrders: 2,
    });
  });

  it("has each order once, with what the repetition adds", () => {
    const orders = [
      { id: "a", lineItems: [] },
      { id: "b" },
      { id: "a", status: "pending", lineItems: [{ subscriptionId: "s" }] },
    ];
    expect(readCheckoutResult({ orders })).to.deep.include({
      orders: [
        { id: "a", status: "pending", lineItems: [{ lineItemNumber: 0, subscriptionId: "s" }] },
        { id: "b", lineItems: [] },
      ],
      unreadableOrders: 0,
    });
  });

  for (const body of [
    {},
    { orders: [] },
    { orders: [], orderErrors: [] },
    { orders: {} },
    null,
    [],
    "success",
    1,
  ]) {
    it(`is not seen in ${JSON.stringify(body)}`, () => {
      expect(readCheckoutResult(body)).to.equal(undefined);
    });
  }
});

describe("an order", () => {
  it("keeps values that no document names", () => {
    expect(read(orderSchema, { id: "a", status: "half_baked", billingCycle: "weekly" })).to.deep.equal({
      id: "a",
      status: "half_baked",
      billingCycle: "weekly",
      lineItems: [],
    });
  });

  it("is not read without an id", () => {
    expect(read(orderSchema, { status: "pending" })).to.equal(undefined);
    expect(read(orderSchema, [])).to.equal(undefined);
  });

  it("loses no field to a field that is of no use", () => {
    const line = { lineItemNumber: "1", quantity: "x", pricing: "cheap", termDuration: "", offerId: "o" };
    expect(read(orderSchema, { id: "a", totalPrice: "?", lineItems: [line, 5] })).to.deep.equal({
      id: "a",
      lineItems: [{ lineItemNumber: 1, offerId: "o" }],
    });
    expect(read(orderSchema, { id: "a", lineItems: null })).to.deep.equal({ id: "a", lineItems: [] });
  });

  it("is merged with itself without a loss", () => {
    const [merged] = distinctOrders([
      { id: "a", totalPrice: "1", lineItems: [{ lineItemNumber: 0 }] },
      { id: "a", status: "completed", totalPrice: "2", lineItems: [] },
    ]);
    expect(merged).to.deep.equal({
      id: "a",
      totalPrice: "1",
      status: "completed",
      lineItems: [{ lineItemNumber: 0 }],
    });
  });
});

describe("other answers", () => {
  it("hold a cart with the errors of its lines", () => {
    const cart = read(cartSchema, fixture("cart-with-line-error"));
    expect(cart).to.deep.include({ status: "Active", creationTimestamp: "2026-11-14T21:16:11.55149Z" });
    expect(cart?.lineItems[0]).to.deep.include({ id: 0, quantity: 1, orderGroup: "0" });
    expect(cart?.lineItems[0]?.pricing?.extendedPrice).to.equal("364.8");
    expect(cart?.lineItems[1]?.error).to.deep.equal({
      errorCode: "catalog_item_id_is_not_valid",
      errorDescription: "Catalog item ID is not valid.",
    });
  });

  it("hold a cart line's error code as text when it is a number", () => {
    const cart = read(cartSchema, { id: "c", lineItems: [{ error: { errorCode: 10001 } }] });
    expect(cart?.lineItems[0]?.error).to.deep.equal({ errorCode: "10001" });
  });

  it("hold provisioning statuses", () => {
    expect(read(provisioningListSchema, [{ status: "weird" }, { lineItemNumber: "4" }])).to.deep.equal([
      { lineItemNumber: 0, status: "weird", quantityProvisioningInformation: [] },
      { lineItemNumber: 4, quantityProvisioningInformation: [] },
    ]);
  });

  it("hold tokens with numbers as text", () => {
    expect(readTokenAnswer(fixture("token-app-only-response"))).to.deep.equal({
      access_token: "eyJ0eXAiOiJKV1Qi.FAKE.APPONLY",
      expires_in: 3600,
      expires_on: 1795262400,
    });
    expect(readTokenAnswer({ access_token: "" })).to.equal(undefined);
    expect(readTokenAnswer(fixture("token-error-response"))).to.equal(undefined);
  });

  const errors: [title: string, body: unknown, expected: unknown][] = [
    [
      "the documents' form",
      { code: "800002", description: "Bad", data: [], source: "PartnerFD" },
      { code: "800002", description: "Bad" },
    ],
    [
      "a code as a number",
      fixture("error-400-2000-bad-tenant-guid"),
      { code: "2000", description: "Tenant Id must be a GUID." },
    ],
    [
      "code 0",
      fixture("error-400-0-bad-enum"),
      { code: "0", description: "The provided value 'none' is not a valid OrderStatus." },
    ],
    [
      "the gateway's form",
      fixture("error-401-gateway"),
      { description: "Unauthorized. Access token is missing or invalid." },
    ],
    [
      "the agreements' form",
      { code: 600061, message: "m", description: "d", errorName: "e", isRetryable: false },
      { code: "600061", description: "d" },
    ],
    [
      "the token service's form",
      fixture("token-error-response"),
      { code: "invalid_client", description: "AADSTS7000215: Invalid client secret provided." },
    ],
    ["a text of several lines", { code: 1, description: "a\r\n b" }, { code: "1", description: "a b" }],
    ["an order", { id: "a", status: "pending" }, undefined],
    ["nothing", null, undefined],
    ["a list", [], undefined],
    ["text", "no", undefined],
  ];
  for (const [title, body, expected] of errors) {
    it(`are read as errors or not: ${title}`, () => {
      expect(readServiceError(body)).to.deep.equal(expected);
    });
  }
});
