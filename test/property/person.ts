import type { EmulatorCore } from "../../emulator";
import type { StackEngine } from "../support/stackEngine";
import {
  cartOf,
  checkoutOf,
  indexOf,
  ITEMS,
  linesOf,
  WRONG_ID,
  type DeclaredPurchase,
} from "./declaredPurchases";
import type { Witness } from "./witness";
import { nameCart } from "./world";

/** What the messages of one run say. */
export interface Said {
  errors: string[];
  lines: string[];
}

/** The ids that a message offers for `besides`. */
export function offeredIds(message: string): string[] {
  const lists = [...message.matchAll(/besides: \[([^\]]*)\]/g)].map(([, list = ""]) => list);
  return lists.flatMap(quotedIds);
}

function quotedIds(list: string): string[] {
  return [...list.matchAll(/"([^"]+)"/g)].map(([, id = ""]) => id);
}

/** A person who does what the messages ask for, and who knows which orders are whose, as people do. */
export class Person {
  constructor(
    private readonly emulator: EmulatorCore,
    private readonly stacks: readonly StackEngine[],
    private readonly witness: Witness,
  ) {}

  /** The messages that are about a purchase. */
  about(purchase: DeclaredPurchase, messages: string[]): string[] {
    const { name, existingCartId } = purchase;
    const stack = this.stackOf(purchase);
    const ids = [
      existingCartId,
      stack.cart(cartOf(purchase))?.cartId,
      stack.state(checkoutOf(purchase))?.cartId,
    ];
    return messages.filter(
      (message) =>
        message.startsWith(`${name} `) ||
        message.startsWith(`${name}:`) ||
        message.startsWith(`lineItems of ${name} `) ||
        ids.some((id) => id !== undefined && message.includes(id)),
    );
  }

  private stackOf({ stack }: DeclaredPurchase): StackEngine {
    return this.stacks[stack]!;
  }

