import type { NamedLimits } from "./limits";

/** What the settings of a stack say about purchases in general, on top of what each resource says of its own. */
export interface PurchaseRules {
  /** False: previews complete as ever, and every purchase is refused before anything is sent. */
  allowPurchases: boolean;
  /** The setting that forbids purchases, as it is spelled where it was found. */
  forbiddenBy?: string;
  /** Whether a preview reads carts that are not bought yet, to tell what they hold and cost. */
  previewChecks: boolean;
  /** For how many days an order counts as what the customer has, whatever became of it. */
  duplicateDays: number;
  /** False: the partner may not list subscriptions, so orders alone tell what a customer has. */
  listSubscriptions: boolean;
  /** Limits that hold for every purchase, each with the setting that it comes from. All of them hold. */
  limits: NamedLimits[];
}

/** The rules of a stack that sets none. */
export const DEFAULT_RULES: PurchaseRules = {
  allowPurchases: true,
  previewChecks: true,
  duplicateDays: 30,
  listSubscriptions: true,
  limits: [],
};
