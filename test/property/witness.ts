import { isDeepStrictEqual } from "node:util";
import type { EmulatorCore } from "../../emulator";
import type { CheckoutState } from "../../provider/lifecycle/checkout/state";
import { checkoutRequestIds } from "../../provider/lifecycle/core/requestIds";
import { blunderIn } from "../support/blunders";
import type { Host } from "../support/emulatedHost";
import type { Program, RunEnd, StackEngine } from "../support/stackEngine";
import type { Setting } from "./story";

export type Command = "up" | "refresh" | "destroy";

type States = ReadonlyMap<string, CheckoutState>;

/** Compares what a command claims with the journal, and remembers every breach of the promise. */
export class Witness {
  readonly breaches: string[] = [];
  /** Everything that was ever printed. */
  private readonly said: string[] = [];
  private readonly byHand = new Set<string>();
  /** Carts whose create was killed: only the engine knows of them, and `up` with the same program is to come first. */
  private readonly interrupted = new Set<string>();
  /** Carts whose update was killed: a `destroy` before the next `up` knows nothing of it, which is documented. */
  private readonly halfway = new Set<string>();
  /** Carts whose purchase was given out of hand with everything said. */
  private readonly released = new Set<string>();

  constructor(
    private readonly emulator: EmulatorCore,
    private readonly engine: StackEngine,
    private readonly program: Program,
    private readonly setting: Setting,
  ) {}

  /** A person said which orders a purchase became; from then on that person answers for it. */
  named(name: string): void {
    this.byHand.add(name);
  }

  before(): States {
    const names = [...this.engine.resources.keys()];
    return new Map(names.map((name) => [name, structuredClone(this.engine.state(name)!)]));
  }

  saw(command: Command, ran: RunEnd, host: Host, before: States): void {
    this.said.push(...host.lines, ...ran.errors);
    const sent = host.network.checkouts.length;
    if (command !== "up" && sent > 0) this.breach(`${command} sent a checkout`);
    for (const error of ran.errors) if (!error || blunderIn(error)) this.breach(`message: ${error}`);
    this.neverTwice();
    for (const name of Object.keys(this.program)) {
      const state = this.engine.state(name);
      const old = before.get(name);
      if (state && !isDeepStrictEqual(state, old)) this.wrote(name, state, old);
      if (command === "destroy" && old && !state) this.forgot(old);
      if (command === "up" && ran.end === "ok") this.succeeded(name, state);
    }
    for (const [name, args] of Object.entries(this.program)) {
      const cartId = String(args["cartId"]);
      const held = this.engine.resources.has(name);
      if (held) this.interrupted.delete(cartId);
      if (ran.end === "killed") (held ? this.halfway : this.interrupted).add(cartId);
      else if (command === "up") this.halfway.delete(cartId);
      if (held || ran.end === "killed") continue;
      if (command === "up" && this.wasSent(args, host))
        this.breach(`${name}: a checkout left, and it is not in state`);
    }
  }

  private wasSent({ customerId, cartId }: Program[string], host: Host): boolean {
    const { requestId } = checkoutRequestIds(String(customerId), String(cartId), 1);
    return host.network.checkouts.includes(requestId);
  }

  /** The end of the documented recovery: everything that was bought is in state. */
  recovered(): void {
    for (const name of Object.keys(this.program)) {
      const state = this.engine.state(name);
      const cartId = String(this.program[name]?.["cartId"]);
      const missing = this.bought(cartId).filter((id) => !state?.orderIds.includes(id));
      if (missing.length > 0)
        this.breach(`${name}: ${missing.join()} of ${cartId} not in state (${state?.status})`);
    }
    const held = [...this.engine.resources.keys()].map((name) => this.engine.state(name)?.cartId);
    held.push(...this.engine.leaving.map(({ outputs }) => String(outputs["cartId"])));
    const used = new Set(Object.values(this.program).map((args) => args["cartId"]));
    for (const row of this.emulator.journal.summary())
      if (
        this.ours.has(row.cartId) &&
        !this.interrupted.has(row.cartId) &&
        !this.released.has(row.cartId) &&
        !held.includes(row.cartId) &&
        !used.has(row.cartId)
      )
        this.breach(
          `orders ${row.orderIds.join()} of cart ${row.cartId}, which the program left, are in no state`,
        );
    if (this.setting.modes.retryRebuysGroups) this.surplusReported();
  }

  /** Every cart that the program ever named. */
  private get ours(): Set<string> {
    for (const args of Object.values(this.program)) this.everNamed.add(String(args["cartId"]));
    return this.everNamed;
  }
  private readonly everNamed = new Set<string>();

