import { expect } from "chai";
import { CartLifecycle } from "../../provider/lifecycle/cart/cartLifecycle";
import { CartCheckoutLifecycle } from "../../provider/lifecycle/checkout/checkoutLifecycle";
import { isRefused, type ResourceLifecycle } from "../../provider/lifecycle/core/lifecycle";
import { handedBack, LINE, SEED } from "./cartLife";
import { CUSTOMER, fakeOrder } from "./cartsAndOrders";
import type { ScriptedReply } from "./fakePartnerCenter";
import { fakeWorld, type FakeWorld } from "./fakeWorld";

interface Kept {
  id: string;
  inputs: Record<string, unknown>;
  state: Record<string, unknown>;
}

type AnyLifecycle = Pick<ResourceLifecycle<object, object>, "check" | "diff" | "create" | "read" | "update">;

/** The run ended here, for this reason. */
class Stopped extends Error {}

export interface PurchaseProgram {
  name?: string;
  lineItems?: object[];
  existingCartId?: string;
  /** Of cart and checkout, as the component `Purchase` hands them on. */
  besides?: string[];
  orderIds?: string[];
  ifAlreadyOrdered?: string;
  checkout?: Record<string, unknown>;
}

/**
 * A cart and its checkout as the engine drives them: check, then diff, then what that asks for; the checkout follows
 * only when the cart went well. State is handed back with its members in another order.
 */
export class PurchaseLife {
  cart: Kept | undefined;
  checkout: Kept | undefined;

  constructor(public world: FakeWorld = fakeWorld()) {
    this.fake.otherwise ??= sells;
  }

  get fake() {
    return this.world.fake;
  }

  get clock() {
    return this.world.clock;
  }

  /** Every order that Partner Center placed for a checkout. */
  get bought(): string[] {
    return this.fake.orders.filter(({ id }) => id.startsWith("order-of-")).map(({ id }) => id);
  }

  /** `pulumi up`, in a run of its own. Returns why it failed; undefined when it went well. */
  async up(program: PurchaseProgram = {}): Promise<string | undefined> {
    this.world = this.world.nextRun();
    return this.upInRun(program);
  }

  /** The same in the present run, for several purchases of one program. */
  async upInRun(program: PurchaseProgram = {}): Promise<string | undefined> {
    const { name, lineItems = [LINE], existingCartId, besides, orderIds, checkout } = program;
    const { ifAlreadyOrdered } = program;
    const seed = name === undefined ? SEED : `shop/prod/${name}`;
    try {
      const common = { customerId: CUSTOMER, lineItems, besides, orderIds, ifAlreadyOrdered };
      const cart = { ...common, ...(orderIds && { ifAlreadyOrdered: "adopt" }), existingCartId, seed };
      this.cart = await this.step(new CartLifecycle(this.world), this.cart, handedBack(cart), (kept) => {
        this.cart = kept;
      });
      const { cartId } = this.cart.state;
      const news = { ...common, cartId, waitForProvisioning: false, ...checkout };
      const lifecycle = new CartCheckoutLifecycle(this.world);
      this.checkout = await this.step(lifecycle, this.checkout, handedBack(news), (kept) => {
        this.checkout = kept;
      });
      return undefined;
    } catch (error) {
      if (error instanceof Stopped) return error.message;
      throw error;
    }
  }

  /** `pulumi refresh`, in a run of its own. */
  async refresh(): Promise<void> {
    expect(await this.tryRefresh()).to.equal(undefined);
  }

  /** The same where it may be refused: returns why. */
  async tryRefresh(): Promise<string | undefined> {
    this.world = this.world.nextRun();
    const all: [Kept | undefined, AnyLifecycle][] = [
      [this.cart, new CartLifecycle(this.world)],
      [this.checkout, new CartCheckoutLifecycle(this.world)],
    ];
    for (const [kept, lifecycle] of all) {
      const end = kept && (await lifecycle.read(kept.id, kept.state));
      if (end && isRefused(end)) return end.refused;
      if (end) kept.state = handedBack(end.state);
    }
    return undefined;
  }

  /** The cart's life is over, and Partner Center doesn't show it any more. */
  expire(days = 8): void {
    this.clock.advance(days * 24 * 60 * 60 * 1000);
    this.fake.carts.clear();
  }

  private async step(
    lifecycle: AnyLifecycle,
    kept: Kept | undefined,
    news: Record<string, unknown>,
    keep: (kept: Kept) => void,
  ): Promise<Kept> {
    const { inputs, failures } = await lifecycle.check(kept?.inputs ?? {}, news);
    if (failures.length > 0) throw new Stopped(failures.map(({ reason }) => reason).join("\n"));
    const change = kept && (await lifecycle.diff(kept.id, kept.state, inputs));
    if (change && isRefused(change)) throw new Stopped(change.refused);
    const replaced = !kept || (change && change.replaces.length > 0);
    if (!replaced && !change?.changes) return { ...kept, inputs };
    const end = replaced
      ? await lifecycle.create(inputs)
      : await lifecycle.update(kept.id, kept.state, inputs);
    if (isRefused(end)) throw new Stopped(end.refused);
    const now = { id: end.id, inputs, state: handedBack(end.state) };
    keep(now);
    if (end.problems.length > 0) throw new Stopped(end.problems.join("\n"));
    return now;
  }
}

/** Orders a cart as a whole, once; a repetition gets the same order. An unknown cart is refused. */
export const sells: ScriptedReply = (call, fake) => {
  const id = `order-of-${call.cartId}`;
  const cart = fake.carts.get(call.cartId);
  if (!cart) throw new Error("A cart that is gone is never checked out: the look before it says so");
  if (!fake.orders.some((order) => order.id === id)) {
    const lineItems = cart.lineItems.map((line, lineItemNumber) => ({
      lineItemNumber,
      offerId: line.catalogItemId,
      quantity: line.quantity,
      termDuration: line.termDuration,
      subscriptionId: `sub-${id}`,
    }));
    const billingCycle = cart.lineItems[0]?.billingCycle;
    fake.hasOrders(fakeOrder(id, { creationDate: fake.clock.iso(), billingCycle, lineItems }));
    fake.markOrdered(call.cartId);
  }
  const orders = fake.orders.filter((order) => order.id === id);
  const result = { orders, orderErrors: [], unreadableOrders: 0 };
  return { kind: "answered", tries: 1, earlierUnknown: false, meta: fake.meta(201), result };
};
