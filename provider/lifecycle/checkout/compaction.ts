import { compacted, SHORT_TEXT } from "../core/compaction";
import type { CheckoutState } from "./state";
import type { OrderState } from "../orders/order";

/** What can go, cheapest first. None of it is lost: the next update or refresh reads it again by the order ids. */
const STEPS: ((state: CheckoutState) => CheckoutState)[] = [
  (state) => withLines(state, ({ lineItemNumber, subscriptionId }) => ({ lineItemNumber, subscriptionId })),
  (state) => ({
    ...state,
    subscriptionIds: [],
    orders: state.orders.map((order) => ({ ...order, lineItems: [] })),
  }),
  (state) => ({ ...state, orders: state.orders.map(({ id, status }) => ({ id, status, lineItems: [] })) }),
  (state) => ({
    ...state,
    problem: state.problem?.slice(0, SHORT_TEXT),
    orderErrors: state.orderErrors.map((e) => ({ ...e, description: e.description.slice(0, SHORT_TEXT) })),
  }),
  (state) => ({ ...state, besides: undefined, boughtLines: undefined }),
  (state) => ({ ...state, unsettled: state.unsettled && { ...state.unsettled, lines: [] } }),
];

/**
 * The same purchase in at most so many bytes of JSON, for a host that can carry only little on its way into state.
 * Order ids are never given up.
 */
export function compactCheckoutState(state: CheckoutState, mostBytes: number): CheckoutState {
  return compacted(state, mostBytes, STEPS);
}

function withLines(
  state: CheckoutState,
  keep: (line: OrderState["lineItems"][number]) => OrderState["lineItems"][number],
): CheckoutState {
  return {
    ...state,
    orders: state.orders.map((order) => ({ ...order, lineItems: order.lineItems.map(keep) })),
  };
}
