import type { Partner } from "../client/partnerCenter";
import { cartRequest } from "./cartInputs";
import { boughtCartStays, cartTroubles } from "./cartMessages";
import type { CartState } from "./cartState";
import { refuseOtherPartner } from "./checkoutDiff";
import { isSame, normaliseId } from "./inputChecks";
import { holdsUnknown, Refusal, type DiffResult } from "./lifecycle";

/**
 * A cart that was ordered never changes: its end, an expiry included, is no reason for another one. One that is still
 * active can be edited; one that expired, or whose days are over by the clock, is looked at by the next update.
 */
export function diffCart(
  state: CartState,
  news: Record<string, unknown>,
  partner: Partner | undefined,
  now: number,
): DiffResult {
  refuseOtherPartner(state, partner);
  const moved = movedKeys(state, news);
  const edited = isEdited(state, news);
  if (state.status === "ordered") {
    if (moved.length > 0 || edited) throw new Refusal(boughtCartStays(state, []));
    return { replaces: [], changes: false };
  }
  const overdue = state.status === "expired" || Date.parse(state.expiresAt ?? "") <= now;
  return {
    replaces: moved,
    changes: moved.length > 0 || edited || overdue || cartTroubles(state).length > 0,
  };
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

function isEdited(state: CartState, news: Record<string, unknown>): boolean {
  if (holdsUnknown(news)) return true;
  const { lineItems, partnerOnRecordAttestationAccepted: attestation } = cartRequest(news);
  const declared = lineItems.map(({ id: _, ...line }) => line);
  return !isSame(declared, state.lineItems) || attestation !== state.partnerOnRecordAttestationAccepted;
}
