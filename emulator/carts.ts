import { completeLines } from "./completeLines";
import { partnerError, withStatus } from "./errors";
import { PARTNER_USER_ID } from "./partner";
import { modesOfCart, type Service } from "./service";
import type { NewCart, NewCartLine } from "./inputs";
import type { CartRecord } from "./store";
import { type Cart, type CartLineItem, link, timestamp } from "./wire";

/** Carts live seven days from their creation, whatever happens to them. */
export const CART_LIFE_MS = 7 * 24 * 60 * 60 * 1000;

/** Puts a cart into the store. */
export function addCart(service: Service, cart: NewCart): CartRecord {
  const now = service.clock.now();
  const { state } = service.store;
  const customerId = (cart.customerId ?? service.ids.uuid()).toLowerCase();
  const record: CartRecord = {
    id: (cart.cartId ?? service.ids.uuid()).toLowerCase(),
    customerId,
    createdAt: now,
    modifiedAt: now,
    expiresAt: now + CART_LIFE_MS,
    status: "Active",
    lineItems: completeLines(service, customerId, newLines(cart.lineItems)),
    modes: cart.modes ?? {},
    failures: {},
    placed: {},
  };
  if (state.carts[record.id]) throw new Error(`There is a cart ${record.id} already.`);
  state.carts[record.id] = record;
  state.customers[record.customerId] ??= {
    id: record.customerId,
    companyName: "Contoso",
    agreementAccepted: true,
  };
  service.store.touch();
  return record;
}

/** Gives a cart other lines; what it has for them from the service is worked out anew. */
export function setLines(service: Service, cart: CartRecord, lines: CartLineItem[]): void {
  cart.lineItems = completeLines(service, cart.customerId, lines);
  cart.placed = {};
  cart.modifiedAt = service.clock.now();
  service.store.touch();
}

/** Somebody else sets the lines of a cart. Members that belong to the service are ignored, as in a request. */
export function editCart(service: Service, cart: CartRecord, lines: NewCartLine[]): void {
  if (isClosed(service, cart)) throw new Error(`Something of cart ${cart.id} was bought already.`);
  const asked = lines.map(({ orderGroup: _group, pricing: _pricing, error: _error, ...line }) => line);
  setLines(service, cart, newLines(asked));
}

/** Whether a cart takes no other lines, because of what it ordered. */
export function isClosed(service: Service, cart: CartRecord): boolean {
  const { linesOfPartlyOrdered } = modesOfCart(service, cart);
  if (cart.status === "Active" && linesOfPartlyOrdered === "forgotten") return false;
  return Object.keys(cart.placed).length > 0;
}

/** The lines of a new cart with their defaults. */
export function newLines(lines: NewCartLine[]): CartLineItem[] {
  return lines.map((line, id) => ({
    ...line,
    id,
    quantity: line.quantity ?? 1,
    billingCycle: line.billingCycle ?? "monthly",
    // A line that names its billing cycle may have no term, as software without an end.
    termDuration: line.termDuration ?? (line.billingCycle === undefined ? "P1M" : undefined),
  }));
}

/** The cart of a customer, or the refusal for one that is unknown or expired. */
export function requireCart(service: Service, customerId: string, cartId = ""): CartRecord {
  const cart = service.store.state.carts[cartId.toLowerCase()];
  if (!cart || cart.customerId !== customerId.toLowerCase()) throw partnerError("800008");
  const modes = modesOfCart(service, cart);
  const expires = cart.status === "Active" || modes.orderedCartExpires;
  if (expires && service.clock.now() >= cart.expiresAt) throw withStatus(modes.expiredCart, "800008");
  return cart;
}

/** The cart as it travels. */
export function cartBody(service: Service, cart: CartRecord): Cart {
  const { prices } = modesOfCart(service, cart);
  return {
    id: cart.id,
    creationTimestamp: timestamp(cart.createdAt),
    lastModifiedTimestamp: timestamp(cart.modifiedAt),
    expirationTimestamp: timestamp(cart.expiresAt),
    lastModifiedUser: PARTNER_USER_ID,
    status: cart.status,
    lineItems: prices ? cart.lineItems : cart.lineItems.map(({ pricing: _pricing, ...line }) => line),
    ...(cart.attestationAccepted !== undefined && {
      partnerOnRecordAttestationAccepted: cart.attestationAccepted,
    }),
    links: { self: link(`/customers/${cart.customerId}/carts/${cart.id}`) },
    attributes: { objectType: "Cart" },
  };
}
