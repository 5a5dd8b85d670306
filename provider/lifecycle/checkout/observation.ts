import { PartnerCenterError } from "../../client/errors";
import type { PartnerCenter } from "../../client/partnerCenter";
import { cartLines, OBSERVATION_MS, observeCart, timeOf, type ObservedCart } from "../core/observedCart";
import { becameOf, ordersOfHeldLines, type Became } from "../orders/cartOrders";
import { customerPurchases } from "../orders/customerPurchases";
import { cartedLines, type CartedLine, type CartLineState } from "../core/items";
import type { DoubtState } from "./doubt";
import type { Context } from "../core/context";
import type { CheckoutTask } from "./task";
import type { OrderState } from "../orders/order";

/** What one checkout has seen of its cart and of the customer's orders, and how it reads them again. */
export class CartObservation {
  /** The cart's lines, as they were last seen, in this run or in the one that left the checkout in doubt. */
  lines: CartLineState[] | undefined;
  /** What the cart should have become, with add-ons, which are ordered as lines of their own. */
  expected: CartedLine[] = [];
  cartCreatedAt: string | undefined;
  /** Whether the cart was ever seen `Ordered`. */
  ordered: boolean | undefined;

  constructor(
    private readonly partnerCenter: PartnerCenter,
    private readonly context: Pick<Context, "now" | "memory" | "rules">,
    private readonly task: CheckoutTask,
  ) {
    this.lines = task.doubt?.lines;
    this.cartCreatedAt = task.doubt?.cartCreatedAt;
    this.ordered = task.doubt?.ordered;
  }

  async observe(deadline: number): Promise<ObservedCart> {
    const end = Math.max(deadline, this.context.now() + OBSERVATION_MS);
    const observed = await observeCart(this.partnerCenter, this.task, end);
    if ("cart" in observed) {
      this.lines = cartLines(observed.cart);
      this.expected = cartedLines(this.task.expectedLines(observed.cart));
      this.task.expectsOrders(this.lines);
      this.cartCreatedAt = observed.cart.creationTimestamp;
      if (observed.kind === "ordered") this.ordered = true;
    }
    return observed;
  }

  /** An observation that settles something gets its time, whatever time the checkout has left. */
  observeAgain(): Promise<ObservedCart> {
    return this.observe(this.context.now() + OBSERVATION_MS);
  }

  /** The orders that the cart can have become. An error where they can't be read. */
  async find(
    observed: ObservedCart,
    known: OrderState[],
    doubt: DoubtState | undefined,
  ): Promise<Became | PartnerCenterError> {
    const cart = "cart" in observed ? observed.cart : undefined;
    const question = {
      known,
      alone: this.task.isAlone(),
      believe: this.belief(doubt),
      isTaken: this.task.isTaken,
      besides: this.task.besides,
      cart,
      lines: this.lines ?? [],
      createdAfter: this.cartCreatedAt,
      unansweredAt: doubt?.unanswered ? doubt.since : undefined,
      orderedAt: cart?.lastModifiedTimestamp ?? doubt?.since,
      seenAt: doubt?.since,
      now: Date.parse(this.isoTime(observed)),
    };
    const deadline = this.context.now() + OBSERVATION_MS;
    try {
      const { customerId } = this.task;
      const purchases = await customerPurchases(this.context, this.partnerCenter, customerId, { deadline });
      this.task.seen.purchases = purchases;
      return becameOf(question, purchases);
    } catch (error) {
      if (error instanceof PartnerCenterError) return error;
      throw error;
    }
  }

  /** Orders of lines that the cart held, and Partner Center's time. An error where they can't be read. */
  async ordersOf(
    lines: CartLineState[],
  ): Promise<{ orders: OrderState[]; now: number } | PartnerCenterError> {
    const deadline = this.context.now() + OBSERVATION_MS;
    const { customerId } = this.task;
    try {
      const purchases = await customerPurchases(this.context, this.partnerCenter, customerId, { deadline });
      const question = { ...this.task, createdAfter: this.cartCreatedAt };
      return { orders: ordersOfHeldLines(purchases, lines, question), now: purchases.now };
    } catch (error) {
      if (error instanceof PartnerCenterError) return error;
      throw error;
    }
  }

  /** Partner Center's time at an observation where it told one, else ours. */
  isoTime(observed: ObservedCart): string {
    return new Date(timeOf(observed, this.context.now())).toISOString();
  }

  private belief(doubt: DoubtState | undefined): "list" | "moment" | "never" {
    if (this.task.orderErrors.length === 0) return "list";
    return doubt ? "moment" : "never";
  }
}
