import type { Partner } from "../../client/partnerCenter";
import { isKnown } from "../core/declaredPurchase";
import { ORDERS_NAMED, type DeclaredCart } from "./inputs";
import { boughtCartStays, cartTroubles } from "./messages";
import type { CartState } from "./state";
import { withoutAvailabilities } from "../core/items";
import { refuseOtherPartner } from "../core/storedState";
import { isSame } from "../core/json";
import { normaliseId } from "../core/ids";
import { Refusal, type Change } from "../core/lifecycle";
import { UNKNOWN_VALUE } from "../core/unknown";

/**
 * A cart that was ordered never changes: its end, an expiry included, is no reason for another one. One that is still
 * active can be edited; one that expired, or whose days are over by the clock, is read by the next update.
 */
export function diffCart(
  state: CartState,
  declared: DeclaredCart,
  partner: Partner | undefined,
  now: number,
): Change {
  refuseOtherPartner(state, partner);
  const moved = movedKeys(state, declared);
  if (state.status === "ordered") {
    const changed = [...moved, ...editedKeys(state, declared)];
    if (changed.length > 0) throw new Refusal(boughtCartStays(state, changed, []));
    return { replaces: [], changes: false };
  }
  const isOver = state.status === "expired" || Date.parse(state.expiresAt ?? "") <= now;
  // What the program says the orders are needs no other cart.
  const overdue = isOver && declared.orderIds.length === 0 && !declared.unknown.has("orderIds");
  return {
    replaces: moved,
    changes:
      moved.length > 0 ||
      !isKnown(declared, ORDERS_NAMED) ||
      !holdsTheSame(state, declared) ||
      overdue ||
      cartTroubles(state).length > 0,
  };
}

/**
 * What the program says of the cart's content differently, as far as that is known of both. Another availability of
 * the same SKU is none: the catalog renews their ids every month, and a program that asks for today's names another one.
 */
export function editedKeys(state: CartState, declared: DeclaredCart): string[] {
  const isEdited = {
    lineItems:
      declared.lineItems !== undefined &&
      state.lineItems.length > 0 &&
      !canBecome(withoutAvailabilities(declared.lineItems), withoutAvailabilities(state.lineItems)),
    partnerOnRecordAttestationAccepted:
      !declared.unknown.has("partnerOnRecordAttestationAccepted") &&
      declared.partnerOnRecordAttestationAccepted !== state.partnerOnRecordAttestationAccepted,
  };
  return namesWhere(isEdited);
}

function movedKeys(state: CartState, { customerId, existingCartId }: DeclaredCart): string[] {
  const isOther = (declared: string | undefined, stored: string) =>
    declared !== undefined && stored !== "" && declared !== normaliseId(stored);
  return namesWhere({
    customerId: isOther(customerId, state.customerId),
    existingCartId: isOther(existingCartId, state.cartId),
  });
}

function namesWhere(isSo: Record<string, boolean>): string[] {
  return Object.keys(isSo).filter((name) => isSo[name]);
}

function holdsTheSame(state: CartState, declared: DeclaredCart): boolean {
  const { lineItems, partnerOnRecordAttestationAccepted: attested } = declared;
  return isSame(lineItems, state.lineItems) && attested === state.partnerOnRecordAttestationAccepted;
}

/** Whether a value equals another, or can once the parts of it are known that aren't yet. */
function canBecome(value: unknown, other: unknown): boolean {
  if (value === UNKNOWN_VALUE) return true;
  if (Array.isArray(value) && Array.isArray(other))
    return value.length === other.length && value.every((one, index) => canBecome(one, other[index]));
  if (typeof value !== "object" || value === null || typeof other !== "object" || other === null)
    return isSame(value, other);
  const keys = new Set([...Object.keys(value), ...Object.keys(other)]);
  const [a, b] = [value as Record<string, unknown>, other as Record<string, unknown>];
  return [...keys].every((key) => canBecome(a[key], b[key]));
}