  /** Changes the program, or the state where a message says so, for the next `up`. */
  follow(purchase: DeclaredPurchase, { errors, lines }: Said, ups: number): void {
    const about = this.about(purchase, errors);
    if (about.length === 0 && !purchase.orderIds?.includes(WRONG_ID)) return;
    const says = (text: RegExp) => about.some((error) => text.test(error));
    if (purchase.orderIds?.includes(WRONG_ID)) purchase.orderIds = undefined;

    const offered = [...new Set(about.flatMap(offeredIds))];
    const mine = this.witness.ordersOf(purchase);
    // What a line keeps of what the program names is known already.
    const named = [...(purchase.besides ?? []), ...(purchase.orderIds ?? [])];
    const found = offered.filter((id) => !named.includes(id));
    const isMine = found.some((id) => mine.includes(id)) || (offered.length === 0 && mine.length > 0);
    if (says(/has already/)) {
      if (isMine && says(/is not sent again|not known yet whether/)) this.name(purchase, mine);
      else if (isMine) purchase.adopt = true;
      else purchase.besides = offered;
    }
    if (says(/whether it was ordered isn't clear/)) {
      if (isMine) this.name(purchase, mine);
      else purchase.besides = [...(purchase.besides ?? []), ...offered];
    }
    if (says(/leave out .*which the customer has:/)) {
      if (isMine) this.name(purchase, mine);
      else purchase.besides = offered;
    }
    if (says(/was bought before/)) {
      purchase.adopt = true;
      purchase.besides = purchase.besides?.filter((id) => !mine.includes(id));
    }
    // Both are wanted: the later one comes on top.
    if (says(/say (on \S+ )?what it comes on top of/) && purchase.index > 0) purchase.onTopOf ??= 0;
    if (says(/onOrderErrors: "accept"/) && ups > 3) purchase.options["onOrderErrors"] = "accept";
    const [, oldCart] = /existingCartId: "([^"]+)" puts the old cart back/.exec(about.join()) ?? [];
    if (oldCart) {
      purchase.existingCartId = oldCart;
      const [held] = this.stackOf(purchase).state(checkoutOf(purchase))?.orders ?? [];
      purchase.quantity = held?.lineItems[0]?.quantity || purchase.quantity;
    }
    if (
      says(/existingCartId names cart .*leave (it|existingCartId) out/i) &&
      this.wasNeverBought(purchase.existingCartId)
    ) {
      purchase.existingCartId = undefined;
      return;
    }
    if (says(/declare in lineItems what was bought|let lineItems say what was bought/) && mine.length > 0)
      this.declare(
        purchase,
        mine.flatMap((id) => this.linesOf(id)),
      );
    if (purchase.existingCartId && says(/existingCartId .*can't change .*`pulumi state delete`/)) {
      const cart = this.stackOf(purchase).cart(cartOf(purchase));
      // What took the old cart's place was never bought: an order that a stranger placed is taken for its own.
      if (this.wasNeverBought(cart?.cartId)) this.stackOf(purchase).resources.delete(cartOf(purchase));
      else {
        purchase.existingCartId = undefined;
        this.putBack(purchase);
      }
      return;
    }
    const bought = this.stackOf(purchase).state(checkoutOf(purchase))?.boughtLines ?? [];
    if (says(/so its lineItems can't change any more/)) {
      this.declare(
        purchase,
        bought.map(({ catalogItemId = "", quantity }) => ({ catalogItemId, quantity })),
      );
      return;
    }
    const held = this.stackOf(purchase).cart(cartOf(purchase));
    // A cart that was made elsewhere stays the purchase's when the program names none any more.
    const elsewhere = held?.generation === 0 ? held.cartId : "";
    const existing = this.emulator.cart(purchase.existingCartId ?? elsewhere);
    // What others have put into a cart is not what a person wants.
    const isKnown =
      !itemsOf(existing?.lineItems ?? []).includes(-1) && !(existing?.lineItems ?? []).some(hasOtherReseller);
    const isOurs =
      isKnown &&
      existing?.lineItems.every(({ quantity }) => indexOf(quantity) === indexOf(purchase.quantity));
    const isOther = says(/something else than (was|is) declared, .*correct lineItems/is);
    const differs = isOurs && isOther;
    if (existing && !differs && isOther && ups > 3) this.correct(purchase, existing.id);
    if (existing && (differs || says(/Declare in lineItems what it holds/)))
      this.declare(purchase, existing.lineItems);
    // The message names the latest orders only; the documents tell what to do with older ones.
    const isGone = says(/the cart expired/);
    // What came of its own cart is accepted as it is.
    const [, accepted = ""] =
      /(?:To accept them as they are, set|To leave out what was refused:) `orderIds: \[([^\]]*)\]/.exec(
        about.join(),
      ) ?? [];
    if (accepted) this.name(purchase, quotedIds(accepted));
    const mustName = isGone || (says(/set orderIds to/i) && (!says(/not known yet/) || ups > 3));
    if (mustName && mine.length > 0) this.name(purchase, mine);
    else if (mustName && offered.length > 0 && !isMine) purchase.besides = offered;
    else if (mustName) this.forget(purchase, this.about(purchase, lines));
    if (says(/stays unknown, .*`pulumi state delete`/) && mine.length === 0 && ups > 3)
      this.forget(purchase, this.about(purchase, lines));
    // Why a cart wasn't set right stands in a warning.
    const warned = this.about(purchase, lines).filter((line) => line.includes("came from this cart"));
    const warnedOf = warned.flatMap(offeredIds);
    if (says(/holds something else/) && warnedOf.length > 0 && !warnedOf.some((id) => mine.includes(id)))
      purchase.besides = warnedOf;
    if (says(/none of them came from this cart/) && !isMine) purchase.besides = offered;
    else if (says(/none of them came from this cart/) && isMine && ups > 3) this.name(purchase, mine);
    else if (says(/Put the old \w+ back/)) this.putBack(purchase);
  }

  /** What others have put into a cart is put right, where it was made; where that can't be done, another one is made. */
  private correct(purchase: DeclaredPurchase, cartId: string): void {
    try {
      this.emulator.editCart(cartId, linesOf(purchase));
    } catch {
      nameCart(this.emulator, purchase);
    }
  }

  private wasNeverBought(cartId = ""): boolean {
    return this.emulator.journal.purchases(cartId).length === 0;
  }

  private name(purchase: DeclaredPurchase, orderIds: string[]): void {
    purchase.orderIds = orderIds;
    this.witness.named(purchase);
  }

  /** What looks like its orders is somebody else's: what state holds of it is deleted, and they are named. */
  private forget(purchase: DeclaredPurchase, lines: string[]): void {
    const known = this.emulator
      .orders()
      .filter(({ referenceCustomerId }) => referenceCustomerId === purchase.customerId);
    const { resources } = this.stackOf(purchase);
    resources.delete(checkoutOf(purchase));
    resources.delete(cartOf(purchase));
    purchase.existingCartId = undefined;
    if (purchase.byId) nameCart(this.emulator, purchase);
    const offered = lines.flatMap(offeredIds);
    purchase.besides = offered.length > 0 ? offered : known.map(({ id }) => id);
  }

  /** What is under another name now is forgotten under the old one, where only a person can do that. */
  giveUp(purchases: DeclaredPurchase[], errors: string[]): void {
    const [first] = purchases;
    if (!first) return;
    const declared = purchases.flatMap((purchase) => [cartOf(purchase), checkoutOf(purchase)]);
    const { resources } = this.stackOf(first);
    for (const [key, { outputs }] of resources) {
      const asked = errors.some(
        (error) => error.includes(String(outputs["cartId"])) && error.includes("`pulumi state delete`"),
      );
      if (asked && !declared.includes(key)) resources.delete(key);
    }
  }

  private putBack(purchase: DeclaredPurchase): void {
    this.declare(purchase, this.stackOf(purchase).cart(cartOf(purchase))?.lineItems ?? []);
  }

  private linesOf(orderId: string): { catalogItemId: string; quantity?: number }[] {
    const { lineItems = [] } = this.emulator.order(orderId) ?? {};
    return lineItems.map(({ offerId, quantity }) => ({ catalogItemId: offerId, quantity }));
  }

  private declare(
    purchase: DeclaredPurchase,
    lineItems: { catalogItemId: string; quantity?: number }[],
  ): void {
    const items = itemsOf(lineItems);
    // Nobody declares what a colleague put into a cart by mistake.
    if (items.length === 0 || items.includes(-1)) return;
    purchase.quantity = lineItems[0]?.quantity ?? purchase.quantity;
    purchase.items = items;
  }
}

function hasOtherReseller(line: { catalogItemId: string; participants?: { value: string }[] }): boolean {
  const item = ITEMS.find(({ catalogItemId }) => catalogItemId === line.catalogItemId);
  return item?.participants?.[0]?.value !== line.participants?.[0]?.value;
}

function itemsOf(lineItems: { catalogItemId: string }[]): number[] {
  return lineItems.map(({ catalogItemId }) =>
    ITEMS.findIndex((item) => item.catalogItemId === catalogItemId),
  );
}
