import type { EmulatorCore, Purchase } from "../../emulator";
import { blunderIn } from "../support/blunders";
import type { Host } from "../support/emulatedHost";
import { MINUTE_MS } from "../support/simulatedTime";
import type { RunEnd, StackEngine } from "../support/stackEngine";
import { evidenceOf, isNamed, isSame, itemOf } from "./declaredEvidence";
import { cartOf, checkoutOf, indexOf, linesOf, type DeclaredPurchase } from "./declaredPurchases";
import { offeredIds } from "./declaredPerson";
import type { Command } from "./witness";

/** What messages say where nothing was bought. */
const DENIES = /nothing was (made|sent|bought|changed)|no checkout was sent/i;
const BUYS = ["createCart", "updateCart", "checkout"];

/** A checkout leaves at most a minute after the customer's orders were looked at; half a minute is its own. */
const LOOK_HOLDS_MS = 1.5 * MINUTE_MS;

/** What the program said when a checkout was sent. */
interface Sent {
  purchases: DeclaredPurchase[];
  allowed: boolean;
  at: number;
  /** When it was tried last. */
  triedAt?: number;
  /** How many orders had been bought before. */
  bought: number;
  /** What each purchase held before; undefined where it was not in state. */
  held: (string[] | undefined)[];
  /** The status of each. */
  statuses: (string | undefined)[];
}

/** The command that was run. */
interface Ran extends Sent {
  stack: number;
  /** It was about everything that the program declares. */
  isWhole: boolean;
}

/** What the journal holds, and in which life of its purchase it was bought. */
interface Bought extends Purchase {
  index: number;
  quantity: number;
  life: number;
}

/** What a witness remembers. */
export interface WitnessMemory {
  bought: Bought[];
  byHand: Set<string>;
  /** The purchase whose cart it is, by the cart's id. */
  carts: Map<string, number>;
  sent: Map<string, Sent>;
  /** By what a purchase declared: the orders for which it was refused. */
  refused: Map<string, Set<string>>;
}

/**
 * Compares what a command does and claims with the journal, and the journal with what the program declared at that
 * moment. What the customer has is read from the emulator, never from what the provider makes of it.
 */
export class DeclaredWitness {
  readonly breaches: string[] = [];
  private memory: WitnessMemory = {
    bought: [],
    byHand: new Set(),
    carts: new Map(),
    sent: new Map(),
    refused: new Map(),
  };

  constructor(
    private readonly emulator: EmulatorCore,
    private readonly stacks: readonly StackEngine[],
    private readonly purchases: DeclaredPurchase[],
    private readonly isAllowed: () => boolean,
  ) {}

  save(): WitnessMemory {
    return structuredClone(this.memory);
  }

  /** Breaches stay: they are what a witness is for. */
  restore(memory: WitnessMemory): void {
    this.memory = structuredClone(memory);
  }

  /** A person said which orders a purchase became; from then on that person answers for it. */
  named({ name }: DeclaredPurchase): void {
    this.memory.byHand.add(name);
  }

  /** What was bought in the present life of a purchase, or before. */
  ordersOf({ index, life }: DeclaredPurchase): string[] {
    const mine = this.memory.bought.filter((row) => row.index === index);
    const now = this.boughtBy({ index, life });
    return (now.length > 0 ? now : mine).map(({ orderId }) => orderId);
  }

  /** What was bought in the present life of a purchase. */
  private boughtBy({ index, life }: Pick<DeclaredPurchase, "index" | "life">): Bought[] {
    return this.memory.bought.filter((row) => row.index === index && row.life === life);
  }

  /** A run begins. */
  starts(): Sent {
    this.before();
    return {
      purchases: structuredClone(this.purchases),
      allowed: this.isAllowed(),
      at: this.emulator.clock.now(),
      bought: this.memory.bought.length,
      held: this.purchases.map((one) => this.stateOf(one)?.orderIds),
      statuses: this.purchases.map((one) => this.stateOf(one)?.status),
    };
  }

