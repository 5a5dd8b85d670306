import type { EmulatorClock } from "./clock";
import type { Faults } from "./scriptedFaults";
import type { EmulatorCopy } from "./copy";
import type { EmulatorReply, EmulatorRequest } from "./requestAndReply";
import type {
  GroupFailure,
  NewCart,
  NewCartLine,
  NewCustomer,
  NewOrder,
  NewPrice,
  NewToken,
  OtherOrders,
  SubscriptionChange,
} from "./inputs";
import type { Journal } from "./journal";
import type { CartModes, Modes } from "./modes";
import type { RecordedRequest } from "./requests";
import type { Cart, CartError, Order, Subscription } from "./wire";

/** An emulator in process, without a socket. */
export interface EmulatorCore {
  /** Handles a request to the API or to the token service. It waits as long as a fault holds it. */
  request(request: EmulatorRequest): Promise<EmulatorReply>;
  /**
   * A copy of everything that it remembers: state, journal, modes, faults, recorded requests, remembered request ids,
   * the clock's offset, and where it is with the ids that it makes up. Plain data, independent of whatever comes later.
   */
  save(): EmulatorCopy;
  /**
   * Brings a copy back, its own or another emulator's, as often as wanted. Requests under way are no part of a copy:
   * they end first, without effect. The clock underneath is not turned back.
   */
  restore(copy: EmulatorCopy): void;
  /** The settings with which the provider reaches it at this URL. `user: true` adds the refresh token (App+User). */
  env(options: { url: string; user?: boolean }): Record<string, string>;
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
  /** Somebody else sets other lines in an active cart, as PUT does. Throws where PUT is refused for what was bought. */
  editCart(cartId: string, lineItems: NewCartLine[]): void;
  /** The next checkout of this cart that buys places orders that differ from the cart. */
  ordersOtherwise(cartId: string, difference: OtherOrders): void;
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
  /**
   * Somebody cancels an order in the portal, or one line of it: quantity 0, the subscription reads `deleted`, and so
   * does the order `cancelled` once all its lines are.
   */
  cancelOrder(orderId: string, lineItemNumber?: number): void;
  /** Somebody changes a subscription. Throws for an unknown one. */
  setSubscription(subscriptionId: string, change: SubscriptionChange): void;
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
}

/** A running emulator that listens. */
export interface Emulator extends Omit<EmulatorCore, "env"> {
  /** Base URL of the API and of the token service, without a slash at the end. */
  readonly url: string;
  /** The settings with which the provider reaches it. `user: true` adds the refresh token (App+User). */
  env(options?: { user?: boolean }): Record<string, string>;
  /** Stops listening and cuts every connection; requests that are held end without effect. */
  close(): Promise<void>;
}
