import { PartnerCenterError } from "../../client/errors";
import type { PartnerCenter } from "../../client/partnerCenter";
import { LOOK_MS, lookAtCart } from "../core/observedCart";
import { adoptCheckout, recentOrders } from "./get";
import { compactCheckoutState } from "./compaction";
import { checkCheckoutInputs, checkoutOptions, type CheckoutInputs } from "./inputs";
import { isAdopting } from "../core/purchaseInputs";
import { concluded, freshState, rememberPurchase, stateAfter, tellAttention } from "./conclusion";
import { deleteCheckout } from "./delete";
import { boughtNothing, diffCheckout, namedOrderIds, newOrderIds } from "./diff";
import { refuseOtherPartner, refuseNewerState } from "../core/storedState";
import { cartName } from "../core/words";
import { heldTwice, interruptedHint, noCart, orderedAfterAll, triesAgain } from "./messages";
import { listed } from "../orders/orderWords";
import { CheckoutRun } from "./run";
import { checkoutTask, isTakenFrom, type CheckoutEnd } from "./task";
import type { Context } from "../core/context";
import { checkoutId } from "../core/ids";
import { hasOpenWork, isToBeSettled, parseCheckoutState, SCHEMA_VERSION, type CheckoutState } from "./state";
import {
  holdsUnknown,
  InitFailure,
  Refusal,
  type CheckResult,
  type DiffResult,
  type Lifecycle,
} from "../core/lifecycle";
import { boughtMeanwhile } from "./replacement";
import { previewCheckout } from "./preview";
import { ordersToAdopt, takeOrdersOver } from "./adopt";
import { refreshOrders } from "../orders/orderReads";
import { rollUp } from "../orders/orderProgress";
import type { OrderState } from "../orders/order";

/**
 * The life of one checkout. The law: once a checkout POST has left, the resource is in state, whatever the answer.
 * So create and update end in success or in an InitFailure; plain errors mean that nothing was sent.
 */
export class CartCheckoutLifecycle implements Lifecycle<CheckoutInputs, CheckoutState> {
  constructor(private readonly around: Context) {}

  async check(olds: Record<string, unknown>, news: Record<string, unknown>): Promise<CheckResult> {
    const { previewChecks, ...declared } = news;
    const { inputs, failures } = checkCheckoutInputs(olds, declared);
    const isNew = olds["customerId"] === undefined && inputs["orderIds"] === undefined;
    const { besides: _, ...rest } = inputs;
    const isKnown = inputs["cartId"] !== undefined && !holdsUnknown(rest);
    const looks = previewChecks === true && isNew && failures.length === 0 && isKnown;
    if (looks && this.around.rules().previewChecks)
      failures.push(...(await previewCheckout(this.around, inputs)));
    return { inputs, failures };
  }

  async diff(id: string, olds: Record<string, unknown>, news: Record<string, unknown>): Promise<DiffResult> {
    const state = this.parsed(olds, id);
    // Orders of purchases that this run leaves alone must not be taken for another's.
    this.remember(id, state);
    const result = diffCheckout(olds, news, this.around.partner(), id);
    if (
      result.changes &&
      hasOpenWork({ ...state, ...checkoutOptions(news) }) &&
      namedOrderIds(news).length === 0
    )
      this.around.info(triesAgain(state));
    if (result.replaces.length === 0) return result;
    const partnerCenter = this.around.partnerCenter();
    const named = namedOrderIds(news).length > 0;
    const why = await boughtMeanwhile(partnerCenter, state, this.around.now(), this.isTaken(id), named);
    if (why) throw new Refusal(why);
    return result;
  }

  async create(news: Record<string, unknown>): Promise<{ id: string; state: CheckoutState }> {
    const partnerCenter = this.around.partnerCenter();
    // Limits that can't be read fail here, where nothing was sent.
    this.around.rules();
    const state = freshState(news, partnerCenter.partner);
    const named = namedOrderIds(news);
    if (state.cartId === "" && named.length === 0) throw new Refusal(noCart());
    const id = checkoutId(state.customerId, state.cartId, named);
    this.around.memory.hold(id);
    try {
      if (named.length > 0) return { id, state: await this.takeOver(partnerCenter, id, state, named) };
      const adopted = await this.adopted(partnerCenter, id, state, news);
      if (adopted) return { id, state: adopted };
      const end = await this.checkOut(partnerCenter, id, state, 1, news);
      if (end.kind !== "notSent")
        return { id, state: await concluded(partnerCenter, this.around, id, stateAfter(state, end, 1), end) };
      throw new Refusal(
        `No checkout was sent. ${end.problem ?? ""}${await this.hint(partnerCenter, state, end)}`,
      );
    } catch (error) {
      if (!(error instanceof InitFailure)) this.around.memory.release(id);
      throw error;
    }
  }

