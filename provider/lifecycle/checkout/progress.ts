import { PartnerCenterError } from "../../client/errors";
import type { Cart } from "../../client/schemas";
import type { CheckoutReply, PartnerCenter } from "../../client/partnerCenter";
import type { OwnCheckout } from "./authorization";
import { isOrdered, type ObservedCart, type ReadCart } from "../core/observedCart";
import { CartObservation } from "./observation";
import { isTouchedAfter, type Became } from "../orders/cartOrders";
import { checkoutOutcome, type CheckoutOutcome } from "./outcome";
import { mergeOrders, type OrderErrorState, type OrderState } from "../orders/order";
import type { DoubtState } from "./doubt";
import type { CheckoutEnd, CheckoutTask, OwnFacts } from "./task";
import type { Context } from "../core/context";
import type { CartLineState } from "../core/items";
import { orderDifferences, ordersOfOthers } from "../orders/orderDifferences";

const ORDERED_ALREADY =
  "The cart reads Ordered: an interrupted run, or somebody else, has bought it or a part of it.";

/** What is known of one checkout while it is under way, and how it is told in the end. */
export class CheckoutProgress {
  doubt: DoubtState | undefined;
  readonly seen: CartObservation;
  /** Orders of this purchase, as far as they are known. */
  known: OrderState[];
  /** Parts of an ordered cart that a killed run can have bought. */
  parts: OrderState[] = [];
  /** The whole list has no order of the cart beside those that are known: what they lack was never placed. */
  isAllTold = false;
  /** Set once another request was seen at work on this cart. */
  busy: PartnerCenterError | undefined;
  /** Orders of the answer that are somebody else's, in words. */
  private ofOthers: string[] = [];
  /** When something touched the cart before this run sent anything, unless an answer of before explains it. NaN: nothing did. */
  touchedAt = NaN;
  private posted = false;
  /** What the cart held when this run last sent its checkout. */
  private sentLines: CartLineState[] | undefined;
  private checkedOutAt: string | undefined;
  private answeredAt: string | undefined;

  constructor(
    partnerCenter: PartnerCenter,
    private readonly context: Pick<Context, "now" | "memory" | "rules">,
    readonly task: CheckoutTask,
  ) {
    this.seen = new CartObservation(partnerCenter, context, task);
    this.doubt = task.doubt;
    this.known = task.known;
  }

  get own(): OwnCheckout {
    if (this.doubt?.unanswered) return "unanswered";
    return this.task.refusedBefore ? "refused" : "none";
  }

  /**
   * Enters a checkout's reply, and says what it came to.
   * @param observed what was seen before it was sent. @param started milliseconds since 1970.
   */
  heard(reply: CheckoutReply, observed: ReadCart, started: number): CheckoutOutcome {
    const sentAt = this.seen.isoTime(observed);
    // Where anything else may have ordered the cart, a refusal of this checkout says nothing about that.
    const tainted = this.doubt !== undefined || this.busy !== undefined || isOrdered(observed.cart);
    const outcome = checkoutOutcome(reply, tainted);
    if (!this.posted) this.noteTouch(observed.cart);
    if (reply.kind === "answered" && reply.result)
      this.ofOthers = ordersOfOthers(this.task.customerId, reply.result.orders);
    const since = new Date(Date.parse(sentAt) + this.context.now() - started).toISOString();
    if (reply.kind !== "notSent" || reply.earlierUnknown) {
      this.posted = true;
      this.sentLines = this.seen.lines;
      this.checkedOutAt = sentAt;
      this.answeredAt = reply.kind === "answered" ? this.explainedAt(since) : undefined;
    }
    // A result that can't be read, or a refusal that isn't Partner Center's own, tells nothing of what was done.
    const tellsNothing = reply.kind === "answered" && (reply.result !== undefined || !reply.error.hasOwnCode);
    const unreadable = outcome.kind === "unknown" && tellsNothing;
    if (reply.kind === "noAnswer" || reply.earlierUnknown || unreadable)
      this.doubt = { ...this.doubtNow(), unanswered: true, since };
    // What was uncertain before became so again: an order of now may be late in the list, too.
    else if (this.doubt && ["busy", "submitted", "odd"].includes(outcome.kind))
      this.doubt = { ...this.doubt, since };
    return outcome;
  }

