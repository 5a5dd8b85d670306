import type { Operation } from "./faultScript";

/** A request as it was received, and what was answered. Tokens and secrets are never kept. */
export interface RecordedRequest {
  /** Position since the start, from 1. */
  sequence: number;
  /** Moment on the emulator's clock, ISO 8601. */
  at: string;
  method: string;
  path: string;
  query: string;
  /** Undefined for paths the emulator does not know. */
  operation?: Operation;
  customerId?: string;
  cartId?: string;
  /** MS-RequestId as sent; undefined when the request had none. */
  requestId?: string;
  correlationId?: string;
  /** Names in lower case; Authorization redacted. */
  headers: Record<string, string>;
  /** Bytes of the request body. */
  bodyLength: number;
  /** Status that was answered; null while under way, and when the connection was cut before a status left. */
  status: number | null;
  /** Whether the emulator cut the connection. */
  cut: boolean;
}

/** The recorded requests of a copy of the emulator. */
export interface RequestsCopy {
  /** How many were ever received. */
  count: number;
  entries: RecordedRequest[];
}

/** How many requests are kept; older ones are dropped. */
const KEPT = 20_000;

/** The requests of this run, in memory only. */
export class RequestLog {
  private entries: RecordedRequest[] = [];
  private count = 0;

  /** Adds a request; the entry that comes back is completed when its answer leaves. */
  add(request: Omit<RecordedRequest, "sequence" | "status" | "cut">): RecordedRequest {
    const entry: RecordedRequest = { sequence: ++this.count, ...request, status: null, cut: false };
    this.entries.push(entry);
    if (this.entries.length > KEPT) this.entries.shift();
    return entry;
  }

  list(): RecordedRequest[] {
    return structuredClone(this.entries);
  }

  clear(): void {
    this.entries = [];
  }

  save(): RequestsCopy {
    return { count: this.count, entries: copyOf(this.entries) };
  }

  restore({ count, entries }: RequestsCopy): void {
    this.count = count;
    this.entries = copyOf(entries);
  }
}

/** Nothing of an entry changes later but its own members; its headers are shared. */
function copyOf(entries: RecordedRequest[]): RecordedRequest[] {
  return entries.map((entry) => ({ ...entry }));
}

/** Headers worth keeping, with whatever authorises redacted. */
export function redactHeaders(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      /^(proxy-)?authorization$|cookie/.test(name) ? "<redacted>" : value,
    ]),
  );
}
