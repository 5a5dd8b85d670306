import type { CheckoutCall, CheckoutReply, CreateCartCall } from "../../provider/client/partnerCenter";
import type { Read } from "../../provider/client/calls";
import type { Cart, CartRequest, Order, Subscription } from "../../provider/client/schemas";
import { fakeOrder } from "./cartsAndOrders";
import { noAnswer, refuses } from "./checkoutReplies";
import { MINUTE } from "./fakeClock";
import { FakePartnerCenter } from "./fakePartnerCenter";
import { serviceError } from "./partnerCenterErrors";
import { fakeSubscription } from "./subscriptions";

/** What happens to a checkout on its way. */
export type CheckoutFate = "answered" | "answerLost" | "neverArrived" | "refused";

/** In what the documents leave open. */
export interface LivingModes {
  /** Whether a repeated creation gets the body of the first answer, or the cart as it is now. */
  repeatsFirstAnswer: boolean;
  /** Whether a cart that was ordered can still be read when its 7 days are over. */
  orderedCartsStay: boolean;
  /** How late orders appear in the list. */
  lagMinutes: number;
  /** Whether subscriptions appear as late as their orders; else they are in their list at once. */
  subscriptionsLag: boolean;
}

/**
 * For so long after a cart was made. It may have been forgotten when the cart is ordered a day later: then only the
 * lists tell of the purchase.
 */
const REMEMBERED_MS = 30 * MINUTE;

/** A Partner Center in which carts expire, orders are late, and every purchase is an order of its own. */
export class LivingPartnerCenter extends FakePartnerCenter {
  fates: CheckoutFate[] = [];
  private readonly answers = new Map<string, { at: number; body: Cart }>();
  private readonly orderOf = new Map<string, Order>();
  private carting = 0;

  constructor(
    clock: ConstructorParameters<typeof FakePartnerCenter>[0],
    private readonly modes: LivingModes,
  ) {
    super(clock);
  }

  override async createCart(call: CreateCartCall): Promise<Read<Cart>> {
    const known = this.answers.get(call.requestId);
    if (known && this.clock.now() - known.at < REMEMBERED_MS) {
      const value = this.modes.repeatsFirstAnswer
        ? known.body
        : (this.carts.get(known.body.id) ?? known.body);
      return { value: structuredClone(value), meta: this.meta(201) };
    }
    // The plain fake gives one cart to one request id for ever.
    const read = await super.createCart({ ...call, requestId: `${call.requestId}-${this.carting++}` });
    this.answers.set(call.requestId, { at: this.clock.now(), body: structuredClone(read.value) });
    return read;
  }

  override async getCart(...call: Parameters<FakePartnerCenter["getCart"]>): Promise<Read<Cart>> {
    this.bury();
    return super.getCart(...call);
  }

  override async updateCart(customerId: string, cartId: string, cart: CartRequest): Promise<Read<Cart>> {
    this.bury();
    if (this.carts.get(cartId)?.status === "Ordered") throw serviceError(400, "800065", "update cart");
    return super.updateCart(customerId, cartId, cart);
  }

  override async listOrders(...call: Parameters<FakePartnerCenter["listOrders"]>): Promise<Read<Order[]>> {
    const { value, meta } = await super.listOrders(...call);
    const shown = this.clock.now() - this.modes.lagMinutes * MINUTE;
    return { value: value.filter((order) => Date.parse(order.creationDate ?? "") <= shown), meta };
  }

  override async listSubscriptions(
    ...call: Parameters<FakePartnerCenter["listSubscriptions"]>
  ): Promise<Read<Subscription[]>> {
    const { value, meta } = await super.listSubscriptions(...call);
    const lag = this.modes.subscriptionsLag ? this.modes.lagMinutes : 0;
    const shown = this.clock.now() - lag * MINUTE;
    return { value: value.filter(({ creationDate = "" }) => Date.parse(creationDate) <= shown), meta };
  }

  override async checkoutCart(call: CheckoutCall): Promise<CheckoutReply> {
    this.bury();
    const fate = this.fates.shift() ?? "answered";
    if (fate === "neverArrived") return noAnswer()(call, this);
    if (fate === "refused") return refuses(400, "800025")(call, this);
    const cart = this.carts.get(call.cartId);
    if (!cart) return refuses(404, "800008")(call, this);
    const order = this.orderOf.get(cart.id) ?? this.place(cart);
    if (fate === "answerLost") return noAnswer()(call, this);
    const result = { orders: [order], orderErrors: [], unreadableOrders: 0 };
    return { kind: "answered", tries: 1, earlierUnknown: false, meta: this.meta(201), result };
  }

  private place(cart: Cart): Order {
    const id = `order-${this.orderOf.size + 1}`;
    const lineItems = cart.lineItems.map((line, lineItemNumber) => ({
      lineItemNumber,
      offerId: line.catalogItemId,
      quantity: line.quantity,
      termDuration: line.termDuration,
      subscriptionId: `sub-${id}`,
    }));
    const billingCycle = cart.lineItems[0]?.billingCycle;
    const order = fakeOrder(id, { creationDate: this.clock.iso(), billingCycle, lineItems });
    this.orderOf.set(cart.id, order);
    this.subscriptions.push(
      ...lineItems.map(({ offerId, quantity, termDuration, subscriptionId }) =>
        fakeSubscription(id, {
          id: subscriptionId,
          offerId,
          quantity,
          termDuration,
          billingCycle,
          creationDate: order.creationDate,
        }),
      ),
    );
    this.hasOrders(order);
    this.markOrdered(cart.id);
    return order;
  }

  private bury(): void {
    for (const [id, cart] of this.carts) {
      const isOver = Date.parse(cart.expirationTimestamp ?? "") <= this.clock.now();
      if (isOver && !(cart.status === "Ordered" && this.modes.orderedCartsStay)) this.carts.delete(id);
    }
  }
}
