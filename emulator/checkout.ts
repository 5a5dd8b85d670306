import { isGone } from "./catalog/sale";
import { planCheckout, settles } from "./checkoutPlan";
import { linesByGroup } from "./cartLines";
import { partnerError, Refusal } from "./errors";
import { errorStatus } from "./errors";
import { linesOfOrder } from "./otherOrders";
import { newOrder } from "./placing";
import { modesOfCart, type Passage, type Service } from "./service";
import { sampleOrders } from "./samples";
import { refusalText } from "./answer";
import type { CartRecord, CustomerRecord, StoredAnswer } from "./store";
import type { CartLineItem, CartCheckoutResult, OrderError } from "./wire";

/** Checks a cart out and writes the purchase down before it returns. Throws a refusal. */
export function checkout(
  service: Service,
  cart: CartRecord,
  customer: CustomerRecord,
  passage: Passage,
): StoredAnswer {
  const { answers } = service.store.state;
  const modes = modesOfCart(service, cart);
  const key = `${cart.id} ${passage.requestId}`;
  const remember = (answer: StoredAnswer) => {
    if ((modes.rememberRequestIds || modes.idempotency === "requestId") && settles(answer.status)) {
      answers[key] = answer;
      service.store.touch();
    }
    return answer;
  };
  const plan = planCheckout({
    cart,
    modes,
    remembered: answers[key],
    agreementAccepted: customer.agreementAccepted,
    goneGroups: [...linesByGroup(cart.lineItems)]
      .filter(([, lines]) => lines.some((line) => isGone(service.store.state, line.catalogItemId)))
      .map(([group]) => group),
  });
  try {
    if (plan.kind === "repeat") return plan.answer;
    if (plan.kind === "refuse") throw partnerError(plan.code, cart.id);
    return remember(buy(service, cart, passage, plan));
  } catch (error) {
    if (error instanceof Refusal) remember({ status: error.status, body: refusalText(service, error.body) });
    throw error;
  } finally {
    service.store.save();
  }
}

function buy(
  service: Service,
  cart: CartRecord,
  passage: Passage,
  { groups, listEarlier }: { groups: string[]; listEarlier: boolean },
): StoredAnswer {
  const modes = modesOfCart(service, cart);
  const lines = linesByGroup(cart.lineItems);
  const earlier = Object.values(cart.placed).flat();
  const orderErrors: OrderError[] = [];
  const placed: string[] = [];
  for (const group of groups) {
    const error = failureOf(cart, group);
    if (error) orderErrors.push(error);
    else placed.push(place(service, cart, group, lines.get(group) ?? [], passage));
  }
  service.store.touch();
  const anyOrder = earlier.length + placed.length > 0;
  if (placed.length > 0) {
    if (modes.ordersTouchCarts) cart.modifiedAt = service.clock.now();
    delete cart.otherwise;
  }
  if (orderErrors.length === 0) cart.status = "Ordered";
  else if (anyOrder) cart.status = modes.partialCart;

  const [firstError] = orderErrors;
  if (!anyOrder && firstError && modes.allFailed === "error")
    throw new Refusal(errorStatus(firstError.code), {
      code: firstError.code,
      description: firstError.description,
      data: [],
      source: "PartnerFD",
    });
  const listed = new Set(
    listEarlier ? [...[...lines.keys()].flatMap((group) => cart.placed[group] ?? [])] : placed,
  );
  const result: CartCheckoutResult = {
    orders: [...listed].flatMap((id) => service.store.state.orders[id]?.body ?? []),
    ...(orderErrors.length > 0 && { orderErrors }),
    attributes: { objectType: "CartCheckoutResult" },
  };
  const status = orderErrors.length > 0 && anyOrder ? modes.mixedStatus : 201;
  const answer = { status, body: JSON.stringify(result) };
  if (orderErrors.length === 0) cart.answer = answer;
  return answer;
}

/** The scripted failure of a group, used up by one. */
function failureOf(cart: CartRecord, group: string): OrderError | undefined {
  const failure = cart.failures[group];
  if (!failure || failure.remaining === 0) return undefined;
  if (failure.remaining !== null) failure.remaining -= 1;
  return {
    orderGroupId: group,
    code: failure.code,
    description: failure.description,
    attributes: { objectType: "OrderError" },
  };
}

/** Buys a group: the order of the documents for the first purchase of a sample cart, a made-up one otherwise. */
function place(
  service: Service,
  cart: CartRecord,
  group: string,
  linesOfGroup: CartLineItem[],
  { requestId, correlationId, headers }: Passage,
): string {
  const now = service.clock.now();
  const { customerId, otherwise } = cart;
  const customerUserUpn = headers["x-ms-customeruser-upn"];
  const lines = linesOfOrder(service, cart, linesOfGroup);
  const { orders } = service.store.state;
  const sample = sampleOrders(cart.id)[group];
  const order =
    sample && !orders[sample.id] && !otherwise
      ? structuredClone(sample)
      : newOrder({
          customerId: otherwise?.customerId ?? customerId,
          lines,
          modes: modesOfCart(service, cart),
          ids: service.ids,
          now,
        });
  orders[order.id] = {
    body: order,
    customerId,
    cartId: cart.id,
    placedAt: now,
    polls: 0,
    provisioned: order.status !== "pending",
  };
  cart.placed[group] = [...(cart.placed[group] ?? []), order.id];
  service.journal.append({
    customerId,
    cartId: cart.id,
    group,
    orderId: order.id,
    items: lines.map(({ catalogItemId, quantity, termDuration }) => ({
      offerId: catalogItemId,
      quantity,
      ...(termDuration && { termDuration }),
    })),
    requestId,
    correlationId,
    ...(customerUserUpn !== undefined && { customerUserUpn }),
    at: new Date(now).toISOString(),
  });
  return order.id;
}
