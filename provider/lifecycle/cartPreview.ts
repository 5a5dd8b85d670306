import { PartnerCenterError } from "../client/errors";
import { declaredLines } from "./cartLineInputs";
import { withAddons } from "./cartInputs";
import { isUnreachable, PREVIEW_LOOK_MS } from "./cartLook";
import * as messages from "./cartMessages";
import { describeDeclared } from "./cartPrices";
import { listed } from "./checkoutMessages";
import type { CheckoutSurroundings } from "./checkoutSurroundings";
import { customerPurchases } from "./customerPurchases";
import type { CheckFailure } from "./lifecycle";
import type { OrderState } from "./orderState";
import { ordersOfSameItems, RECENT_MS } from "./sameItems";

/**
 * Tells in a preview what a new cart will hold, and whether the customer bought the same lately, so that a pull
 * request shows what the run behind it would refuse. What can't be looked at now is left to that run.
 */
export class CartPreview {
  /** One look a customer is enough for a preview. */
  private readonly lists = new Map<string, Promise<OrderState[]>>();

  constructor(private readonly around: CheckoutSurroundings) {}

  async of(inputs: Record<string, unknown>): Promise<CheckFailure[]> {
    const { info, memory } = this.around;
    const seed = String(inputs["seed"] ?? "");
    const name = messages.resourceName(seed);
    const lines = this.tell(inputs, "made");
    if (inputs["existingCartId"] !== undefined || memory.unreachable) return [];

    const customerId = String(inputs["customerId"]);
    const orders = await this.orders(customerId);
    const bought = ordersOfSameItems(lines, orders, this.around.now() - RECENT_MS);
    if (bought.length === 0) return [];
    if (inputs["allowDuplicate"] === true) {
      this.around.warn(messages.boughtOnceMore(seed, customerId, bought));
      return [];
    }
    if (inputs["adopt"] !== true)
      return [{ property: "lineItems", reason: messages.boughtLately(seed, customerId, bought) }];
    info(`${name}: was ordered within the last 30 days, so it is taken over or refused: ${listed(bought)}`);
    return [];
  }

  /** Says what a cart is to hold. Its prices are Partner Center's to tell, once that is done. */
  tell(inputs: Record<string, unknown>, end: "made" | "updated") {
    const name = messages.resourceName(String(inputs["seed"] ?? ""));
    const lines = withAddons(declaredLines(inputs["lineItems"]));
    const when = end === "made" ? "once the cart exists" : "once the cart is updated";
    for (const line of lines) this.around.info(`${name}: ${describeDeclared(line, when)}`);
    return lines;
  }

  private orders(customerId: string): Promise<OrderState[]> {
    const list = this.lists.get(customerId) ?? this.look(customerId);
    this.lists.set(customerId, list);
    return list;
  }

  private async look(customerId: string): Promise<OrderState[]> {
    try {
      const deadline = this.around.now() + PREVIEW_LOOK_MS;
      const partnerCenter = this.around.partnerCenter();
      const purchases = await customerPurchases(this.around, partnerCenter, customerId, deadline);
      return [...purchases.orders, ...purchases.incomplete];
    } catch (error) {
      // Settings that are missing say so themselves, too. What is refused for one customer may go for the next.
      this.around.memory.unreachable = !(error instanceof PartnerCenterError) || isUnreachable(error);
      const why = error instanceof Error ? error.message : "";
      const whose = this.around.memory.unreachable ? "" : ` of customer ${customerId}`;
      this.around.warn(`warning: orders${whose} are not looked at in this preview. ${why}`);
      return [];
    }
  }
}
