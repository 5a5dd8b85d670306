import { randomUUID } from "node:crypto";
import { lineError, pricingOf, withGroups } from "./cartLines";
import { partnerError, withStatus } from "./errors";
import { PARTNER_USER_ID } from "./partner";
import { modesOf, modesOfCart, type Service } from "./service";
import type { NewCart } from "./emulator";
import type { CartRecord } from "./store";
import { type Cart, type CartLineItem, link, timestamp } from "./wire";

/** Carts live seven days from their creation, whatever happens to them. */
export const CART_LIFE_MS = 7 * 24 * 60 * 60 * 1000;

/** Puts a cart into the store. */
export function addCart(service: Service, cart: NewCart): CartRecord {
  const now = service.clock.now();
  const { state } = service.store;
  const record: CartRecord = {
    id: (cart.cartId ?? randomUUID()).toLowerCase(),
    customerId: (cart.customerId ?? randomUUID()).toLowerCase(),
    createdAt: now,
    modifiedAt: now,
    expiresAt: now + CART_LIFE_MS,
    status: "Active",
    lineItems: completeLines(
      service,
      cart.lineItems.map((line, id) => ({
        ...line,
        id,
        quantity: line.quantity ?? 1,
        billingCycle: line.billingCycle ?? "monthly",
        // A line that names its billing cycle may have no term, as software without an end.
        termDuration: line.termDuration ?? (line.billingCycle === undefined ? "P1M" : undefined),
      })),
    ),
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

/** What the service adds to the lines of a client: currency, errors, groups, prices. */
export function completeLines(service: Service, lines: CartLineItem[]): CartLineItem[] {
  const checked = lines.map((line) => {
    const error =
      line.error ?? lineError(line, service.store.state.itemErrors, modesOf(service).lineErrorCodes);
    return error ? { ...line, error } : { ...line, currencyCode: line.currencyCode ?? "USD" };
  });
  return withGroups(checked).map((line) => {
    const pricing = line.error ? undefined : (line.pricing ?? pricingOf(line));
    return pricing ? { ...line, pricing } : line;
  });
}

/** The cart of a customer, or the refusal for one that is unknown or expired. */
export function requireCart(service: Service, customerId: string, cartId: string): CartRecord {
  const cart = service.store.state.carts[cartId.toLowerCase()];
  if (!cart || cart.customerId !== customerId.toLowerCase()) throw partnerError("800008");
  const modes = modesOfCart(service, cart);
  const expires = cart.status === "Active" || modes.orderedCartExpires;
  if (expires && service.clock.now() >= cart.expiresAt) throw withStatus(modes.expiredCart, "800008");
  return cart;
}

/** The cart as it travels. */
export function cartBody(cart: CartRecord): Cart {
  return {
    id: cart.id,
    creationTimestamp: timestamp(cart.createdAt),
    lastModifiedTimestamp: timestamp(cart.modifiedAt),
    expirationTimestamp: timestamp(cart.expiresAt),
    lastModifiedUser: PARTNER_USER_ID,
    status: cart.status,
    lineItems: cart.lineItems,
    ...(cart.attestationAccepted !== undefined && {
      partnerOnRecordAttestationAccepted: cart.attestationAccepted,
    }),
    links: { self: link(`/customers/${cart.customerId}/carts/${cart.id}`) },
    attributes: { objectType: "Cart" },
  };
}
