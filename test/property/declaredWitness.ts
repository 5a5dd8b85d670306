import type { Emulator, Purchase } from "../../emulator";
import type { Host } from "../support/emulatedHost";
import { DAY_MS } from "../support/simulatedTime";
import type { RunEnd, StackEngine } from "../support/stackEngine";
import { indexOf, type DeclaredPurchase } from "./declaredPurchases";
import type { Command } from "./witness";

/** Words that only a defect of ours puts into a message. */
const BLUNDERS = /undefined|\bNaN\b|\[object|Cannot read|is not a function|Invalid time|not iterable|defect/;
const BUYS = ["createCart", "updateCart", "checkout"];
const THIRTY_DAYS_MS = 30 * DAY_MS;

/** What the journal holds, and in which life of its purchase it was bought. */
interface Bought extends Purchase {
  index: number;
  quantity: number;
  life: number;
  mayRepeat: boolean;
}

/** Compares what a command claims with the journal, and remembers every breach of the promise. */
export class DeclaredWitness {
  readonly breaches: string[] = [];
  private readonly bought: Bought[] = [];
  private readonly byHand = new Set<string>();

  constructor(
    private readonly emulator: Emulator,
    private readonly engine: StackEngine,
    private readonly purchases: DeclaredPurchase[],
  ) {}

  /** A person said which orders a purchase became; from then on that person answers for it. */
  named({ name }: DeclaredPurchase): void {
    this.byHand.add(name);
  }

  /** Enters what was bought since, under the program as it is now. */
  before(): void {
    for (const row of this.emulator.journal.purchases().slice(this.bought.length)) {
      const quantity = row.items[0]?.quantity ?? 0;
      const index = indexOf(quantity);
      const { life = 0, allowDuplicate = false } = this.purchases[index] ?? {};
      this.bought.push({ ...row, index, quantity, life, mayRepeat: allowDuplicate });
      this.neverTwice(this.bought[this.bought.length - 1]!);
    }
  }

  saw(command: Command, ran: RunEnd, host: Host): void {
    const known = this.bought.length;
    this.before();
    for (const { index, requestId, orderId } of this.bought.slice(known))
      if (this.purchases[index]?.limited && host.network.checkouts.includes(requestId))
        this.breach(`${orderId} was bought beyond a limit`);
    const sent = host.network.tries
      .map(({ operation = "" }) => operation)
      .filter((operation) => BUYS.includes(operation));
    if (command !== "up" && sent.length > 0) this.breach(`${command} sent ${sent.join()}`);
    for (const error of ran.errors) if (!error || BLUNDERS.test(error)) this.breach(`message: ${error}`);
    for (const purchase of this.purchases) {
      this.holdsItsOwn(purchase);
      if (command === "up" && ran.end === "ok") this.succeeded(purchase);
    }
  }

  /** The end of the documented recovery. */
  recovered(): void {
    for (const { name, index, life } of this.purchases) {
      const { orderIds = [] } = this.engine.state(name) ?? {};
      const missing = this.bought.filter(
        (b) => b.index === index && b.life === life && !orderIds.includes(b.orderId),
      );
      if (missing.length > 0) this.breach(`${name}: ${missing.map((b) => b.orderId).join()} not in state`);
    }
  }

  stuck(errors: string[]): void {
    this.breach(`no way out: ${errors.join(" | ")}`);
  }

  /**
   * A group of a purchase is bought once. Where its state was let go meanwhile, what is more than 30 days old is not
   * looked for, and another quantity is another purchase.
   */
  private neverTwice(now: Bought): void {
    for (const before of this.bought.slice(0, -1)) {
      if (before.index !== now.index) continue;
      const sameLife = before.life === now.life;
      if (sameLife && before.quantity !== now.quantity)
        this.breach(`${now.orderId}: ${now.quantity} bought in a life that had bought ${before.quantity}`);
      if (before.quantity !== now.quantity || before.group !== now.group) continue;
      const recent = Date.parse(now.at) - Date.parse(before.at) < THIRTY_DAYS_MS;
      if (sameLife || (recent && !now.mayRepeat))
        this.breach(`group ${now.group} of ${now.quantity} bought twice: ${before.orderId}, ${now.orderId}`);
    }
  }

  private holdsItsOwn({ name, index }: DeclaredPurchase): void {
    const state = this.engine.state(name);
    for (const id of state?.orderIds ?? []) {
      const order = this.bought.find(({ orderId }) => orderId === id);
      if (order?.index !== index) this.breach(`${name} holds ${id}, which is not of its items`);
    }
  }

  private succeeded({ name, index, quantity, items, life }: DeclaredPurchase): void {
    const state = this.engine.state(name);
    if (!state) return this.breach(`${name}: a success without a resource`);
    if (state.status === "unknown" || state.status === "notPlaced")
      this.breach(`${name}: a success with status ${state.status}`);
    if (this.byHand.has(name)) return;
    const held = this.bought.filter(({ orderId }) => state.orderIds.includes(orderId));
    if (held.some((order) => order.quantity !== quantity))
      this.breach(`${name}: a success with ${held[0]?.quantity} instead of ${quantity}`);
    const missing = this.bought.filter(
      (b) => b.index === index && b.life === life && !state.orderIds.includes(b.orderId),
    );
    if (missing.length > 0) this.breach(`${name}: a success without ${missing.map((b) => b.orderId).join()}`);
    const accepted =
      state.status === "partiallyFailed" && state.onOrderErrors === "accept" && held.length > 0;
    if (held.length < items.length && !accepted)
      this.breach(`${name}: a success (${state.status}) with ${held.length} of ${items.length} groups`);
  }

  private breach(words: string): void {
    if (!this.breaches.includes(words)) this.breaches.push(words);
  }
}
