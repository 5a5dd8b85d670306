import * as v from "valibot";
import { count, flag, money, object, part, requiredId, text, texts } from "./scalars";

/** One edition of a product. Page: "Product resources", Sku. */
export interface Sku {
  /** Four characters, unique within the product only. */
  id: string;
  /** The product that it is an edition of. */
  productId?: string;
  /** In the language of the setting `locale`. */
  title?: string;
  /** In the language of the setting `locale`. */
  description?: string;
  /** The least that one line may order. */
  minimumQuantity?: number;
  /** The most that one line may order. */
  maximumQuantity?: number;
  /** Whether it is a trial. */
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
  /** The attestation that a purchase needs, where it needs one. */
  attestationProperties?: {
    /** What is attested. */
    attestationType?: string;
    /** `true`: a line without `attestationAccepted` is refused. */
    enforceAttestation?: boolean;
  };
  /** The least hourly commitment of a savings plan; the amount as decimal text. */
  minimumPurchaseCommitment?: {
    /** `hourly`. */
    grain?: string;
    /** What the amount is in. */
    currencyCode?: Currency;
    /** Decimal text, for one `grain`. */
    amount?: string;
  };
  /** Such as `edit` and `cancel`. */
  actions?: string[];
}

/** A currency as the catalog has it. */
export interface Currency {
  /** ISO 4217. */
  code?: string;
  /** Such as `$`. */
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
