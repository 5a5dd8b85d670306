import { randomUUID } from "node:crypto";
import type { NewCartLine } from "../../emulator";
import type { EmulatorProcess } from "./emulatorProcess";
import type { Scenario } from "./scenario";
import type { ProofCart } from "./verdict";

/** Units in each line of the cart at a position. Alike: nothing but names for people tells two carts' orders apart. */
export function quantityOf(position: number, items: Scenario["items"]): number {
  return items === "alike" ? 5 : 5 + position;
}

/** The lines of a cart: three order groups for carts with an even number, two for the others. */
export function linesOf(
  name: string,
  position: number,
  items: Scenario["items"],
  quantity = quantityOf(position, items),
): (NewCartLine & { quantity: number; billingCycle: string })[] {
  const lines = [
    { catalogItemId: "CFQ7TTC0LH18:0001:CFQ7TTC0K971", billingCycle: "monthly", termDuration: "P1M" },
    { catalogItemId: "CFQ7TTC0LF8R:0002:CFQ7TTC0K5DH", billingCycle: "annual", termDuration: "P1Y" },
    { catalogItemId: "DG7GMGF0DWM3:0002:DG7GMGF0DT1M", billingCycle: "one_time" },
  ];
  const wanted = items === "alike" || position % 2 === 1 ? lines.slice(0, 2) : lines;
  return wanted.map((line, at) => ({ ...line, quantity, friendlyName: `${name} item ${at + 1}` }));
}

/** What a scenario buys. Carts are put into the emulator; of purchases that are declared there is nothing yet. */
export async function wantedCarts(
  emulator: EmulatorProcess,
  { items, customers, carts: count, point, declares }: Scenario,
): Promise<ProofCart[]> {
  const carts: ProofCart[] = [];
  const shared = randomUUID();
  for (let position = 0; position < count; position++) {
    const customerId = customers === "one" ? shared : randomUUID();
    if (point === "refusedThenBought" || point === "replacedThenBought")
      await emulator.addCustomer({ id: customerId, agreementAccepted: false });
    const name = `${declares === "carts" ? "cart" : "purchase"}-${position + 1}`;
    const lines = linesOf(name, position, items);
    carts.push(
      declares === "carts"
        ? await addCart(emulator, name, customerId, lines)
        : { name, customerId, quantity: quantityOf(position, items), groups: groupsOf(lines) },
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
  return { name, customerId, cartId, groups: groupsOf(lineItems) };
}

function groupsOf(lines: readonly unknown[]): string[] {
  return lines.map((_, group) => String(group));
}
