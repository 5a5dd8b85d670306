import { PartnerCenterError } from "../../client/errors";
import type { PartnerCenter } from "../../client/partnerCenter";
import type { CartRequest } from "../../client/schemas";
import { compactCartState } from "./compaction";
import { cartDeviations } from "../core/cartDifferences";
import { diffCart, editedKeys } from "./diff";
import { cartEnd, ordersSinceMade } from "./end";
import { twiceInProgram } from "../orders/alreadyOrderedMessages";
import { cartRequest, checkCartInputs, type CartInputs } from "./inputs";
import { isSameLine, withAddons } from "../core/items";
import { declaredLines } from "../core/lineItems";
import { lookAtCart, PREVIEW_LOOK_MS } from "../core/observedCart";
import { CALL_MS, compared, makeCart, refuseBought, takeCartOver } from "./create";
import * as messages from "./messages";
import { CartPreview } from "./preview";
import { readCart, readForeignCart } from "./read";
import { CART_SCHEMA_VERSION, parseCartState, withCart, type CartState } from "./state";
import { refuseOtherPartner, refuseNewerState } from "../core/storedState";
import { besidesOf, isAdopting } from "../core/purchaseInputs";
import { checkoutId, normaliseId } from "../core/ids";
import type { Context } from "../core/context";
import { customerPurchases } from "../orders/customerPurchases";
import { isSame } from "../core/json";
import { storedText } from "../core/storedValues";
import {
  holdsUnknown,
  refusable,
  Refusal,
  type Asked,
  type Change,
  type CheckResult,
  type Deleted,
  type Refused,
  type ResourceLifecycle,
  type Settled,
} from "../core/lifecycle";
import type { OrderState } from "../orders/order";

type Properties = Record<string, unknown>;

/** One update: the cart before it, the cart as it is to be, and what the program says. */
interface CartUpdate {
  old: CartState;
  state: CartState;
  news: Properties;
  request: CartRequest;
  edited: string[];
}

/**
 * The life of a cart. A cart buys nothing, but a second one of the same purchase would: so none is made while the
 * customer's orders, or the lack of a look at them, speak against it.
 */
export class CartLifecycle implements ResourceLifecycle<CartInputs, CartState> {
  private readonly preview: CartPreview;

  constructor(private readonly context: Context) {
    this.preview = new CartPreview(context);
  }

  async check(olds: Properties, news: Properties, asked: Asked = {}): Promise<CheckResult> {
    const { limits, previewChecks } = this.context.rules();
    const { inputs, failures } = checkCartInputs(olds, news, limits);
    const { besides, ...rest } = inputs;
    if (failures.length > 0 || holdsUnknown(rest)) return { inputs, failures };
    const isNew = olds["lineItems"] === undefined;
    const name = messages.resourceName(seedOf(inputs));
    const customerId = String(inputs["customerId"]);
    const lines = withAddons(declaredLines(inputs["lineItems"]));
    const before = withAddons(declaredLines(olds["lineItems"]));
    const wantsMore = lines.some((line) => !before.some((old) => isSameLine(old, line)));
    const other = this.context.memory.declareCart(asked.resourceKey ?? seedOf(inputs), {
      name,
      seed: seedOf(inputs),
      isNew: wantsMore,
      customerId,
      lines,
      comesOnTop: holdsUnknown(besides) || besidesOf(inputs).length > 0,
    });
    const reason =
      other &&
      (wantsMore
        ? twiceInProgram(name, other.name, customerId)
        : twiceInProgram(other.name, name, customerId, other));
    if (reason !== undefined) failures.push({ property: "lineItems", reason });
    else if (isNew && asked.inPreview && previewChecks) failures.push(...(await this.preview.of(inputs)));
    return { inputs, failures };
  }

