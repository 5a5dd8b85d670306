import type { Partner } from "../../client/partnerCenter";
import { Refusal } from "./lifecycle";
import { storedText } from "./storedValues";

/** State of a newer version would be written back without what only that one knows: it is left as it is. */
export function refuseNewerState(stored: Record<string, unknown>, known: number, what: string): void {
  const version = Number(storedText(stored["schemaVersion"]));
  if (!(version > known)) return;
  throw new Refusal(
    `${what} was written to state by a newer version of pulumi-partnercenter (schema ${version}; this one knows ` +
      `${known}). Nothing was sent and nothing was changed. Install that version, or a newer one, and run again.`,
  );
}

/** A purchase belongs to the partner that made it; another partner's settings can't see it and must not judge it. */
export function refuseOtherPartner(
  state: { customerId: string; cartId: string; partner: Partner },
  partner: Partner | undefined,
): void {
  const recorded = state.partner;
  if (!partner || !recorded.tenantId) return;
  if (recorded.tenantId === partner.tenantId && recorded.cloud === partner.cloud) return;
  throw new Refusal(
    `The settings point to partner tenant ${partner.tenantId} (cloud ${partner.cloud}), but cart ${state.cartId} of ` +
      `customer ${state.customerId} belongs to partner tenant ${recorded.tenantId} (cloud ${recorded.cloud}). ` +
      `Nothing was changed. Set tenantId and cloud of these settings back, or declare this purchase in a stack, or with ` +
      `a profile, of its own.`,
  );
}
