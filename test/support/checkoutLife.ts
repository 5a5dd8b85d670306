import { expect } from "chai";
import { CartCheckoutLifecycle } from "../../provider/lifecycle/checkout/checkoutLifecycle";
import type { CheckoutState } from "../../provider/lifecycle/checkout/state";
import type { Change, Refused, Settled } from "../../provider/lifecycle/core/lifecycle";
import { checkoutRequestIds } from "../../provider/lifecycle/core/requestIds";
import { INPUTS, stored } from "./checkoutStates";
import { CART, CUSTOMER, fakeCart } from "./cartsAndOrders";
import { accepted, endedAs, refusalIn, type Ended as EndedAs } from "./ended";
import { fakeWorld, type FakeWorld } from "./fakeWorld";

export const ID = `${CUSTOMER}/${CART}`;

/** The smallest program that doesn't wait, so that only what is tested calls Partner Center. */
export const NO_WAIT = { ...INPUTS, waitForProvisioning: false };

/** `MS-RequestId` of an attempt at {@link CART}. */
export const requestIdOf = (attempt: number): string => checkoutRequestIds(CUSTOMER, CART, attempt).requestId;

export type Ended = EndedAs<CheckoutState>;

/** One program with one checkout, over as many runs as a test needs: each run has a memory of its own. */
export class CheckoutLife {
  world: FakeWorld;

  constructor(world = fakeWorld()) {
    this.world = world;
    if (world.fake.carts.size === 0) world.fake.hasCart(fakeCart());
  }

  get fake() {
    return this.world.fake;
  }

  create(news: Record<string, unknown> = NO_WAIT): Promise<Ended> {
    return this.ended((lifecycle) => lifecycle.create(news));
  }

  update(olds: CheckoutState, news: Record<string, unknown> = NO_WAIT): Promise<Ended> {
    return this.ended((lifecycle) => lifecycle.update(ID, stored(olds), news));
  }

  read(state: CheckoutState): Promise<Ended> {
    return this.ended((lifecycle) => lifecycle.read(ID, stored(state)));
  }

  get(id: string): Promise<Ended> {
    return this.ended((lifecycle) => lifecycle.read(id, {}));
  }

  delete(state: CheckoutState) {
    return this.lifecycle().delete(ID, stored(state));
  }

  /** What changes, of what may not be refused. */
  async diff(state: CheckoutState, news: Record<string, unknown> = NO_WAIT): Promise<Change> {
    return accepted(await this.lifecycle().diff(ID, stored(state), news));
  }

  async refusedDiff(state: CheckoutState, news: Record<string, unknown>): Promise<string> {
    return refusalIn(await this.lifecycle().diff(ID, stored(state), news));
  }

  lifecycle(): CartCheckoutLifecycle {
    return new CartCheckoutLifecycle(this.world);
  }

  /** Another `pulumi` command: what the last one printed, called and remembered is gone. */
  nextRun(): this {
    this.world = this.world.nextRun();
    this.fake.calls.length = 0;
    return this;
  }

  private async ended(
    act: (lifecycle: CartCheckoutLifecycle) => Promise<Settled<CheckoutState> | Refused>,
  ): Promise<Ended> {
    return endedAs(await act(this.lifecycle()));
  }
}

/** The state of an operation that ended in state, which is every one that sent a checkout. */
export function stateOf(ended: Ended, kind?: Ended["kind"], status?: string): CheckoutState {
  if (ended.kind === "refused") expect.fail(`Refused: ${ended.reason}`);
  if (kind) expect(ended.kind).to.equal(kind);
  if (status) expect(ended.state.status).to.equal(status);
  return ended.state;
}

export function reasonOf(ended: Ended): string {
  if (ended.kind === "done") expect.fail(`Succeeded with status ${ended.state.status}`);
  return ended.reason;
}
