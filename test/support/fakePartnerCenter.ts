import type {
  CheckoutCall,
  CheckoutReply,
  CreateCartCall,
  Partner,
  PartnerCenter,
} from "../../provider/client/partnerCenter";
import type { AnswerMeta, CallOptions, Read } from "../../provider/client/calls";
import type { Cart, CartLineItem, CartRequest, Order, Subscription } from "../../provider/client/schemas";
import { PARTNER } from "./cartsAndOrders";
import type { FakeClock } from "./fakeClock";
import { serviceError } from "./partnerCenterErrors";

export type Method = keyof Omit<PartnerCenter, "partner">;
export interface RecordedCall {
  method: Method;
  customerId: string;
  /** Of the cart or order. */
  id?: string;
  requestId?: string;
  correlationId?: string;
  deadline?: number;
  at: number;
}

/** What a checkout does and answers; it may change the fake on the way. */
export type ScriptedReply = (call: CheckoutCall, fake: FakePartnerCenter) => CheckoutReply;

/** Partner Center in memory. Nothing happens in it but what a test scripts; a call without a script is a defect. */
export class FakePartnerCenter implements PartnerCenter {
  partner: Partner = PARTNER;
  readonly calls: RecordedCall[] = [];
  readonly carts = new Map<string, Cart>();
  /** Ids of the carts that were made here, by request id. */
  readonly made = new Map<string, string>();
  /** Every order of every customer. */
  orders: Order[] = [];
  /** Every subscription of every customer. Orders make none here. */
  subscriptions: Subscription[] = [];
  /** Ids of orders that the list does not show yet, though they can be read. */
  readonly lagging = new Set<string>();
  private readonly replies: ScriptedReply[] = [];
  /** The reply to every checkout that has no reply of its own. */
  otherwise: ScriptedReply | undefined;
  private readonly failures = new Map<Method, (Error | undefined)[]>();
  private readonly steps = new Map<string, Partial<Order>[]>();

  constructor(readonly clock: FakeClock) {}

  /** The replies to the next checkouts, in order. */
  onCheckout(...replies: ScriptedReply[]): this {
    this.replies.push(...replies);
    return this;
  }

  /** What the next calls of a method throw; undefined lets one through. */
  fail(method: Method, ...errors: (Error | undefined)[]): this {
    this.failures.set(method, [...(this.failures.get(method) ?? []), ...errors]);
    return this;
  }

  /** What changes on an order each time it is read, one step a read. */
  onGetOrder(id: string, ...steps: Partial<Order>[]): this {
    this.steps.set(id, steps);
    return this;
  }

  hasCart(cart: Cart): this {
    this.carts.set(cart.id, cart);
    return this;
  }

  hasOrders(...orders: Order[]): this {
    this.orders.push(...orders);
    return this;
  }

  /** Turns a cart `Ordered`, which moves its time: one that would be ordered before it was made was made before that. */
  markOrdered(cartId: string, at = this.clock.iso()): void {
    const cart = this.carts.get(cartId);
    if (!cart) return;
    const made = Math.min(Date.parse(cart.creationTimestamp ?? at), Date.parse(at) - 60_000);
    const creationTimestamp = new Date(made).toISOString();
    this.carts.set(cartId, { ...cart, creationTimestamp, status: "Ordered", lastModifiedTimestamp: at });
  }

  /** Request ids of all checkouts, in order. */
  get posted(): string[] {
    return this.calls.flatMap((c) => (c.method === "checkoutCart" ? [c.requestId ?? ""] : []));
  }

  async checkoutCart(call: CheckoutCall): Promise<CheckoutReply> {
    this.record("checkoutCart", call.customerId, call.cartId, call);
    this.throwScripted("checkoutCart");
    const reply = this.replies.shift() ?? this.otherwise;
    if (!reply) throw new Error(`Unscripted checkout of cart ${call.cartId}`);
    return reply(call, this);
  }

