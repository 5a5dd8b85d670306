import { PartnerCenterError } from "../../client/errors";
import type { PartnerCenter } from "../../client/partnerCenter";
import { Refusal } from "../core/lifecycle";
import { type Context } from "../core/context";
import { isProvisioning, shouldKeepWaiting } from "./orderProgress";
import { mergeOrder, mergeOrders, orderState, type OrderState } from "./order";

const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 10_000;

/**
 * Brings known orders up to date. One that Partner Center doesn't know any more stays, marked `missing`. Any other
 * failure is thrown: half a refresh would be a claim about the other half.
 */
export async function refreshOrders(
  partnerCenter: PartnerCenter,
  customerId: string,
  orders: OrderState[],
): Promise<OrderState[]> {
  return Promise.all(
    orders.map(async (order) => {
      try {
        const { value } = await partnerCenter.getOrder(customerId, order.id);
        return mergeOrder(order, { ...orderState(value), id: order.id });
      } catch (error) {
        if (isUnknownOrder(error)) return { ...order, status: "missing" };
        throw error;
      }
    }),
  );
}

/** The orders that a person named. Throws a Refusal when Partner Center doesn't know one of them for this customer. */
export async function namedOrders(
  partnerCenter: PartnerCenter,
  customerId: string,
  orderIds: string[],
): Promise<OrderState[]> {
  return Promise.all(
    orderIds.map(async (id) => {
      try {
        return orderState((await partnerCenter.getOrder(customerId, id)).value);
      } catch (error) {
        if (!isUnknownOrder(error)) throw error;
        throw new Refusal(
          `orderIds names ${id}, but Partner Center knows no such order of customer ${customerId}.`,
        );
      }
    }),
  );
}

/**
 * Polls orders until nothing changes on its own any more, a person is needed, or time is up. Never throws for what
 * Partner Center answers: the purchase is made, and a later refresh reads again.
 * Polls GET order, since the provisioning status refuses App-only tokens. Source: "Get an order by ID".
 */
export async function waitForProvisioning(
  partnerCenter: PartnerCenter,
  { now, sleep }: Pick<Context, "now" | "sleep">,
  purchase: { customerId: string; orders: OrderState[]; timeoutSeconds: number },
): Promise<OrderState[]> {
  const deadline = now() + purchase.timeoutSeconds * 1000;
  let orders = purchase.orders;
  for (let delay = FIRST_DELAY_MS; shouldKeepWaiting(orders) && now() + delay <= deadline;) {
    await sleep(delay);
    const waiting = orders.filter(isProvisioning);
    const read = await Promise.all(
      waiting.map((order) => readQuietly(partnerCenter, purchase.customerId, order, deadline)),
    );
    orders = mergeOrders(orders, read);
    delay = Math.min(delay * 1.5, LONGEST_DELAY_MS);
  }
  return orders;
}

async function readQuietly(
  partnerCenter: PartnerCenter,
  customerId: string,
  order: OrderState,
  deadline: number,
): Promise<OrderState> {
  try {
    const { value } = await partnerCenter.getOrder(customerId, order.id, { deadline });
    return { ...orderState(value), id: order.id };
  } catch (error) {
    if (error instanceof PartnerCenterError) return order;
    throw error;
  }
}

function isUnknownOrder(error: unknown): boolean {
  // Without Partner Center's own code a 404 may be any proxy's.
  return error instanceof PartnerCenterError && error.status === 404 && error.code !== undefined;
}
