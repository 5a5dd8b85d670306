import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import * as partnercenter from "../../../provider";
import { sendJson, type Handler } from "../../support/httpServer";
import { lookupErrorOf, withLookups } from "../../support/lookupProgram";
import { cartId, clientSecret, customerId, fixture } from "../../support/partnerCenterClient";

const orderId = "a3f09c5d7e12";
const subscriptionId = "e3d7a5b1-08f4-4c62-b9ad-61f7c2048e35";
const product = { productId: "CFQ7TTC0E101", skuId: "0001" };

/** Answers objects and lists alike. */
const anything: Handler = (_request, response) => sendJson(response, 200, { id: "a", items: [{ id: "a" }] });

const refused: Handler = (_request, response) =>
  sendJson(response, 403, fixture("error-403-900329-app-only"));

describe("a program's look-ups", () => {
  const base = `/v1/customers/${customerId}`;
  const catalog = `${base}/products/CFQ7TTC0E101/skus`;
  const lookups: [name: string, look: () => Promise<unknown>, url: string, result: unknown][] = [
    ["getCart", () => partnercenter.getCart({ customerId, cartId }), `${base}/carts/${cartId}`, { id: "a" }],
    [
      "getOrder",
      () => partnercenter.getOrder({ customerId, orderId }),
      `${base}/orders/${orderId}?include_price=true`,
      { id: "a" },
    ],
    [
      "getOrders",
      () => partnercenter.getOrders({ customerId }),
      `${base}/orders?include_price=true`,
      [{ id: "a" }],
    ],
    [
      "getProvisioningStatus",
      () => partnercenter.getProvisioningStatus({ customerId, orderId }),
      `${base}/orders/${orderId}/provisioningstatus`,
      [{ lineItemNumber: 0 }],
    ],
    [
      "getSubscription",
      () => partnercenter.getSubscription({ customerId, subscriptionId }),
      `${base}/subscriptions/${subscriptionId}`,
      { id: "a" },
    ],
    [
      "getSubscriptions",
      () => partnercenter.getSubscriptions({ customerId, orderId }),
      `${base}/subscriptions?order_id=${orderId}`,
      [{ id: "a" }],
    ],
    [
      "getProducts",
      () => partnercenter.getProducts({ country: "DE", targetView: "Azure", targetSegment: "education" }),
      "/v1/products?country=DE&targetView=Azure&targetSegment=education",
      [{ id: "a" }],
    ],
    ["getSkus", () => partnercenter.getSkus({ customerId, ...product }), catalog, [{ id: "a" }]],
    [
      "getAvailabilities",
      () => partnercenter.getAvailabilities({ customerId, ...product }),
      `${catalog}/0001/availabilities`,
      [{ id: "a" }],
    ],
  ];
  for (const [name, look, url, result] of lookups) {
    it(`ask Partner Center once for ${name}`, () =>
      withLookups(anything, async ({ asked }) => {
        const found = await look();
        expect(asked()).to.deep.equal([`GET ${url}`]);
        const [one, expected] = Array.isArray(result)
          ? [(found as unknown[])[0], result[0] as object]
          : [found, result as object];
        expect(one).to.include(expected);
      }));
  }

  it("share one client, so one token", () =>
    withLookups(anything, async ({ tokens }) => {
      await partnercenter.getCart({ customerId, cartId });
      await partnercenter.getOrder({ customerId, orderId });
      expect(tokens()).to.equal(1);
    }));

  it("use the settings of a profile, with a client of its own", () =>
    withLookups(
      anything,
      async ({ tokens }) => {
        await partnercenter.getCart({ customerId, cartId });
        await partnercenter.getCart({ customerId, cartId, profile: "emea" });
        expect(tokens()).to.equal(2);
        const { message } = await lookupErrorOf(
          partnercenter.getCart({ customerId, cartId, profile: "apac" }),
        );
        expect(message)
          .to.contain("partnercenter-apac:tenantId")
          .and.to.contain("PARTNERCENTER_APAC_TENANT_ID");
      },
      ({ config }) => ({ ...config(), ...config("emea") }),
    ));

  it("read their settings when they are called, the environment first", () =>
    withLookups(
      anything,
      async ({ config, asked }) => {
        const missing = await lookupErrorOf(partnercenter.getCart({ customerId, cartId }));
        expect(missing.message)
          .to.match(/^getCart: The settings for Partner Center/)
          .and.to.contain("PARTNERCENTER_TENANT_ID");

        pulumi.runtime.setAllConfig({ ...config(), "partnercenter:tenantId": "nonsense" });
        process.env["PARTNERCENTER_TENANT_ID"] = config()["partnercenter:tenantId"];
        try {
          await partnercenter.getCart({ customerId, cartId });
        } finally {
          delete process.env["PARTNERCENTER_TENANT_ID"];
        }
        expect(asked()).to.have.length(1);
      },
      () => ({}),
    ));

  it("say that provisioning status needs a refresh token", () =>
    withLookups(refused, async () => {
      const error = await lookupErrorOf(partnercenter.getProvisioningStatus({ customerId, orderId }));
      expect(error).to.include({ code: "900329", status: 403 });
      expect(error.message)
        .to.match(/^getProvisioningStatus: Could not read the provisioning status of order a3f09c5d7e12/)
        .and.to.contain("`partnercenter:refreshToken`");
      expect(`${error.stack}${JSON.stringify(error)}`).not.to.contain(clientSecret);
    }));

  // What a program without strict types, or with an index into an empty list, hands over.
  const nothing = undefined as unknown as string;
  const unusable: [title: string, look: () => Promise<unknown>, message: RegExp][] = [
    [
      "an order id that isn't there",
      () => partnercenter.getOrder({ customerId, orderId: nothing }),
      /^getOrder: orderId is missing/,
    ],
    [
      "an empty filter",
      () => partnercenter.getSubscriptions({ customerId, orderId: " " }),
      /^getSubscriptions: orderId is missing/,
    ],
    [
      "neither customer nor country",
      () => partnercenter.getProducts({ country: nothing, targetView: "Azure" }),
      /^getProducts: give either customerId .* or country/,
    ],
    [
      "customer and country",
      () => partnercenter.getSkus({ customerId, country: "US" as unknown as undefined, productId: "a" }),
      /^getSkus: give either customerId .* or country/,
    ],
    [
      "order and subscription",
      () =>
        partnercenter.getActivationLinks({
          customerId,
          orderId,
          subscriptionId: "s" as unknown as undefined,
        }),
      /^getActivationLinks: give either orderId/,
    ],
  ];
  for (const [title, look, message] of unusable) {
    it(`refuse ${title} and ask nothing`, () =>
      withLookups(anything, async ({ asked, tokens }) => {
        expect((await lookupErrorOf(look())).message).to.match(message);
        expect([asked().length, tokens()]).to.deep.equal([0, 0]);
      }));
  }
});
