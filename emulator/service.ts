import type { EmulatorClock } from "./emulator";
import type { Faults, Visit } from "./faults";
import type { Ids } from "./ids";
import type { Journal } from "./journal";
import type { CartModes, Modes } from "./modes";
import type { Operation } from "./faultScript";
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
}

/** One request on its way: what the server hands to the handlers. */
export interface Passage {
  body: string;
  operation?: Operation;
  requestId: string;
  correlationId: string;
  /** Header x-ms-customeruser-upn. */
  customerUserUpn?: string;
  visit: Visit;
}

/** Types of the web framework's context. */
export interface Env {
  Bindings: Passage;
  Variables: { claims: Claims };
}

/** The switches now in force. */
export function modesOf(service: Service): Modes {
  return service.store.state.modes;
}

/** The switches of a cart. */
export function modesOfCart(service: Service, cart: Pick<CartRecord, "modes"> | undefined): CartModes {
  return { ...modesOf(service), ...cart?.modes };
}
