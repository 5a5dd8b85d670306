import { PartnerCenterError } from "../../client/errors";
import { alreadyOrdered } from "../orders/alreadyOrdered";
import { alreadyOrderedRefusal, besidesUnknown, willBeAdopted } from "../orders/alreadyOrderedMessages";
import { declaredLines } from "../core/lineItems";
import { withAddons, type PurchasedLine } from "../core/items";
import { isUnreachable, PREVIEW_LOOK_MS } from "../core/observedCart";
import { storedText } from "../core/storedValues";
import * as messages from "./messages";
import { describeDeclared } from "../limits/priceWords";
import { duplicateRules } from "../core/purchaseInputs";
import type { Context } from "../core/context";
import { customerPurchases, type CustomerPurchases } from "../orders/customerPurchases";
import { canonical } from "../core/json";
import { holdsUnknown, type CheckFailure } from "../core/lifecycle";

/**
 * Tells in a preview what a new cart will hold, and whether the customer has the same already, so that a pull
 * request shows what the run behind it would refuse. What can't be looked at now is left to that run.
 */
export class CartPreview {
  /** One look for the same items of a customer is enough for a preview. */
  private readonly lists = new Map<string, Promise<CustomerPurchases | undefined>>();

  constructor(private readonly around: Context) {}

  async of(inputs: Record<string, unknown>): Promise<CheckFailure[]> {
    const { info, preview, now } = this.around;
    const name = messages.resourceName(storedText(inputs["seed"]) ?? "");
    const lines = this.tell(inputs, "made");
    if (inputs["existingCartId"] !== undefined || preview.unreachable) return [];
    if (holdsUnknown(inputs["besides"])) {
      info(besidesUnknown(name));
      return [];
    }
    const customerId = String(inputs["customerId"]);
    const purchases = await this.purchases(customerId, lines);
    if (!purchases) return [];
    const rules = duplicateRules(this.around, inputs);
    const question = { lines, own: [], ...rules };
    const found = alreadyOrdered({ ...question, purchases: { ...purchases, now: now() } });
    if (found.length === 0) return [];
    if (!rules.onlyAlive)
      return [
        { property: "lineItems", reason: alreadyOrderedRefusal(name, customerId, found, rules.besides) },
      ];
    info(willBeAdopted(name, found));
    return [];
  }

  /** Says what a cart is to hold. Its prices are Partner Center's to tell, once that is done. */
  tell(inputs: Record<string, unknown>, end: "made" | "updated") {
    const name = messages.resourceName(storedText(inputs["seed"]) ?? "");
    const lines = withAddons(declaredLines(inputs["lineItems"]));
    const when = end === "made" ? "once the cart exists" : "once the cart is updated";
    for (const line of lines) this.around.info(`${name}: ${describeDeclared(line, when)}`);
    return lines;
  }

  private purchases(customerId: string, lines: PurchasedLine[]): Promise<CustomerPurchases | undefined> {
    const key = canonical([
      customerId,
      lines.map(({ catalogItemId, termDuration, billingCycle }) => [
        catalogItemId,
        termDuration,
        billingCycle,
      ]),
    ]);
    const list = this.lists.get(key) ?? this.look(customerId, lines);
    this.lists.set(key, list);
    return list;
  }

  private async look(customerId: string, lines: PurchasedLine[]): Promise<CustomerPurchases | undefined> {
    try {
      const deadline = this.around.now() + PREVIEW_LOOK_MS;
      const partnerCenter = this.around.partnerCenter();
      return await customerPurchases(this.around, partnerCenter, customerId, { deadline, lines });
    } catch (error) {
      // Settings that are missing say so themselves, too. What is refused for one customer may go for the next.
      this.around.preview.unreachable = !(error instanceof PartnerCenterError) || isUnreachable(error);
      const why = error instanceof Error ? error.message : "";
      const whose = this.around.preview.unreachable ? "" : ` of customer ${customerId}`;
      this.around.warn(`warning: orders${whose} are not looked at in this preview. ${why}`);
      return undefined;
    }
  }
}
