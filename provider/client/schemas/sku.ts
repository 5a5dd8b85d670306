import * as v from "valibot";
import { count, flag, money, object, part, requiredId, text, texts } from "./scalars";

/** One edition of a product. Page: "Product resources", Sku. */
export interface Sku {
  /** Four characters, unique within the product only. */
  id: string;
  productId?: string;
  title?: string;
  description?: string;
  minimumQuantity?: number;
  maximumQuantity?: number;
  isTrial?: boolean;
  /** Such as `monthly`, as the service spells it. */
  supportedBillingCycles?: string[];
  /** What must be done before a purchase: `InventoryCheck`, `AzureSubscriptionRegistration`, ... */
  purchasePrerequisites?: string[];
  /** What an inventory check needs: `CustomerId`, `AzureSubscriptionId`, `ArmRegionName`. */
  inventoryVariables?: string[];
  /** Keys that a cart line's `provisioningContext` needs: `Scope`, `SubscriptionId`, `Duration`. */
  provisioningVariables?: string[];
  /** Facts whose names Microsoft may change at any time, such as `isAddon` and `prerequisiteSkus`. */
  dynamicAttributes?: Record<string, unknown>;
  attestationProperties?: { attestationType?: string; enforceAttestation?: boolean };
  /** The least hourly commitment of a savings plan; the amount as decimal text. */
  minimumPurchaseCommitment?: { grain?: string; currencyCode?: Currency; amount?: string };
  /** Such as `edit` and `cancel`. */
  actions?: string[];
}

export interface Currency {
  /** ISO 4217. */
  code?: string;
  symbol?: string;
}

export const currencySchema: v.GenericSchema<unknown, Currency> = object({ code: text, symbol: text });

export const skuSchema: v.GenericSchema<unknown, Sku> = object({
  id: requiredId,
  productId: text,
  title: text,
  description: text,
  minimumQuantity: count,
  maximumQuantity: count,
  isTrial: flag,
  supportedBillingCycles: texts,
  purchasePrerequisites: texts,
  inventoryVariables: texts,
  provisioningVariables: texts,
  dynamicAttributes: part(v.record(v.string(), v.unknown())),
  attestationProperties: part<{ attestationType?: string; enforceAttestation?: boolean }>(
    object({ attestationType: text, enforceAttestation: flag }),
  ),
  minimumPurchaseCommitment: part<{ grain?: string; currencyCode?: Currency; amount?: string }>(
    object({ grain: text, currencyCode: part(currencySchema), amount: money }),
  ),
  actions: texts,
});
