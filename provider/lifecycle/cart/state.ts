import * as v from "valibot";
import type { Partner } from "../../client/partnerCenter";
import type { Cart, CartLineItem } from "../../client/schemas";
import { declaredLines } from "../core/lineItems";
import { normaliseId } from "../core/ids";
import type { DeclaredCart } from "./inputs";
import {
  flag,
  number,
  part,
  partner,
  records,
  stored,
  storedText,
  text,
  textOr,
  texts,
  yes,
} from "../core/storedValues";

export const CART_SCHEMA_VERSION = 1;

const lineError = v.object({
  /** Partner Center's code, a number as text or a name, see docs/error-codes.md. */
  code: textOr(""),
  /** In Partner Center's words. */
  description: textOr(""),
});

const cartLine = v.object({
  /** From 0. */
  lineItemNumber: stored(Number),
  /** `productId:skuId:availabilityId`. */
  catalogItemId: text,
  /** Name of the subscription. */
  friendlyName: text,
  /** Licences or units. */
  quantity: number,
  /** `monthly`, `annual`, `biennial`, `triennial`, `one_time` or `none`, as Partner Center spells it. */
  billingCycle: text,
  /** ISO 8601, such as `P1Y`; absent for perpetual software. */
  termDuration: text,
  /** Lines of one group become one order. */
  orderGroup: text,
  /** The promotion that applies, declared or applied by Partner Center itself. */
  promotionId: text,
  /** ISO 4217: what the prices are in. */
  currencyCode: text,
  /** For one unit and billing period. */
  price: text,
  /** For the whole line and term. */
  extendedPrice: text,
  /** Why the line, or an add-on below it, can't be ordered. Such a cart is not checked out. */
  error: part(lineError),
});

/** A line as Partner Center has it. Prices before tax, as decimal text; absent when Partner Center gives none. */
export type CartLine = v.InferOutput<typeof cartLine>;

/**
 * What became of a cart.
 *
 * - `active`: it can be changed and checked out.
 * - `ordered`: it was bought, or orders exist that it must have become.
 * - `expired`: its 7 days are over and the customer has no order of it; the next `pulumi up` makes a new one.
 */
export type CartStatus = "active" | "ordered" | "expired";

const cartState = v.object({
  customerId: textOr(""),
  cartId: textOr(""),
  partner,
  schemaVersion: stored((): number => CART_SCHEMA_VERSION),
  // What has no readable status counts as active: then the cart itself is asked before anything is done.
  status: stored((value): CartStatus => (value === "ordered" || value === "expired" ? value : "active")),
  /** As the program declares them. */
  lineItems: stored(declaredLines),
  partnerOnRecordAttestationAccepted: flag,
  lines: stored((value) =>
    records(value).map((line, index) =>
      v.parse(
        cartLine,
        typeof line["lineItemNumber"] === "number" ? line : { ...line, lineItemNumber: index },
      ),
    ),
  ),
  seed: textOr(""),
  /** Which cart of this resource it is, from 1; 0 for one that was made elsewhere. */
  generation: stored((value) => {
    const generation = Number(storedText(value) || 1);
    return Number.isSafeInteger(generation) && generation >= 0 ? generation : 1;
  }),
  /** ISO 8601, as Partner Center gave them. */
  createdAt: text,
  expiresAt: text,
  /** It was declared to adopt what exists, so what it became may be older than the cart. It permits nothing. */
  adopt: yes,
  /** What Partner Center made of a declared line that buys something else than was declared. */
  deviations: texts,
  /** What the cart repeats of the declared lines, of what an answer may leave out. */
  repeated: texts,
});

/** Everything that diff, read, update and delete of a cart need: the host hands them nothing else. */
export type CartState = v.InferOutput<typeof cartState>;

/** What state keeps of what the program declares. */
export function declaredState(
  declared: DeclaredCart,
): Pick<CartState, "lineItems" | "partnerOnRecordAttestationAccepted" | "adopt"> {
  const { lineItems = [], partnerOnRecordAttestationAccepted, ifAlreadyOrdered } = declared;
  return {
    lineItems,
    partnerOnRecordAttestationAccepted,
    adopt: ifAlreadyOrdered === "adopt" ? true : undefined,
  };
}

/** What a cart has to repeat of the declared lines: all of it where it was made elsewhere, since it was never set by a run. */
export function mustRepeat({ generation, repeated }: CartState): string[] | "all" {
  return generation === 0 ? "all" : repeated;
}

/** The state of a cart that hasn't been made yet. */
export function freshCart(declared: DeclaredCart, partner: Partner): CartState {
  return {
    customerId: declared.customerId ?? "",
    cartId: "",
    partner,
    schemaVersion: CART_SCHEMA_VERSION,
    status: "active",
    ...declaredState(declared),
    lines: [],
    seed: declared.seed,
    generation: 1,
    deviations: [],
    repeated: [],
  };
}

export function lineOutput(line: CartLineItem, index: number): CartLine {
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
function errorOf({ error, addonItems = [] }: CartLineItem): CartLine["error"] {
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
 * Reads stored state of this or any older version, however damaged.
 * @param id the resource's id, which tells the customer and the first cart where the state does not.
 */
export function parseCartState(state: Record<string, unknown>, id = ""): CartState {
  const [customerId = "", firstCartId = ""] = id.split("/");
  const read = v.parse(cartState, state);
  return { ...read, customerId: customerId || read.customerId, cartId: read.cartId || firstCartId };
}
