import { randomUUID } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import type { Segment } from "./catalog";
import type { IdState } from "./ids";
import { type CartModes, DEFAULT_MODES, type Modes } from "./modes";
import type { Purchase } from "./journal";
import type { OtherOrders, SubscriptionChange } from "./inputs";
import type { PriceOverride } from "./pricing";
import type { CartError, CartLineItem, Order } from "./wire";

/** A customer of the partner. */
export interface CustomerRecord {
  id: string;
  companyName: string;
  agreementAccepted: boolean;
  /** Two letters; the US when left out. */
  country?: string;
  /** Commercial when left out. */
  segment?: Segment;
}

/** A group that is to fail. */
export interface ScriptedFailure {
  code: number;
  description: string;
  /** Attempts that still fail; null for ever. */
  remaining: number | null;
}

/** An answer as it left: status and body text. */
export interface StoredAnswer {
  status: number;
  body: string;
}

/** A refusal as it was thrown. */
export interface StoredRefusal {
  status: number;
  body?: unknown;
  headers: Record<string, string>;
}

/** A cart with what the service knows about it. Moments are ms on the emulator's clock. */
export interface CartRecord {
  id: string;
  customerId: string;
  createdAt: number;
  modifiedAt: number;
  expiresAt: number;
  status: "Active" | "Ordered";
  lineItems: CartLineItem[];
  attestationAccepted?: boolean;
  modes: Partial<CartModes>;
  failures: Record<string, ScriptedFailure>;
  /** Orders of each group, oldest first. */
  placed: Record<string, string[]>;
  /** How the orders of the next checkout that buys differ from the lines. */
  otherwise?: OtherOrders;
  /** The answer that a repeated checkout gets. */
  answer?: StoredAnswer;
}

/** An order with what the service knows about it. */
export interface OrderRecord {
  /** As it stands now, with prices. */
  body: Order;
  customerId: string;
  /** Empty for an order that was placed elsewhere. */
  cartId: string;
  placedAt: number;
  /** GETs by id so far. */
  polls: number;
  /** Whether it has reached its end. */
  provisioned: boolean;
  /** Its lines never get subscription ids of their own. */
  withoutSubscriptions?: boolean;
}

/** Everything that outlives a restart. */
export interface State {
  version: 1;
  clock: { offsetMs: number };
  modes: Modes;
  customers: Record<string, CustomerRecord>;
  carts: Record<string, CartRecord>;
  orders: Record<string, OrderRecord>;
  purchases: Purchase[];
  itemErrors: Record<string, CartError>;
  /** Prices set by `setPrice`. */
  prices?: PriceOverride[];
  /** Catalogue items that were withdrawn, with the id of the availability that came instead, or "". */
  withdrawn?: Record<string, string>;
  /** What was done to subscriptions, by their ids in lower case. */
  subscriptions?: Record<string, SubscriptionChange>;
  /** Answers to MS-RequestIds, by path and id. */
  answers: Record<string, StoredAnswer>;
  /** Refusals of POST of a cart, by customer and MS-RequestId. */
  cartRefusals?: Record<string, StoredRefusal>;
  /** Tokens of an earlier generation are revoked. */
  tokenGeneration: number;
  /** Uses of rotated refresh tokens. */
  refreshGeneration: number;
  ids: IdState;
  /** API requests in the window of the rate limit, which ends at that moment. */
  rateWindow?: { end: number; requests: number };
}

/** The state, kept in memory and, with a file, written before any answer leaves. */
export class Store {
  private changed = true;

  private constructor(
    private current: State,
    private readonly file?: string,
  ) {}

  /** @param seed What made-up ids follow from. Default: another one each time. */
  static inMemory(seed?: string): Store {
    return new Store(freshState(seed));
  }

  /** Goes on with what is in the file, if it exists. Throws when it is something else. */
  static inFile(file: string): Store {
    const kept = existsSync(file) ? read(file) : undefined;
    // Ids that were never written down must not be made again, hence the other seed.
    const store = new Store({ ...freshState(), ...kept, ids: freshIds() }, file);
    store.save();
    return store;
  }

  get state(): State {
    return this.current;
  }

  /** Takes another state in the place of this one. */
  replace(state: State): void {
    this.current = state;
    this.touch();
    this.save();
  }

  /** Says that the state differs from the file. */
  touch(): void {
    this.changed = true;
  }

  /** Writes the state, if it changed, in one step that a killed process cannot leave half done. */
  save(): void {
    if (!this.changed || this.file === undefined) return;
    const next = `${this.file}.next`;
    writeFileSync(next, JSON.stringify(this.state));
    renameSync(next, this.file);
    this.changed = false;
  }
}

function freshState(seed?: string): State {
  return {
    version: 1,
    clock: { offsetMs: 0 },
    modes: { ...DEFAULT_MODES },
    customers: {},
    carts: {},
    orders: {},
    purchases: [],
    itemErrors: {},
    answers: {},
    tokenGeneration: 0,
    refreshGeneration: 0,
    ids: freshIds(seed),
  };
}

function freshIds(seed: string = randomUUID()): IdState {
  return { seed, count: 0 };
}

function read(file: string): State {
  const state: unknown = JSON.parse(readFileSync(file, "utf8"));
  if (typeof state === "object" && state !== null && "version" in state && state.version === 1)
    return state as State;
  throw new Error(`${file} is not a data file of this version of the emulator.`);
}