  /** Enters what was bought since. */
  before(): void {
    for (const { index, stack, existingCartId, ...one } of this.purchases) {
      const cartId = this.stacks[stack]?.cart(cartOf(one))?.cartId ?? existingCartId;
      if (cartId !== undefined) this.memory.carts.set(cartId, index);
    }
    for (const row of this.emulator.journal.purchases().slice(this.memory.bought.length)) {
      const quantity = row.items[0]?.quantity ?? 0;
      const index = this.memory.carts.get(row.cartId) ?? indexOf(quantity);
      const { life = 0 } = this.purchases[index] ?? {};
      this.memory.bought.push({ ...row, index, quantity, life });
      this.wasDeclared(this.memory.bought[this.memory.bought.length - 1]!);
    }
  }

  saw(command: Command, ran: RunEnd, host: Host, sent: Ran): void {
    for (const requestId of host.network.checkouts)
      this.memory.sent.set(requestId, { ...sent, triedAt: host.network.triedAt.get(requestId) });
    this.before();
    const tried = host.network.tries
      .map(({ operation = "" }) => operation)
      .filter((operation) => BUYS.includes(operation));
    if (command !== "up" && tried.length > 0) this.breach(`${command} sent ${tried.join()}`);
    if (!sent.allowed && host.network.checkouts.length > 0)
      this.breach("a checkout was sent while purchases are switched off");
    for (const error of ran.errors) if (!error || blunderIn(error)) this.breach(`message: ${error}`);
    for (const error of ran.errors) this.refusedInTime(error, sent);
    this.toldTheTruth(ran.errors, sent);
    if (sent.isWhole && ran.end === "ok") host.lines.forEach((line) => this.warnsRightly(line, sent));
    for (const purchase of this.purchases.filter(({ stack }) => stack === sent.stack)) {
      this.holdsItsOwn(purchase);
      this.holdsNoOther(purchase, sent);
      this.knowsWhatItDenies(purchase, sent, host.network.checkouts);
      if (command === "destroy") this.forgetsWithWords(purchase, sent, host.lines);
      this.remembersRefusal(purchase, ran.errors);
      if (command === "up" && ran.end === "ok" && sent.isWhole) this.succeeded(purchase);
    }
  }

  /** Nothing was bought of what a message says so of. */
  private toldTheTruth(errors: string[], { bought }: Sent): void {
    for (const { index, cartId, orderId } of this.memory.bought.slice(bought)) {
      const { name } = this.purchases[index]!;
      const denied = errors.find(
        (error) => DENIES.test(error) && (error.startsWith(name) || subjectOf(error) === cartId),
      );
      if (denied !== undefined) this.breach(`${orderId} was bought in the run that said: ${denied}`);
    }
  }

  /** What showed when a run began is refused before that run makes a cart. */
  private refusedInTime(error: string, { at }: Sent): void {
    const cart = this.emulator.cart(subjectOf(error) ?? "");
    const made = Date.parse(cart?.creationTimestamp ?? "");
    if (!error.startsWith("No checkout was sent.") || !error.includes(" has already") || !(made > at)) return;
    const lagMs = Math.max(this.emulator.modes().ordersLagMs, this.emulator.modes().subscriptionsLagMs);
    const orders = offeredIds(error).map((id) => Date.parse(this.emulator.order(id)?.creationDate ?? ""));
    const showed = orders.some((placedAt) => placedAt < at - lagMs);
    if (showed) this.breach(`a cart was made for what the customer had: ${error}`);
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
    const sent = this.memory.sent.get(row.requestId);
    const purchase = sent?.purchases[row.index];
    if (!sent || !purchase) {
      this.breach(`${row.orderId}: ${row.quantity} bought, which nobody declared`);
      return;
    }
    if (purchase.limited) this.breach(`${row.orderId} was bought beyond a limit`);
    const twin = this.newTwinOf(purchase, sent);
    if (twin) this.breach(`${row.orderId} was bought while ${twin.name} declares a line of it, too`);
    const lines = orderedLines(purchase);
    for (const item of row.items) {
      if (!lines.some((line) => isSame(line, item)))
        this.breach(`${row.orderId}: ${item.quantity} x ${itemOf(item)} bought, which was not declared`);
      this.wasNew(row, item, purchase, sent);
    }
  }

