import { expect } from "chai";
import { startEmulator, type Emulator, type EmulatorOptions, type NewCartLine } from "../../emulator";
import { CartCheckout, type CartCheckoutArgs } from "../../provider";
import { TestStack } from "./stack";

export const LICENCE: NewCartLine = {
  catalogItemId: "CFQ7TTC0E101:0001:CFQ7TTC0E1A1",
  billingCycle: "monthly",
};
export const SOFTWARE: NewCartLine = {
  catalogItemId: "DG7GMGF0DWM3:0002:DG7GMGF0DT1M",
  billingCycle: "one_time",
};

export interface CartIds {
  customerId: string;
  cartId: string;
}

/** A program that declares one checkout, which doesn't wait unless it is told to. */
export function buys(ids: CartIds, args: Partial<CartCheckoutArgs> = {}, name = "licences") {
  return async () => {
    const checkout = new CartCheckout(name, { ...ids, waitForProvisioning: false, ...args });
    return {
      status: checkout.status,
      orderIds: checkout.orderIds,
      subscriptionIds: checkout.subscriptionIds,
    };
  };
}

/** An emulator and a stack that both end with the test. */
export class Purchase {
  private constructor(
    readonly emulator: Emulator,
    readonly stack: TestStack,
    readonly ids: CartIds,
  ) {}

  static async start(
    options: {
      lineItems?: NewCartLine[];
      args?: Partial<CartCheckoutArgs>;
      env?: Record<string, string>;
      asUsed?: boolean;
    } & Omit<EmulatorOptions, "port"> = {},
  ): Promise<Purchase> {
    const { lineItems = [LICENCE], args, env, asUsed, modes, ...emulatorOptions } = options;
    const emulator = await startEmulator({
      ...emulatorOptions,
      modes: { provisioning: "command", ...modes },
    });
    const ids = emulator.addCart({ lineItems });
    return new Purchase(emulator, await TestStack.create(emulator, buys(ids, args), { env, asUsed }), ids);
  }

  async end(): Promise<void> {
    this.stack.remove();
    await this.emulator.close();
  }

  /** How many checkouts were sent. */
  checkoutsSent(): number {
    return this.emulator.requests().filter((r) => r.method === "POST" && r.path.endsWith("/checkout")).length;
  }

  requestIdsSent(): string[] {
    const sent = this.emulator.requests().filter((r) => r.method === "POST" && r.path.endsWith("/checkout"));
    return [...new Set(sent.map((r) => String(r.requestId)))];
  }

  /** The outputs of the only checkout in state. */
  async outputs(): Promise<Record<string, unknown>> {
    const checkouts = await this.stack.checkouts();
    expect(checkouts).to.have.length(1);
    return checkouts[0]?.outputs ?? {};
  }

  /** Bought exactly once, and every order of it is in state. */
  async expectBoughtOnce(orders = 1): Promise<void> {
    expect(this.emulator.journal.duplicates()).to.deep.equal([]);
    const bought = this.emulator.journal.purchases(this.ids.cartId).map((p) => p.orderId);
    expect(bought).to.have.length(orders);
    expect((await this.outputs())["orderIds"]).to.have.members(bought);
  }
}
