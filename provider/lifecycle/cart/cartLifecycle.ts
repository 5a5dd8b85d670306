import type { Context } from "../core/context";
import { isKnown } from "../core/declaredPurchase";
import { checkoutId } from "../core/ids";
import { isSameLine, withAddons } from "../core/items";
import {
  refusable,
  Refusal,
  type Asked,
  type Change,
  type CheckResult,
  type Deleted,
  type Properties,
  type Refused,
  type ResourceLifecycle,
  type Settled,
} from "../core/lifecycle";
import { refuseNewerState, refuseOtherPartner } from "../core/storedState";
import { twiceInProgram } from "../orders/alreadyOrderedMessages";
import { compactCartState } from "./compaction";
import { makeCart, adoptCart } from "./create";
import { deleteCart } from "./delete";
import { diffCart, editedKeys } from "./diff";
import { checkCartInputs, declaredCart, ORDERS_NAMED, type CartInputs, type DeclaredCart } from "./inputs";
import * as messages from "./messages";
import { CartPreview } from "./preview";
import { readCart, readForeignCart } from "./read";
import { orderedAs } from "./replacement";
import { CART_SCHEMA_VERSION, freshCart, parseCartState, type CartState } from "./state";
import { updateCart } from "./update";

/**
 * The life of a cart. A cart buys nothing, but a second one of the same purchase would: so none is made while the
 * customer's orders speak against it, or can't be read.
 */
export class CartLifecycle implements ResourceLifecycle<CartInputs, CartState> {
  private readonly preview: CartPreview;

  constructor(private readonly context: Context) {
    this.preview = new CartPreview(context);
  }

  async check(olds: Properties, news: Properties, asked: Asked = {}): Promise<CheckResult> {
    const { limits, previewChecks } = this.context.rules();
    const { inputs, failures } = checkCartInputs(olds, news, limits);
    const declared = declaredCart(inputs);
    if (failures.length > 0 || !isKnown(declared, ORDERS_NAMED)) return { inputs, failures };
    const reason = this.boughtTwice(declaredCart(olds), declared, asked);
    const isNew = olds["lineItems"] === undefined;
    if (reason !== undefined) failures.push({ property: "lineItems", reason });
    else if (isNew && asked.inPreview && previewChecks) failures.push(...(await this.preview.of(declared)));
    return { inputs, failures };
  }

  /** Why the program would buy a line of this cart twice; undefined where it doesn't, or nothing of both is new. */
  private boughtTwice(
    old: DeclaredCart,
    declared: DeclaredCart,
    { resourceKey, alikeCart }: Asked,
  ): string | undefined {
    const { seed, customerId = "", lineItems = [], besides, unknown } = declared;
    const name = messages.resourceName(seed);
    const lines = withAddons(lineItems);
    const before = withAddons(old.lineItems ?? []);
    const wantsMore = lines.some((line) => !before.some((one) => isSameLine(one, line)));
    const comesOnTop = ORDERS_NAMED.some((name) => unknown.has(name)) || besides.length > 0;
    const cart = { name, resource: seed, isNew: wantsMore, customerId, lines, comesOnTop };
    const other = this.context.memory.declareCart(resourceKey ?? seed, cart);
    // Of what isn't among the targets of a run, the program alone knows.
    const isAlike = alikeCart !== undefined && wantsMore && !comesOnTop;
    if (!other) return isAlike ? twiceInProgram(name, alikeCart, customerId) : undefined;
    return wantsMore
      ? twiceInProgram(name, other.name, customerId)
      : twiceInProgram(other.name, name, customerId, other);
  }

  diff(id: string, olds: Properties, news: Properties): Promise<Change | Refused> {
    return refusable(async () => {
      const state = this.parsed(olds, id);
      const declared = declaredCart(news);
      this.declare(state, declared);
      const change = diffCart(state, declared, this.context.partner(), this.context.now());
      const edited = editedKeys(state, declared);
      const changed = [...change.replaces, ...edited];
      const orders =
        changed.length > 0
          ? await orderedAs(this.context, state, declared, change.replaces.length > 0)
          : undefined;
      if (orders) throw new Refusal(messages.boughtCartStays(state, changed, orders, declared.besides));
      if (edited.includes("lineItems") && this.context.rules().previewChecks)
        this.preview.tell(declared, "updated");
      return change;
    });
  }

  create(news: Properties): Promise<Settled<CartState> | Refused> {
    return refusable(async () => {
      const declared = declaredCart(news);
      const { existingCartId } = declared;
      const partnerCenter = this.context.partnerCenter();
      const state = freshCart(declared, partnerCenter.partner);
      const made =
        existingCartId === undefined
          ? await makeCart(this.context, partnerCenter, state, declared)
          : await adoptCart(
              this.context,
              partnerCenter,
              { ...state, cartId: existingCartId, generation: 0 },
              declared,
            );
      this.declare(made, declared);
      return settled(checkoutId(made.customerId, made.cartId), made);
    });
  }

  update(id: string, olds: Properties, news: Properties): Promise<Settled<CartState> | Refused> {
    return refusable(async () => {
      const declared = declaredCart(news);
      const old = this.parsed(olds, id);
      const state = await updateCart(this.context, this.context.partnerCenter(), old, declared);
      this.declare(state, declared);
      return settled(id, state);
    });
  }

  read(id: string, stored: Properties) {
    return refusable(async () => {
      const partnerCenter = this.context.partnerCenter();
      const state = this.parsed(stored, id);
      refuseOtherPartner(state, partnerCenter.partner);
      const known = { ...state, partner: partnerCenter.partner };
      if (stored["lineItems"] !== undefined || stored["status"] !== undefined)
        return { id, state: await readCart(this.context, partnerCenter, known), problems: [] };
      const read = await readForeignCart(this.context, partnerCenter, id, known);
      return { id, state: read, inputs: inputsOf(read), problems: [] };
    });
  }

  delete(id: string, stored: Properties): Promise<Deleted | Refused> {
    return refusable(async () => {
      const state = this.parsed(stored, id);
      refuseOtherPartner(state, this.context.partner());
      await deleteCart(this.context, state);
      return { deleted: true };
    });
  }

  compact(state: CartState, mostBytes: number): CartState {
    return compactCartState(state, mostBytes);
  }

  /** A checkout of this cart is held against what the program says of it now. */
  private declare(state: CartState, { lineItems = [] }: DeclaredCart): void {
    if (lineItems.length === 0) return;
    const { customerId, cartId, seed, repeated } = state;
    this.context.memory.declareLineItems(checkoutId(customerId, cartId), seed, lineItems, repeated);
  }

  private parsed(stored: Properties, id: string): CartState {
    refuseNewerState(stored, CART_SCHEMA_VERSION, `The cart ${id}`);
    return parseCartState(stored, id);
  }
}

/** While the cart must not be checked out it has problems: it exists, and the next run may correct it. */
function settled(id: string, state: CartState): Settled<CartState> {
  return { id, state, problems: messages.cartTroubles(state) };
}

function inputsOf({ customerId, lineItems, cartId, seed }: CartState): CartInputs {
  return { customerId, lineItems, existingCartId: cartId, seed };
}
