import { PartnerCenterError } from "../../provider/client/errors";
import type {
  AnswerMeta,
  CallOptions,
  CheckoutCall,
  CheckoutReply,
  CreateCartCall,
  Partner,
  PartnerCenter,
  Read,
} from "../../provider/client/partnerCenter";
import type { Cart, CartLineItem, CartRequest, CheckoutResult, Order } from "../../provider/client/schemas";
import type { CheckoutSurroundings } from "../../provider/lifecycle/checkoutSurroundings";
import { DEFAULT_RULES, type PurchaseRules } from "../../provider/lifecycle/purchaseRules";
import { RunMemory } from "../../provider/lifecycle/runMemory";

export const CUSTOMER = "7c3a91d2-4e58-4b06-a1c7-93f2e5d80b64";
export const CART = "c41d7e02-2b7d-4a13-8e90-5d1c6f3a9b27";
export const OTHER_CART = "0e9f2c11-6a5d-4f08-9b3e-2d7a8c4b5f60";
export const PARTNER: Partner = { tenantId: "2f94c6e8-13ab-4d70-8c5e-b7a0d9f1e326", cloud: "global" };
export const START = "2026-11-15T12:00:00.000Z";
export const MINUTE = 60_000;

/** A clock that only moves when somebody sleeps, or when a test says so. */
export class FakeClock {
  private time = Date.parse(START);
  readonly sleeps: number[] = [];

  readonly now = (): number => this.time;
  readonly sleep = async (ms: number): Promise<void> => {
    this.sleeps.push(ms);
    this.time += ms;
  };

  advance(ms: number): void {
    this.time += ms;
  }

  /** ISO 8601, so many minutes from now. */
  iso(minutes = 0): string {
    return new Date(this.time + minutes * MINUTE).toISOString();
  }
}

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

  /** Turns a cart `Ordered` now. */
  markOrdered(cartId: string, at = this.clock.iso()): void {
    const cart = this.carts.get(cartId);
    if (cart) this.carts.set(cartId, { ...cart, status: "Ordered", lastModifiedTimestamp: at });
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

/** A world for one run: a fake Partner Center, a clock, a memory, and the lines that were printed. */
export interface FakeWorld extends CheckoutSurroundings {
  fake: FakePartnerCenter;
  clock: FakeClock;
  infos: string[];
  warnings: string[];
  /** The stack's rules; a test changes them. They stay for the next run. */
  purchaseRules: PurchaseRules;
  /** The same Partner Center and clock for another run: nothing is remembered. */
  nextRun(): FakeWorld;
}

export function fakeWorld(
  clock = new FakeClock(),
  fake = new FakePartnerCenter(clock),
  purchaseRules: PurchaseRules = { ...DEFAULT_RULES },
): FakeWorld {
  const infos: string[] = [];
  const warnings: string[] = [];
  return {
    fake,
    clock,
    infos,
    warnings,
    memory: new RunMemory(),
    now: clock.now,
    sleep: clock.sleep,
    info: (line) => infos.push(line),
    warn: (line) => warnings.push(line),
    partnerCenter: () => fake,
    partner: () => fake.partner,
    rules: () => purchaseRules,
    purchaseRules,
    nextRun: () => fakeWorld(clock, fake, purchaseRules),
  };
}

/** An item that many carts and orders share. */
export const ITEM = "CFQ7TTC0E101:0001:CFQ7TTC0E1A1";
export const ITEM_B = "DZH318Z0E201:004G:DZH318Z0E2A1";

export function cartLine(line: Partial<CartLineItem> = {}): CartLineItem {
  return { catalogItemId: ITEM, quantity: 1, termDuration: "P1Y", orderGroup: "0", ...line };
}

/** An active cart of one line, made an hour before {@link START}. */
export function fakeCart(cart: Partial<Cart> = {}): Cart {
  return {
    id: CART,
    status: "Active",
    creationTimestamp: "2026-11-15T11:00:00.000Z",
    lastModifiedTimestamp: "2026-11-15T11:00:00.000Z",
    lineItems: [cartLine()],
    ...cart,
  };
}

/** The cart of two groups, one line each. */
export function twoGroups(cart: Partial<Cart> = {}): Cart {
  const lineItems = [cartLine(), cartLine({ catalogItemId: ITEM_B, orderGroup: "1" })];
  return fakeCart({ lineItems, ...cart });
}

/** A completed order of one line with its subscription. */
export function fakeOrder(id: string, order: Partial<Order> & { item?: string } = {}): Order {
  const { item = ITEM, ...rest } = order;
  return {
    id,
    status: "completed",
    billingCycle: "monthly",
    currencyCode: "USD",
    creationDate: START,
    lineItems: [
      { lineItemNumber: 0, offerId: item, quantity: 1, termDuration: "P1Y", subscriptionId: `sub-${id}` },
    ],
    ...rest,
  };
}

export function serviceError(
  status: number,
  code?: string,
  action = "check out",
  serverTime?: number,
  retryAfterMs?: number,
) {
  return new PartnerCenterError({
    action,
    method: "GET",
    path: "/v1",
    reason: "answer",
    code,
    description: `answer ${status} ${code ?? ""}`,
    meta: { status, requestId: "r", correlationId: "c", serverTime },
    retryAfterMs,
  });
}

export function connectionError(reason: "timeout" | "cut" | "refused" = "timeout"): PartnerCenterError {
  return new PartnerCenterError({ action: "reach", method: "GET", path: "/v1", reason, description: reason });
}

interface HowSent {
  earlierUnknown?: boolean;
}

/** A 2xx. The orders exist from now on, and the cart is ordered unless groups stayed open. */
export function places(
  result: Partial<CheckoutResult>,
  { earlierUnknown = false }: HowSent = {},
): ScriptedReply {
  return (call, fake) => {
    const full = { orders: [], orderErrors: [], unreadableOrders: 0, ...result };
    buys(...full.orders)(call, fake);
    return { kind: "answered", tries: 1, earlierUnknown, meta: fake.meta(201), result: full };
  };
}

/** The same as {@link places}, but the answer is lost. */
export function buysSilently(...orders: Order[]): ScriptedReply {
  return (call, fake) => {
    buys(...orders)(call, fake);
    return noAnswer()(call, fake);
  };
}

function buys(...orders: Order[]) {
  return (call: CheckoutCall, fake: FakePartnerCenter): void => {
    fake.orders.push(...orders.filter((o) => !fake.orders.some((known) => known.id === o.id)));
    fake.markOrdered(call.cartId);
  };
}

export function refuses(
  status: number,
  code?: string,
  { earlierUnknown = false }: HowSent = {},
): ScriptedReply {
  return (_call, fake) => {
    const error = serviceError(status, code, "check out", fake.clock.now());
    return { kind: "answered", tries: 1, earlierUnknown, meta: fake.meta(status), error };
  };
}

export function isBusy(code: "800064" | "800060" = "800064", retryAfterMs?: number): ScriptedReply {
  return (_call, fake) => {
    const error = serviceError(409, code, "check out", fake.clock.now(), retryAfterMs);
    return { kind: "answered", tries: 1, earlierUnknown: false, meta: fake.meta(409), error };
  };
}

export function noAnswer(error = connectionError("timeout")): ScriptedReply {
  return () => ({ kind: "noAnswer", tries: 3, earlierUnknown: false, error });
}

export function notSent({ earlierUnknown = false }: HowSent = {}): ScriptedReply {
  return () => ({ kind: "notSent", tries: 1, earlierUnknown, error: connectionError("refused") });
}
