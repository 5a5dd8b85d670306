import { PartnerCenterError } from "../../client/errors";
import { alreadyOrdered } from "../orders/alreadyOrdered";
import { alreadyOrderedRefusal, besidesUnknown, willBeAdopted } from "../orders/alreadyOrderedMessages";
import { withAddons, type PurchasedLine } from "../core/items";
import { isUnreachable, PREVIEW_OBSERVATION_MS } from "../core/observedCart";
import * as messages from "./messages";
import { describeDeclared } from "../limits/priceWords";
import { duplicateRules } from "../core/declaredPurchase";
import { ORDERS_NAMED, type DeclaredCart } from "./inputs";
import type { Context } from "../core/context";
import { customerPurchases, type CustomerPurchases } from "../orders/customerPurchases";
import { canonical } from "../core/json";
import { type CheckFailure } from "../core/lifecycle";

/**
 * Tells in a preview what a new cart will hold, and whether the customer has the same already, so that a pull
 * request shows what the run behind it would refuse. What can't be read now is left to that run.
 */
export class CartPreview {
  /** A preview reads what a customer has once for the same items. */
  private readonly lists = new Map<string, Promise<CustomerPurchases | undefined>>();

  constructor(private readonly context: Context) {}

  async of(declared: DeclaredCart): Promise<CheckFailure[]> {
    const { info, preview, now } = this.context;
    const { customerId = "", existingCartId, unknown } = declared;
    const name = messages.resourceName(declared.seed);
    const lines = this.tell(declared, "made");
    if (existingCartId !== undefined || preview.unreachable) return [];
    if (ORDERS_NAMED.some((one) => unknown.has(one))) {
      info(besidesUnknown(name));
      return [];
    }
    const purchases = await this.purchases(customerId, lines);
    if (!purchases) return [];
    const rules = duplicateRules(this.context, declared);
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
  tell({ seed, lineItems = [] }: DeclaredCart, end: "made" | "updated") {
    const name = messages.resourceName(seed);
    const lines = withAddons(lineItems);
    const when = end === "made" ? "once the cart exists" : "once the cart is updated";
    for (const line of lines) this.context.info(`${name}: ${describeDeclared(line, when)}`);
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
    const list = this.lists.get(key) ?? this.observe(customerId, lines);
    this.lists.set(key, list);
    return list;
  }

  private async observe(customerId: string, lines: PurchasedLine[]): Promise<CustomerPurchases | undefined> {
    try {
      const deadline = this.context.now() + PREVIEW_OBSERVATION_MS;
      const partnerCenter = this.context.partnerCenter();
      return await customerPurchases(this.context, partnerCenter, customerId, { deadline, lines });
    } catch (error) {
      // Settings that are missing say so themselves, too. What is refused for one customer may go for the next.
      this.context.preview.unreachable = !(error instanceof PartnerCenterError) || isUnreachable(error);
      const why = error instanceof Error ? error.message : "";
      const whose = this.context.preview.unreachable ? "" : ` of customer ${customerId}`;
      this.context.warn(`warning: orders${whose} are not read in this preview. ${why}`);
      return undefined;
    }
  }
}
