/**
 * Switches that may differ from cart to cart. Each default is the behaviour that the Partner Center documents
 * state or suggest; every other value is a behaviour they leave open, which a client has to survive as well.
 */
export interface CartModes {
  /** A checkout of a cart that was bought: the first answer again, or 400 with code 800065. Default "replay". */
  repeatCheckout: "replay" | "800065";
  /**
   * What makes a checkout idempotent. "requestId": only the same MS-RequestId is replayed, and another one buys
   * an `Ordered` cart again. Default "cart".
   */
  idempotency: "cart" | "requestId";
  /**
   * The answer to an MS-RequestId is kept and repeated verbatim, refusals and partial results too (not 401, 408,
   * 409, 429 and 5xx, which settle nothing). Default false.
   */
  rememberRequestIds: boolean;
  /** A retry after a partial failure buys the groups that had succeeded again. Default false. */
  retryRebuysGroups: boolean;
  /** HTTP status of an answer with orders and order errors. Default 201. */
  mixedStatus: 200 | 201;
  /** All groups failed: 201 with order errors only ("result"), or a plain 400 error ("error"). Default "result". */
  allFailed: "result" | "error";
  /** What the cart reads after a partial failure. Default "Active". */
  partialCart: "Active" | "Ordered";
  /** Whether an order moves its cart's `lastModifiedTimestamp`; in a sample of the documents it doesn't. Default true. */
  ordersTouchCarts: boolean;
  /**
   * What a PUT does to an active cart of which a part was ordered: it is refused ("refused"), or sets the lines, and the
   * cart forgets what it ordered ("forgotten"). Default "refused".
   */
  linesOfPartlyOrdered: "refused" | "forgotten";
  /** Which orders the answer of a retry lists: all of the cart, or the ones just placed. Default "all". */
  partialRetryOrders: "all" | "new";
  /** A checkout while another one of this cart runs: 409 with code 800064, or wait for it. Default "800064". */
  concurrentCheckout: "800064" | "wait";
  /** HTTP status for an expired cart, with code 800008. Default 404. */
  expiredCart: 404 | 400;
  /** Carts that were bought also expire after seven days. Default true. */
  orderedCartExpires: boolean;
  /** When an order line gets its subscription id. One-time lines never do. Default "immediately". */
  subscriptionIds: "immediately" | "afterProvisioning";
  /**
   * When a pending order reaches its end: at its n-th GET by id, so many milliseconds on the emulator's clock
   * after the purchase, or only by `provision`. Default `{ afterPolls: 2 }`.
   */
  provisioning: "command" | { afterPolls: number } | { afterMs: number };
  /** The status an order ends in, any text. Default "completed". */
  provisioningEnd: string;
  /** Whether carts show prices; orders do in any case. Default true. */
  prices: boolean;
}

/** Members of a cart line that nothing depends on, so that the service may drop them. */
export const DROPPABLE_MEMBERS = [
  "friendlyName",
  "participants",
  "provisioningContext",
  "promotionId",
  "renewsTo",
  "customTermEndDate",
  "attestationAccepted",
  "purchaseCommitment",
  "addonItems",
] as const;

type DroppableMember = (typeof DROPPABLE_MEMBERS)[number];

/** All switches of an emulator. */
export interface Modes extends CartModes {
  /** Puts a byte order mark in front of JSON bodies. Default false. */
  bom: boolean;
  /** The form of `code` in documented error bodies. Default "number". */
  errorCodes: "number" | "string";
  /** The form of `error.errorCode` on cart lines. Default "name" (lower snake case). */
  lineErrorCodes: "name" | "number";
  /** A bad line is accepted with an error on it ("line"), or refuses the whole request. Default "line". */
  lineFaults: "line" | "request";
  /** "open": items of products that the catalog doesn't have are sold too. "closed": they are bad. Default "open". */
  catalog: "open" | "closed";
  /** Whether the partner may name resellers on a line; without it the line has error 10004. Default "accepted". */
  participants: "accepted" | "refused";
  /** A promotion counts when a line asks for it, or is applied by the service on its own. Default "asked". */
  promotions: "asked" | "applied";
  /** Members of lines that the service drops without a word. Default none. */
  droppedLineMembers: DroppableMember[];
  /** A repeated MS-RequestId on POST of a cart gives the first cart, or another one. Default "remembered". */
  cartRequestIds: "remembered" | "forgotten";
  /**
   * A definite refusal (4xx, not 401, 408, 409, 429) of POST of a cart counts once ("forgotten"), or is repeated
   * verbatim to its MS-RequestId ("remembered"). Default "forgotten".
   */
  cartRefusals: "forgotten" | "remembered";
  /** How long a new order stays out of the list of orders, in ms of the emulator's clock. Default 0. */
  ordersLagMs: number;
  /** How long, from its order on, a new subscription stays out of the list of subscriptions. Default 0. */
  subscriptionsLagMs: number;
  /** Orders on a page of the list; 0 for one page. Default 0. */
  ordersPageSize: number;
  /** "any": every customer GUID is known and has accepted the agreement. "listed": only added ones. Default "any". */
  customers: "any" | "listed";
  /** Time every answer takes, in real ms. Default 0. */
  latencyMs: number;
  /** API requests in a window of the emulator's clock, beyond which 429 is answered. Default null: no limit. */
  rateLimit: { requests: number; windowMs: number } | null;
  /** Closes connections that were idle this long, without announcing it, in real ms. Default null: after 5 s. */
  idleCloseMs: number | null;
  /** Life of an access token, in seconds of the emulator's clock. Default 3600. */
  tokenLifetimeSeconds: number;
  /**
   * The refresh grant answers without a refresh token ("off", as documented), with a new one ("on"), or with a new
   * one and refuses the used one from then on ("strict"). Default "off".
   */
  rotateRefreshTokens: "off" | "on" | "strict";
  /** Whether App+User tokens carry the `mfa` claim; without it calls get 401 with code 900421. Default "mfa". */
  userTokens: "mfa" | "noMfa";
}

export const DEFAULT_MODES: Readonly<Modes> = {
  repeatCheckout: "replay",
  idempotency: "cart",
  rememberRequestIds: false,
  retryRebuysGroups: false,
  mixedStatus: 201,
  allFailed: "result",
  partialCart: "Active",
  ordersTouchCarts: true,
  linesOfPartlyOrdered: "refused",
  partialRetryOrders: "all",
  concurrentCheckout: "800064",
  expiredCart: 404,
  orderedCartExpires: true,
  subscriptionIds: "immediately",
  provisioning: { afterPolls: 2 },
  provisioningEnd: "completed",
  prices: true,
  bom: false,
  errorCodes: "number",
  lineErrorCodes: "name",
  lineFaults: "line",
  catalog: "open",
  participants: "accepted",
  promotions: "asked",
  droppedLineMembers: [],
  cartRequestIds: "remembered",
  cartRefusals: "forgotten",
  ordersLagMs: 0,
  subscriptionsLagMs: 0,
  ordersPageSize: 0,
  customers: "any",
  latencyMs: 0,
  rateLimit: null,
  idleCloseMs: null,
  tokenLifetimeSeconds: 3600,
  rotateRefreshTokens: "off",
  userTokens: "mfa",
};
