import * as pulumi from "@pulumi/pulumi";
import { Purchase, resolveCatalogItemOutput, type CheckoutOrder } from "pulumi-partnercenter";

const config = new pulumi.Config();
const customerId = config.require("customerId");
const seats = config.getNumber("seats") ?? 25;

/** One line of the bundle, with the availability that the customer is offered today. */
function line(friendlyName: string, sku: string, quantity: number, termDuration: "P1M" | "P1Y") {
  const [productId, skuId] = sku.split(":");
  const billingCycle = "monthly" as const;
  const { catalogItemId } = resolveCatalogItemOutput({
    customerId,
    productId,
    skuId,
    termDuration,
    billingCycle,
  });
  return { friendlyName, catalogItemId, quantity, termDuration, billingCycle };
}

const licences = new Purchase("licences", {
  customerId,
  lineItems: [
    line("Microsoft 365 E3", "CFQ7TTC0LFLX:0001", seats, "P1Y"),
    // An add-on of new commerce is a line of its own, in the cart of its base product.
    line("Defender for Office 365 (Plan 2)", "CFQ7TTC0JN4R:0002", seats, "P1Y"),
    // For a project, so only from month to month.
    line("Visio Plan 2", "CFQ7TTC0HVZG:0001", 3, "P1M"),
  ],
  limits: {
    maxTotal: { amount: 10_000, currency: "USD" },
    maxQuantity: 50,
    allowedTermDurations: ["P1M", "P1Y"],
  },
  // Whom Microsoft 365 knows as the one who got the licences.
  customerUserUpn: config.get("administrator"),
});

// Billed by use, so no total can be known for it: a purchase of its own, held to the one item.
const azurePlan = new Purchase("azure-plan", {
  customerId,
  lineItems: [
    {
      catalogItemId: resolveCatalogItemOutput({
        customerId,
        productId: "DZH318Z0BPS6",
        skuId: "0001",
        billingCycle: "one_time",
      }).catalogItemId,
      quantity: 1,
      billingCycle: "one_time",
    },
  ],
  limits: { allowedCatalogItems: ["DZH318Z0BPS6:0001"], maxQuantity: 1 },
});

/** Subscription ids by the name of what was bought. */
const subscriptionsOf = (orders: CheckoutOrder[]) =>
  Object.fromEntries(
    orders
      .flatMap(({ lineItems }) => lineItems)
      .map(
        ({ friendlyName, offerId, subscriptionId }) =>
          [friendlyName ?? offerId ?? "", subscriptionId] as const,
      ),
  );

export const licencesStatus = licences.status;
export const azurePlanStatus = azurePlan.status;
export const subscriptions = pulumi
  .all([licences.orders, azurePlan.orders])
  .apply((orders) => subscriptionsOf(orders.flat()));
