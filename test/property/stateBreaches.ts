import type { EmulatorCore } from "../../emulator";
import type { CheckoutState } from "../../provider/lifecycle/checkout/state";
import type { StackEngine } from "../support/stackEngine";
import { checkoutOf, indexOf, linesOf, type DeclaredPurchase } from "./declaredPurchases";
import { itemOf } from "./evidence";
import type { Bought, Command, Ran, WitnessMemory } from "./witness";

/** What a witness sees at the end of a command. */
export interface Seen {
  emulator: EmulatorCore;
  stacks: readonly StackEngine[];
  purchases: DeclaredPurchase[];
  memory: WitnessMemory;
  command: Command;
  ran: Ran;
  /** Whether the command succeeded. */
  isOk: boolean;
  /** Request ids of the checkouts that were tried. */
  checkouts: string[];
  lines: string[];
}

/** One purchase, before and after a command. */
interface Life {
  purchase: DeclaredPurchase;
  /** Undefined where it is not in state. */
  state: CheckoutState | undefined;
  before: CheckoutState | undefined;
}

/** What is wrong with what state holds and says of a purchase after a command, in words. */
export function stateBreaches(seen: Seen, purchase: DeclaredPurchase): string[] {
  const { command, ran, isOk } = seen;
  const life: Life = {
    purchase,
    state: stateOf(seen.stacks, purchase),
    before: ran.states[purchase.index],
  };
  const isNamed = seen.memory.byHand.has(purchase.name);
  return [
    ...(isNamed ? [] : [...heldByOthers(seen, life), ...cameOfNoCart(seen, life), ...comesOnTop(seen, life)]),
    ...deniesWrongly(seen, life),
    ...dropped(seen, life),
    ...failedWithoutCause(seen, life),
    ...(command === "destroy" ? forgottenSilently(seen, life) : []),
    ...(command === "up" && isOk && ran.isWhole ? succeededWrongly(seen, life) : []),
  ];
}

export function stateOf(
  stacks: readonly StackEngine[],
  purchase: DeclaredPurchase,
): CheckoutState | undefined {
  return stacks[purchase.stack]?.state(checkoutOf(purchase));
}

/** What was bought in the present life of a purchase. */
export function boughtBy(memory: WitnessMemory, { index, life }: DeclaredPurchase): Bought[] {
  return memory.bought.filter((row) => row.index === index && row.life === life);
}

/** Bought in the present life, and not in state. What somebody cancelled need not be there. */
export function missingOrders(
  { emulator, stacks, memory }: Pick<Seen, "emulator" | "stacks" | "memory">,
  purchase: DeclaredPurchase,
): string[] {
  const { orderIds = [] } = stateOf(stacks, purchase) ?? {};
  return boughtBy(memory, purchase)
    .map(({ orderId }) => orderId)
    .filter((id) => !orderIds.includes(id))
    .filter((id) => emulator.order(id)?.status !== "cancelled");
}

function heldByOthers({ emulator, stacks, purchases, memory }: Seen, { purchase, state }: Life): string[] {
  const { name, index, stack } = purchase;
  // A person can take another stack's order over; nobody else can.
  const isAsked = (one: DeclaredPurchase) => purchase.adopt === true || one.adopt === true;
  return (state?.orderIds ?? []).flatMap((id) => {
    const lines = emulator.order(id)?.lineItems ?? [];
    const isLike = (quantity: number) => indexOf(quantity) === indexOf(purchase.quantity);
    const isItsOwn = lines.some(({ quantity }) => quantity === 0 || isLike(quantity));
    const other = purchases.find(
      (one) =>
        one.index !== index &&
        (one.stack === stack || !isAsked(one)) &&
        stateOf(stacks, one)?.orderIds.includes(id) &&
        !memory.byHand.has(one.name),
    );
    return [
      ...(isItsOwn ? [] : [`${name} holds ${id}, which is not of its items`]),
      ...(other ? [`${name} and ${other.name} (stack ${other.stack}) both hold ${id}`] : []),
    ];
  });
}