  async update(id: string, olds: Record<string, unknown>, news: Record<string, unknown>) {
    const partnerCenter = this.around.partnerCenter();
    this.around.rules();
    const old = this.parsed(olds, id);
    // The engine asks diff before; asking again costs nothing and update is where money would move.
    if (diffCheckout(olds, news, partnerCenter.partner, id).replaces.length > 0)
      throw new Refusal(`Another cart is another purchase; this resource stays with ${cartName(old)}.`);
    const state: CheckoutState = { ...old, partner: partnerCenter.partner, ...checkoutOptions(news) };
    const named = namedOrderIds(news);
    if (named.length > 0 && (hasOpenWork(state) || newOrderIds(state, news).length > 0))
      return { state: await this.takeOver(partnerCenter, id, state, named) };
    if (!isToBeSettled(state)) {
      const orders = await refreshOrders(partnerCenter, state.customerId, state.orders);
      const status = state.status === "partiallyFailed" ? state.status : rollUp(orders);
      return { state: await concluded(partnerCenter, this.around, id, withOrders(state, orders, status)) };
    }
    // Refused before, it may have been bought elsewhere since.
    const adopted = boughtNothing(state) ? await this.adopted(partnerCenter, id, state, news) : undefined;
    if (adopted) return { state: adopted };
    const attempt = Math.max(1, state.status === "unknown" ? state.attempt : state.attempt + 1);
    const current = await this.withKnownOrders(partnerCenter, state);
    const end = await this.checkOut(partnerCenter, id, current, attempt, news);
    if (end.kind === "notSent") end.problem += await this.hint(partnerCenter, state, end);
    const after = stateAfter(current, end, attempt);
    return { state: await concluded(partnerCenter, this.around, id, after, end, current) };
  }

  async read(id: string, stored: Record<string, unknown>) {
    const partnerCenter = this.around.partnerCenter();
    if (stored["status"] === undefined && stored["orders"] === undefined) {
      const state = await adoptCheckout(partnerCenter, this.around, id);
      this.remember(id, state);
      return { id, state, inputs: { customerId: state.customerId, cartId: state.cartId } };
    }
    const state = this.parsed(stored, id);
    refuseOtherPartner(state, partnerCenter.partner);
    const fresh = await this.refreshed(partnerCenter, id, state);
    tellAttention(this.around, fresh);
    this.remember(id, fresh);
    return { id, state: fresh };
  }

  async delete(id: string, stored: Record<string, unknown>): Promise<void> {
    const state = this.parsed(stored, id);
    if (state.status === "notPlaced" && !this.around.memory.holds(id) && (await this.wasOrdered(state)))
      throw new Refusal(orderedAfterAll(state));
    deleteCheckout(id, state, this.around);
  }

  /** A run that was killed may have tried a refused cart again. What can't be looked at is let go. */
  private async wasOrdered(state: CheckoutState): Promise<boolean> {
    try {
      const deadline = this.around.now() + LOOK_MS;
      return (await lookAtCart(this.around.partnerCenter(), state, deadline)).kind === "ordered";
    } catch {
      return false;
    }
  }

  compact(state: CheckoutState, mostBytes: number): CheckoutState {
    return compactCheckoutState(state, mostBytes);
  }

