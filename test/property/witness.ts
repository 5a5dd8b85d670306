import type { EmulatorCore, Purchase } from "../../emulator";
import type { CheckoutState } from "../../provider/lifecycle/checkout/state";
import { blunderIn } from "../support/blunders";
import type { Host } from "../support/emulatedHost";
import type { RunEnd, StackEngine } from "../support/stackEngine";
import { cartOf, indexOf, type DeclaredPurchase } from "./declaredPurchases";
import { offeredIds } from "./person";
import { declarationOf, purchaseBreaches } from "./purchaseBreaches";
import { missingOrders, stateBreaches, stateOf } from "./stateBreaches";

/** What messages say where nothing was bought. */
const DENIES = /nothing was (made|sent|bought|changed)|no checkout was sent/i;
const BUYS = ["createCart", "updateCart", "checkout"];

/** What the program said when a checkout was sent. */
export interface Sent {
  purchases: DeclaredPurchase[];
  allowed: boolean;
  at: number;
  /** When it was tried last. */
  triedAt?: number;
  /** How many orders had been bought before. */
  bought: number;
  /** The state of each purchase before; undefined where it had none. */
  states: (CheckoutState | undefined)[];
}

/** The command that was run. */
export interface Ran extends Sent {
  stack: number;
  /** It was about everything that the program declares. */
  isWhole: boolean;
  /** It was told to make resources anew. */
  replaces: boolean;
}

/** What the journal holds, and in which life of its purchase it was bought. */
export interface Bought extends Purchase {
  index: number;
  quantity: number;
  life: number;
}

export type Command = "up" | "refresh" | "destroy";

/** What a witness remembers. */
export interface WitnessMemory {
  bought: Bought[];
  /** Purchases whose orders a person named. */
  byHand: Set<string>;
  /** Purchases that were declared to take over what exists. */
  adopting: Set<string>;
  /** Orders that were told to be too many. */
  surplus: Set<string>;
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
export class Witness {
  readonly breaches: string[] = [];
  memory: WitnessMemory = {
    bought: [],
    byHand: new Set(),
    adopting: new Set(),
    surplus: new Set(),
    carts: new Map(),
    sent: new Map(),
    refused: new Map(),
  };

  constructor(
    readonly emulator: EmulatorCore,
    readonly stacks: readonly StackEngine[],
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
      bought: this.memory.bought.length,
      states: this.purchases.map((one) => structuredClone(stateOf(this.stacks, one))),
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
      const bought = this.memory.bought[this.memory.bought.length - 1]!;
      purchaseBreaches(this.emulator, this.memory, bought).forEach((words) => this.breach(words));
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
    const isOk = ran.end === "ok";
    if (sent.isWhole && isOk) host.lines.forEach((line) => this.warnsRightly(line, sent));
    this.tellsSurplus(host.lines);
    const { emulator, stacks, purchases, memory } = this;
    const { checkouts } = host.network;
    const seen = {
      emulator,
      stacks,
      purchases,
      memory,
      command,
      ran: sent,
      isOk,
      checkouts,
      lines: host.lines,
    };
    for (const purchase of this.purchases.filter(({ stack }) => stack === sent.stack)) {
      if (purchase.adopt) memory.adopting.add(purchase.name);
      stateBreaches(seen, purchase).forEach((words) => this.breach(words));
      this.remembersRefusal(purchase, ran.errors);
    }
    if (command === "up" && ran.end !== "killed") this.keptWhatLeft(checkouts, sent);
  }

  /** Once a checkout was sent, the resource is in state, whatever came of it. */
  private keptWhatLeft(checkouts: string[], { stack }: Ran): void {
    const kept = this.purchases
      .filter((one) => one.stack === stack)
      .map((one) => stateOf(this.stacks, one)?.requestId);
    for (const requestId of checkouts)
      if (!kept.includes(requestId)) this.breach(`checkout ${requestId} was sent, and is in no state`);
  }

  /** Orders of the same items can't be told apart, so naming one of them names what is too much. */
  private tellsSurplus(lines: string[]): void {
    const told = lines.filter((line) => line.includes("repeat items that were bought before"));
    for (const { orderId } of this.memory.bought)
      if (told.some((line) => line.includes(orderId))) this.memory.surplus.add(orderId);
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
      const missing = missingOrders(this, purchase);
      if (missing.length > 0) this.breach(`${purchase.name}: ${missing.join()} not in state`);
    }
    for (const row of this.emulator.journal.duplicates()) this.toldSurplus(row);
  }

  /** What Partner Center itself bought again was told, unless a person has looked at the orders. */
  private toldSurplus({
    cartId,
    group,
    orderIds,
  }: {
    cartId: string;
    group: string;
    orderIds: string[];
  }): void {
    const { carts, byHand, bought, surplus } = this.memory;
    const { name } = this.purchases[carts.get(cartId) ?? -1] ?? {};
    if (name !== undefined && byHand.has(name)) return;
    const items = bought.filter((row) => row.cartId === cartId && row.group === group).map(itemsOf);
    const alike = bought.filter((row) => row.cartId === cartId && items.includes(itemsOf(row)));
    if (!alike.some(({ orderId }) => surplus.has(orderId)))
      this.breach(`bought again, and not told: ${orderIds.join()}`);
  }

  stuck(errors: string[]): void {
    this.breach(`no way out: ${errors.join(" | ")}`);
  }

  private remembersRefusal(purchase: DeclaredPurchase, errors: string[]): void {
    const about = errors.filter((error) => error.includes(" has already") && error.includes(purchase.name));
    const ids = this.memory.refused.get(declarationOf(purchase)) ?? new Set();
    for (const id of about.flatMap(offeredIds)) ids.add(id);
    this.memory.refused.set(declarationOf(purchase), ids);
  }

  /** What is told as another order of the same is one that goes on, and that nobody of the stack holds. */
  private warnsRightly(line: string, { stack }: Ran): void {
    // Here one resource comes after the other, so a run knows the orders of the earlier ones alone.
    const ours = this.purchases.filter((purchase) => purchase.stack === stack);
    const warned = ours.findIndex((one) =>
      stateOf(this.stacks, one)?.orderIds.some((id) => line.includes(`purchase: ${id}`)),
    );
    const held = ours.slice(0, warned + 1).flatMap((one) => stateOf(this.stacks, one)?.orderIds ?? []);
    for (const [, id = ""] of line.matchAll(/The other: (\S+) \(/g)) {
      if (held.includes(id)) this.breach(`${id}, which the stack holds, is called another order: ${line}`);
      if (this.emulator.order(id)?.status === "cancelled") this.breach(`${id} is told, and was cancelled`);
    }
  }

  private breach(words: string): void {
    if (!this.breaches.includes(words)) this.breaches.push(words);
  }
}

/** The cart that a message is about is the first one that it names. */
function subjectOf(message: string): string | undefined {
  return /\bcart ([0-9a-f-]{36})\b/.exec(message)?.[1];
}

function itemsOf({ items }: Bought): string {
  return JSON.stringify(items);
}
