import { PartnerCenterError } from "../client/errors";
import type { PartnerCenter } from "../client/partnerCenter";
import type { CartRequest } from "../client/schemas";
import { cartDeviations } from "./cartDeviations";
import { diffCart } from "./cartDiff";
import { cartEnd, type CartEnd } from "./cartEnd";
import { cartRequest, checkCartInputs, withAddons, type CartInputs } from "./cartInputs";
import { lookAtCart, type CartLook } from "./cartLook";
import * as messages from "./cartMessages";
import { CART_SCHEMA_VERSION, parseCartState, withCart, type CartState } from "./cartState";
import { compactCartState } from "./cartCompaction";
import { announceCart, readCart } from "./cartReads";
import { refuseOtherPartner } from "./checkoutDiff";
import type { CheckoutSurroundings } from "./checkoutSurroundings";
import { isSame, normaliseId } from "./inputChecks";
import { holdsUnknown, InitFailure, Refusal, type CheckResult, type Lifecycle } from "./lifecycle";
import { orderState } from "./orderState";
import { cartRequestIds } from "./requestIds";
import { ordersOfSameItems } from "./sameItems";

const CALL_MS = 3 * 60 * 1000;
const RECENT_MS = 30 * 24 * 60 * 60 * 1000;
/** A cart older than this was not made by the call that returned it. */
const JUST_MADE_MS = 10 * 60 * 1000;
const MOST_GENERATIONS = 20;

/**
 * The life of a cart. A cart buys nothing, but a second one of the same purchase would: so none is made while the
 * customer's orders, or the lack of a look at them, speak against it.
 */
export class CartLifecycle implements Lifecycle<CartInputs, CartState> {
  constructor(private readonly around: CheckoutSurroundings) {}

  check(olds: Record<string, unknown>, news: Record<string, unknown>): CheckResult {
    const { previewChecks, ...declared } = news;
    const { limits, previewChecks: wanted } = this.around.rules();
    const { inputs, failures } = checkCartInputs(olds, declared, limits);
    if (failures.length === 0 && olds["lineItems"] === undefined && !holdsUnknown(inputs)) {
      const other =
        inputs["allowDuplicate"] !== true &&
        this.around.memory.declareItems(purchaseKey(inputs), seedOf(inputs));
      if (other)
        failures.push({ property: "lineItems", reason: messages.twiceInProgram(seedOf(inputs), other) });
      else if (previewChecks === true && wanted) announceCart(this.around, inputs);
    }
    return { inputs, failures };
  }

  diff(id: string, olds: Record<string, unknown>, news: Record<string, unknown>) {
    return diffCart(parseCartState(olds, id), news, this.around.partner(), this.around.now());
  }

  async create(news: Record<string, unknown>): Promise<{ id: string; state: CartState }> {
    const partnerCenter = this.around.partnerCenter();
    const state = freshState(news, partnerCenter);
    const existing = news["existingCartId"];
    const made =
      typeof existing === "string"
        ? await this.takenOver(partnerCenter, { ...state, cartId: normaliseId(existing), generation: 0 })
        : await this.made(partnerCenter, state, news);
    const id = `${made.customerId}/${made.cartId}`;
    return { id, state: sound(id, made) };
  }

  async update(id: string, olds: Record<string, unknown>, news: Record<string, unknown>) {
    const partnerCenter = this.around.partnerCenter();
    const old = parseCartState(olds, id);
    if (diffCart(old, news, partnerCenter.partner, this.around.now()).replaces.length > 0)
      throw new Refusal(
        `Another customer or cart is another resource; this one stays with cart ${old.cartId}.`,
      );
    const request = cartRequest(news);
    const state = { ...old, ...declared(news), partner: partnerCenter.partner };
    const look = await lookAtCart(partnerCenter, old, this.around.now() + CALL_MS);
    return { state: sound(id, await this.updated(partnerCenter, { old, state, look, request }, news)) };
  }

  async read(id: string, stored: Record<string, unknown>) {
    const partnerCenter = this.around.partnerCenter();
    const state = parseCartState(stored, id);
    refuseOtherPartner(state, partnerCenter.partner);
    const known = { ...state, partner: partnerCenter.partner };
    const read = await readCart(this.around, partnerCenter, known);
    const managed = stored["lineItems"] !== undefined;
    return managed ? { id, state: read } : { id, state: read, inputs: inputsOf(read) };
  }

  delete(id: string, stored: Record<string, unknown>): Promise<void> {
    const state = parseCartState(stored, id);
    refuseOtherPartner(state, this.around.partner());
    this.around.info(messages.forgotten(state));
    return Promise.resolve();
  }

  compact(state: CartState, mostBytes: number): CartState {
    return compactCartState(state, mostBytes);
  }

  private async updated(
    partnerCenter: PartnerCenter,
    { old, state, look, request }: { old: CartState; state: CartState; look: CartLook; request: CartRequest },
    news: Record<string, unknown>,
  ): Promise<CartState> {
    const edited = !isSame(state.lineItems, old.lineItems);
    if (look.kind === "failed") throw look.error;
    if (look.kind === "gone") return this.afterItsEnd(partnerCenter, old, state, news);
    if (look.kind === "ordered") {
      if (edited) throw new Refusal(messages.boughtCartStays(old, []));
      return withCart({ ...state, deviations: [] }, look.cart);
    }
    // Setting the same lines again lets the service judge lines anew that it had refused.
    const options = { deadline: this.around.now() + CALL_MS };
    const { value } = await partnerCenter.updateCart(state.customerId, state.cartId, request, options);
    return this.compared(withCart(state, value), request, value);
  }

