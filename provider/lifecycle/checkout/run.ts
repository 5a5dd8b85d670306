import { PartnerCenterError } from "../../client/errors";
import type { PartnerCenter } from "../../client/partnerCenter";
import type { OwnCheckout } from "./authorization";
import { cartLineErrors, LIST_LAG_MS, type CartLook, type ReadCart } from "../core/observedCart";
import { CartObservation } from "./observation";
import type { FoundOrders } from "../orders/cartOrders";
import { cartProblem } from "./messages";
import { checkoutOutcome, namesTooFewOrders, type Answered, type CheckoutOutcome } from "./outcome";
import { refusalHolds, type Troubled } from "./refusal";
import { mergeOrders, type OrderErrorState, type OrderState } from "../orders/order";
import type { UnsettledState } from "./state";
import type { CheckoutEnd, CheckoutTask } from "./task";
import type { Context } from "../core/context";
import { orderDifferences, ordersOfOthers } from "../orders/orderDifferences";
import { ordersIn } from "../orders/orderMatch";
import { checkoutRequestIds } from "../core/requestIds";
import { ordersOfLines } from "../orders/orderLines";

const FIRST_BUSY_DELAY_MS = 1_000;
const LONGEST_BUSY_DELAY_MS = 15_000;
const MOST_ROUNDS = 50;

/**
 * Checks a cart out once: looks before it sends, sends only what can't buy twice, and looks again before it speaks of
 * a checkout that got no certain answer. docs/how-a-purchase-stays-single.md tells it step by step.
 */
export class CheckoutRun {
  private unsettled: UnsettledState | undefined;
  private readonly seen: CartObservation;
  /** Orders of the answer that are somebody else's, in words. */
  private ofOthers: string[] = [];
  /** Orders of this purchase, as far as they are known. */
  private known: OrderState[];
  /** Parts of an ordered cart that a killed run can have bought. */
  private parts: OrderState[] = [];
  private posted = false;
  private checkedOutAt: string | undefined;
  /** Set once another request was seen at work on this cart. */
  private busy: PartnerCenterError | undefined;

  constructor(
    private readonly partnerCenter: PartnerCenter,
    private readonly around: Pick<Context, "now" | "sleep" | "memory" | "rules">,
    private readonly task: CheckoutTask,
  ) {
    this.seen = new CartObservation(partnerCenter, around, task);
    this.unsettled = task.unsettled;
    this.known = task.known;
  }

