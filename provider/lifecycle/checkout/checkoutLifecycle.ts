import { refreshedCheckout, withKnownOrders, withOrders } from "./refresh";
import { checkOut } from "./checkOut";
import type { PartnerCenter } from "../../client/partnerCenter";
import { LOOK_MS, lookAtCart } from "../core/observedCart";
import { readForeignCheckout, recentOrders } from "./get";
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
import { refuseLeftOut } from "./leftOut";
import { isTakenFrom, type CheckoutEnd } from "./task";
import type { Context } from "../core/context";
import { checkoutId } from "../core/ids";
import { hasOpenWork, isToBeSettled, parseCheckoutState, SCHEMA_VERSION, type CheckoutState } from "./state";
import {
  holdsUnknown,
  isRefused,
  refusable,
  Refusal,
  type Asked,
  type Change,
  type CheckResult,
  type Deleted,
  type Refused,
  type ResourceLifecycle,
  type Settled,
} from "../core/lifecycle";
import { boughtMeanwhile } from "./replacement";
import { previewCheckout } from "./preview";
import { ordersToAdopt, takeOrdersOver } from "./adopt";
import { refreshOrders } from "../orders/orderReads";
import { rollUp } from "../orders/orderProgress";

type Properties = Record<string, unknown>;

/**
 * The life of one checkout. The law: once a checkout POST has left, the resource is in state, whatever the answer. So
 * what may be refused ends before `checkOut`, which always has an end, and from an end only a settled state follows.
 */
export class CartCheckoutLifecycle implements ResourceLifecycle<CheckoutInputs, CheckoutState> {
  constructor(private readonly context: Context) {}

  async check(olds: Properties, news: Properties, { inPreview }: Asked = {}): Promise<CheckResult> {
    const { inputs, failures } = checkCheckoutInputs(olds, news);
    const isNew = olds["customerId"] === undefined && inputs["orderIds"] === undefined;
    const { besides: _, ...rest } = inputs;
    const isKnown = inputs["cartId"] !== undefined && !holdsUnknown(rest);
    const looks = inPreview && isNew && failures.length === 0 && isKnown;
    if (looks && this.context.rules().previewChecks)
      failures.push(...(await previewCheckout(this.context, inputs)));
    return { inputs, failures };
  }

  diff(id: string, olds: Properties, news: Properties): Promise<Change | Refused> {
    return refusable(async () => {
      const state = this.parsed(olds, id);
      // Orders of purchases that this run leaves alone must not be taken for another's.
      this.remember(id, state);
      const change = diffCheckout(olds, news, this.context.partner(), id);
      const named = namedOrderIds(news).length > 0;
      if (change.changes && !named && hasOpenWork({ ...state, ...checkoutOptions(news) }))
        this.context.info(triesAgain(state));
      if (change.replaces.length === 0) return change;
      const partnerCenter = this.context.partnerCenter();
      const why = await boughtMeanwhile(partnerCenter, state, this.context.now(), this.isTaken(id), named);
      if (why) throw new Refusal(why);
      return change;
    });
  }

  async create(news: Properties): Promise<Settled<CheckoutState> | Refused> {
    const begun = await refusable(() => this.begin(news));
    if (isRefused(begun)) return begun;
    const { partnerCenter, id, state } = begun;
    const adopted = await refusable(() => this.adopted(partnerCenter, id, state, news));
    if (adopted) return isRefused(adopted) ? this.released(id, adopted) : adopted;
    const end = await checkOut(this.context, partnerCenter, { id, state, attempt: 1, news });
    if (end.kind !== "notSent")
      return concluded(partnerCenter, this.context, id, stateAfter(state, end, 1), end);
    const why = `${end.problem ?? ""}${await this.hint(partnerCenter, state, end)}`;
    return this.released(id, { refused: `No checkout was sent. ${why}` });
  }

  /** What create starts from. Settings and limits that can't be read are refused here, where nothing was sent. */
  private begin(news: Properties) {
    const partnerCenter = this.context.partnerCenter();
    this.context.rules();
    const state = freshState(news, partnerCenter.partner);
    const named = namedOrderIds(news);
    if (state.cartId === "" && named.length === 0) throw new Refusal(noCart());
    const id = checkoutId(state.customerId, state.cartId, named);
    this.context.memory.hold(id);
    return { partnerCenter, id, state };
  }

  /** Nothing came of it, so another resource of the run may try. */
  private released(id: string, refused: Refused): Refused {
    this.context.memory.release(id);
    return refused;
  }

  async update(id: string, olds: Properties, news: Properties): Promise<Settled<CheckoutState> | Refused> {
    const resumed = await refusable(() => this.resume(id, olds, news));
    if (isRefused(resumed) || "problems" in resumed) return resumed;
    const { partnerCenter, state } = resumed;
    const attempt = Math.max(1, state.status === "unknown" ? state.attempt : state.attempt + 1);
    const end = await checkOut(this.context, partnerCenter, { id, state, attempt, news });
    if (end.kind === "notSent")
      end.problem = `${end.problem ?? ""}${await this.hint(partnerCenter, state, end)}`;
    return concluded(partnerCenter, this.context, id, stateAfter(state, end, attempt), end, state);
  }

