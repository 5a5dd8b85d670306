import type { Partner } from "../../client/partnerCenter";
import { cartRequest } from "./inputs";
import { declaredLines } from "../core/lineItems";
import { boughtCartStays, cartTroubles } from "./messages";
import type { CartState } from "./state";
import { withoutAvailabilities } from "../core/items";
import { refuseOtherPartner } from "../core/storedState";
import { isSame } from "../core/json";
import { normaliseId } from "../core/ids";
import { holdsUnknown, Refusal, UNKNOWN_VALUE, type Change } from "../core/lifecycle";

/**
 * A cart that was ordered never changes: its end, an expiry included, is no reason for another one. One that is still
 * active can be edited; one that expired, or whose days are over by the clock, is looked at by the next update.
 */
export function diffCart(
  state: CartState,
  news: Record<string, unknown>,
  partner: Partner | undefined,
  now: number,
): Change {
  refuseOtherPartner(state, partner);
  const moved = movedKeys(state, news);
  if (state.status === "ordered") {
    const changed = [...moved, ...editedKeys(state, news)];
    if (changed.length > 0) throw new Refusal(boughtCartStays(state, changed, []));
    return { replaces: [], changes: false };
  }
  const { besides: _besides, ...rest } = news;
  const overdue = state.status === "expired" || Date.parse(state.expiresAt ?? "") <= now;
  return {
    replaces: moved,
    changes:
      moved.length > 0 ||
      holdsUnknown(rest) ||
      !holdsTheSame(state, news) ||
      overdue ||
      cartTroubles(state).length > 0,
  };
}

/**
 * What the program says of the cart's content differently, as far as that is known of both. Another availability of
 * the same SKU is none: the catalog renews their ids every month, and a program that asks for today's names another one.
 */
export function editedKeys(state: CartState, news: Record<string, unknown>): string[] {
  const { lineItems, partnerOnRecordAttestationAccepted: stored } = state;
  const wanted = news["lineItems"];
  const known = lineItems.length > 0 && wanted !== UNKNOWN_VALUE;
  const attested = news["partnerOnRecordAttestationAccepted"];
  const isOther = attested !== UNKNOWN_VALUE && (attested ?? undefined) !== stored;
  return [
    ...(known && !canBecome(withoutAvailabilities(declaredLines(wanted)), withoutAvailabilities(lineItems))
      ? ["lineItems"]
      : []),
    ...(isOther ? ["partnerOnRecordAttestationAccepted"] : []),
  ];
}

function movedKeys(state: CartState, news: Record<string, unknown>): string[] {
  const differs = (value: unknown, stored: string) =>
    typeof value === "string" &&
    !holdsUnknown(value) &&
    stored !== "" &&
    normaliseId(value) !== normaliseId(stored);
  return [
    ...(differs(news["customerId"], state.customerId) ? ["customerId"] : []),
    ...(differs(news["existingCartId"], state.cartId) ? ["existingCartId"] : []),
  ];
}

function holdsTheSame(state: CartState, news: Record<string, unknown>): boolean {
  const { lineItems, partnerOnRecordAttestationAccepted: attestation } = cartRequest(news);
  const declared = lineItems.map(({ id: _, ...line }) => line);
  return isSame(declared, state.lineItems) && attestation === state.partnerOnRecordAttestationAccepted;
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
