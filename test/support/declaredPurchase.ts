import { expect } from "chai";
import { startEmulator, type Emulator, type EmulatorOptions } from "../../emulator";
import { Purchase, type PurchaseArgs } from "../../provider";
import { TestStack, type Run } from "./stack";

export const DAY_MS = 24 * 60 * 60 * 1000;
export const CUSTOMER = "7c3a91d2-4e58-4b06-a1c7-93f2e5d80b64";
export const OTHER_CUSTOMER = "94cd6638-11b6-4323-8c9f-6ae3088adc59";
export const SEATS = {
  catalogItemId: "CFQ7TTC0LF8S:0001:CFQ7TTC0N81H",
  quantity: 25,
  billingCycle: "monthly",
  termDuration: "P1M",
} as const;

/** What `bought` makes of an order of them. */
export const BOUGHT_SEATS = "25 x CFQ7TTC0LF8S:0001";
/** A second product. */
export const VISIO = { ...SEATS, catalogItemId: "CFQ7TTC0HVZG:0001:CFQ7TTC0J9L3", quantity: 3 } as const;
export const BOUGHT_VISIO = "3 x CFQ7TTC0HVZG:0001";
/** Software, which is an order of its own beside licences, and has no subscription. */
export const SOFTWARE = {
  catalogItemId: "DG7GMGF0DWM3:0002:DG7GMGF0DT1M",
  quantity: 1,
  billingCycle: "one_time",
} as const;
export const BOUGHT_SOFTWARE = "1 x DG7GMGF0DWM3:0002";
/** A product that the emulator's catalog lacks, so that all of its availabilities can be bought. */
export const PLAN = { ...SEATS, catalogItemId: "CFQ7TTC0E101:0001:CFQ7TTC0E1A1" } as const;
export const PLAN_NEXT_MONTH = { ...PLAN, catalogItemId: "CFQ7TTC0E101:0001:CFQ7TTC0E1B2" } as const;
export const BOUGHT_PLAN = "25 x CFQ7TTC0E101:0001";

/** What a program declares, by name. */
export type Declared = Record<string, Partial<PurchaseArgs>>;

/** A program that declares purchases, which don't wait unless they are told to. */
export function declares(purchases: Declared) {
  return async () => {
    for (const [name, args] of Object.entries(purchases))
      new Purchase(name, {
        customerId: CUSTOMER,
        lineItems: [SEATS],
        waitForProvisioning: false,
        ...args,
      });
  };
}

/** An emulator that knows the customers, and a stack; both end with the test. */
export class DeclaredPurchase {
  private constructor(
    readonly emulator: Emulator,
    readonly stack: TestStack,
  ) {}

  static async start(
    purchases: Declared = { seats: {} },
    { env, ...options }: { env?: Record<string, string> } & Omit<EmulatorOptions, "port"> = {},
  ): Promise<DeclaredPurchase> {
    const emulator = await startEmulator({
      samples: false,
      ...options,
      modes: { provisioning: "command", ...options.modes },
    });
    for (const customerId of [CUSTOMER, OTHER_CUSTOMER]) emulator.addCustomer({ id: customerId });
    return new DeclaredPurchase(emulator, await TestStack.create(emulator, declares(purchases), { env }));
  }

  /** Puts the settings into the stack's configuration, where a program in this process can read them. */
  async configure(): Promise<void> {
    for (const [variable, value] of Object.entries(this.emulator.env())) {
      const name = variable
        .replace("PARTNERCENTER_", "")
        .toLowerCase()
        .replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
      const key = `partnercenter:${name}`;
      if (name === "clientSecret") await this.stack.stack.setConfig(key, { value, secret: true });
      else await this.stack.setConfig(key, value);
    }
  }

  async end(): Promise<void> {
    this.stack.remove();
    await this.emulator.close();
  }

  /** How many requests of a kind were sent, such as `POST /checkout`. */
  sent(method: string, ending: string): number {
    return this.emulator.requests().filter((r) => r.method === method && r.path.endsWith(ending)).length;
  }

  expectBought(times: number): void {
    const { journal } = this.emulator;
    expect(journal.duplicates(), this.requestLog()).to.deep.equal([]);
    expect(journal.purchases(), this.requestLog()).to.have.length(times);
  }

  /** What was bought: the lines of each order, as quantity, product and SKU. */
  bought(): string[][] {
    return this.emulator.journal
      .purchases()
      .map(({ items }) => items.map(({ offerId, quantity }) => `${quantity} x ${productAndSku(offerId)}`));
  }

  /**
   * A run, and the next one of the unchanged program, are refused for what the customer has: they name it, print the line
   * that says that it is known, and buy nothing more.
   */
  async expectStaysRefused(first: Run, found: string[], bought: string[][] = []): Promise<void> {
    this.expectRefused(first, found, bought);
    this.expectRefused(await this.stack.up(), found, bought);
  }

  expectRefused(run: Run, found: string[], bought: string[][] = []): void {
    expect(run.ok, `${run.output}\n${this.requestLog()}`).to.equal(false);
    const line = /besides: \[([^\]]*)\]/.exec(run.output.replaceAll(/\n\s*/g, " "))?.[1] ?? "no such line";
    for (const id of found) expect(line, run.output).to.contain(`"${id}"`);
    expect(this.bought(), this.requestLog()).to.deep.equal(bought);
  }

  /** Succeeds, and has bought exactly this. */
  expectBoughtAs(run: Run, bought: string[][]): void {
    expect(run.ok, `${run.output}\n${this.requestLog()}`).to.equal(true);
    expect(this.bought(), this.requestLog()).to.deep.equal(bought);
    expect(this.emulator.journal.duplicates()).to.deep.equal([]);
  }

  /** Every request in a line of its own, for the text of a failure. */
  requestLog(): string {
    return this.emulator
      .requests()
      .map(({ at, method, path, status }) => `${at} ${method} ${path} ${status ?? "no answer"}`)
      .join("\n");
  }

  async outputs(kind: "Cart" | "CartCheckout"): Promise<Record<string, unknown>> {
    const found = (await this.stack.resources()).filter((r) => r.type.endsWith(`:${kind}`));
    expect(found).to.have.length(1);
    return found[0]?.outputs ?? {};
  }

  async urn(kind: "Cart" | "CartCheckout"): Promise<string> {
    return (await this.stack.resources()).find((r) => r.type.endsWith(`:${kind}`))?.urn ?? "";
  }
}

function productAndSku(catalogItemId: string): string {
  return catalogItemId.split(":").slice(0, 2).join(":");
}
