import { expect } from "chai";
import type { GenericSchema } from "valibot";
import {
  activationLinkSchema,
  availabilitySchema,
  productSchema,
  read,
  skuSchema,
  subscriptionSchema,
} from "../../../provider/client/schemas";
import { fixture } from "../../support/partnerCenterClient";

describe("what a look-up reads", () => {
  it("of a product leaves its links out", () => {
    expect(read(productSchema, fixture("product"))).to.deep.equal({
      id: "CFQ7TTC0E101",
      title: "Contoso Productivity E5",
      description: "Sample new commerce licence product.",
      productType: { id: "OnlineServicesNCE", displayName: "OnlineServicesNCE" },
      isMicrosoftProduct: true,
      publisherName: "Microsoft Corporation",
    });
  });

  it("of a SKU keeps its limits and whatever its unstable facts are", () => {
    const sku = read(skuSchema, {
      ...(fixture("sku") as object),
      minimumPurchaseCommitment: {
        grain: "hourly",
        currencyCode: { code: "USD", symbol: "$" },
        amount: 0.001,
      },
    });
    expect(sku).to.deep.include({
      id: "0001",
      productId: "CFQ7TTC0E101",
      minimumQuantity: 1,
      maximumQuantity: 300,
      isTrial: false,
      supportedBillingCycles: ["annual", "monthly"],
      purchasePrerequisites: ["MicrosoftCustomerAgreement"],
      minimumPurchaseCommitment: {
        grain: "hourly",
        currencyCode: { code: "USD", symbol: "$" },
        amount: "0.001",
      },
    });
    expect(sku?.dynamicAttributes).to.deep.include({ hasConstraints: false, prerequisiteSkus: [] });
  });

  it("of an availability keeps its terms and how they can be cancelled and renewed", () => {
    const availability = read(availabilitySchema, {
      ...(fixture("availability") as object),
      product: fixture("product"),
      sku: { title: "a SKU without an id" },
    });
    expect(availability).to.deep.include({
      id: "CFQ7TTC0E1A1",
      catalogItemId: "CFQ7TTC0E101:0001:CFQ7TTC0E1A1",
      defaultCurrency: { code: "USD", symbol: "$" },
      segment: "commercial",
      isPurchasable: true,
      renewalInstructions: [
        {
          applicableTermIds: ["5aeco6xyzzyo"],
          renewalOptions: [{ renewToId: "CFQ7TTC0E101:0001", isAutoRenewable: true }],
        },
      ],
    });
    expect(availability?.terms[1]).to.deep.equal({
      id: "5aeco6xyzzy1",
      duration: "P1Y",
      description: "One-Year commitment for monthly/yearly billing",
      billingCycle: "Monthly",
      cancellationPolicies: [
        {
          refundOptions: [
            { sequenceId: 0, type: "Full", expiresAfter: "P1D" },
            { sequenceId: 1, type: "Partial", expiresAfter: "P7D" },
          ],
        },
      ],
    });
    expect(availability?.product?.title).to.equal("Contoso Productivity E5");
    expect(availability).not.to.have.any.keys("sku", "links");
  });

  it("of a subscription tells its status, seats, term and what can be given back", () => {
    const subscription = read(subscriptionSchema, fixture("subscription-nce"));
    expect(subscription).to.deep.include({
      id: "e3d7a5b1-08f4-4c62-b9ad-61f7c2048e35",
      offerId: "CFQ7TTC0E101:0001:CFQ7TTC0E1A1",
      quantity: 15,
      status: "active",
      autoRenewEnabled: true,
      billingCycle: "monthly",
      termDuration: "P1Y",
      commitmentEndDate: "2027-11-13T00:00:00Z",
      cancellationAllowedUntilDate: "2026-11-21T22:03:52.0966728Z",
      refundOptions: [{ type: "Full", expiresAt: "2026-11-15T00:00:00Z" }],
      refundableQuantity: {
        totalQuantity: 10,
        details: [{ quantity: 10, allowedUntilDateTime: "2026-11-21T20:39:17.182697Z" }],
      },
      orderId: "a3f09c5d7e12",
    });
    // Empty in the answer.
    expect(subscription).not.to.have.any.keys("renewalTermDuration", "partnerId", "links", "attributes");
  });

  it("of a subscription keeps the change that comes with the next term", () => {
    const product = { productId: "P", skuId: "0001", availabilityId: "A", termDuration: "P1Y" };
    const scheduledNextTermInstructions = { product, quantity: 12 };
    expect(read(subscriptionSchema, { id: "s", scheduledNextTermInstructions })).to.deep.equal({
      id: "s",
      refundOptions: [],
      scheduledNextTermInstructions,
    });
  });

  it("of an activation link keeps its address, and is nothing without one", () => {
    const [link] = (fixture("activation-links") as { items: unknown[] }).items;
    expect(read(activationLinkSchema, link)).to.deep.equal({
      lineItemNumber: 0,
      uri: "https://activation.example.invalid/?token=FAKE",
      method: "GET",
    });
    expect(read(activationLinkSchema, { lineItemNumber: 0, link: {} })).to.equal(undefined);
  });

  const schemas: [name: string, schema: GenericSchema<unknown, unknown>][] = [
    ["product", productSchema],
    ["SKU", skuSchema],
    ["availability", availabilitySchema],
    ["subscription", subscriptionSchema],
  ];
  for (const [name, schema] of schemas) {
    it(`of a ${name} survives fields that make no sense, and values that no document names`, () => {
      const odd = { id: "a", status: "brandNew", quantity: {}, title: 7, terms: "none", isTrial: "no" };
      expect(read(schema, { ...odd, productType: [], refundableQuantity: 5, sku: null })).to.include({
        id: "a",
      });
      expect(read(schema, { ...odd, id: "" })).to.equal(undefined);
    });
  }
});
