import { hasSubscription, kindOf, skuOf } from "./catalog";
import { symbolOf } from "./catalog/market";
import type { Ids } from "./ids";
import type { NewOrderLine } from "./inputs";
import type { CartModes } from "./modes";
import { sum } from "./pricing";
import { type CartLineItem, link, type Order, type OrderLineItem, timestamp } from "./wire";

/** What an order is made of. */
export interface OrderRequest {
  customerId: string;
  lines: CartLineItem[];
  modes: Pick<CartModes, "subscriptionIds">;
  ids: Ids;
  /** Moment of the purchase, ms. */
  now: number;
  /** Default: one is made up. */
  id?: string;
  /** What sets each of the lines apart from a purchase. */
  others?: Pick<NewOrderLine, "transactionType" | "subscriptionId">[];
  /** No line gets a subscription id of its own. */
  withoutSubscriptions?: boolean;
}

/** Whether a line of an order is a purchase, and no change of something that was bought before. */
export function isPurchase({ transactionType }: Pick<OrderLineItem, "transactionType">): boolean {
  return transactionType.toLowerCase() === "new";
}

/**
 * Makes the order of a group. Orders of the older catalogue complete at once, all others start as pending; the form
 * of the id differs by catalogue, as in the documents. Add-ons follow their root line.
 */
export function newOrder(request: OrderRequest): Order {
  const { customerId, lines, modes, ids, now, others = [], withoutSubscriptions = false } = request;
  const [first] = lines;
  if (!first) throw new Error("An order needs a line.");
  const kind = kindOf(first);
  const legacy = kind === "legacy";
  const short = ids.bytes(6).toString("hex");
  const shortIds = kind === "licence" || kind === "azurePlan" || kind === "savingsPlan";
  const id = request.id ?? (legacy ? ids.uuid() : shortIds ? short : longId(ids));
  const subscriptionId = (line: CartLineItem, transactionType: string) =>
    !withoutSubscriptions &&
    isPurchase({ transactionType }) &&
    hasSubscription({ ...line, billingCycle: first.billingCycle }) &&
    (legacy || modes.subscriptionIds === "immediately")
      ? ids.uuid()
      : undefined;
  const lineItems = lines
    .flatMap((line, position): [CartLineItem, LineIds][] => {
      const { transactionType = "New", subscriptionId: named } = others[position] ?? {};
      const root = named ?? subscriptionId(line, transactionType);
      return [
        [line, { transactionType, subscriptionId: root }],
        ...(line.addonItems ?? []).map((addon): [CartLineItem, LineIds] => [
          addon,
          {
            transactionType,
            subscriptionId: subscriptionId(addon, transactionType),
            parentSubscriptionId: root,
          },
        ]),
      ];
    })
    .map(([line, lineIds], number) => orderLine(line, number, lineIds));
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

type LineIds = Pick<OrderLineItem, "transactionType" | "subscriptionId" | "parentSubscriptionId">;

function orderLine(
  line: CartLineItem,
  lineItemNumber: number,
  { transactionType, subscriptionId, parentSubscriptionId }: LineIds,
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
    transactionType,
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
function longId(ids: Ids): string {
  return `${ids.bytes(24).toString("base64url")}1`;
}
