import { expect } from "chai";
import { startEmulator, type Emulator, type EmulatorOptions } from "../../emulator";
import { Purchase, type PurchaseArgs } from "../../provider";
import { TestStack } from "./stack";

export const DAY_MS = 24 * 60 * 60 * 1000;
export const CUSTOMER = "7c3a91d2-4e58-4b06-a1c7-93f2e5d80b64";
export const OTHER_CUSTOMER = "94cd6638-11b6-4323-8c9f-6ae3088adc59";
export const SEATS = {
  catalogItemId: "CFQ7TTC0LF8S:0001:CFQ7TTC0N81H",
  quantity: 25,
  billingCycle: "monthly",
  termDuration: "P1M",
} as const;

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
    return new DeclaredPurchase(emulator, await TestStack.create(emulator, declares(purchases), env));
  }

  /** Puts the settings into the stack's configuration, where a program in this process can read them. */
  async configure(): Promise<void> {
    for (const [variable, value] of Object.entries(this.emulator.env())) {
      const name = variable
        .replace("PARTNERCENTER_", "")
        .toLowerCase()
        .replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
      await this.stack.stack.setConfig(`partnercenter:${name}`, { value, secret: name === "clientSecret" });
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
