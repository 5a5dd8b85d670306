import type { Modes } from "../../emulator";

const QUARTER_HOUR_MS = 15 * 60_000;

/**
 * The ways in which Partner Center may behave where its documents leave it open. `retryRebuysGroups` is missing: there
 * Partner Center itself buys twice when a refused group is tried again, which no client can prevent.
 */
export const MODES = {
  documented: {},
  byRequestId: { idempotency: "requestId" },
  submitted: { repeatCheckout: "800065" },
  remembered: { rememberRequestIds: true },
  partlyOrdered: { partialCart: "Ordered" },
  partlySubmitted: { partialCart: "Ordered", repeatCheckout: "800065" },
  lagging: { ordersLagMs: QUARTER_HOUR_MS },
  laggingSubmitted: { ordersLagMs: QUARTER_HOUR_MS, repeatCheckout: "800065" },
  bothListsLag: { ordersLagMs: QUARTER_HOUR_MS, subscriptionsLagMs: QUARTER_HOUR_MS },
  bothListsLagSubmitted: {
    ordersLagMs: QUARTER_HOUR_MS,
    subscriptionsLagMs: QUARTER_HOUR_MS,
    repeatCheckout: "800065",
  },
  waiting: { concurrentCheckout: "wait" },
  newOrdersOnly: { partialRetryOrders: "new", mixedStatus: 200 },
  refusedAsError: { allFailed: "error", errorCodes: "string", bom: true },
  expiredIs400: { expiredCart: 400 },
  boughtCartsStay: { orderedCartExpires: false },
  cartsForgotten: { cartRequestIds: "forgotten" },
  lateSubscriptions: { subscriptionIds: "afterProvisioning" },
} as const satisfies Record<string, Partial<Modes>>;

export type ModeName = keyof typeof MODES;

export const MODE_NAMES = Object.keys(MODES) as ModeName[];
