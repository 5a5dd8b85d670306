import { randomUUID } from "node:crypto";
import type { NewCartLine } from "../emulator";
import type { EmulatorProcess } from "./emulatorProcess";
import type { Scenario } from "./scenario";
import type { ProofCart } from "./verdict";

/** The lines of a cart: three order groups for carts with an even number, two for the others. */
export function linesOf(name: string, position: number, items: Scenario["items"]): NewCartLine[] {
  // Alike: Partner Center's list shows nothing that tells the orders of two carts apart but names for people.
  const quantity = items === "alike" ? 5 : 5 + position;
  const lines: NewCartLine[] = [
    { catalogItemId: "CFQ7TTC0LH18:0001:CFQ7TTC0K971", billingCycle: "monthly", termDuration: "P1M" },
    { catalogItemId: "CFQ7TTC0LF8R:0002:CFQ7TTC0K5DH", billingCycle: "annual", termDuration: "P1Y" },
    { catalogItemId: "DG7GMGF0DWM3:0002:DG7GMGF0DT1M", billingCycle: "one_time" },
  ];
  const wanted = items === "alike" || position % 2 === 1 ? lines.slice(0, 2) : lines;
  return wanted.map((line, at) => ({ ...line, quantity, friendlyName: `${name} item ${at + 1}` }));
}

/** Puts the carts of a scenario into the emulator. */
export async function addCarts(
  emulator: EmulatorProcess,
  { items, customers, carts: count, point }: Scenario,
): Promise<ProofCart[]> {
  const carts: ProofCart[] = [];
  const shared = randomUUID();
  for (let position = 0; position < count; position++) {
    const customerId = customers === "one" ? shared : randomUUID();
    if (point === "refusedThenBought")
      await emulator.addCustomer({ id: customerId, agreementAccepted: false });
    carts.push(
      await addCart(
        emulator,
        `cart-${position + 1}`,
        customerId,
        linesOf(`cart-${position + 1}`, position, items),
      ),
    );
  }
  return carts;
}

/** Adds one cart. Each of its lines is billed differently, so that each becomes an order group of its own. */
export async function addCart(
  emulator: EmulatorProcess,
  name: string,
  customerId: string,
  lineItems: NewCartLine[],
): Promise<ProofCart> {
  const { cartId } = await emulator.addCart({ customerId, lineItems });
  return { name, customerId, cartId, groups: lineItems.map((_, group) => String(group)) };
}