  /** What is done without a checkout, or the state from which one has to be sent (again). */
  private async resume(
    id: string,
    olds: Properties,
    news: Properties,
  ): Promise<Settled<CheckoutState> | { partnerCenter: PartnerCenter; state: CheckoutState }> {
    const partnerCenter = this.context.partnerCenter();
    this.context.rules();
    const old = this.parsed(olds, id);
    // The engine asks diff before; asking again costs nothing and update is where money would move.
    if (diffCheckout(olds, news, partnerCenter.partner, id).replaces.length > 0)
      throw new Refusal(`Another cart is another purchase; this resource stays with ${cartName(old)}.`);
    const state: CheckoutState = { ...old, partner: partnerCenter.partner, ...checkoutOptions(news) };
    const named = namedOrderIds(news);
    if (named.length > 0 && (hasOpenWork(state) || newOrderIds(state, news).length > 0))
      return this.takeOver(partnerCenter, id, state, named, news);
    if (!isToBeSettled(state)) {
      if (isToBeSettled(old)) await this.refuseAfterKill(partnerCenter, id, state, news);
      const orders = await refreshOrders(partnerCenter, state.customerId, state.orders);
      const status = state.status === "partiallyFailed" ? state.status : rollUp(orders);
      return concluded(partnerCenter, this.context, id, withOrders(state, orders, status));
    }
    // Refused before, it may have been bought elsewhere since.
    const adopted = boughtNothing(state) ? await this.adopted(partnerCenter, id, state, news) : undefined;
    return adopted ?? { partnerCenter, state: await withKnownOrders(partnerCenter, state) };
  }

  /** What was refused is left out from now on; a run that was killed may have bought it all the same. */
  private async refuseAfterKill(
    partnerCenter: PartnerCenter,
    id: string,
    state: CheckoutState,
    news: Properties,
  ): Promise<void> {
    const look = await lookAtCart(partnerCenter, state, this.context.now() + LOOK_MS);
    if (look.kind === "failed") throw look.error;
    if (!("cart" in look)) return;
    const { orders } = state;
    const purchase = { state, orders, cart: look.cart, news, isTaken: this.isTaken(id) };
    await refuseLeftOut(this.context, partnerCenter, purchase);
  }

  read(id: string, stored: Properties) {
    return refusable(async () => {
      const partnerCenter = this.context.partnerCenter();
      if (stored["status"] === undefined && stored["orders"] === undefined) {
        const state = await readForeignCheckout(partnerCenter, this.context, id);
        this.remember(id, state);
        const inputs: CheckoutInputs = { customerId: state.customerId, cartId: state.cartId };
        return { id, state, inputs, problems: [] };
      }
      const state = this.parsed(stored, id);
      refuseOtherPartner(state, partnerCenter.partner);
      const fresh = await refreshedCheckout(this.context, partnerCenter, id, state);
      tellAttention(this.context, fresh);
      this.remember(id, fresh);
      return { id, state: fresh, problems: [] };
    });
  }

  delete(id: string, stored: Properties): Promise<Deleted | Refused> {
    return refusable(async () => {
      const state = this.parsed(stored, id);
      if (state.status === "notPlaced" && !this.context.memory.holds(id) && (await this.wasOrdered(state)))
        throw new Refusal(orderedAfterAll(state));
      deleteCheckout(id, state, this.context);
      return { deleted: true };
    });
  }

  /** A run that was killed may have tried a refused cart again. What can't be looked at is let go. */
  private async wasOrdered(state: CheckoutState): Promise<boolean> {
    try {
      const deadline = this.context.now() + LOOK_MS;
      return (await lookAtCart(this.context.partnerCenter(), state, deadline)).kind === "ordered";
    } catch {
      return false;
    }
  }

  compact(state: CheckoutState, mostBytes: number): CheckoutState {
    return compactCheckoutState(state, mostBytes);
  }

  private async hint(
    partnerCenter: PartnerCenter,
    { customerId }: CheckoutState,
    end: CheckoutEnd,
  ): Promise<string> {
    if (!end.cartGone) return "";
    return interruptedHint(await recentOrders(partnerCenter, customerId, this.context.now()));
  }

  private takeOver(
    partnerCenter: PartnerCenter,
    id: string,
    state: CheckoutState,
    orderIds: string[],
    news: Properties,
  ) {
    return takeOrdersOver(partnerCenter, this.context, id, state, orderIds, news);
  }

  /** The purchase as it exists already: the program names its orders, or asks for "adopt". Undefined: it may be bought. */
  private async adopted(
    partnerCenter: PartnerCenter,
    id: string,
    state: CheckoutState,
    news: Properties,
  ): Promise<Settled<CheckoutState> | undefined> {
    const named = namedOrderIds(news);
    if (named.length > 0) return this.takeOver(partnerCenter, id, state, named, news);
    if (!isAdopting(news)) return undefined;
    const orders = await ordersToAdopt(partnerCenter, this.context, state, news, this.isTaken(id));
    if (!orders) return undefined;
    this.context.info(`${cartName(state)}: taken over instead of bought: ${listed(orders)}`);
    return this.takeOver(
      partnerCenter,
      id,
      state,
      orders.map((order) => order.id),
      news,
    );
  }

  private parsed(stored: Properties, id: string): CheckoutState {
    refuseNewerState(stored, SCHEMA_VERSION, `The checkout ${id}`);
    return parseCheckoutState(stored, id);
  }

  private isTaken(id: string) {
    return isTakenFrom(this.context, id);
  }

  private remember(id: string, state: CheckoutState): void {
    const elsewhere = state.orderIds.filter(this.isTaken(id));
    if (elsewhere.length > 0) this.context.warn(heldTwice(state, elsewhere));
    rememberPurchase(this.context, id, state);
  }
}