  /** Another purchase of the program with a line in common, of which nothing was bought, and neither says that it comes on top. */
  private newTwinOf(purchase: DeclaredPurchase, { purchases, bought }: Sent): DeclaredPurchase | undefined {
    const before = this.memory.bought.slice(0, bought);
    const isNew = ({ index }: DeclaredPurchase) => before.every((row) => row.index !== index);
    const comesOnTop = ({ onTopOf, besides = [] }: DeclaredPurchase) =>
      onTopOf !== undefined || besides.length > 0;
    if (comesOnTop(purchase) || purchase.byId || !isNew(purchase)) return undefined;
    const lines = orderedLines(purchase);
    return purchases.find(
      (other) =>
        other.index !== purchase.index &&
        other.stack === purchase.stack &&
        other.customerId === purchase.customerId &&
        isNew(other) &&
        !comesOnTop(other) &&
        orderedLines(other).some((one) => lines.some((line) => isSame(one, line))),
    );
  }

  private wasNew(row: Bought, item: Purchase["items"][number], purchase: DeclaredPurchase, sent: Sent): void {
    const refused = this.memory.refused.get(declarationOf(purchase));
    for (const evidence of evidenceOf(this.emulator, purchase, item)) {
      const ours = this.memory.bought.find(({ orderId }) => orderId === evidence.orderId);
      const lookedAt = Math.max(sent.at, Date.parse(row.at) - LOOK_HOLDS_MS);
      if (ours ? ours.sequence >= row.sequence : evidence.placedAt >= lookedAt) continue;
      if (isNamed(evidence, purchase.besides)) continue;
      if (ours && ours.index === purchase.onTopOf) continue;
      const what = `${item.quantity} x ${itemOf(item)} bought (${row.orderId}), which the customer had`;
      // Of what nothing showed yet, only the purchase's own state could tell.
      // What is carried out long after it left was judged when it left.
      const isLate = Date.parse(row.at) - (sent.triedAt ?? Infinity) > MINUTE_MS;
      const isItsOwn = ours?.index === row.index && ours.life === row.life;
      if ((evidence.visible && !isLate) || isItsOwn)
        this.breach(`${what}: ${ours ? "our" : "a stranger's"} ${evidence.orderId}`);
      if (refused?.has(evidence.orderId)) this.breach(`${what}, and for which it was refused before`);
    }
  }

  private remembersRefusal(purchase: DeclaredPurchase, errors: string[]): void {
    const about = errors.filter((error) => error.includes(" has already") && error.includes(purchase.name));
    const ids = this.memory.refused.get(declarationOf(purchase)) ?? new Set();
    for (const id of about.flatMap(offeredIds)) ids.add(id);
    this.memory.refused.set(declarationOf(purchase), ids);
  }

  private stateOf(purchase: DeclaredPurchase) {
    return this.stacks[purchase.stack]?.state(checkoutOf(purchase));
  }

  private holdsItsOwn(purchase: DeclaredPurchase): void {
    const { name, index, stack } = purchase;
    if (this.memory.byHand.has(name)) return;
    for (const id of this.stateOf(purchase)?.orderIds ?? []) {
      const lines = this.emulator.order(id)?.lineItems ?? [];
      const isLike = (quantity: number) => indexOf(quantity) === indexOf(purchase.quantity);
      if (!lines.some(({ quantity }) => quantity === 0 || isLike(quantity)))
        this.breach(`${name} holds ${id}, which is not of its items`);
      // A person can take another stack's order over; nobody else can.
      const isAsked = (one: DeclaredPurchase) => purchase.adopt === true || one.adopt === true;
      const other = this.purchases.find(
        (one) =>
          one.index !== index &&
          (one.stack === stack || !isAsked(one)) &&
          this.stateOf(one)?.orderIds.includes(id) &&
          !this.memory.byHand.has(one.name),
      );
      if (other) this.breach(`${name} and ${other.name} (stack ${other.stack}) both hold ${id}`);
    }
  }

