import type { Answer } from "./alterations";
import type { EmulatorClock } from "./clock";
import type { Faults, Visit } from "./faults";
import type { Ids } from "./ids";
import type { Journal } from "./journal";
import type { CartModes, Modes } from "./modes";
import type { Operation } from "./faultScript";
import type { Route } from "./operations";
import type { Partner } from "./partner";
import type { RequestLog } from "./requests";
import type { CartRecord, Store } from "./store";
import type { Claims, Tokens } from "./tokens";

/** What every handler works with. */
export interface Service {
  partner: Partner;
  store: Store;
  clock: EmulatorClock;
  ids: Ids;
  journal: Journal;
  log: RequestLog;
  faults: Faults;
  tokens: Tokens;
  /** Checkouts under way, by cart. */
  locks: Map<string, Promise<void>>;
}

/** One request on its way: what a handler gets. */
export interface Passage {
  path: string;
  operation?: Operation;
  params: Route["params"];
  query: URLSearchParams;
  /** Names in lower case. */
  headers: Readonly<Record<string, string | undefined>>;
  body: string;
  requestId: string;
  correlationId: string;
  visit: Visit;
  /** What its token says; undefined for the token service. */
  claims?: Claims;
}

/** Answers an operation, or throws a refusal. */
export type Handler = (service: Service, passage: Passage) => Answer | Promise<Answer>;

/** The switches now in force. */
export function modesOf(service: Service): Modes {
  return service.store.state.modes;
}

/** The switches of a cart. */
export function modesOfCart(service: Service, cart: Pick<CartRecord, "modes"> | undefined): CartModes {
  return { ...modesOf(service), ...cart?.modes };
}
