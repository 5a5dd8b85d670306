import { targetOf } from "../../emulator/operations";
import type { Operation } from "../../emulator";
import type { HttpRequest, RoundTrip } from "../../provider/client/http/exchange";
import type { SimulatedTime } from "./simulatedTime";

/** Sends the requests of one operation to another base URL, where trouble waits that no emulator can make. */
export interface Detour {
  operation: Operation;
  to: string;
  times: number | "always";
}

/** The moment in which a process dies: before its n-th request leaves, or once that one's answer has arrived. */
export interface KillPoint {
  /** Its number from 1, or the first one of an operation. */
  request: number | Operation;
  when: "before" | "after";
}

export interface NetworkOptions {
  detour?: Detour;
  /** Operations that never answer. Their real time-out is short; on the simulated clock all of it passes. */
  silent?: Operation;
  kill?: KillPoint;
  /** What happens before a request of an operation leaves, once `skip` of them (none) have left. */
  meanwhile?: { before: Operation; skip?: number; act: () => Promise<void> };
}

/** How long an exchange takes on the simulated clock. */
const EXCHANGE_MS = 40;
const SHORT_MS = 120;
const LONG_MS = 10_000;

/** Round trips on the simulated clock, for one host process. */
export class Network {
  /** Request ids of every checkout that was tried, also of those that never left. */
  readonly checkouts: string[] = [];
  /** When the checkout with a request id was tried last. Milliseconds since 1970. */
  readonly triedAt = new Map<string, number>();
  /** Everything that was tried. */
  readonly tries: { operation: Operation | undefined; requestId: string }[] = [];
  /** Resolves when the process is killed; whatever it was doing never ends. */
  readonly killed: Promise<"killed">;
  private count = 0;
  private detoured = 0;
  private dead = false;
  private isOver = false;
  private skipped = 0;
  private die: () => void = () => undefined;

  constructor(
    private readonly send: RoundTrip,
    private readonly time: SimulatedTime,
    private readonly options: NetworkOptions = {},
  ) {
    this.killed = new Promise((resolve) => (this.die = () => resolve("killed")));
  }

  readonly roundTrip: RoundTrip = async (request) => {
    const number = ++this.count;
    const operation = this.operationOf(request);
    const { kill } = this.options;
    const isLast = kill !== undefined && (kill.request === number || kill.request === operation);
    if (this.dead || (isLast && kill.when === "before")) return this.death();
    await this.meanwhile(operation);
    const requestId = request.headers["MS-RequestId"] ?? "";
    this.tries.push({ operation, requestId });
    if (operation === "checkout") {
      this.checkouts.push(requestId);
      this.triedAt.set(requestId, this.time.now());
    }
    const limit = operation !== undefined && operation === this.options.silent ? SHORT_MS : LONG_MS;
    const exchange = await this.send({
      ...request,
      url: this.route(request.url, operation),
      timeoutMs: Math.min(request.timeoutMs, limit),
    });
    const timedOut = exchange.kind === "noAnswer" && exchange.reason === "timeout";
    this.time.advance(timedOut ? request.timeoutMs : EXCHANGE_MS);
    return isLast ? this.death() : exchange;
  };

  private async meanwhile(operation: Operation | undefined): Promise<void> {
    const { meanwhile } = this.options;
    if (this.isOver || !meanwhile || meanwhile.before !== operation) return;
    if (this.skipped++ < (meanwhile.skip ?? 0)) return;
    this.isOver = true;
    await meanwhile.act();
  }

  private operationOf(request: HttpRequest): Operation | undefined {
    return targetOf(request.method, new URL(request.url).pathname).operation;
  }

  private route(url: string, operation: Operation | undefined): string {
    const { detour } = this.options;
    if (!detour || detour.operation !== operation) return url;
    if (detour.times !== "always" && this.detoured >= detour.times) return url;
    this.detoured += 1;
    const { pathname, search } = new URL(url);
    return detour.to + pathname + search;
  }

  private death(): Promise<never> {
    this.dead = true;
    this.die();
    return new Promise(() => undefined);
  }
}
