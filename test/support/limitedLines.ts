import type { LimitedLine } from "../../provider/lifecycle/limits/limitedLine";
import type { NamedLimits, PurchaseLimits } from "../../provider/lifecycle/core/purchaseRules";

/** A line of 25 seats, 10,944.00 USD for the term. */
export const E5: LimitedLine = {
  catalogItemId: "CFQ7TTC0LF8Q:0001:CFQ7TTC0XYZ1",
  friendlyName: "Office 365 E5",
  quantity: 25,
  termDuration: "P1Y",
  billingCycle: "monthly",
  currencyCode: "USD",
  pricing: { price: "36.48", extendedPrice: "10944" },
};

/** The only limits there are. */
export const limited = (limits: PurchaseLimits, source = "limits"): NamedLimits[] => [{ source, limits }];