  diff(id: string, olds: Properties, news: Properties): Promise<Change | Refused> {
    return refusable(async () => {
      const state = this.parsed(olds, id);
      this.declare(state, news);
      const change = diffCart(state, news, this.context.partner(), this.context.now());
      const edited = editedKeys(state, news);
      if (edited.length > 0 && (await this.wasOrdered(state)))
        throw new Refusal(messages.boughtCartStays(state, edited, []));
      if (edited.includes("lineItems") && this.context.rules().previewChecks)
        this.preview.tell(news, "updated");
      return change;
    });
  }

  /**
   * State learns with the next refresh that a cart was ordered, and an edit of it is to be refused in the preview
   * already. What can't be looked at now is for the update to find out.
   */
  private async wasOrdered(state: CartState): Promise<boolean> {
    try {
      if (!this.context.rules().previewChecks) return false;
      const look = await lookAtCart(
        this.context.partnerCenter(),
        state,
        this.context.now() + PREVIEW_LOOK_MS,
      );
      return look.kind === "ordered";
    } catch {
      return false;
    }
  }

  create(news: Properties): Promise<Settled<CartState> | Refused> {
    return refusable(async () => {
      const partnerCenter = this.context.partnerCenter();
      const state = freshState(news, partnerCenter);
      const existing = news["existingCartId"];
      const taken = () => ({ ...state, cartId: normaliseId(String(existing)), generation: 0 });
      const made =
        typeof existing === "string"
          ? await takeCartOver(this.context, partnerCenter, taken(), news)
          : await makeCart(this.context, partnerCenter, state, news);
      this.declare(made, news);
      return settled(checkoutId(made.customerId, made.cartId), made);
    });
  }

  update(id: string, olds: Properties, news: Properties): Promise<Settled<CartState> | Refused> {
    return refusable(async () => settled(id, await this.updated(id, olds, news)));
  }

  private async updated(id: string, olds: Properties, news: Properties): Promise<CartState> {
    const partnerCenter = this.context.partnerCenter();
    const old = this.parsed(olds, id);
    const { replaces } = diffCart(old, news, partnerCenter.partner, this.context.now());
    if (replaces.length > 0) throw new Refusal(messages.anotherCart(old, replaces));
    const state: CartState = {
      ...old,
      ...declared(news),
      // What was adopted once stays older than its cart, whatever the program says later.
      adopt: old.adopt ?? declared(news).adopt,
      partner: partnerCenter.partner,
    };
    const update = { old, state, news, request: cartRequest(news), edited: editedKeys(old, news) };
    const look = await lookAtCart(partnerCenter, old, this.context.now() + CALL_MS);
    if (look.kind === "failed") throw look.error;
    if (look.kind === "gone") return this.afterItsEnd(partnerCenter, update);
    if (look.kind === "ordered") {
      if (update.edited.length > 0) throw new Refusal(messages.boughtCartStays(old, update.edited, []));
      return { ...withCart(state, look.cart), deviations: [] };
    }
    const { grave } = cartDeviations(update.request, look.cart);
    const orders = await this.ordersOfIt(partnerCenter, update);
    if (orders.length > 0) {
      const isToChange = update.edited.length > 0 || grave.length > 0;
      if (isToChange) throw new Refusal(messages.partlyOrdered(old, orders, besidesOf(news)));
      this.context.warn(`warning: ${messages.partlyOrdered(old, orders, besidesOf(news))}`);
      return withCart(state, look.cart);
    }
    const seen = withCart(state, look.cart);
    // What somebody else put together stays as it is until the program says otherwise.
    const same = isSame(state.lineItems, old.lineItems);
    if (old.generation === 0 && same && grave.length > 0) return { ...seen, deviations: grave };
    // What the cart is to hold from now on may have been bought by another one.
    if (update.edited.length > 0) await refuseBought(this.context, partnerCenter, state, news);
    // Setting the same lines again lets the service judge lines anew that it had refused.
    const { value } = await partnerCenter.updateCart(state.customerId, state.cartId, update.request, {
      deadline: this.context.now() + CALL_MS,
    });
    return compared(this.context, withCart(state, value), update.request, value);
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
    return refusable(() => {
      const state = this.parsed(stored, id);
      refuseOtherPartner(state, this.context.partner());
      this.context.info(messages.forgotten(state));
      return { deleted: true };
    });
  }

