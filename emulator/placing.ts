import { randomBytes, randomUUID } from "node:crypto";
import { hasSubscription, kindOf, skuOf } from "./catalog";
import { symbolOf } from "./catalog/market";
import type { CartModes } from "./modes";
import { sum } from "./pricing";
import { type CartLineItem, link, type Order, type OrderLineItem, timestamp } from "./wire";

/** What an order is made of. */
export interface OrderRequest {
  customerId: string;
  lines: CartLineItem[];
  modes: Pick<CartModes, "subscriptionIds">;
  /** Moment of the purchase, ms. */
  now: number;
  /** Default: one is made up. */
  id?: string;
}

/**
 * Makes the order of a group. Orders of the older catalogue complete at once, all others start as pending; the form
 * of the id differs by catalogue, as in the documents. Add-ons follow their root line.
 */
export function newOrder({ customerId, lines, modes, now, id: given }: OrderRequest): Order {
  const [first] = lines;
  if (!first) throw new Error("An order needs a line.");
  const kind = kindOf(first);
  const legacy = kind === "legacy";
  const short = randomBytes(6).toString("hex");
  const shortIds = kind === "licence" || kind === "azurePlan" || kind === "savingsPlan";
  const id = given ?? (legacy ? randomUUID() : shortIds ? short : longId());
  const subscriptionId = (line: CartLineItem) =>
    hasSubscription({ ...line, billingCycle: first.billingCycle }) &&
    (legacy || modes.subscriptionIds === "immediately")
      ? randomUUID()
      : undefined;
  const lineItems = lines
    .flatMap((line): [CartLineItem, Partial<OrderLineItem>][] => {
      const root = subscriptionId(line);
      return [
        [line, { subscriptionId: root }],
        ...(line.addonItems ?? []).map((addon): [CartLineItem, Partial<OrderLineItem>] => [
          addon,
          { subscriptionId: subscriptionId(addon), parentSubscriptionId: root },
        ]),
      ];
    })
    .map(([line, ids], number) => orderLine(line, number, ids));
  const prices = lines.flatMap((line) => line.pricing?.extendedPrice ?? []);
  const currencyCode = first.currencyCode ?? "USD";
  const uri = `/customers/${customerId}/orders/${id}`;
  return {
    id,
    alternateId: legacy || shortIds ? id : short,
    referenceCustomerId: customerId,
    billingCycle: first.billingCycle,
    currencyCode,
    ...(!legacy && { currencySymbol: symbolOf(currencyCode) }),
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
    ...(prices.length > 0 && { totalPrice: sum(prices) }),
  };
}

function orderLine(
  line: CartLineItem,
  lineItemNumber: number,
  { subscriptionId, parentSubscriptionId }: Partial<OrderLineItem>,
): OrderLineItem {
  const { catalogItemId, termDuration, friendlyName, quantity, promotionId, pricing } = line;
  const { provisioningContext, renewsTo, attestationAccepted, customTermEndDate, purchaseCommitment } = line;
  const [product, sku, availability] = catalogItemId.split(":");
  const [partner, ...additional] = (line.participants ?? []).map(({ value }) => value);
  return {
    lineItemNumber,
    offerId: catalogItemId,
    ...(subscriptionId && { subscriptionId }),
    ...(parentSubscriptionId && { parentSubscriptionId }),
    ...(termDuration && { termDuration }),
    ...(customTermEndDate && { customTermEndDate }),
    transactionType: "New",
    friendlyName: friendlyName ?? skuOf(catalogItemId)?.title ?? `Sample product ${product}`,
    quantity,
    ...(partner && { partnerIdOnRecord: partner }),
    ...(additional.length > 0 && { additionalPartnerIdsOnRecord: additional }),
    ...(promotionId && { promotionId }),
    ...(sku && {
      links: {
        product: link(`/products/${product}?country=US`),
        sku: link(`/products/${product}/skus/${sku}?country=US`),
        availability: link(`/products/${product}/skus/${sku}/availabilities/${availability}?country=US`),
      },
    }),
    ...(pricing && { pricing }),
    ...(Object.keys(provisioningContext ?? {}).length > 0 && { provisioningContext }),
    ...(renewsTo && { renewsTo }),
    ...(attestationAccepted !== undefined && { attestationAccepted }),
    ...(purchaseCommitment && { purchaseCommitment }),
  };
}

/** The 33 characters of an order of the newer catalogue that is not a licence. */
function longId(): string {
  return `${randomBytes(24).toString("base64url")}1`;
}
