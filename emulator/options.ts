import type { Wait } from "./inputs";
import type { Modes } from "./modes";
import type { Partner } from "./partner";
import type { ServedRequest } from "./servedRequest";
import type { Store } from "./store";

/** What an emulator is made of. Everything has a default. */
export interface CoreOptions {
  /** What it remembers. Default: `Store.inMemory()`, empty. */
  store?: Store;
  /** Switches that differ from their defaults. They also win over the ones kept in a data file. */
  modes?: Partial<Modes>;
  /** Loads the two sample carts of the documents. Default true. */
  samples?: boolean;
  /** The partner whose credentials are accepted. Default: a ready-made test partner. */
  partner?: Partial<Partner>;
  /** The moment, in ms since 1970, that the emulator's clock starts from. Default: the machine's clock. */
  now?: () => number;
  /** How the time of delays and of the mode `latencyMs` passes. Default: real time. */
  wait?: Wait;
}

/** How an emulator starts that listens. Everything has a default. */
export interface EmulatorOptions extends Omit<CoreOptions, "store"> {
  /** 0 takes a free one. Default 0. */
  port?: number;
  /** Address to listen on. Default "127.0.0.1". */
  host?: string;
  /** A JSON file that keeps customers, carts, orders, journal, clock and modes over restarts. Default: memory only. */
  dataFile?: string;
  /** Called once for each request, when its answer has left. */
  onRequest?: (request: ServedRequest) => void;
}
