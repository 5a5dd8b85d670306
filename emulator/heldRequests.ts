import { ConnectionCut } from "./errors";

interface Held {
  resume(): void;
  abort(): void;
}

/** The requests that a fault holds. */
export class HeldRequests {
  private readonly held = new Set<Held>();
  private readonly waiters = new Set<() => void>();

  /** @param by Id of the fault. */
  constructor(private readonly by: string) {}

  get size(): number {
    return this.held.size;
  }

  /** Resolves when the request may go on; rejects with a cut when it is ended without effect. */
  hold(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.held.add({ resume: resolve, abort: () => reject(new ConnectionCut()) });
      for (const waiter of this.waiters) waiter();
    });
  }

  release(): void {
    for (const request of this.taken()) request.resume();
  }

  abort(): void {
    for (const request of this.taken()) request.abort();
  }

  /** Resolves once a request is held. */
  arrived(timeoutMs: number): Promise<void> {
    if (this.size > 0) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const done = () => {
        clearTimeout(timer);
        this.waiters.delete(done);
        resolve();
      };
      const timer = setTimeout(() => {
        this.waiters.delete(done);
        reject(new Error(`No request was held by ${this.by} within ${timeoutMs} ms.`));
      }, timeoutMs);
      this.waiters.add(done);
    });
  }

  private taken(): Held[] {
    const all = [...this.held];
    this.held.clear();
    return all;
  }
}
