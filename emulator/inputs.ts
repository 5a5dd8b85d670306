import type { Segment } from "./catalog";
import type { CartModes } from "./modes";
import type { CartLineItem } from "./wire";

/** Resolves so many ms later, or rejects once the signal is aborted. */
export type Wait = (ms: number, signal: AbortSignal) => Promise<void>;

/** A cart to put into the emulator. Ids that are left out are made up. */
export interface NewCart {
  customerId?: string;
  cartId?: string;
  lineItems: NewCartLine[];
  /** Switches of this cart alone. */
  modes?: Partial<CartModes>;
}

/** A line of a new cart. `error` makes the line a refused one; `orderGroup` overrides the group worked out. */
export type NewCartLine = Pick<CartLineItem, "catalogItemId"> & Partial<CartLineItem>;

/** A line of an order that was placed elsewhere. */
export type NewOrderLine = NewCartLine & {
  /**
   * Default "New". A line of another type ("renew", "addQuantity", "removeQuantity") makes no subscription: it is about
   * the one that `subscriptionId` names.
   */
  transactionType?: string;
  /** Default: one is made up for a new line that becomes a subscription. */
  subscriptionId?: string;
};

/** An order that was placed elsewhere, in the portal say. What is left out is made up. */
export interface NewOrder {
  customerId?: string;
  orderId?: string;
  /** Default: that of its kind, which for a licence equals the order's id. */
  alternateId?: string;
  /** Default "UserPurchase". */
  transactionType?: string;
  /** Lines that can be bought together: of one billing cycle and publisher. Quantity 0 is a cancelled line. */
  lineItems: NewOrderLine[];
  /** Its lines never get subscription ids of their own. Default false. */
  withoutSubscriptions?: boolean;
  /** Default "completed". "pending" leaves it to the mode `provisioning`. */
  status?: string;
  /** Moment of the purchase, in ms since 1970. Default: now. */
  placedAt?: number;
}

/** What somebody did to a subscription. What is left out stays. */
export interface SubscriptionChange {
  /** Any text, e.g. "suspended", "deleted", "active". It stays until the next change or the order's cancellation. */
  status?: string;
  /** From 1. The order line keeps what was ordered. */
  quantity?: number;
}

/** How the orders of a checkout differ from its cart. `quantity`, `offerId`, `termDuration` are of the first line. */
export interface OtherOrders {
  quantity?: number;
  offerId?: string;
  termDuration?: string;
  /** `referenceCustomerId` of the orders, which are still read and listed under the cart's customer. */
  customerId?: string;
  /** Leaves the last line out of every order that has more than one. */
  dropLine?: boolean;
}

/** A price that takes the place of the catalog's. */
export interface NewPrice {
  /** For one unit and one bill, with at most two decimals. */
  price: number;
  /** Three letters. Default: the line's own. */
  currency?: string;
  /** Only for lines with this term. */
  termDuration?: string;
  /** Only for lines with this billing cycle. */
  billingCycle?: string;
}

/** Makes an order group fail at checkout. */
export interface GroupFailure {
  /** Error code of the group. Default 800020. */
  code?: number;
  /** Text of the error. Default: that of the code, where known. */
  description?: string;
  /** How many attempts fail before the group can be bought; "always" for ever. Default 1. */
  times?: number | "always";
}

/** A customer of the partner. */
export interface NewCustomer {
  id: string;
  /** Default "Contoso". */
  companyName?: string;
  /** Whether the Microsoft Customer Agreement is accepted; without it a checkout gets 403, code 13605. Default true. */
  agreementAccepted?: boolean;
  /** Two letters; decides the currency. Default "US". */
  country?: string;
  /** Decides which items the customer may buy. Default "commercial". */
  segment?: Segment;
}

/** An access token to make without the token endpoint. */
export interface NewToken {
  /** Default "app". */
  kind?: "app" | "user";
  /** Default: the audience of the emulator's cloud. */
  audience?: string;
  /** Whether a user token carries the `mfa` claim. Default true. */
  mfa?: boolean;
  /** Life in seconds. Default: mode `tokenLifetimeSeconds`. */
  expiresInSeconds?: number;
}