  /** A checkout of this cart is held against what the program says of it now. */
  private declare({ customerId, cartId, seed }: CartState, news: Properties): void {
    const lineItems = declaredLines(news["lineItems"]);
    if (lineItems.length === 0) return;
    this.context.memory.declareLineItems(checkoutId(customerId, cartId), seed, lineItems);
  }

  private parsed(stored: Properties, id: string): CartState {
    refuseNewerState(stored, CART_SCHEMA_VERSION, `The cart ${id}`);
    return parseCartState(stored, id);
  }

  compact(state: CartState, mostBytes: number): CartState {
    return compactCartState(state, mostBytes);
  }

  /** Orders that an open cart can have become in part: Partner Center might forget them when its lines are set anew. */
  private async ordersOfIt(partnerCenter: PartnerCenter, { old, news }: CartUpdate): Promise<OrderState[]> {
    // A cart with troubles never got as far as a checkout that takes older orders over.
    const adopted = old.adopt === true && messages.cartTroubles(old).length === 0;
    try {
      const { orders, incomplete } = await customerPurchases(this.context, partnerCenter, old.customerId);
      return ordersSinceMade(old, [...orders, ...incomplete], adopted, besidesOf(news));
    } catch (error) {
      if (error instanceof PartnerCenterError)
        throw new Refusal(messages.partCannotBeTold(old, error.message));
      throw error;
    }
  }

  /** The cart is gone. Only when it was certainly not ordered does another one take its place. */
  private async afterItsEnd(
    partnerCenter: PartnerCenter,
    { old, state, news, edited }: CartUpdate,
  ): Promise<CartState> {
    const end = await cartEnd(this.context, partnerCenter, old, besidesOf(news));
    if (end.kind === "unsure") throw new Refusal(messages.endUnsure(old, end.readyAt));
    if (end.kind === "ordered") {
      if (edited.length > 0) throw new Refusal(messages.boughtCartStays(old, edited, end.orders));
      this.context.info(messages.foundOrdered(old, end.orders, besidesOf(news)));
      return { ...state, status: "ordered", deviations: [] };
    }
    if (typeof news["existingCartId"] === "string") throw new Refusal(messages.existingExpired(old));
    const next = { ...state, generation: old.generation + 1 };
    const made = await makeCart(this.context, partnerCenter, next, news);
    this.declare(made, news);
    this.context.info(messages.madeAnew(made, old.cartId));
    return made;
  }
}

/** While the cart must not be checked out it has problems: it exists, and the next run may correct it. */
function settled(id: string, state: CartState): Settled<CartState> {
  return { id, state, problems: messages.cartTroubles(state) };
}

function declared(news: Properties) {
  const { lineItems, partnerOnRecordAttestationAccepted } = cartRequest(news);
  const adopt = isAdopting(news) ? true : undefined;
  return {
    lineItems: lineItems.map(({ id: _, ...line }) => line),
    partnerOnRecordAttestationAccepted,
    adopt,
  };
}

function freshState(news: Properties, { partner }: PartnerCenter): CartState {
  return {
    customerId: normaliseId(String(news["customerId"])),
    cartId: "",
    partner,
    schemaVersion: CART_SCHEMA_VERSION,
    status: "active",
    ...declared(news),
    lines: [],
    seed: seedOf(news),
    generation: 1,
    deviations: [],
  };
}

function seedOf(inputs: Properties): string {
  return storedText(inputs["seed"]) ?? "";
}

function inputsOf({ customerId, lineItems, cartId, seed }: CartState): CartInputs {
  return { customerId, lineItems, existingCartId: cartId, seed };
}
