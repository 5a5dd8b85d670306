import type { EmulatorCore } from "../../emulator";
import type { StackEngine } from "../support/stackEngine";
import { cartOf, checkoutOf, quantityOf, WRONG_ID, type DeclaredPurchase } from "./declaredPurchases";
import { ordersOf } from "./evidence";
import type { Change } from "./story";
import type { Witness } from "./witness";
import { nameCart } from "./world";

/** The life whose program is edited. */
export interface EditedLife {
  readonly emulator: EmulatorCore;
  readonly witness: Witness;
  /** By the purchase's index, what a refusal offered for `besides`. */
  readonly offered: ReadonlyMap<number, string[]>;
  stackOf(purchase: DeclaredPurchase): StackEngine;
  cartIdOf(purchase: DeclaredPurchase): string | undefined;
  letGo(): Promise<void>;
  listCompletes(): Promise<void>;
}

export async function edit(life: EditedLife, purchase: DeclaredPurchase, change: Change): Promise<void> {
  await life.letGo();
  if ("seats" in change) purchase.quantity = quantityOf(purchase.index, change.seats);
  else if ("items" in change) purchase.items = change.items;
  else if ("limited" in change) purchase.limited = change.limited;
  else if ("adopt" in change) purchase.adopt = change.adopt || undefined;
  else if ("orderIds" in change) {
    const bought = life.emulator.journal.purchases(life.cartIdOf(purchase) ?? "");
    const all = bought.length > 0 ? bought.map(({ orderId }) => orderId) : undefined;
    const [one] = life.witness.ordersOf(purchase);
    const first = one === undefined ? undefined : [one];
    purchase.orderIds = { first, all, wrong: [WRONG_ID], none: undefined }[change.orderIds];
    // Who names all of them has looked.
    if (all && change.orderIds === "all") life.witness.named(purchase);
  } else if ("options" in change) Object.assign(purchase.options, change.options);
  else if ("besides" in change) {
    const named = life.offered.get(purchase.index);
    const all = ordersOf(life.emulator, purchase.customerId).map(({ id }) => id);
    purchase.besides = { named, all, wrong: [WRONG_ID], none: undefined }[change.besides];
  } else if ("onTopOf" in change) purchase.onTopOf = change.onTopOf;
  else if ("existingCart" in change) {
    purchase.existingCartId = undefined;
    if (change.existingCart) nameCart(life.emulator, purchase);
  } else if ("parent" in change) {
    // What it is called anew is made anew, as with another name.
    await life.listCompletes();
    purchase.life += 1;
    purchase.parent = change.parent;
  } else await rename(life, purchase, change.rename);
}

async function rename(
  life: EditedLife,
  purchase: DeclaredPurchase,
  way: "plain" | "adopt" | "besides" | "alias",
): Promise<void> {
  const before = { ...purchase };
  purchase.name = `${purchase.name}x`;
  if (way === "alias") {
    const stack = life.stackOf(purchase);
    stack.rename(cartOf(before), cartOf(purchase));
    stack.rename(checkoutOf(before), checkoutOf(purchase));
    return;
  }
  await life.listCompletes();
  purchase.life += 1;
  purchase.adopt = way === "adopt" || undefined;
  // What its own cart became is nothing that it comes on top of.
  const own = purchase.byId ? life.emulator.journal.purchases(purchase.existingCartId) : [];
  const ids = ordersOf(life.emulator, purchase.customerId)
    .map(({ id }) => id)
    .filter((id) => own.every(({ orderId }) => orderId !== id));
  purchase.besides = way === "besides" && ids.length > 0 ? ids : undefined;
  purchase.orderIds = undefined;
  if (!purchase.byId) purchase.existingCartId = undefined;
}
