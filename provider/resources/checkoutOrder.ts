/** One order that the cart became. Source: "Order resources". */
export interface CheckoutOrder {
  /** As Partner Center returned it, such as `a3f09c5d7e12`. */
  id: string;
  /** The id that invoices and the portal show, where it differs from `id`. */
  alternateId?: string;
  /** As Partner Center spells it: `pending`, `completed`, `cancelled`, ...; `missing` when it no longer knows the order. */
  status: string;
  /** `monthly`, `annual`, `triennial`, `one_time` or `none`. */
  billingCycle?: string;
  /** ISO 4217. */
  currencyCode?: string;
  /** Before tax, as decimal text; absent when Partner Center gives no prices. */
  totalPrice?: string;
  /** ISO 8601. */
  creationDate?: string;
  /** What was ordered. */
  lineItems: CheckoutOrderLine[];
}

/** One line of an order. Source: "Order resources". */
export interface CheckoutOrderLine {
  /** From 0, in the order that it belongs to. */
  lineItemNumber: number;
  /** The catalog item that was bought, `productId:skuId:availabilityId`. */
  offerId?: string;
  /** Name of the subscription. */
  friendlyName?: string;
  /** Licences or units; 0 for a line that was cancelled. */
  quantity?: number;
  /** ISO 8601 duration, such as `P1Y`; absent for perpetual software. */
  termDuration?: string;
  /** Appears once the line is provisioned; one-time purchases never get one. */
  subscriptionId?: string;
  /** For one unit and billing period, before tax, as decimal text. */
  price?: string;
  /** For the whole line, before tax, as decimal text. */
  extendedPrice?: string;
}

/** An order group of the cart that Partner Center refused. Source: "Cart resources" (OrderError). */
export interface CheckoutOrderError {
  /** `orderGroup` of the cart's lines that it concerns. */
  orderGroupId?: string;
  /** Partner Center's code as text, see docs/error-codes.md. */
  code: string;
  /** In Partner Center's words. */
  description: string;
}

/**
 * What became of a purchase; the first of these that applies.
 *
 * - `unknown`: a checkout was sent, and it isn't settled yet whether it bought. Run `pulumi up` again: it is safe.
 * - `notPlaced`: refused; nothing was bought.
 * - `partiallyFailed`: some or all order groups were refused, see `orderErrors`.
 * - `failed`: an order ended badly.
 * - `actionRequired`: an order waits for a person (a review, a purchase order).
 * - `missing`: Partner Center no longer knows an order.
 * - `pending`: orders are being processed.
 * - `cancelled`: every order was cancelled.
 * - `completed`: every order is completed or cancelled.
 */
export type CheckoutStatus =
  | "unknown"
  | "notPlaced"
  | "partiallyFailed"
  | "failed"
  | "actionRequired"
  | "missing"
  | "pending"
  | "cancelled"
  | "completed";