  /** A checkout that was sent, or whose end wasn't known, is called unbought only if it is so. */
  private knowsWhatItDenies(purchase: DeclaredPurchase, { statuses }: Sent, checkouts: string[]): void {
    const { status, cartId = "", requestId = "" } = this.stateOf(purchase) ?? {};
    const isJudged = checkouts.includes(requestId) || statuses[purchase.index] === "unknown";
    if (status !== "notPlaced" || !isJudged) return;
    const bought = this.emulator.journal.purchases(cartId).map(({ orderId }) => orderId);
    if (bought.length > 0) this.breach(`${purchase.name}: notPlaced, but ${bought.join()} was bought`);
  }

  /** What the program calls another purchase never comes into its state, unless it is what its own cart became. */
  private holdsNoOther(purchase: DeclaredPurchase, { held }: Sent): void {
    const { name, index, besides = [] } = purchase;
    if (this.memory.byHand.has(name)) return;
    const { orderIds = [], cartId = "" } = this.stateOf(purchase) ?? {};
    const own = [
      ...(held[index] ?? []),
      ...this.emulator.journal.purchases(cartId).map((one) => one.orderId),
    ];
    const other = orderIds.find((id) => !own.includes(id) && besides.includes(id));
    if (other) this.breach(`${name} took ${other}, on top of which it is declared`);
  }

  /** What a purchase that was in state had bought is named when it is forgotten. */
  private forgetsWithWords(purchase: DeclaredPurchase, { held }: Sent, lines: string[]): void {
    const before = held[purchase.index];
    if (before === undefined || this.stateOf(purchase)) return;
    for (const { orderId } of this.boughtBy(purchase)) {
      if (!before.includes(orderId) && !lines.some((line) => line.includes(orderId)))
        this.breach(`${orderId} was forgotten without a word`);
    }
  }

  private succeeded(purchase: DeclaredPurchase): void {
    const { name } = purchase;
    const state = this.stateOf(purchase);
    if (!state) {
      this.breach(`${name}: a success without a resource`);
      return;
    }
    if (state.status === "unknown" || state.status === "notPlaced")
      this.breach(`${name}: a success with status ${state.status}`);
    if (this.memory.byHand.has(name)) return;
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
  private missing(purchase: DeclaredPurchase): string[] {
    const { orderIds = [] } = this.stateOf(purchase) ?? {};
    return this.boughtBy(purchase)
      .map(({ orderId }) => orderId)
      .filter((id) => !orderIds.includes(id))
      .filter((id) => this.emulator.order(id)?.status !== "cancelled");
  }

  /** What is told as another order of the same is one that goes on, and that nobody of the stack holds. */
  private warnsRightly(line: string, { stack }: Ran): void {
    // Here one resource comes after the other, so a run knows the orders of the earlier ones alone.
    const ours = this.purchases.filter((purchase) => purchase.stack === stack);
    const warned = ours.findIndex((one) =>
      this.stateOf(one)?.orderIds.some((id) => line.includes(`purchase: ${id}`)),
    );
    const held = ours.slice(0, warned + 1).flatMap((one) => this.stateOf(one)?.orderIds ?? []);
    for (const [, id = ""] of line.matchAll(/The other: (\S+) \(/g)) {
      if (held.includes(id)) this.breach(`${id}, which the stack holds, is called another order: ${line}`);
      if (this.emulator.order(id)?.status === "cancelled") this.breach(`${id} is told, and was cancelled`);
    }
  }

  private breach(words: string): void {
    if (!this.breaches.includes(words)) this.breaches.push(words);
  }
}

/** What a purchase declares, in the words of orders. */
function orderedLines(purchase: DeclaredPurchase) {
  return linesOf(purchase).map((line) => ({ ...line, offerId: line.catalogItemId }));
}

/** The cart that a message is about is the first one that it names. */
function subjectOf(message: string): string | undefined {
  return /\bcart ([0-9a-f-]{36})\b/.exec(message)?.[1];
}

/** What a program says of a purchase, as a text. */
function declarationOf({ life: _, ...purchase }: DeclaredPurchase): string {
  return JSON.stringify(purchase);
}
