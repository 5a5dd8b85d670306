import { expect } from "chai";
import { CartLifecycle } from "../../provider/lifecycle/cart/cartLifecycle";
import { parseCartState, type CartState } from "../../provider/lifecycle/cart/state";
import {
  isRefused,
  type Asked,
  type Change,
  type Refused,
  type Settled,
} from "../../provider/lifecycle/core/lifecycle";
import { CART, CUSTOMER, ITEM, PARTNER } from "./cartsAndOrders";
import { accepted, endedAs, refusalIn, type Ended } from "./ended";
import { fakeWorld, type FakeWorld } from "./fakeWorld";

export const CART_ID = `${CUSTOMER}/${CART}`;
export const SEED = "shop/prod/seats";

/** One declared line. */
export const LINE = {
  catalogItemId: ITEM,
  quantity: 25,
  billingCycle: "monthly",
  termDuration: "P1Y",
};

/** The inputs of the smallest program with a cart, as check returns them. */
export const CART_INPUTS = { customerId: CUSTOMER, lineItems: [LINE], seed: SEED };

/** A cart of {@link LINE} that was made at the start of the fake's time, as state keeps it. */
export function cartState(changes: Partial<CartState> = {}): CartState {
  return {
    customerId: CUSTOMER,
    cartId: CART,
    partner: PARTNER,
    schemaVersion: 1,
    status: "active",
    lineItems: [LINE],
    lines: [{ lineItemNumber: 0, ...LINE }],
    seed: SEED,
    generation: 1,
    createdAt: "2026-11-15T12:00:00.000Z",
    expiresAt: "2026-11-22T12:00:00.000Z",
    deviations: [],
    repeated: [],
    ...changes,
  };
}

/** As the engine hands a value back: through JSON, and with the members of objects in another order. */
export function handedBack(value: object): Record<string, unknown> {
  const turned = (_key: string, member: unknown): unknown =>
    typeof member === "object" && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).reverse())
      : member;
  return JSON.parse(JSON.stringify(value, turned)) as Record<string, unknown>;
}

export type CartEnded = Ended<CartState>;

/** One program with one cart, over as many runs as a test needs: each run has a memory of its own. */
export class CartLife {
  constructor(public world: FakeWorld = fakeWorld()) {}

  get fake() {
    return this.world.fake;
  }

  get clock() {
    return this.world.clock;
  }

  lifecycle(): CartLifecycle {
    return new CartLifecycle(this.world);
  }

  check(news: Record<string, unknown> = CART_INPUTS, olds: Record<string, unknown> = {}, asked?: Asked) {
    return this.lifecycle().check(olds, news, asked);
  }

  create(news: Record<string, unknown> = CART_INPUTS): Promise<CartEnded> {
    return this.ended((lifecycle) => lifecycle.create(handedBack(news)));
  }

  update(olds: CartState, news: Record<string, unknown> = CART_INPUTS): Promise<CartEnded> {
    return this.ended((lifecycle) => lifecycle.update(CART_ID, handedBack(olds), handedBack(news)));
  }

  read(state: CartState): Promise<CartEnded> {
    return this.ended((lifecycle) => lifecycle.read(CART_ID, handedBack(state)));
  }

  get(id: string): Promise<CartEnded> {
    return this.ended((lifecycle) => lifecycle.read(id, {}));
  }

  /** What changes, of what may not be refused. */
  async diff(state: CartState, news: Record<string, unknown> = CART_INPUTS): Promise<Change> {
    return accepted(await this.lifecycle().diff(CART_ID, handedBack(state), handedBack(news)));
  }

  async refusedDiff(state: CartState, news: Record<string, unknown>): Promise<string> {
    return refusalIn(await this.lifecycle().diff(CART_ID, handedBack(state), handedBack(news)));
  }

  /** What was called, without what was called for. */
  get methods() {
    return this.fake.calls.map(({ method }) => method);
  }

  nextRun(): this {
    this.world = this.world.nextRun();
    this.fake.calls.length = 0;
    return this;
  }

  private async ended(
    act: (lifecycle: CartLifecycle) => Promise<Settled<CartState> | Refused>,
  ): Promise<CartEnded> {
    const end = await act(this.lifecycle());
    if (isRefused(end) || end.problems.length > 0) return endedAs(end);
    return endedAs({ ...end, state: parseCartState(handedBack(end.state), end.id) });
  }
}

export function cartOf(ended: CartEnded, kind: "done" | "initFailure" = "done", status?: string): CartState {
  if (ended.kind === "refused") expect.fail(`Refused: ${ended.reason}`);
  if (ended.kind === "initFailure" && kind === "done") expect.fail(`Failed: ${ended.reason}`);
  expect(ended.kind).to.equal(kind);
  if (status) expect(ended.state.status).to.equal(status);
  return ended.state;
}

export function refusalOf(ended: CartEnded): string {
  if (ended.kind !== "refused") expect.fail(`Ended in state, as ${ended.kind}, ${ended.state.status}`);
  return ended.reason;
}
