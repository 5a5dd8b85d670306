import type { Order, Purchase } from "../../emulator";
import type { StoredResource } from "./project";

/** A purchase of a run: a cart, or what the program declares without one. */
export interface ProofCart {
  /** The name that its items bear, and its resource, unless that was renamed. */
  name: string;
  resource?: string;
  customerId: string;
  /** Undefined where the program declares line items: Partner Center then makes the cart, or several. */
  cartId?: string;
  /** Units of each item; by these the purchases of a customer that have no cart of their own are told apart. */
  quantity?: number;
  /** Its order groups: each is one purchase. */
  groups: string[];
  /** The cart expired or was settled by hand: what had not been bought of it by then is given up. */
  givenUp?: boolean;
  /** It was only ever named where another cart belongs; nothing of it may be bought. */
  forbidden?: boolean;
}

/** What is compared: the journal on one side, what the stack says on the other. */
export interface Evidence {
  carts: readonly ProofCart[];
  /** The emulator's journal. */
  purchases: readonly (Pick<Purchase, "cartId" | "group" | "orderId"> &
    Partial<Pick<Purchase, "customerId" | "items">>)[];
  /** The orders as they stand in the emulator. */
  orders: readonly Pick<Order, "id" | "status">[];
  stored: readonly StoredResource[];
  /** Whether the last command succeeded. */
  succeeded: boolean;
}

/** The name of its resource. */
export function resourceOf({ name, resource }: Pick<ProofCart, "name" | "resource">): string {
  return resource ?? name;
}

/** What the journal holds of a purchase, whatever carts it took. */
function boughtOf(
  { cartId, customerId, quantity }: ProofCart,
  purchases: Evidence["purchases"],
): Evidence["purchases"] {
  if (cartId !== undefined) return purchases.filter((purchase) => purchase.cartId === cartId);
  return purchases.filter(
    (purchase) =>
      purchase.customerId === customerId && purchase.items?.every((item) => item.quantity === quantity),
  );
}

/** What is wrong, a sentence each. A sound run has nothing in it. */
export interface Verdict {
  /** Order groups that were bought more than once, or of a cart that nobody wanted. */
  duplicates: string[];
  /** Orders that were bought and are not in state. */
  missing: string[];
  /** Groups that were never bought although everything succeeded. */
  unbought: string[];
  /** What the state or the run says against the journal. */
  wrongClaims: string[];
  /** Carts whose state says that it does not know. */
  unknown: string[];
}

/** Compares the end of a run with its journal. */
export function verdictOf(evidence: Evidence): Verdict {
  const { carts, purchases, stored, succeeded } = evidence;
  const verdict: Verdict = {
    duplicates: [],
    missing: [],
    unbought: [],
    wrongClaims: [...falseClaims(evidence), ...staleClaims(evidence)],
    unknown: [],
  };
  for (const cart of carts) {
    const bought = boughtOf(cart, purchases);
    for (const group of new Set(bought.map((purchase) => purchase.group))) {
      const times = bought.filter((purchase) => purchase.group === group).length;
      if (times > 1) verdict.duplicates.push(`${cart.name}: group ${group} was bought ${times} times`);
      else if (cart.forbidden)
        verdict.duplicates.push(`${cart.name}: group ${group} was bought in place of another cart`);
    }
    const state = stateOf(cart, stored);
    if (state?.status === "unknown") {
      verdict.unknown.push(`${cart.name}: the state says that it is not known what was bought`);
      continue;
    }
    for (const { orderId, group } of bought)
      if (!state?.orderIds.includes(orderId))
        verdict.missing.push(
          `${cart.name}: group ${group} was bought (${orderId}), but that order is not in state`,
        );
    const accepted = state?.refusedGroups ?? [];
    if (succeeded && !cart.givenUp && !cart.forbidden)
      for (const group of cart.groups)
        if (!accepted.includes(group) && !bought.some((purchase) => purchase.group === group))
          verdict.unbought.push(`${cart.name}: group ${group} was never bought, but the last run succeeded`);
  }
  return verdict;
}