  /** An answer explains what touched the cart until it came, unless something had touched it before that was never explained. */
  private explainedAt(answered: string): string | undefined {
    const isUnexplained = this.task.known.length > 0 && !Number.isNaN(this.touchedAt);
    return isUnexplained ? this.task.answeredAt : answered;
  }

  /** Enters what has touched the cart before this run did anything. */
  noteTouch(cart: Cart): void {
    if (isTouchedAfter(cart, this.task.answeredAt ?? cart.creationTimestamp))
      this.touchedAt = Date.parse(cart.lastModifiedTimestamp ?? "");
  }

  get facts(): OwnFacts {
    const { own, parts, doubt } = this;
    return { own, parts, unansweredAt: doubt?.unanswered ? doubt.since : undefined };
  }

  /** A cart of which a part was refused may read `Ordered` without the rest having been ordered. */
  get orderedAsAWhole(): boolean {
    return this.task.orderErrors.length === 0;
  }

  /** The cart, and what it became, as they read now. An error where either can't be read. */
  async lookAgain(): Promise<{ observed: ObservedCart; found: Became | PartnerCenterError }> {
    const observed = await this.seen.observeAgain();
    return { observed, found: observed.kind === "failed" ? observed.error : await this.find(observed) };
  }

  find(observed: ObservedCart): Promise<Became | PartnerCenterError> {
    return this.seen.find(observed, this.known, this.doubt);
  }

  /** What was ordered otherwise than it should have been, once it is known what was ordered. */
  private differences(orders: OrderState[], refused: OrderErrorState[]): string[] {
    const { expected } = this.seen;
    const all = mergeOrders(this.known, orders);
    const before = this.isAllTold ? [] : this.task.known;
    const differences = expected.length > 0 ? orderDifferences(expected, all, before, refused) : [];
    return [...differences, ...this.ofOthers];
  }

  /** What the cart held when it was last checked out; what it holds where it never was. */
  get sent(): CartLineState[] {
    const { sent } = this.task;
    return this.sentLines ?? (sent && sent.lines.length > 0 ? sent.lines : (this.seen.lines ?? []));
  }

  /** For how long nothing that is uncertain was sent, in ms; NaN where nothing ever was. */
  silence(observed: ObservedCart): number {
    return Date.parse(this.seen.isoTime(observed)) - Date.parse(this.doubt?.since ?? "");
  }

  doubtNow(): DoubtState {
    const told = this.doubt?.since ?? this.checkedOutAt ?? new Date(this.context.now()).toISOString();
    // What touched it since then unexplained may have ordered a part of it, and is explained by no later answer.
    const since = this.touchedAt > Date.parse(told) ? new Date(this.touchedAt).toISOString() : told;
    const unanswered = this.doubt?.unanswered ?? false;
    const { ordered, cartCreatedAt } = this.seen;
    const { foundOrdered, edited } = this.doubt ?? {};
    return { unanswered, since, ordered, foundOrdered, edited, cartCreatedAt, lines: this.sent };
  }

  /** Nothing more can be done now. Without an unanswered checkout behind it, that is no purchase. */
  stopped(problem: string): CheckoutEnd {
    return this.doubt || this.busy
      ? this.unknown(problem, { candidates: this.parts })
      : this.end("notSent", { problem });
  }

  /**
   * What speaks against a checkout of a cart that reads `Ordered` and that this resource knows nothing of: it was bought
   * all the same, by a run that was killed or by others, so it is kept in state.
   */
  foundOrdered(problem: string): CheckoutEnd {
    this.doubt = { ...this.doubtNow(), foundOrdered: true };
    return this.unknown(`${ORDERED_ALREADY} ${problem}`, { candidates: this.parts });
  }

  unknown(problem: string | undefined, more: Partial<CheckoutEnd> = {}): CheckoutEnd {
    return this.end("unknown", { problem, doubt: this.doubtNow(), ...more });
  }

  end(kind: CheckoutEnd["kind"], more: Partial<CheckoutEnd>): CheckoutEnd {
    const { orders = [], problem, doubt, candidates = [] } = more;
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
      doubt,
      candidates,
      purchases: this.task.seen.purchases,
      lines: this.seen.lines,
      cartCreatedAt: this.seen.cartCreatedAt,
      checkedOutAt: this.checkedOutAt,
      answeredAt: this.answeredAt,
    };
  }
}
