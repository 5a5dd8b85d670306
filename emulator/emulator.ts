import type { CartModes, Modes } from "./modes";
import type { Segment } from "./catalog";
import type { Cart, CartError, CartLineItem, Order, Subscription } from "./wire";
import type { FaultScript, FaultState } from "./faultScript";
import type { Journal } from "./journal";
import type { RecordedRequest } from "./requests";
import type { Partner } from "./partner";

/** How an emulator starts. Everything has a default. */
export interface EmulatorOptions {
  /** Port on 127.0.0.1; 0 takes a free one. Default 0. */
  port?: number;
  /** A JSON file that keeps customers, carts, orders, journal, clock and modes over restarts. Default: memory only. */
  dataFile?: string;
  /** Switches that differ from their defaults. They also win over the ones kept in `dataFile`. */
  modes?: Partial<Modes>;
  /** Loads the two sample carts of the documents. Default true. */
  samples?: boolean;
  /** The partner whose credentials are accepted. Default: a ready-made test partner. */
  partner?: Partial<Partner>;
  /** The moment, in ms since 1970, that the emulator's clock starts from. Default: the machine's clock. */
  now?: () => number;
}

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

/** An order that was placed elsewhere, in the portal say. What is left out is made up. */
export interface NewOrder {
  customerId?: string;
  orderId?: string;
  /** Lines that can be bought together: of one billing cycle and publisher. Quantity 0 is a cancelled line. */
  lineItems: NewCartLine[];
  /** Default "completed". "pending" leaves it to the mode `provisioning`. */
  status?: string;
  /** Moment of the purchase, in ms since 1970. Default: now. */
  placedAt?: number;
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

/** The emulator's clock. It runs with the machine's clock, plus whatever it was advanced by. */
export interface EmulatorClock {
  /** Ms since 1970. */
  now(): number;
  advance(ms: number): void;
}

/** A fault that was scripted. */
export interface ScriptedFault {
  readonly id: string;
  /** How many requests it has hit. */
  hits(): number;
  /** Waits until a request is being held by it. Rejects after `timeoutMs` (default 10000). */
  held(timeoutMs?: number): Promise<void>;
  /** Lets every request go on that is held by it. */
  release(): void;
  /** Takes the fault out, and lets go what it holds. */
  remove(): void;
}

/** Scripted trouble. */
export interface Faults {
  /** Adds a fault. In each phase a request is hit by the first one that matches, in the order of adding. */
  script(fault: FaultScript): ScriptedFault;
  /** What is scripted, with its hits so far. */
  list(): FaultState[];
  /** Takes all faults out, and lets go what they hold. */
  clear(): void;
}

/** A running emulator. */
export interface Emulator {
  /** Base URL of the API and of the token service, without a slash at the end. */
  readonly url: string;
  /** The settings with which the provider reaches it. `user: true` adds the refresh token (App+User). */
  env(options?: { user?: boolean }): Record<string, string>;
  readonly clock: EmulatorClock;
  /** The switches now in force. */
  modes(): Modes;
  /** Changes switches from the next request on. */
  setModes(modes: Partial<Modes>): void;

  addCustomer(customer: NewCustomer): void;
  /** Puts a cart in, without a request; it lives seven days from now. */
  addCart(cart: NewCart): { customerId: string; cartId: string };
  /** The cart as GET shows it, also after it expired; undefined if there is none. */
  cart(cartId: string): Cart | undefined;
  /** Changes the switches of one cart. */
  setCartModes(cartId: string, modes: Partial<CartModes>): void;
  /** Makes a group of a cart fail. */
  groupFails(cartId: string, group: string, failure?: GroupFailure): void;
  /** From now on lines with this catalogue item get this error when a cart is created or updated. */
  itemFails(catalogItemId: string, error: CartError): void;

  /**
   * Sets the price of an item, in carts that are still active too; without a price the catalog's holds again. Throws
   * for a price with more than two decimals.
   */
  setPrice(catalogItemId: string, price?: NewPrice): void;
  /**
   * Takes an item off the shelves: new lines with it are bad, a checkout of a cart that holds it gets 404, 400019.
   * `replacedBy` is the availability id (12 letters and digits) with which its SKU goes on.
   */
  withdraw(catalogItemId: string, options?: { replacedBy?: string }): void;

  /** Puts an order in that was placed elsewhere. The journal doesn't know it. Throws for lines that can't be bought. */
  addOrder(order: NewOrder): { customerId: string; orderId: string };
  /** The order as GET by id shows it, with prices; undefined if there is none. */
  order(orderId: string): Order | undefined;
  /** All orders, or those of a cart, in the order of purchase. */
  orders(cartId?: string): Order[];
  /** Moves an order to a status (default: its mode `provisioningEnd`) and fills in its subscription ids. */
  provision(orderId: string, status?: string): void;
  /** Does so for every order that is not yet provisioned. */
  provisionAll(status?: string): void;
  /** The subscriptions of a customer, oldest first. */
  subscriptions(customerId: string): Subscription[];

  /** Makes an access token. */
  issueToken(token?: NewToken): string;
  /** From now on every token issued so far is refused with 401. */
  revokeTokens(): void;

  readonly faults: Faults;
  /** Everything that was bought. */
  readonly journal: Journal;
  /** What was received, oldest first, without the control API. */
  requests(): RecordedRequest[];
  clearRequests(): void;

  /** Stops listening and cuts every connection; requests that are held end without effect. */
  close(): Promise<void>;
}