const OPEN = ["unknown", "notPlaced", "partiallyFailed"];

/** What the state says that the journal denies. Holds at any time: nothing false may be said in between either. */
export function falseClaims({ carts, purchases, orders, stored, succeeded }: Evidence): string[] {
  const claims: string[] = [];
  const holders = new Map<string, string>();
  for (const cart of carts) {
    const state = stateOf(cart, stored);
    if (!state) continue;
    const { name } = cart;
    const bought = boughtOf(cart, purchases);
    const boughtGroups = new Set(bought.map(({ group }) => group));
    for (const orderId of state.orderIds) {
      if (!bought.some((purchase) => purchase.orderId === orderId))
        claims.push(`${name} holds order ${orderId}, which its cart never became`);
      const holder = holders.get(orderId);
      if (holder) claims.push(`${name} and ${holder} both hold order ${orderId}`);
      holders.set(orderId, name);
    }
    for (const { id, status } of state.orders) {
      const order = orders.find((candidate) => candidate.id === id);
      if (status !== "pending" && order && order.status !== status)
        claims.push(`${name} says that order ${id} is ${status}, but it is ${order.status}`);
    }
    const accepted = state.status === "partiallyFailed" && state.accepts;
    if (succeeded && OPEN.includes(state.status) && !accepted)
      claims.push(`${name} says ${state.status}, but the run succeeded`);
    if (cart.givenUp) continue;
    const open = cart.groups.filter(
      (group) => !boughtGroups.has(group) && !state.refusedGroups.includes(group),
    );
    if (!OPEN.includes(state.status) && open.length > 0)
      claims.push(`${name} says ${state.status}, but of its groups ${open.join(", ")} nothing was bought`);
  }
  return claims;
}

/** Refusals that a killed run has made untrue. State can't know that before the next run has looked. */
function staleClaims({ carts, purchases, stored }: Evidence): string[] {
  return carts.flatMap((cart) => {
    const state = stateOf(cart, stored);
    const bought = boughtOf(cart, purchases).map(({ group }) => group);
    const refused = state?.refusedGroups.filter((group) => bought.includes(group)) ?? [];
    return [
      ...(state?.status === "notPlaced" && bought.length > 0
        ? [`${cart.name} says that nothing was bought, but ${bought.length} orders were`]
        : []),
      ...refused.map((group) => `${cart.name} says that group ${group} was refused, but it was bought`),
    ];
  });
}

export function isSound({ duplicates, missing, unbought, wrongClaims }: Verdict): boolean {
  return [duplicates, missing, unbought, wrongClaims].every((list) => list.length === 0);
}

/** Everything that is wrong, in the order of what it costs. */
export function findingsOf({ duplicates, missing, unbought, wrongClaims }: Verdict): string[] {
  return [...duplicates, ...missing, ...unbought, ...wrongClaims];
}

/**
 * What the state says about a purchase. A resource may hold the state of another cart than the program names, and one
 * that was replaced stays beside its successor until it is deleted.
 */
function stateOf(cart: ProofCart, stored: readonly StoredResource[]) {
  const found = stored.filter(({ name, outputs }) =>
    cart.cartId === undefined ? name === resourceOf(cart) : outputs["cartId"] === cart.cartId,
  );
  const [current] = [...found].sort((a, b) => Number(a.leaving ?? false) - Number(b.leaving ?? false));
  if (!current) return undefined;
  const { outputs } = current;
  const list = (key: string) =>
    Array.isArray(outputs[key]) ? (outputs[key] as Record<string, unknown>[]) : [];
  return {
    status: String(outputs["status"]),
    accepts: outputs["onOrderErrors"] === "accept",
    orderIds: found.flatMap((one) => (one.outputs["orderIds"] as string[] | undefined) ?? []),
    orders: list("orders").map(({ id, status }) => ({ id: String(id), status: String(status) })),
    refusedGroups: list("orderErrors").map(({ orderGroupId }) => String(orderGroupId)),
  };
}
