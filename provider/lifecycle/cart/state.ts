import type { Partner } from "../../client/partnerCenter";
import type { Cart, CartLineItem, CartLineRequest } from "../../client/schemas";
import { declaredLines } from "../core/lineItems";
import { normaliseId } from "../core/ids";
import { partnerState, records, storedText } from "../core/storedValues";

/**
 * - `active`: it can be changed and checked out. - `ordered`: it was bought, or orders exist that it must have become.
 * - `expired`: its 7 days are over and the customer has no order of it; the next `pulumi up` makes a new one.
 */
export type CartStatus = "active" | "ordered" | "expired";

/** A line as Partner Center has it. Money as decimal text. Source: "Cart resources". */
export interface CartLineOutput {
  lineItemNumber: number;
  catalogItemId?: string;
  friendlyName?: string;
  quantity?: number;
  billingCycle?: string;
  termDuration?: string;
  /** Lines of one group become one order. */
  orderGroup?: string;
  promotionId?: string;
  currencyCode?: string;
  price?: string;
  extendedPrice?: string;
  /** Why the line can't be ordered. */
  error?: { code: string; description: string };
}

/** Everything that diff, read, update and delete of a cart need: the host hands them nothing else. */
export interface CartState {
  customerId: string;
  cartId: string;
  partner: Partner;
  schemaVersion: number;
  status: CartStatus;
  /** As the program declares them. */
  lineItems: CartLineRequest[];
  partnerOnRecordAttestationAccepted?: boolean;
  lines: CartLineOutput[];
  seed: string;
  /** Which cart of this resource it is, from 1; 0 for one that was made elsewhere. */
  generation: number;
  /** ISO 8601, as Partner Center gave them. */
  createdAt?: string;
  expiresAt?: string;
  /** It was declared to adopt what exists, so what it became may be older than the cart. It permits nothing. */
  adopt?: boolean;
  /** What Partner Center made of a declared line that buys something else than was declared. */
  deviations: string[];
}

export const CART_SCHEMA_VERSION = 1;

export function lineOutput(line: CartLineItem, index: number): CartLineOutput {
  return {
    lineItemNumber: line.id ?? index,
    catalogItemId: line.catalogItemId,
    friendlyName: line.friendlyName,
    quantity: line.quantity,
    billingCycle: line.billingCycle,
    termDuration: line.termDuration,
    orderGroup: line.orderGroup,
    promotionId: line.promotionId,
    currencyCode: line.currencyCode,
    price: line.pricing?.price,
    extendedPrice: line.pricing?.extendedPrice,
    error: errorOf(line),
  };
}

/** The error of the line, or that of an add-on below it: either keeps the cart from being ordered. */
function errorOf({ error, addonItems = [] }: CartLineItem): CartLineOutput["error"] {
  if (error) return { code: error.errorCode ?? "", description: error.errorDescription ?? "" };
  const number = addonItems.findIndex((addon) => addon.error);
  const below = addonItems[number]?.error;
  if (!below) return undefined;
  const { errorCode = "", errorDescription = "no reason given" } = below;
  return { code: errorCode, description: `addonItems[${number}]: ${errorDescription}` };
}

/** The state with what Partner Center says about the cart now. */
export function withCart(state: CartState, cart: Cart): CartState {
  return {
    ...state,
    cartId: normaliseId(cart.id),
    status: cart.status?.toLowerCase() === "ordered" ? "ordered" : "active",
    lines: cart.lineItems.map(lineOutput),
    createdAt: cart.creationTimestamp ?? state.createdAt,
    expiresAt: cart.expirationTimestamp ?? state.expiresAt,
  };
}

/**
 * Reads stored state of this or any older version, however damaged. What has no readable status counts as `active`:
 * then the cart itself is asked before anything is done.
 * @param id the resource's id, which tells the customer and the first cart where the state does not.
 */
export function parseCartState(stored: Record<string, unknown>, id = ""): CartState {
  const text = (key: string) => storedText(stored[key]);
  const [customerId = "", firstCartId = ""] = id.split("/");
  const status = text("status");
  const attestation = stored["partnerOnRecordAttestationAccepted"];
  const generation = Number(text("generation") || 1);
  const deviations: unknown[] = Array.isArray(stored["deviations"]) ? stored["deviations"] : [];
  return {
    customerId: customerId || (text("customerId") ?? ""),
    cartId: text("cartId") ?? firstCartId,
    partner: partnerState(stored["partner"]),
    schemaVersion: CART_SCHEMA_VERSION,
    status: status === "ordered" || status === "expired" ? status : "active",
    lineItems: declaredLines(stored["lineItems"]),
    ...(typeof attestation === "boolean" && { partnerOnRecordAttestationAccepted: attestation }),
    lines: records(stored["lines"]).map(parseLine),
    seed: text("seed") ?? "",
    generation: Number.isSafeInteger(generation) && generation >= 0 ? generation : 1,
    ...(stored["adopt"] === true && { adopt: true }),
    createdAt: text("createdAt"),
    expiresAt: text("expiresAt"),
    deviations: deviations.filter((one): one is string => typeof one === "string"),
  };
}

function parseLine(line: Record<string, unknown>, index: number): CartLineOutput {
  const text = (key: string) => storedText(line[key]);
  const [error] = records([line["error"]]);
  return {
    lineItemNumber: typeof line["lineItemNumber"] === "number" ? line["lineItemNumber"] : index,
    catalogItemId: text("catalogItemId"),
    friendlyName: text("friendlyName"),
    quantity: typeof line["quantity"] === "number" ? line["quantity"] : undefined,
    billingCycle: text("billingCycle"),
    termDuration: text("termDuration"),
    orderGroup: text("orderGroup"),
    promotionId: text("promotionId"),
    currencyCode: text("currencyCode"),
    price: text("price"),
    extendedPrice: text("extendedPrice"),
    error: error && {
      code: storedText(error["code"]) ?? "",
      description: storedText(error["description"]) ?? "",
    },
  };
}