  async run(): Promise<CheckoutEnd> {
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const look = await this.seen.look(this.task.deadline);
      const early = await this.endBeforeSending(look);
      if (early) return early;
      if (!("cart" in look)) break;
      const refused = await this.task.guard(look, this.own, this.parts);
      if (refused) return this.stopped(refused);
      const outcome = await this.send(look);
      if (outcome.kind === "placed" || outcome.kind === "open")
        return namesTooFewOrders(outcome, this.seen.lines, this.known)
          ? this.endOfShortAnswer(outcome)
          : this.end(outcome.kind, outcome);
      if (outcome.kind === "refused") return this.endOfRefusal(outcome.error.message);
      if (outcome.kind === "notSent") return this.end("notSent", { problem: outcome.error.message });
      if (outcome.kind === "busy" && (await this.waitForTheOther(outcome.error, round))) continue;
      return this.settle(outcome);
    }
    return this.unknown(this.busy?.message);
  }

  /** What can be said without sending anything, for a read of a checkout that isn't settled. */
  async lookOnly(): Promise<CheckoutEnd> {
    const look = await this.seen.look(this.task.deadline);
    if (look.kind === "gone") return this.endOfGoneCart(look);
    const found = look.kind === "ordered" ? await this.find(look) : undefined;
    // An order that isn't in the list yet may be the right one, and a read can wait.
    const certain =
      found && "complete" in found && found.complete && this.orderedAsAWhole ? found.certain : undefined;
    return certain ? this.end("placed", { orders: certain }) : this.unknown(undefined);
  }

  /** What can be said from a look alone; undefined when sending the checkout is right. */
  private async endBeforeSending(look: CartLook): Promise<CheckoutEnd | undefined> {
    if (look.kind === "failed") return this.stopped(cartProblem(look, [], this.task));
    if (look.kind === "gone") return this.endOfGoneCart(look);
    const lineErrors = cartLineErrors(look.cart);
    if (look.kind === "open")
      return lineErrors.length > 0 ? this.stopped(cartProblem(look, lineErrors, this.task)) : undefined;

    const found = await this.find(look);
    if (found instanceof PartnerCenterError) return this.stopped(found.message);
    this.parts = found.parts;
    const repeats = !this.busy && (this.unsettled?.unanswered ?? true);
    // A repetition's answer is exact; a match is believed before it only when nothing can be missing from the list.
    const own = this.unsettled?.unanswered === true;
    const believed = repeats ? found.complete && !own : true;
    if (found.certain && believed && this.orderedAsAWhole)
      return this.end("placed", { orders: found.certain });
    if (repeats) return undefined;
    if (this.nothingNew(look, found)) {
      const problem = "Partner Center takes the cart for ordered, and ordered no more of it than is known.";
      return this.end("open", { problem });
    }
    // Another request ordered this cart: ours would rest on nothing but the cart's idempotency.
    const why = "Another request ordered the cart, and which orders it became can't be told for certain yet.";
    return this.unknown([this.busy?.message, why].filter(Boolean).join(" "), {
      candidates: ordersIn(found.match),
    });
  }

  /** An earlier attempt ordered the cart in part, and whatever was uncertain since has added nothing to that. */
  private nothingNew(look: CartLook, { complete, match }: FoundOrders): boolean {
    const silence = Date.parse(this.seen.isoTime(look)) - Date.parse(this.unsettled?.since ?? "");
    const none = complete && match.kind === "none" && match.candidates.length === 0;
    return none && this.task.orderErrors.length > 0 && !this.busy && silence > LIST_LAG_MS;
  }

  /** A cart of which a part was refused may read `Ordered` without the rest having been ordered. */
  private get orderedAsAWhole(): boolean {
    return this.task.orderErrors.length === 0;
  }

  /** Looks for the orders that an answer kept back. Once the list must be complete, what isn't there was never placed. */
  private async endOfShortAnswer(outcome: Answered): Promise<CheckoutEnd> {
    this.known = mergeOrders(this.known, outcome.orders);
    this.unsettled = { ...this.unsettledNow(), unanswered: true };
    const problem = "The answer names fewer orders than the cart has order groups.";
    const look = await this.seen.lookAgain();
    const found = look.kind === "failed" ? look.error : await this.find(look);
    if (found instanceof PartnerCenterError) return this.unknown(problem, { orders: outcome.orders });
    const candidates = ordersIn(found.match);
    // They are older than the moment in which the cart turned Ordered, so only the whole list can tell.
    if (outcome.kind === "placed" && found.complete && found.match.kind === "matched")
      return this.end("placed", { orders: [...outcome.orders, ...candidates] });
    if (found.complete && candidates.length === 0) return this.end(outcome.kind, outcome);
    return this.unknown(problem, { orders: outcome.orders, candidates });
  }

  /** Nothing more can be done now. Without an unanswered checkout behind it, that is no purchase. */
  private stopped(problem: string): CheckoutEnd {
    return this.unsettled || this.busy ? this.unknown(problem) : this.end("notSent", { problem });
  }

  /**
   * Before a refusal is believed, the cart and the orders are looked at: a run that was killed may have bought all of
   * it, or a part of one that still reads `Active`, and no state tells of that.
   */
  private async endOfRefusal(problem: string): Promise<CheckoutEnd> {
    const look = await this.seen.lookAgain();
    const found = look.kind === "failed" ? look.error : await this.find(look);
    if (found instanceof PartnerCenterError) return this.unknown(`${problem} ${found.message}`);
    const candidates = ordersOfLines(this.seen.lines ?? [], ordersIn(found.match));
    // It read otherwise when the checkout was sent, so something has ordered it since.
    if (look.kind === "ordered")
      return found.certain && this.orderedAsAWhole
        ? this.end("placed", { orders: found.certain })
        : this.unknown(`${problem} The cart reads Ordered all the same.`, { candidates });
    return candidates.length > 0 ? this.unknown(problem, { candidates }) : this.end("notPlaced", { problem });
  }

  /** An expired cart can't be ordered any more, so the orders tell what became of it. */
  private async endOfGoneCart(look: CartLook): Promise<CheckoutEnd> {
    const problem = cartProblem(look, [], this.task);
    if (!this.unsettled) return { ...this.stopped(problem), cartGone: true };
    const found = await this.find(look);
    if (found instanceof PartnerCenterError) return this.unknown(`${problem} ${found.message}`);
    // What another purchase of the customer holds, in another quantity, is no order of this one.
    const candidates = ordersOfLines(this.seen.lines ?? [], ordersIn(found.match));
    const none = found.complete && found.match.kind === "none" && candidates.length === 0;
    if (none && !this.seen.ordered && this.seen.lines?.length) return this.end("notPlaced", { problem });
    return this.unknown(problem, { candidates });
  }

  private get own(): OwnCheckout {
    if (this.unsettled?.unanswered) return "unanswered";
    return this.task.refusedBefore ? "definite" : "none";
  }

  private async send(look: ReadCart): Promise<CheckoutOutcome> {
    const sentAt = this.seen.isoTime(look);
    const started = this.around.now();
    const reply = await this.partnerCenter.checkoutCart({
      customerId: this.task.customerId,
      cartId: this.task.cartId,
      deadline: this.task.deadline,
      customerUserUpn: this.task.customerUserUpn,
      ...checkoutRequestIds(this.task.customerId, this.task.cartId, this.task.attempt),
    });
    // Where anything else may have ordered the cart, a refusal of this checkout says nothing about that.
    const tainted = this.unsettled !== undefined || this.busy !== undefined || look.kind === "ordered";
    const outcome = checkoutOutcome(reply, tainted);
    if (reply.kind === "answered" && reply.result)
      this.ofOthers = ordersOfOthers(this.task.customerId, reply.result.orders);
    if (reply.kind !== "notSent" || reply.earlierUnknown) {
      this.posted = true;
      this.checkedOutAt = sentAt;
    }
    const since = new Date(Date.parse(sentAt) + this.around.now() - started).toISOString();
    // A result that can't be read, or a refusal that isn't Partner Center's own, tells nothing of what was done.
    const tellsNothing = reply.kind === "answered" && (reply.result !== undefined || !reply.error.hasOwnCode);
    const unreadable = outcome.kind === "unknown" && tellsNothing;
    if (reply.kind === "noAnswer" || reply.earlierUnknown || unreadable)
      this.unsettled = { ...this.unsettledNow(), unanswered: true, since };
    // What was uncertain before became so again: an order of now may be late in the list, too.
    else if (this.unsettled && ["busy", "submitted", "odd"].includes(outcome.kind))
      this.unsettled = { ...this.unsettled, since };
    return outcome;
  }

  /** What was ordered otherwise than it should have been, once it is known what was ordered. */
  private differences(orders: OrderState[], refused: OrderErrorState[]): string[] {
    const { expected } = this.seen;
    const all = mergeOrders(this.known, orders);
    const differences = expected.length > 0 ? orderDifferences(expected, all, this.task.known, refused) : [];
    return [...differences, ...this.ofOthers];
  }

  /** Looks before speaking about a checkout without a certain answer, or one whose answer contradicts the cart. */
  private async settle(outcome: Troubled): Promise<CheckoutEnd> {
    const problem = outcome.error?.message ?? "The answer held an order without a readable id.";
    const orders = "orders" in outcome ? outcome.orders : [];
    this.known = mergeOrders(this.known, orders);
    const look = await this.seen.lookAgain();
    const found = look.kind === "failed" ? look.error : await this.find(look);
    if (found instanceof PartnerCenterError) return this.unknown(problem, { orders });
    const candidates = ordersIn(found.match);
    if (look.kind === "ordered" && found.certain && this.orderedAsAWhole)
      return this.end("placed", { orders: [...orders, ...found.certain] });
    const { unsettled } = this;
    const orderedInPart = this.task.orderErrors.length > 0;
    const now = Date.parse(this.seen.isoTime(look));
    const busy = this.busy !== undefined;
    if (refusalHolds({ outcome, cart: look.kind, found, unsettled, busy, orderedInPart, now }))
      return this.end(look.kind === "ordered" ? "open" : "notPlaced", { problem });
    return this.unknown(problem, { orders, candidates });
  }

  private async waitForTheOther(error: PartnerCenterError, round: number): Promise<boolean> {
    this.busy = error;
    const growing = Math.min(FIRST_BUSY_DELAY_MS * 2 ** round, LONGEST_BUSY_DELAY_MS);
    const delay = Math.max(FIRST_BUSY_DELAY_MS, error.facts.retryAfterMs ?? growing);
    if (this.around.now() + delay >= this.task.deadline) return false;
    await this.around.sleep(delay);
    return true;
  }

  private find(look: CartLook): Promise<FoundOrders | PartnerCenterError> {
    return this.seen.find(look, this.known, this.unsettled);
  }

  private unsettledNow(): UnsettledState {
    const since = this.unsettled?.since ?? this.checkedOutAt ?? new Date(this.around.now()).toISOString();
    const unanswered = this.unsettled?.unanswered ?? false;
    const { ordered, cartCreatedAt, lines = [] } = this.seen;
    return { unanswered, since, ordered, cartCreatedAt, lines };
  }

  private unknown(problem: string | undefined, more: Partial<CheckoutEnd> = {}): CheckoutEnd {
    return this.end("unknown", { problem, unsettled: this.unsettledNow(), ...more });
  }

  private end(kind: CheckoutEnd["kind"], more: Partial<CheckoutEnd>): CheckoutEnd {
    const { orders = [], problem, unsettled, candidates = [] } = more;
    const orderErrors = more.orderErrors ?? (kind === "placed" ? [] : this.task.orderErrors);
    // While it isn't settled what was bought, more orders may come: then only what is there can be wrong.
    const open = kind === "unknown" ? [{ code: "", description: "" }] : orderErrors;
    const tellsOrders = kind === "placed" || kind === "open" || (kind === "unknown" && orders.length > 0);
    return {
      kind,
      posted: this.posted,
      orders,
      orderErrors,
      differences: tellsOrders ? this.differences(orders, open) : [],
      problem,
      unsettled,
      candidates,
      lines: this.seen.lines,
      cartCreatedAt: this.seen.cartCreatedAt,
      checkedOutAt: this.checkedOutAt,
    };
  }
}