  private neverTwice(): void {
    const { ours } = this;
    if (this.setting.modes.retryRebuysGroups) return;
    for (const { cartId, group, requestIds } of this.emulator.journal.duplicates())
      if (ours.has(cartId)) this.breach(`group ${group} bought twice, by ${requestIds.join()}`);
  }

  /** Orders of the same items can't be told apart, so naming one of them names what is too much. */
  private surplusReported(): void {
    const purchases = this.emulator.journal.purchases();
    const reports = this.said.filter((line) => /repeat/.test(line));
    for (const { cartId, orderIds } of this.emulator.journal.duplicates()) {
      if (!this.ours.has(cartId) || this.settledByHand(cartId)) continue;
      const items = purchases.filter((p) => orderIds.includes(p.orderId)).map((p) => JSON.stringify(p.items));
      const alike = purchases.filter((p) => p.cartId === cartId && items.includes(JSON.stringify(p.items)));
      if (!reports.some((line) => alike.some((p) => line.includes(p.orderId))))
        this.breach(`surplus not reported: ${orderIds.join()}`);
    }
  }

  /** A person who names orders has looked at all of them. */
  private settledByHand(cartId: string): boolean {
    return Object.entries(this.program).some(
      ([name, args]) => args["cartId"] === cartId && this.byHand.has(name),
    );
  }

  private wrote(name: string, state: CheckoutState, old: CheckoutState | undefined): void {
    const bought = this.bought(state.cartId);
    if (state.status === "notPlaced" && bought.length > 0 && !this.hidden(state.cartId))
      this.breach(`${name}: notPlaced, but ${bought.join()} was bought`);
    if (state.status === "failed" && !this.endedBadly(state))
      this.breach(`${name}: failed, but no order ended badly`);
    const foreign = state.orderIds.filter((id) => !bought.includes(id));
    if (foreign.length > 0) this.breach(`${name}: holds ${foreign.join()}, which its cart did not become`);
    if (old?.cartId !== state.cartId) return;
    const dropped = old.orderIds.filter((id) => !state.orderIds.includes(id));
    if (dropped.length > 0) this.breach(`${name}: dropped ${dropped.join()}`);
  }

  /** Of a create that was killed nothing tells but the list of orders, and that lags. */
  private hidden(cartId: string): boolean {
    const visible = this.emulator.clock.now() - this.emulator.modes().ordersLagMs;
    const late = this.emulator.journal.purchases(cartId).every(({ at }) => Date.parse(at) > visible);
    return this.interrupted.has(cartId) && late;
  }

  private forgot(old: CheckoutState): void {
    if (old.status === "unknown") this.breach("an unknown purchase was forgotten");
    const lost = this.bought(old.cartId).filter((id) => !old.orderIds.includes(id));
    if (lost.length === 0 || this.halfway.has(old.cartId)) this.released.add(old.cartId);
    else this.breach(`forgotten without a word: ${lost.join()}`);
  }

  private succeeded(name: string, state: CheckoutState | undefined): void {
    if (!state) {
      this.breach(`${name}: a success without a resource`);
      return;
    }
    if (this.byHand.has(name)) return;
    const { status, orderIds, onOrderErrors } = state;
    if (status === "unknown" || status === "notPlaced")
      this.breach(`${name}: a success with status ${status}`);
    const bought = this.emulator.journal.purchases(state.cartId);
    const missing = bought.filter(({ orderId }) => !orderIds.includes(orderId));
    if (missing.length > 0)
      this.breach(`${name}: a success (${status}) without ${missing.map((p) => p.orderId).join()}`);
    const groups = this.emulator.cart(state.cartId)?.lineItems.map((line) => line.orderGroup) ?? [];
    const open = groups.filter((group) => !bought.some((p) => p.group === group));
    if (open.length === 0) return;
    const accepted = status === "partiallyFailed" && onOrderErrors === "accept" && orderIds.length > 0;
    if (!accepted) this.breach(`${name}: a success (${status}) while groups ${open.join()} are open`);
  }

  private endedBadly(state: CheckoutState): boolean {
    return this.emulator.orders(state.cartId).some(({ status }) => status === "error");
  }

  private bought(cartId: string): string[] {
    return this.emulator.journal.purchases(cartId).map(({ orderId }) => orderId);
  }

  private breach(words: string): void {
    if (!this.breaches.includes(words)) this.breaches.push(words);
  }
}
