import { createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { startEmulator, type Emulator, type NewCartLine, type Operation } from "../../emulator";
import { checkoutId } from "../../provider/lifecycle/core/ids";
import { startHost, type Host } from "../support/emulatedHost";
import type { Detour, NetworkOptions } from "../support/network";
import { SimulatedTime } from "../support/simulatedTime";
import { asCart, OutputOf, StackEngine, type Program, type RunEnd } from "../support/stackEngine";
import type { MatrixOperation, SetUp } from "./trouble";

/** Other lines wait until every order of a cart would be in the list. */
const LISTED_MS = 16 * 60_000;

/** Two order groups: a licence and a reservation. */
const LINES: NewCartLine[] = [
  { catalogItemId: "CFQ7TTC0E101:0001:CFQ7TTC0E1A1", billingCycle: "monthly", termDuration: "P1Y" },
  { catalogItemId: "DZH318Z0E201:004G:DZH318Z0E2A1", billingCycle: "one_time", termDuration: "P1Y" },
];

/** Less than anything costs. */
const NOTHING_FITS = { maxTotal: { amount: 1, currency: "USD" } };

/** The request that a trouble hits. */
export const REQUEST: Record<MatrixOperation, Operation> = {
  checkout: "checkout",
  // The program names a cart, so the only look at the customer's lists is the one right before the checkout.
  guardOrders: "listOrders",
  guardSubscriptions: "listSubscriptions",
  listOrders: "listOrders",
  listSubscriptions: "listSubscriptions",
  createCart: "createCart",
  updateCart: "updateCart",
  preview: "getCart",
  read: "getOrder",
  wait: "getOrder",
  token: "token",
};

/** What happens to a program that declares line items. */
const DECLARING: ReadonlySet<MatrixOperation> = new Set([
  "listOrders",
  "listSubscriptions",
  "createCart",
  "updateCart",
]);

export const NAME = "licences";
export const CART_NAME = `${NAME} cart`;
export const SEED = `project/stack/${NAME}`;

/** One cell: a program of one checkout, or of a cart and its checkout, an emulator, and the trouble that hits one operation. */
export class Cell {
  readonly engine = new StackEngine();
  host: Host;

  /** Whether the cart was made by the run that begins now. */
  private isMadeNow = false;
  /** Whether the program declares line items, so that the cart is yet to be made. */
  private readonly declares: boolean;

  private constructor(
    readonly operation: MatrixOperation,
    readonly emulator: Emulator,
    readonly time: SimulatedTime,
    readonly ids: { customerId: string; cartId: string },
    private readonly setUp: SetUp,
    private readonly trap: Server,
    private readonly trapped: ReadonlySet<Socket>,
  ) {
    this.host = startHost(emulator, time);
    this.declares = DECLARING.has(operation);
  }

  static async start(operation: MatrixOperation, setUp: SetUp): Promise<Cell> {
    const time = new SimulatedTime();
    // So that the trouble strikes at the same time in every cell.
    if (operation === "updateCart") time.advance(-LISTED_MS);
    const emulator = await startEmulator({ now: time.now, samples: false, modes: { ...setUp.modes } });
    const ids = emulator.addCart({ lineItems: LINES });
    // Takes connections and never says a word: silence for HTTP, and no handshake for TLS.
    const trapped = new Set<Socket>();
    const trap = createServer((socket) => {
      trapped.add(socket);
      socket.on("error", () => undefined);
      socket.once("data", (first) => {
        if (first[0] === TLS_HANDSHAKE) socket.end("not TLS");
      });
    });
    await new Promise<void>((resolve) => trap.listen(0, "127.0.0.1", resolve));
    return new Cell(operation, emulator, time, ids, setUp, trap, trapped);
  }

  async end(): Promise<void> {
    this.emulator.faults.clear();
    await this.emulator.close();
    for (const socket of this.trapped) socket.destroy();
    await new Promise<void>((resolve) => this.trap.close(() => resolve()));
  }

  /** The run in which the trouble strikes. */
  async strike(): Promise<RunEnd> {
    if (this.operation === "read") {
      await this.up({ waitForProvisioning: true });
      this.emulator.provisionAll();
    }
    // The cart is made, and a limit keeps it from being bought; then the program wants more.
    if (this.operation === "updateCart") {
      await this.up({ limits: NOTHING_FITS, quantity: 1 });
      this.time.advance(LISTED_MS);
    }
    this.time.sleeps.length = 0;
    const { faults = [], refusedGroups, detour, silent } = this.setUp;
    for (const group of groupsOf(refusedGroups))
      this.emulator.groupFails(this.ids.cartId, group, { code: 800020, times: 1 });
    for (const fault of faults) this.emulator.faults.script({ ...fault, operation: REQUEST[this.operation] });
    const options: NetworkOptions = {
      ...(detour && { detour: await this.detour(detour) }),
      ...(silent && { silent: REQUEST[this.operation] }),
    };
    if (this.operation === "preview") return this.preview(options);
    if (this.operation === "read") return this.refresh(options);
    // As in a Purchase: of an older cart of several orders, a refusal alone settles nothing.
    this.isMadeNow = true;
    return this.up({}, options);
  }

  /** What the engine asks in a preview of a checkout whose cart is known. */
  private async preview(options: NetworkOptions): Promise<RunEnd> {
    this.host = startHost(this.emulator, this.time, options);
    const { failures } = await this.host.provider.check({}, { ...this.ids, previewChecks: true });
    const errors = failures.map(({ reason }) => reason);
    return { end: errors.length > 0 ? "failed" : "ok", errors, refused: errors.length > 0 };
  }

  /** The faults that never hit anything: a cell that holds one proves nothing. */
  missed(): string[] {
    return this.emulator.faults.list().flatMap((f) => (f.hits === 0 ? [JSON.stringify(f.script)] : []));
  }

  /** The trouble is over; what it holds comes true. */
  async over(): Promise<void> {
    this.emulator.faults.clear();
    await new Promise((resolve) => setTimeout(resolve, this.setUp.silent ? 20 : 0)); // what was held ends
    this.emulator.provisionAll();
  }

  up(args: Record<string, unknown> = {}, options: NetworkOptions = {}): Promise<RunEnd> {
    this.host = startHost(this.emulator, this.time, options);
    if (this.isMadeNow) this.host.memory.made.add(checkoutId(this.ids.customerId, this.ids.cartId));
    this.isMadeNow = false;
    const waiting = { waitForProvisioning: this.operation === "wait", provisioningTimeoutSeconds: 300 };
    const { quantity = 2, ...checkout } = args;
    const program: Program = this.declares
      ? {
          [CART_NAME]: asCart(this.cartInputs(quantity)),
          [NAME]: { ...waiting, ...checkout, ...this.ofDeclared() },
        }
      : { [NAME]: { ...this.ids, ...waiting, ...checkout } };
    return this.engine.up(this.host, program);
  }

  /** What the cart is declared with at the end. */
  cartInputs(quantity: unknown = 2): Record<string, unknown> {
    const lineItems = LINES.map((line) => ({ ...line, quantity }));
    return { customerId: this.ids.customerId, lineItems, seed: SEED };
  }

  private ofDeclared(): Record<string, unknown> {
    return { customerId: this.ids.customerId, cartId: new OutputOf(CART_NAME, "cartId") };
  }

  refresh(options: NetworkOptions = {}): Promise<RunEnd> {
    this.host = startHost(this.emulator, this.time, options);
    return this.engine.refresh(this.host);
  }

  bought(): string[] {
    return this.emulator.journal.purchases().map(({ orderId }) => orderId);
  }

  /** The cart that is to be bought; undefined when the stack doesn't know it yet. */
  get cartId(): string | undefined {
    return this.declares ? this.engine.cart(CART_NAME)?.cartId : this.ids.cartId;
  }

  private async detour({ to, times }: NonNullable<SetUp["detour"]>): Promise<Detour> {
    const { port } = this.trap.address() as AddressInfo;
    const bases = {
      closedPort: `http://127.0.0.1:${await closedPort()}`,
      // Longer than a label can be: no name service is asked.
      unknownHost: `http://${"x".repeat(64)}.invalid`,
      tls: `https://127.0.0.1:${port}`,
      silence: `http://127.0.0.1:${port}`,
    };
    return { operation: REQUEST[this.operation], to: bases[to], times };
  }
}

const TLS_HANDSHAKE = 0x16;

function groupsOf(refused: SetUp["refusedGroups"]): string[] {
  return refused === "all" ? ["0", "1"] : refused ? [refused] : [];
}

/** A port that somebody listened on a moment ago and nobody does now. */
async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return port;
}