/** Without having been asked to take over what exists, a checkout by its cart's id holds what that cart became. */
function cameOfNoCart({ memory }: Seen, { purchase, state }: Life): string[] {
  const { name, index, byId } = purchase;
  if (!byId || memory.adopting.has(name)) return [];
  const own = memory.bought.filter((row) => row.index === index).map(({ orderId }) => orderId);
  const foreign = (state?.orderIds ?? []).filter((id) => !own.includes(id));
  return foreign.length > 0 ? [`${name} holds ${foreign.join()}, which its cart did not become`] : [];
}

/** What the program calls another purchase never comes into its state, unless it is what its own cart became. */
function comesOnTop({ emulator }: Seen, { purchase, state, before }: Life): string[] {
  const { name, besides = [] } = purchase;
  const { orderIds = [], cartId = "" } = state ?? {};
  const ordered = emulator.journal.purchases(cartId).map(({ orderId }) => orderId);
  const own = [...(before?.orderIds ?? []), ...ordered];
  const other = orderIds.find((id) => !own.includes(id) && besides.includes(id));
  return other === undefined ? [] : [`${name} took ${other}, on top of which it is declared`];
}

/** A checkout that was sent, or whose end wasn't known, is called unbought only if it is so. */
function deniesWrongly({ emulator, checkouts }: Seen, { purchase, state, before }: Life): string[] {
  const { status, cartId = "", requestId = "" } = state ?? {};
  const isJudged = checkouts.includes(requestId) || before?.status === "unknown";
  if (status !== "notPlaced" || !isJudged) return [];
  const bought = emulator.journal.purchases(cartId).map(({ orderId }) => orderId);
  return bought.length > 0 ? [`${purchase.name}: notPlaced, but ${bought.join()} was bought`] : [];
}

/** As long as a resource goes on, no order leaves its state. */
function dropped({ ran }: Seen, { purchase, state, before }: Life): string[] {
  if (!state || !before || ran.replaces) return [];
  const gone = before.orderIds.filter((id) => !state.orderIds.includes(id));
  return gone.length > 0 ? [`${purchase.name}: dropped ${gone.join()}`] : [];
}

function failedWithoutCause({ emulator }: Seen, { purchase, state }: Life): string[] {
  if (state?.status !== "failed") return [];
  const isSo = state.orderIds.some((id) => emulator.order(id)?.status === "error");
  return isSo ? [] : [`${purchase.name}: failed, but no order ended badly`];
}

/** What a purchase that was in state had bought is named when it is forgotten, and it is known what it had bought. */
function forgottenSilently({ memory, lines }: Seen, { purchase, state, before }: Life): string[] {
  if (!before || state) return [];
  const unnamed = boughtBy(memory, purchase)
    .map(({ orderId }) => orderId)
    .filter((id) => !before.orderIds.includes(id) && !lines.some((line) => line.includes(id)));
  return [
    ...unnamed.map((id) => `${id} was forgotten without a word`),
    ...(before.status === "unknown" ? [`${purchase.name}: an unknown purchase was forgotten`] : []),
  ];
}

function succeededWrongly(seen: Seen, { purchase, state }: Life): string[] {
  const { emulator, memory } = seen;
  const { name } = purchase;
  if (!state) return [`${name}: a success without a resource`];
  const { status, onOrderErrors } = state;
  const isOpen = status === "unknown" || status === "notPlaced";
  const open = isOpen ? [`${name}: a success with status ${status}`] : [];
  if (memory.byHand.has(name)) return open;
  const held = state.orderIds.flatMap((id) => emulator.order(id)?.lineItems ?? []);
  // Each of them stands for one line.
  const left = [...held];
  const lacks = linesOf(purchase).filter(({ catalogItemId: offerId, quantity }) => {
    const isIt = (line: (typeof held)[number]) =>
      itemOf(line) === itemOf({ offerId }) && [0, quantity].includes(line.quantity);
    const at = left.findIndex(isIt);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  const missing = missingOrders(seen, purchase);
  const isAccepted = status === "partiallyFailed" && onOrderErrors === "accept" && held.length > 0;
  const lacking = lacks.map(({ catalogItemId }) => catalogItemId).join();
  return [
    ...open,
    ...(missing.length > 0 ? [`${name}: a success without ${missing.join()}`] : []),
    ...(lacks.length > 0 && !isAccepted ? [`${name}: a success (${status}) without ${lacking}`] : []),
  ];
}
