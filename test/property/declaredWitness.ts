import type { EmulatorCore, Purchase } from "../../emulator";
import { blunderIn } from "../support/blunders";
import type { Host } from "../support/emulatedHost";
import { MINUTE_MS } from "../support/simulatedTime";
import type { RunEnd, StackEngine } from "../support/stackEngine";
import { evidenceOf, isNamed, isSame, itemOf } from "./declaredEvidence";
import { indexOf, linesOf, type DeclaredPurchase } from "./declaredPurchases";
import { offeredIds } from "./declaredPerson";
import type { Command } from "./witness";

const BUYS = ["createCart", "updateCart", "checkout"];

/** A checkout leaves at most a minute after the customer's orders were looked at; half a minute is its own. */
const LOOK_HOLDS_MS = 1.5 * MINUTE_MS;

/** What the program said when a checkout was sent. */
interface Sent {
  purchases: DeclaredPurchase[];
  allowed: boolean;
  at: number;
}

/** What the journal holds, and in which life of its purchase it was bought. */
interface Bought extends Purchase {
  index: number;
  quantity: number;
  life: number;
}

/**
 * Compares what a command does and claims with the journal, and the journal with what the program declared at that
 * moment. What the customer has is read from the emulator, never from what the provider makes of it.
 */
export class DeclaredWitness {
  readonly breaches: string[] = [];
  private readonly bought: Bought[] = [];
  private readonly byHand = new Set<string>();
  private readonly sent = new Map<string, Sent>();
  /** By what a purchase declared: the orders for which it was refused. */
  private readonly refused = new Map<string, Set<string>>();

  constructor(
    private readonly emulator: EmulatorCore,
    private readonly engine: StackEngine,
    private readonly purchases: DeclaredPurchase[],
    private readonly isAllowed: () => boolean,
  ) {}

  /** A person said which orders a purchase became; from then on that person answers for it. */
  named({ name }: DeclaredPurchase): void {
    this.byHand.add(name);
  }

  /** What was bought in the present life of a purchase, or before. */
  ordersOf({ index, life }: DeclaredPurchase): string[] {
    const mine = this.bought.filter((row) => row.index === index);
    const now = mine.filter((row) => row.life === life);
    return (now.length > 0 ? now : mine).map(({ orderId }) => orderId);
  }

  /** A run begins. */
  starts(): Sent {
    this.before();
    return {
      purchases: structuredClone(this.purchases),
      allowed: this.isAllowed(),
      at: this.emulator.clock.now(),
    };
  }

  /** Enters what was bought since. */
  before(): void {
    for (const row of this.emulator.journal.purchases().slice(this.bought.length)) {
      const quantity = row.items[0]?.quantity ?? 0;
      const index = indexOf(quantity);
      const { life = 0 } = this.purchases[index] ?? {};
      this.bought.push({ ...row, index, quantity, life });
      this.wasDeclared(this.bought[this.bought.length - 1]!);
    }
  }

  saw(command: Command, ran: RunEnd, host: Host, sent: Sent): void {
    for (const requestId of host.network.checkouts) this.sent.set(requestId, sent);
    this.before();
    const tried = host.network.tries
      .map(({ operation = "" }) => operation)
      .filter((operation) => BUYS.includes(operation));
    if (command !== "up" && tried.length > 0) this.breach(`${command} sent ${tried.join()}`);
    if (!sent.allowed && host.network.checkouts.length > 0)
      this.breach("a checkout was sent while purchases are switched off");
    for (const error of ran.errors) if (!error || blunderIn(error)) this.breach(`message: ${error}`);
    host.lines.forEach((line) => this.warnsRightly(line));
    for (const purchase of this.purchases) {
      this.holdsItsOwn(purchase);
      this.remembersRefusal(purchase, ran.errors);
      if (command === "up" && ran.end === "ok") this.succeeded(purchase);
    }
  }

  /** The end of the documented recovery. */
  recovered(): void {
    for (const purchase of this.purchases) {
      const missing = this.missing(purchase);
      if (missing.length > 0) this.breach(`${purchase.name}: ${missing.join()} not in state`);
    }
  }

  stuck(errors: string[]): void {
    this.breach(`no way out: ${errors.join(" | ")}`);
  }

  /** What is bought was declared when its checkout was sent, and the customer didn't have it. */
  private wasDeclared(row: Bought): void {
    const sent = this.sent.get(row.requestId);
    const purchase = sent?.purchases[row.index];
    if (!sent || !purchase) {
      this.breach(`${row.orderId}: ${row.quantity} bought, which nobody declared`);
      return;
    }
    if (purchase.limited) this.breach(`${row.orderId} was bought beyond a limit`);
    const lines = linesOf(purchase).map((line) => ({ ...line, offerId: line.catalogItemId }));
    for (const item of row.items) {
      if (!lines.some((line) => isSame(line, item)))
        this.breach(`${row.orderId}: ${item.quantity} x ${itemOf(item)} bought, which was not declared`);
      this.wasNew(row, item, purchase, sent);
    }
  }

