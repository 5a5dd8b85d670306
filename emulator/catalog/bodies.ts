import { createHash } from "node:crypto";
import { link } from "../wire";
import type { CatalogItem, CatalogTerm, ProductKind, Segment } from "./catalogItem";
import { currencyOf } from "./market";

/** Product types; that of licences is documented, the names of the others are close to it. */
const TYPES: Record<ProductKind, [type: string, subType?: string]> = {
  licence: ["OnlineServicesNCE"],
  azurePlan: ["Azure"],
  savingsPlan: ["Azure", "SavingsPlan"],
  reservation: ["Azure"],
  perpetual: ["Software", "Perpetual"],
  softwareSubscription: ["Software", "Subscription"],
  saas: ["SaaS"],
  legacy: ["Legacy"],
};
const RESERVATION_TYPES = { VM: "VirtualMachines", SQL: "SQLDatabases", CosmosDb: "CosmosDB" };

/** A product (page "Product resources"). */
export function productBody(entry: CatalogItem, country: string): object {
  const [id, plain] = TYPES[entry.kind];
  const subType = entry.reservationOf ? RESERVATION_TYPES[entry.reservationOf] : plain;
  const uri = `/products/${entry.productId}`;
  return {
    id: entry.productId,
    title: entry.productTitle,
    description: entry.productTitle,
    productType: {
      id,
      displayName: id,
      ...(subType && { subType: { id: subType, displayName: subType } }),
    },
    isMicrosoftProduct: entry.publisher === "Microsoft Corporation",
    publisherName: entry.publisher,
    links: { skus: link(`${uri}/skus?country=${country}`), self: link(`${uri}?country=${country}`) },
  };
}

/** A SKU (page "Get a SKU by ID"). */
export function skuBody(entry: CatalogItem, country: string): object {
  const uri = `/products/${entry.productId}/skus/${entry.skuId}`;
  const reservation = entry.kind === "reservation";
  return {
    id: entry.skuId,
    productId: entry.productId,
    title: entry.title,
    description: entry.title,
    minimumQuantity: entry.minimum,
    maximumQuantity: entry.maximum,
    isTrial: entry.trial ?? false,
    supportedBillingCycles: [...new Set(entry.terms.map((term) => term.billingCycle))],
    purchasePrerequisites: reservation
      ? ["InventoryCheck", "AzureSubscriptionRegistration"]
      : ["MicrosoftCustomerAgreement"],
    inventoryVariables: reservation ? ["CustomerId", "AzureSubscriptionId", "ArmRegionName"] : [],
    provisioningVariables: reservation ? ["Scope", "SubscriptionId", "Duration"] : [],
    dynamicAttributes: {
      hasConstraints: entry.addonOf !== undefined,
      isAddon: entry.addonOf !== undefined,
      prerequisiteSkus: entry.addonOf ?? [],
      upgradeTargetOffers: [],
      provisioningId: guidOf(uri),
    },
    ...(entry.attestation && {
      attestationProperties: { attestationType: "WindowsHybridBenefit", enforceAttestation: true },
    }),
    ...(entry.kind === "savingsPlan" && {
      minimumPurchaseCommitment: {
        grain: "hourly",
        currencyCode: { code: "USD", symbol: "$" },
        amount: "0.001",
      },
    }),
    links: {
      availabilities: link(`${uri}/availabilities?country=${country}`),
      self: link(`${uri}?country=${country}`),
    },
  };
}

/** An availability with its product and SKU (page "Get an availability by ID"). It names no price. */
export function availabilityBody(
  entry: CatalogItem,
  { country, segment = "commercial" }: { country: string; segment: Segment | undefined },
): object {
  const { code, symbol } = currencyOf(country);
  const renewable = (entry.kind === "licence" && !entry.trial) || entry.kind === "saas";
  const uri = `/products/${entry.productId}/skus/${entry.skuId}/availabilities/${entry.availabilityId}`;
  return {
    id: entry.availabilityId,
    productId: entry.productId,
    skuId: entry.skuId,
    catalogItemId: entry.catalogItemId,
    defaultCurrency: { code, symbol },
    segment: entry.segment ?? segment,
    country,
    isPurchasable: true,
    isRenewable: renewable,
    renewalInstructions: renewable
      ? [
          {
            applicableTermIds: entry.terms.map((term) => termId(entry, term)),
            renewalOptions: [{ renewToId: `${entry.productId}:${entry.skuId}`, isAutoRenewable: true }],
          },
        ]
      : [],
    terms: entry.terms.map((term) => termBody(entry, term)),
    product: productBody(entry, country),
    sku: skuBody(entry, country),
    links: { self: link(`${uri}?country=${country}`) },
  };
}

const LENGTHS: Record<string, string> = { P1M: "One-Month", P1Y: "One-Year", P3Y: "Three-Year" };

function termBody(entry: CatalogItem, term: CatalogTerm): object {
  const refundable = entry.kind === "licence" || entry.kind === "softwareSubscription";
  return {
    id: termId(entry, term),
    ...(term.duration && {
      duration: term.duration,
      description: `${LENGTHS[term.duration] ?? term.duration} commitment for monthly/yearly billing`,
    }),
    billingCycle: pascal(term.billingCycle),
    cancellationPolicies: refundable
      ? [
          {
            refundOptions: [
              { sequenceId: 0, type: "Full", expiresAfter: "P1D" },
              { sequenceId: 1, type: "Partial", expiresAfter: "P7D" },
            ],
          },
        ]
      : [],
  };
}

/** Twelve letters and digits, the same for the same term every time. */
function termId(entry: CatalogItem, { duration, billingCycle }: CatalogTerm): string {
  const hash = createHash("sha256").update(`${entry.productId}:${entry.skuId} ${duration} ${billingCycle}`);
  return BigInt(`0x${hash.digest("hex")}`)
    .toString(36)
    .slice(0, 12);
}

function guidOf(text: string): string {
  const hex = createHash("sha256").update(text).digest("hex");
  return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, "$1-$2-4$3-8$4-$5");
}

/** `one_time` as `OneTime`: the form in availabilities. */
function pascal(name: string): string {
  return name.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
