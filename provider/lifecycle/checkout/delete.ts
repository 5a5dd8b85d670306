import { refuseOtherPartner } from "../core/storedState";
import { cartName } from "../core/words";
import { normaliseId } from "../core/ids";
import { leftBehind, retained } from "./messages";
import type { CheckoutState } from "./state";
import { Refusal } from "../core/lifecycle";
import type { Context } from "../core/context";

/**
 * Forgets a purchase, saying what stays behind, or refuses to. Never calls Partner Center, so it needs no settings.
 * A checkout whose end isn't known is never forgotten: then nobody would search for its orders again.
 */
export function deleteCheckout(
  id: string,
  state: CheckoutState,
  { memory, partner, warn, info }: Pick<Context, "memory" | "partner" | "warn" | "info">,
): void {
  refuseOtherPartner(state, partner());
  if (memory.holds(id)) {
    const left = state.orders.filter((order) => !memory.isHeldBy(id, normaliseId(order.id)));
    if (left.length === 0 || state.status === "unknown") {
      info(`${cartName(state)} stays bought: another resource of this program took it over in this run.`);
      return;
    }
    if (state.onDelete === "forbid") throw new Refusal(leftBehind(state, left));
    warn(`warning: ${leftBehind(state, left)}`);
    return;
  }
  if (state.status === "unknown")
    throw new Refusal(
      `It is not known yet whether ${cartName(state)} was bought, so it can't be forgotten. Run \`pulumi up\` to ` +
        `settle it (that is safe), or name its orders with orderIds; to give up on it, run \`pulumi state delete\`.`,
    );
  if (state.orders.length === 0) return;
  if (state.onDelete === "forbid")
    throw new Refusal(
      `${cartName(state)} was bought (orders ${state.orderIds.join(", ")}) and onDelete is "forbid". To let go of ` +
        `it, set onDelete: "retain", run \`pulumi up\`, then delete again.`,
    );
  warn(retained(state));
}