  /** The cart is gone. Only when it was certainly not ordered does another one take its place. */
  private async afterItsEnd(
    partnerCenter: PartnerCenter,
    old: CartState,
    state: CartState,
    news: Record<string, unknown>,
  ): Promise<CartState> {
    const edited = !isSame(state.lineItems, old.lineItems);
    const end: CartEnd =
      old.status === "ordered"
        ? { kind: "ordered", orders: [] }
        : await cartEnd(partnerCenter, old, this.around.now());
    if (end.kind === "unsure") throw new Refusal(messages.endUnsure(old, end.readyAt));
    if (end.kind === "ordered") {
      if (edited) throw new Refusal(messages.boughtCartStays(old, end.orders));
      this.around.info(messages.foundOrdered(old, end.orders));
      return { ...state, status: "ordered", deviations: [] };
    }
    const made = await this.made(partnerCenter, { ...state, generation: old.generation + 1 }, news);
    this.around.info(messages.madeAnew(made, old.cartId));
    return made;
  }

  private async takenOver(partnerCenter: PartnerCenter, state: CartState): Promise<CartState> {
    const look = await lookAtCart(partnerCenter, state, this.around.now() + CALL_MS);
    if (look.kind === "failed") throw look.error;
    // The cart of a purchase that was made long ago: its orders are what is left of it.
    const end = look.kind === "gone" ? await cartEnd(partnerCenter, state, this.around.now()) : undefined;
    if (end?.kind === "ordered") {
      this.around.info(messages.foundOrdered(state, end.orders));
      return { ...state, status: "ordered" };
    }
    if (look.kind === "gone")
      throw new Refusal(
        `existingCartId names cart ${state.cartId}, which Partner Center does not know: the id is wrong, or the cart ` +
          `expired (7 days after it was made). ${look.error.message}`,
      );
    return this.compared(withCart(state, look.cart), { lineItems: state.lineItems }, look.cart);
  }

  /** Makes the cart. A cart that this resource had made before, and that was ordered, is a purchase, not a new cart. */
  private async made(
    partnerCenter: PartnerCenter,
    state: CartState,
    news: Record<string, unknown>,
  ): Promise<CartState> {
    if (news["allowDuplicate"] !== true) await this.refuseBought(partnerCenter, state, news);
    const request = cartRequest(news);
    for (let generation = state.generation; generation < state.generation + MOST_GENERATIONS; generation++) {
      const ids = cartRequestIds(state.seed, state.customerId, generation, JSON.stringify(request));
      const deadline = this.around.now() + CALL_MS;
      const { value, meta } = await partnerCenter.createCart({
        customerId: state.customerId,
        cart: request,
        deadline,
        ...ids,
      });
      const made = withCart({ ...state, generation }, value);
      const age = (meta.serverTime ?? this.around.now()) - Date.parse(made.createdAt ?? "");
      const again = made.status === "ordered" || age > JUST_MADE_MS;
      if (!again || (made.status === "ordered" && news["adopt"] === true))
        return this.compared(made, request, value);
      if (made.status === "ordered" && news["allowDuplicate"] !== true)
        throw new Refusal(messages.madeAndOrdered(made));
      // An older cart that was never ordered can be used as well as any, unless its days are over.
      const expires = Date.parse(made.expiresAt ?? "");
      if (made.status === "active" && !(expires <= this.around.now()))
        return this.compared(made, request, value);
    }
    throw new Refusal(
      `Partner Center goes on returning old carts for ${messages.resourceName(state.seed)}; none was made.`,
    );
  }

  private async refuseBought(
    partnerCenter: PartnerCenter,
    state: CartState,
    news: Record<string, unknown>,
  ): Promise<void> {
    const since = this.around.now() - RECENT_MS;
    try {
      const { value } = await partnerCenter.listOrders(state.customerId);
      const orders = ordersOfSameItems(withAddons(state.lineItems), value.map(orderState), since);
      // With `adopt` the checkout takes them over, or refuses where that can't be told.
      if (orders.length > 0 && news["adopt"] !== true)
        throw new Refusal(messages.boughtLately(state.seed, state.customerId, orders));
    } catch (error) {
      if (error instanceof PartnerCenterError)
        throw new Refusal(messages.lookFailed(state.seed, state.customerId, error.message));
      throw error;
    }
  }

  private compared(
    state: CartState,
    request: CartRequest,
    cart: Parameters<typeof cartDeviations>[1],
  ): CartState {
    const { grave, light } = cartDeviations(request, cart);
    if (light.length > 0) this.around.warn(messages.changedDetails(state, light));
    return { ...state, deviations: grave };
  }
}

/** The state, or an InitFailure while the cart must not be checked out: it exists, and the next run may correct it. */
function sound(id: string, state: CartState): CartState {
  const troubles = messages.cartTroubles(state);
  if (troubles.length > 0) throw new InitFailure(id, state, troubles);
  return state;
}

function declared(news: Record<string, unknown>) {
  const { lineItems, partnerOnRecordAttestationAccepted } = cartRequest(news);
  const adopt = news["adopt"] === true ? true : undefined;
  return {
    lineItems: lineItems.map(({ id: _, ...line }) => line),
    partnerOnRecordAttestationAccepted,
    adopt,
  };
}

function freshState(news: Record<string, unknown>, { partner }: PartnerCenter): CartState {
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

function seedOf(inputs: Record<string, unknown>): string {
  return String(inputs["seed"] ?? "");
}

function purchaseKey(inputs: Record<string, unknown>): string {
  return JSON.stringify([inputs["customerId"], inputs["lineItems"]]).toLowerCase();
}

function inputsOf({ customerId, lineItems, cartId, seed }: CartState): CartInputs {
  return { customerId, lineItems, existingCartId: cartId, seed };
}