  private async refreshed(
    partnerCenter: PartnerCenter,
    id: string,
    state: CheckoutState,
  ): Promise<CheckoutState> {
    if (state.status === "notPlaced") return state;
    if (state.status === "unknown") {
      const end = await this.run(partnerCenter, id, state, Math.max(1, state.attempt), {}).lookOnly();
      if (end.kind !== "unknown") return stateAfter(state, end, state.attempt);
    }
    const orders = await refreshOrders(partnerCenter, state.customerId, state.orders);
    for (const order of orders.filter((o) => o.status === "missing"))
      this.around.warn(
        `warning: ${cartName(state)}: Partner Center does not know order ${order.id} any more. It is kept in state ` +
          `as "missing"; to forget it, run \`pulumi state delete\` on this resource.`,
      );
    const settled = state.status !== "unknown" && state.status !== "partiallyFailed";
    return withOrders(state, orders, settled ? rollUp(orders) : state.status);
  }

  private async hint(
    partnerCenter: PartnerCenter,
    { customerId }: CheckoutState,
    end: CheckoutEnd,
  ): Promise<string> {
    if (!end.cartGone) return "";
    return interruptedHint(await recentOrders(partnerCenter, customerId, this.around.now()));
  }

  /** A look at the orders that are known already. What can't be read now stays as it was. */
  private async withKnownOrders(partnerCenter: PartnerCenter, state: CheckoutState): Promise<CheckoutState> {
    try {
      const orders = await refreshOrders(partnerCenter, state.customerId, state.orders);
      return withOrders(state, orders, state.status);
    } catch (error) {
      if (error instanceof PartnerCenterError) return state;
      throw error;
    }
  }

  private takeOver(partnerCenter: PartnerCenter, id: string, state: CheckoutState, orderIds: string[]) {
    return takeOrdersOver(partnerCenter, this.around, id, state, orderIds);
  }

  /** For `adopt`: the purchase that exists already, or undefined when there is none and it may be bought. */
  private async adopted(
    partnerCenter: PartnerCenter,
    id: string,
    state: CheckoutState,
    news: Record<string, unknown>,
  ): Promise<CheckoutState | undefined> {
    if (!isAdopting(news)) return undefined;
    const orders = await ordersToAdopt(partnerCenter, this.around, state, news, this.isTaken(id));
    if (!orders) return undefined;
    this.around.info(`${cartName(state)}: taken over instead of bought: ${listed(orders)}`);
    return this.takeOver(
      partnerCenter,
      id,
      state,
      orders.map((order) => order.id),
    );
  }

  /** A defect of ours after the POST must not lose the purchase either: it becomes an unknown end. */
  private async checkOut(
    partnerCenter: PartnerCenter,
    id: string,
    state: CheckoutState,
    attempt: number,
    news: Record<string, unknown>,
  ): Promise<CheckoutEnd> {
    try {
      const end = await this.run(partnerCenter, id, state, attempt, news).run();
      if (end.kind === "notSent" || end.kind === "notPlaced") this.around.memory.buysNothing(id);
      return end;
    } catch (error) {
      const problem = `The provider failed while checking out ${id}: ${error instanceof Error ? error.message : "defect"}.`;
      const since = new Date(this.around.now()).toISOString();
      const unsettled = { lines: [], ...state.unsettled, unanswered: true, since };
      const { orderErrors } = state;
      const nothing = { orders: [], differences: [], candidates: [] };
      return { kind: "unknown", posted: true, ...nothing, orderErrors, problem, unsettled };
    }
  }

  private run(
    partnerCenter: PartnerCenter,
    id: string,
    state: CheckoutState,
    attempt: number,
    news: Record<string, unknown>,
  ): CheckoutRun {
    const task = checkoutTask(this.around, partnerCenter, { id, state, attempt, news });
    return new CheckoutRun(partnerCenter, this.around, task);
  }

  private parsed(stored: Record<string, unknown>, id: string): CheckoutState {
    refuseNewerState(stored, SCHEMA_VERSION, `The checkout ${id}`);
    return parseCheckoutState(stored, id);
  }

  private isTaken(id: string) {
    return isTakenFrom(this.around, id);
  }

  private remember(id: string, state: CheckoutState): void {
    const elsewhere = state.orderIds.filter(this.isTaken(id));
    if (elsewhere.length > 0) this.around.warn(heldTwice(state, elsewhere));
    rememberPurchase(this.around, id, state);
  }
}

function withOrders(
  state: CheckoutState,
  orders: OrderState[],
  status: CheckoutState["status"],
): CheckoutState {
  return parseCheckoutState({ ...state, orders, status });
}