  /** Makes a cart of the lines as they came; the same request id gets the same cart. */
  async createCart(call: CreateCartCall): Promise<Read<Cart>> {
    this.record("createCart", call.customerId, undefined, call);
    this.throwScripted("createCart");
    const id = this.made.get(call.requestId) ?? `made-${this.made.size + 1}`;
    this.made.set(call.requestId, id);
    const at = this.clock.iso();
    const expirationTimestamp = this.clock.iso(7 * 24 * 60);
    if (!this.carts.has(id))
      this.hasCart(asCart({ id, creationTimestamp: at, expirationTimestamp }, call.cart, at));
    return this.cart(id);
  }

  async updateCart(
    customerId: string,
    cartId: string,
    cart: CartRequest,
    options?: CallOptions,
  ): Promise<Read<Cart>> {
    this.record("updateCart", customerId, cartId, options);
    this.throwScripted("updateCart");
    const old = this.carts.get(cartId);
    if (old) this.hasCart(asCart(old, cart, this.clock.iso()));
    return this.cart(cartId);
  }

  private cart(id: string): Read<Cart> {
    const cart = this.carts.get(id);
    if (!cart) throw serviceError(404, "800008", `get cart ${id}`, this.clock.now());
    return { value: structuredClone(cart), meta: this.meta(200) };
  }

  async getCart(customerId: string, cartId: string, options?: CallOptions): Promise<Read<Cart>> {
    this.record("getCart", customerId, cartId, options);
    this.throwScripted("getCart");
    return this.cart(cartId);
  }

  async getOrder(customerId: string, orderId: string, options?: CallOptions): Promise<Read<Order>> {
    this.record("getOrder", customerId, orderId, options);
    this.throwScripted("getOrder");
    const step = this.steps.get(orderId)?.shift();
    if (step) this.orders = this.orders.map((o) => (o.id === orderId ? { ...o, ...step } : o));
    const order = this.orders.find((o) => o.id === orderId || o.alternateId === orderId);
    if (!order) throw serviceError(404, "20000", `get order ${orderId}`, this.clock.now());
    return { value: structuredClone(order), meta: this.meta(200) };
  }

  async listOrders(customerId: string, options?: CallOptions): Promise<Read<Order[]>> {
    this.record("listOrders", customerId, undefined, options);
    this.throwScripted("listOrders");
    const shown = this.orders.filter((o) => !this.lagging.has(o.id));
    return { value: structuredClone(shown), meta: this.meta(200) };
  }

  async listSubscriptions(
    customerId: string,
    _of?: object,
    options?: CallOptions,
  ): Promise<Read<Subscription[]>> {
    this.record("listSubscriptions", customerId, undefined, options);
    this.throwScripted("listSubscriptions");
    return { value: structuredClone(this.subscriptions), meta: this.meta(200) };
  }

  getOrderProvisioningStatus(): Promise<never> {
    return Promise.reject(new Error("No lifecycle asks for the provisioning status: App-only tokens can't"));
  }

  getCustomer(): Promise<never> {
    return Promise.reject(new Error("No lifecycle asks for the customer"));
  }

  meta(status: number): AnswerMeta {
    return { status, requestId: "r", correlationId: "c", serverTime: this.clock.now() };
  }

  private record(method: Method, customerId: string, id: string | undefined, more: object | undefined): void {
    const { requestId, correlationId, deadline } = (more ?? {}) as Partial<CheckoutCall>;
    this.calls.push({ method, customerId, id, requestId, correlationId, deadline, at: this.clock.now() });
  }

  private throwScripted(method: Method): void {
    const error = this.failures.get(method)?.shift();
    if (error) throw error;
  }
}

function asCart(known: Pick<Cart, "id"> & Partial<Cart>, request: CartRequest, at: string): Cart {
  const lineItems = request.lineItems.map(
    ({ purchaseCommitment: _, addonItems: __, ...line }, id): CartLineItem => ({
      ...line,
      id,
      orderGroup: "0",
    }),
  );
  return { ...known, status: "Active", lastModifiedTimestamp: at, lineItems };
}
