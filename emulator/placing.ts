import { randomBytes, randomUUID } from "node:crypto";
import { isLegacy, isLicence } from "./cartLines";
import type { CartModes } from "./modes";
import { type CartLineItem, link, type Order, type OrderLineItem, timestamp } from "./wire";

/** What an order is made of. */
export interface OrderRequest {
  customerId: string;
  lines: CartLineItem[];
  modes: Pick<CartModes, "subscriptionIds">;
  /** Moment of the purchase, ms. */
  now: number;
}

/**
 * Makes the order of a group. Orders of the older catalogue complete at once, all others start as pending; the form
 * of the id differs by catalogue, as in the documents.
 */
export function newOrder({ customerId, lines, modes, now }: OrderRequest): Order {
  const [first] = lines;
  if (!first) throw new Error("An order needs a line.");
  const legacy = isLegacy(first.catalogItemId);
  const short = randomBytes(6).toString("hex");
  const id = legacy ? randomUUID() : isLicence(first.catalogItemId) ? short : longId();
  const lineItems = lines.map((line, number) => {
    const withSubscription =
      first.billingCycle !== "one_time" && (legacy || modes.subscriptionIds === "immediately");
    return orderLine(line, number, withSubscription ? randomUUID() : undefined);
  });
  const prices = lines.flatMap((line) => line.pricing?.extendedPrice ?? []);
  const uri = `/customers/${customerId}/orders/${id}`;
  return {
    id,
    alternateId: legacy ? id : short,
    referenceCustomerId: customerId,
    billingCycle: first.billingCycle,
    currencyCode: first.currencyCode ?? "USD",
    ...(!legacy && { currencySymbol: "$" }),
    lineItems,
    creationDate: legacy ? timestamp(now).replace("Z", "+00:00") : timestamp(now),
    status: legacy ? "completed" : "pending",
    transactionType: "UserPurchase",
    links: {
      self: link(uri),
      provisioningStatus: link(`${uri}/provisioningstatus`),
      patchOperation: link(uri, "PATCH"),
    },
    client: {},
    attributes: { objectType: "Order" },
    ...(prices.length > 0 && { totalPrice: Math.round(prices.reduce((a, b) => a + b, 0) * 100) / 100 }),
  };
}

function orderLine(
  line: CartLineItem,
  lineItemNumber: number,
  subscriptionId: string | undefined,
): OrderLineItem {
  const { catalogItemId, termDuration, friendlyName, quantity, promotionId, pricing } = line;
  const [product, sku, availability] = catalogItemId.split(":");
  return {
    lineItemNumber,
    offerId: catalogItemId,
    ...(subscriptionId && { subscriptionId }),
    ...(termDuration && { termDuration }),
    transactionType: "New",
    friendlyName: friendlyName ?? `Sample product ${product}`,
    quantity,
    ...(promotionId && { promotionId }),
    ...(sku && {
      links: {
        product: link(`/products/${product}?country=US`),
        sku: link(`/products/${product}/skus/${sku}?country=US`),
        availability: link(`/products/${product}/skus/${sku}/availabilities/${availability}?country=US`),
      },
    }),
    ...(pricing && { pricing }),
  };
}

/** The 33 characters of an order of the newer catalogue that is not a licence. */
function longId(): string {
  return `${randomBytes(24).toString("base64url")}1`;
}
