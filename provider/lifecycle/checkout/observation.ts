import { PartnerCenterError } from "../../client/errors";
import type { PartnerCenter } from "../../client/partnerCenter";
import { cartLines, LOOK_MS, lookAtCart, timeOf, type CartLook } from "../core/observedCart";
import { becameOf, type Became } from "../orders/cartOrders";
import { customerPurchases } from "../orders/customerPurchases";
import { cartedLines, type CartedLine, type CartLineState } from "../core/items";
import type { UnsettledState } from "./state";
import type { Context } from "../core/context";
import type { CheckoutTask } from "./task";

import type { OrderState } from "../orders/order";

/** What one checkout has seen of its cart and of the customer's orders, and how it looks again. */
export class CartObservation {
  /** The cart's lines, as they were last seen, in this run or in the one that left the checkout unsettled. */
  lines: CartLineState[] | undefined;
  /** What the cart should have become, with add-ons, which are ordered as lines of their own. */
  expected: CartedLine[] = [];
  cartCreatedAt: string | undefined;
  /** Whether the cart was ever seen `Ordered`. */
  ordered: boolean | undefined;

  constructor(
    private readonly partnerCenter: PartnerCenter,
    private readonly around: Pick<Context, "now" | "memory" | "rules">,
    private readonly task: CheckoutTask,
  ) {
    this.lines = task.unsettled?.lines;
    this.cartCreatedAt = task.unsettled?.cartCreatedAt;
    this.ordered = task.unsettled?.ordered;
  }

  async look(deadline: number): Promise<CartLook> {
    const end = Math.max(deadline, this.around.now() + LOOK_MS);
    const look = await lookAtCart(this.partnerCenter, this.task, end);
    if ("cart" in look) {
      this.lines = cartLines(look.cart);
      this.expected = cartedLines(this.task.expectedLines(look.cart));
      this.task.looksFor(this.lines);
      this.cartCreatedAt = look.cart.creationTimestamp;
      if (look.kind === "ordered") this.ordered = true;
    }
    return look;
  }

  /** A look that settles something, whatever time the checkout has left. */
  lookAgain(): Promise<CartLook> {
    return this.look(this.around.now() + LOOK_MS);
  }

  /** The orders that the cart can have become. An error where they can't be read. */
  async find(
    look: CartLook,
    known: OrderState[],
    unsettled: UnsettledState | undefined,
  ): Promise<Became | PartnerCenterError> {
    const cart = "cart" in look ? look.cart : undefined;
    const question = {
      known,
      alone: this.task.isAlone(),
      believe: this.belief(unsettled),
      isTaken: this.task.isTaken,
      besides: this.task.besides,
      cart,
      lines: this.lines ?? [],
      createdAfter: this.cartCreatedAt,
      unansweredAt: unsettled?.unanswered ? unsettled.since : undefined,
      orderedAt: cart?.lastModifiedTimestamp ?? unsettled?.since,
      now: Date.parse(this.isoTime(look)),
    };
    const deadline = this.around.now() + LOOK_MS;
    try {
      const { customerId } = this.task;
      return becameOf(
        question,
        await customerPurchases(this.around, this.partnerCenter, customerId, { deadline }),
      );
    } catch (error) {
      if (error instanceof PartnerCenterError) return error;
      throw error;
    }
  }

  /** Partner Center's time of a look where it told one, else ours. */
  isoTime(look: CartLook): string {
    return new Date(timeOf(look, this.around.now())).toISOString();
  }

  private belief(unsettled: UnsettledState | undefined): "list" | "moment" | "never" {
    if (this.task.orderErrors.length === 0) return "list";
    return unsettled ? "moment" : "never";
  }
}
