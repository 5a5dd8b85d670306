import { expect } from "chai";
import type { PartnerCenterLookups } from "../../provider/client";
import { sendJson, type Handler } from "../support/httpServer";
import { customerId, errorOf, fixture, withRig } from "../support/partnerCenterClient";

const productId = "CFQ7TTC0E101";
const skuId = "0001";
const subscriptionId = "e3d7a5b1-08f4-4c62-b9ad-61f7c2048e35";
const orderId = "PwS8hN3qRkYb_MvUc6DgEzT-aXoLi9Jf1";

/** Answers each look-up with the fixture of its kind. */
const library: Handler = ({ url }, response) => {
  const path = url.split("?")[0] ?? "";
  const list = (name: string) => ({ totalCount: 1, items: [fixture(name)] });
  const bodies: [RegExp, () => unknown][] = [
    [/\/activationlinks$/, () => fixture("activation-links")],
    [/\/availabilities$/, () => fixture("availabilities-by-customer")],
    [/\/availabilities\//, () => fixture("availability")],
    [/\/skus$/, () => list("sku")],
    [/\/skus\//, () => fixture("sku")],
    [/\/products$/, () => list("product")],
    [/\/products\//, () => fixture("product")],
    [/\/subscriptions$/, () => fixture("subscriptions-by-order")],
    [/\/subscriptions\//, () => fixture("subscription-nce")],
  ];
  sendJson(response, 200, bodies.find(([pattern]) => pattern.test(path))?.[1]());
};

describe("looking up over HTTP", () => {
  const customer = `/v1/customers/${customerId}`;
  const ofCustomer = { customerId, productId, skuId };
  const ofCountry = { country: "US", productId, skuId };
  const cases: [
    title: string,
    ask: (client: PartnerCenterLookups) => Promise<{ value: unknown }>,
    url: string,
    expected: object,
  ][] = [
    [
      "products of a country",
      (c) => c.listProducts({ country: "US", targetView: "OnlineServices", targetSegment: "nonprofit" }),
      "/v1/products?country=US&targetView=OnlineServices&targetSegment=nonprofit",
      [{ title: "Contoso Productivity E5" }],
    ],
    [
      "products of a customer",
      (c) => c.listProducts({ customerId, targetView: "Azure" }),
      `${customer}/products?targetView=Azure`,
      [{ id: productId }],
    ],
    [
      "a product of a country",
      (c) => c.getProduct(ofCountry),
      `/v1/products/${productId}?country=US`,
      { id: productId },
    ],
    [
      "a product of a customer",
      (c) => c.getProduct(ofCustomer),
      `${customer}/products/${productId}`,
      { id: productId },
    ],
    [
      "SKUs of a country",
      (c) => c.listSkus(ofCountry),
      `/v1/products/${productId}/skus?country=US`,
      [{ id: skuId }],
    ],
    [
      "SKUs of a customer",
      (c) => c.listSkus({ ...ofCustomer, targetSegment: "education" }),
      `${customer}/products/${productId}/skus?targetSegment=education`,
      [{ id: skuId }],
    ],
    [
      "a SKU of a country",
      (c) => c.getSku(ofCountry),
      `/v1/products/${productId}/skus/0001?country=US`,
      { id: skuId },
    ],
    [
      "a SKU of a customer",
      (c) => c.getSku(ofCustomer),
      `${customer}/products/${productId}/skus/0001`,
      { id: skuId },
    ],
    [
      "availabilities of a country",
      (c) => c.listAvailabilities(ofCountry),
      `/v1/products/${productId}/skus/0001/availabilities?country=US`,
      [{ id: "CFQ7TTC0E1A1" }],
    ],
    [
      "availabilities of a customer",
      (c) => c.listAvailabilities(ofCustomer),
      `${customer}/products/${productId}/skus/0001/availabilities`,
      [{ id: "CFQ7TTC0E1A1" }],
    ],
    [
      "an availability of a country",
      (c) => c.getAvailability({ ...ofCountry, availabilityId: "CFQ7TTC0E1A1" }),
      `/v1/products/${productId}/skus/0001/availabilities/CFQ7TTC0E1A1?country=US`,
      { catalogItemId: `${productId}:0001:CFQ7TTC0E1A1` },
    ],
    [
      "an availability of a customer",
      (c) => c.getAvailability({ ...ofCustomer, availabilityId: "CFQ7TTC0E1A1" }),
      `${customer}/products/${productId}/skus/0001/availabilities/CFQ7TTC0E1A1`,
      { catalogItemId: `${productId}:0001:CFQ7TTC0E1A1` },
    ],
    [
      "a subscription",
      (c) => c.getSubscription(customerId, subscriptionId),
      `${customer}/subscriptions/${subscriptionId}`,
      { status: "active" },
    ],
    [
      "all subscriptions",
      (c) => c.listSubscriptions(customerId),
      `${customer}/subscriptions`,
      [{ id: subscriptionId }],
    ],
    [
      "the subscriptions of an order",
      (c) => c.listSubscriptions(customerId, { orderId: "a&b" }),
      `${customer}/subscriptions?order_id=a%26b`,
      [{ orderId: "a3f09c5d7e12" }],
    ],
    [
      "the activation links of an order",
      (c) => c.listActivationLinks(customerId, { orderId }),
      `${customer}/orders/${orderId}/activationlinks`,
      [{ lineItemNumber: 0, uri: "https://activation.example.invalid/?token=FAKE" }],
    ],
    [
      "the activation links of a line",
      (c) => c.listActivationLinks(customerId, { orderId, lineItemNumber: 0 }),
      `${customer}/orders/${orderId}/lineitems/0/activationlinks`,
      [{ lineItemNumber: 0 }],
    ],
    [
      "the activation links of a subscription",
      (c) => c.listActivationLinks(customerId, { subscriptionId }),
      `${customer}/subscriptions/${subscriptionId}/activationlinks`,
      [{ lineItemNumber: 0 }],
    ],
  ];
  for (const [title, ask, url, expected] of cases) {
    it(`asks for ${title} where Partner Center has it`, () =>
      withRig(library, async ({ client, apiRequests }) => {
        const { value } = await ask(client);
        expect(apiRequests().map((request) => `${request.method} ${request.url}`)).to.deep.equal([
          `GET ${url}`,
        ]);
        if (!Array.isArray(expected)) expect(value).to.include(expected);
        else {
          expect(value).to.have.length(expected.length);
          expect((value as unknown[])[0]).to.include(expected[0]);
        }
      }));
  }

  it("follows the pages of a catalog and keeps to its country", () =>
    withRig(
      ({ url }, response) => {
        const next = { uri: "/products?targetView=Azure&seekOperation=Next&size=1" };
        sendJson(
          response,
          200,
          url.includes("seekOperation")
            ? { items: [{ id: "B" }] }
            : { items: [{ id: "A" }, {}], links: { next } },
        );
      },
      async ({ client, apiRequests }) => {
        const { value } = await client.listProducts({ country: "US", targetView: "Azure" });
        expect(value).to.deep.equal([{ id: "A" }, { id: "B" }]);
        expect(apiRequests()[1]?.url).to.equal(
          "/v1/products?targetView=Azure&seekOperation=Next&size=1&country=US",
        );
      },
    ));

  it("says what it could not look up, and for whom", () =>
    withRig(
      (_request, response) => sendJson(response, 404, { code: 400018, description: "Not found" }),
      async ({ client }) => {
        expect((await errorOf(client.listAvailabilities(ofCustomer))).message).to.contain(
          `Could not list the availabilities of SKU ${productId}:0001 in the catalog of customer ${customerId}: HTTP 404, code 400018`,
        );
        expect((await errorOf(client.getSku(ofCountry))).message).to.contain(
          `Could not read SKU ${productId}:0001 in the catalog of country US: HTTP 404`,
        );
        expect(
          (await errorOf(client.listActivationLinks(customerId, { orderId, lineItemNumber: 2 }))).message,
        ).to.contain(
          `Could not list the activation links of line 2 of order ${orderId} of customer ${customerId}`,
        );
      },
    ));

  it("asks nothing for an empty id", () =>
    withRig(library, async ({ client, apiRequests }) => {
      const error = await errorOf(client.getSubscription(customerId, ""));
      expect(error.facts).to.include({ reason: "settings", tries: 0 });
      expect(apiRequests()).to.be.empty;
    }));
});