  private wasNew(row: Bought, item: Purchase["items"][number], purchase: DeclaredPurchase, sent: Sent): void {
    const refused = this.refused.get(declarationOf(purchase));
    for (const evidence of evidenceOf(this.emulator, purchase, item)) {
      const ours = this.bought.find(({ orderId }) => orderId === evidence.orderId);
      const lookedAt = Math.max(sent.at, Date.parse(row.at) - LOOK_HOLDS_MS);
      if (ours ? ours.sequence >= row.sequence : evidence.placedAt >= lookedAt) continue;
      if (isNamed(evidence, purchase.besides)) continue;
      const what = `${item.quantity} x ${itemOf(item)} bought (${row.orderId}), which the customer had`;
      // Of what nothing showed yet, only the purchase's own state could tell.
      if (evidence.visible || ours?.life === row.life)
        this.breach(`${what}: ${ours ? "our" : "a stranger's"} ${evidence.orderId}`);
      if (refused?.has(evidence.orderId)) this.breach(`${what}, and for which it was refused before`);
    }
  }

  private remembersRefusal(purchase: DeclaredPurchase, errors: string[]): void {
    const about = errors.filter((error) => error.includes(" has already") && error.includes(purchase.name));
    const ids = this.refused.get(declarationOf(purchase)) ?? new Set();
    for (const id of about.flatMap(offeredIds)) ids.add(id);
    this.refused.set(declarationOf(purchase), ids);
  }

  private holdsItsOwn({ name, index }: DeclaredPurchase): void {
    if (this.byHand.has(name)) return;
    for (const id of this.engine.state(name)?.orderIds ?? []) {
      const lines = this.emulator.order(id)?.lineItems ?? [];
      if (!lines.some(({ quantity }) => quantity === 0 || indexOf(quantity) === index))
        this.breach(`${name} holds ${id}, which is not of its items`);
      const other = this.purchases.find(
        (one) => one.name !== name && this.engine.state(one.name)?.orderIds.includes(id),
      );
      if (other) this.breach(`${name} and ${other.name} both hold ${id}`);
    }
  }

  private succeeded(purchase: DeclaredPurchase): void {
    const { name } = purchase;
    const state = this.engine.state(name);
    if (!state) {
      this.breach(`${name}: a success without a resource`);
      return;
    }
    if (state.status === "unknown" || state.status === "notPlaced")
      this.breach(`${name}: a success with status ${state.status}`);
    if (this.byHand.has(name)) return;
    const held = state.orderIds.flatMap((id) => this.emulator.order(id)?.lineItems ?? []);
    const lacks = linesOf(purchase).filter(
      ({ catalogItemId: offerId, quantity }) =>
        !held.some((line) => itemOf(line) === itemOf({ offerId }) && [0, quantity].includes(line.quantity)),
    );
    const missing = this.missing(purchase);
    if (missing.length > 0) this.breach(`${name}: a success without ${missing.join()}`);
    const accepted =
      state.status === "partiallyFailed" && state.onOrderErrors === "accept" && held.length > 0;
    if (lacks.length > 0 && !accepted)
      this.breach(`${name}: a success (${state.status}) without ${lacks.map((l) => l.catalogItemId).join()}`);
  }

  /** Bought in the present life, and not in state. What somebody cancelled need not be there. */
  private missing({ name, index, life }: DeclaredPurchase): string[] {
    const { orderIds = [] } = this.engine.state(name) ?? {};
    return this.bought
      .filter((row) => row.index === index && row.life === life && !orderIds.includes(row.orderId))
      .map(({ orderId }) => orderId)
      .filter((id) => this.emulator.order(id)?.status !== "cancelled");
  }

  /** What is told as another order of the same is one that goes on, and that nobody of the stack holds. */
  private warnsRightly(line: string): void {
    const held = this.purchases.flatMap(({ name }) => this.engine.state(name)?.orderIds ?? []);
    for (const [, id = ""] of line.matchAll(/The other: (\S+) \(/g)) {
      if (held.includes(id)) this.breach(`${id}, which the stack holds, is called another order: ${line}`);
      if (this.emulator.order(id)?.status === "cancelled") this.breach(`${id} is told, and was cancelled`);
    }
  }

  private breach(words: string): void {
    if (!this.breaches.includes(words)) this.breaches.push(words);
  }
}

/** What a program says of a purchase, as a text. */
function declarationOf({ life: _, ...purchase }: DeclaredPurchase): string {
  return JSON.stringify(purchase);
}
