import { addMonths, monthsOf, monthsOfCycle } from "./calendar";
import { type CatalogItem, kindOf, type Segment } from "./catalog";
import type { ErrorCode } from "./errors";
import type { Modes } from "./modes";
import { termOf } from "./pricing";
import type { CartError, CartLineItem } from "./wire";

/** What is wrong with a line: as an error on it, and as the code that refuses the request. */
export interface LineFault {
  /** Number and name of page "Cart resources", CartErrorCode. */
  number: number;
  name: string;
  description: string;
  request: ErrorCode;
  additionalInformation?: CartError["additionalInformation"];
}

/** What a line is judged by. */
export interface LineFacts {
  /** The item on sale, if the catalog has it. */
  item: CatalogItem | undefined;
  /** Its product is in the catalog, so that an item which is not on sale is a mistake. */
  listed: boolean;
  /** Its availability was withdrawn. */
  gone: boolean;
  legacy: boolean;
  /** Currency of the customer's market, or of a price that was set. */
  currency: string;
  segment: Segment;
  now: number;
  /** Days (`YYYY-MM-DD`) on which the customer's subscriptions of new commerce end. */
  subscriptionEnds: readonly string[];
  modes: Pick<Modes, "catalog" | "participants">;
}

const FAULTS = {
  item: [10001, "catalog_item_id_is_not_valid", "Catalog item ID is not valid.", "800089"],
  currency: [10000, "currency_is_not_supported", "Currency is not supported.", "900169"],
  participants: [
    10004,
    "participants_is_not_supported_for_partner",
    "Participants is not supported for the partner.",
    "800016",
  ],
  azureSubscription: [10007, "subscription_is_not_valid", "Azure subscription is not valid.", "800011"],
  input: [10010, "invalid_input", "The input is not valid.", "800002"],
  scope: [10010, "invalid_input", "The scope is not valid.", "900312"],
  attestation: [10012, "attestation_not_accepted", "Attestation is not accepted.", "900203"],
  plan: [10013, "billing_plan_not_supported", "Billing plan is not supported for the term.", "900269"],
  longCycle: [10013, "billing_plan_not_supported", "Billing cycle is longer than the term.", "900270"],
  promotion: [10014, "invalid_promotion_id", "Promotion ID is not valid.", "27007"],
  seats: [
    10015,
    "max_allowed_seats_per_subscription_exceeded",
    "Requested number of seats exceeds the limit.",
    "900275",
  ],
  tooFew: [10010, "invalid_input", "Requested quantity is below the minimum.", "900275"],
  endDateProduct: [
    10016,
    "invalid_custom_term_end_date_product",
    "The product does not take a custom term end date.",
    "900242",
  ],
  endDate: [10017, "invalid_custom_term_end_date", "The custom term end date is not valid.", "900242"],
} as const satisfies Record<string, readonly [number, string, string, ErrorCode]>;

const MODERN = /^[0-9A-Z]{12}:[0-9A-Z]{4}:[0-9A-Z]{12}$/i;
const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const PARTICIPANTS = ["transaction_reseller", "additional_transaction_reseller", "consumption_reseller"];

/** The first thing wrong with a line (page "Cart resources"). Items outside the catalog are judged by form alone. */
export function lineFault(line: CartLineItem, facts: LineFacts): LineFault | undefined {
  const { item, modes } = facts;
  if (facts.gone) return fault("item");
  if (item?.segment !== undefined && item.segment !== facts.segment) return fault("item");
  if (
    !facts.legacy &&
    !item &&
    (facts.listed || modes.catalog === "closed" || !MODERN.test(line.catalogItemId))
  )
    return fault("item");
  if (line.currencyCode !== undefined && !currencyFits(line.currencyCode, facts)) return fault("currency");
  if (line.participants?.length) {
    if (modes.participants === "refused") return fault("participants");
    if (!participantsFit(line.participants)) return fault("input");
  }
  if (line.addonItems?.some((addon) => !facts.legacy || kindOf(addon) !== "legacy")) return fault("input");
  return item && !facts.legacy ? catalogFault(line, item, facts) : undefined;
}

function catalogFault(line: CartLineItem, item: CatalogItem, facts: LineFacts): LineFault | undefined {
  if (!termOf(item, line)) {
    const months = line.termDuration === undefined ? Infinity : monthsOf(line.termDuration);
    return fault((monthsOfCycle(line.billingCycle) ?? 0) > months ? "longCycle" : "plan");
  }
  if (line.quantity > item.maximum)
    return {
      ...fault("seats"),
      additionalInformation: { availableQuantity: item.maximum, purchasedQuantity: line.quantity },
    };
  if (line.quantity < item.minimum) return fault("tooFew");
  if (item.attestation && line.attestationAccepted !== true) return fault("attestation");
  if (line.promotionId !== undefined && line.promotionId !== item.promotion?.id) return fault("promotion");
  if (line.customTermEndDate !== undefined) {
    if (item.kind !== "licence" || item.trial) return fault("endDateProduct");
    if (!endDateFits(line.customTermEndDate, line, facts)) return fault("endDate");
  }
  if (item.kind === "reservation") return reservationFault(line.provisioningContext);
  return item.kind === "savingsPlan" ? savingsPlanFault(line) : undefined;
}

/** A reservation belongs to an Azure subscription. */
function reservationFault(context: Record<string, string> = {}): LineFault | undefined {
  if (!GUID.test(member(context, "subscriptionId") ?? "")) return fault("azureSubscription");
  return /^(shared|single)$/i.test(member(context, "scope") ?? "") ? undefined : fault("scope");
}

/** A savings plan needs a commitment, and the entitlement (scope single) or Azure plan (shared) it is for. */
function savingsPlanFault({
  provisioningContext: context = {},
  purchaseCommitment,
}: CartLineItem): LineFault | undefined {
  if (!purchaseCommitment || purchaseCommitment.amount < 0.001) return fault("input");
  const scope = member(context, "scope")?.toLowerCase();
  if (scope !== "shared" && scope !== "single") return fault("scope");
  const [key, request] =
    scope === "single" ? (["entitlementId", "900313"] as const) : (["subscriptionId", "900317"] as const);
  return member(context, key) ? undefined : { ...fault("input"), request };
}

/** The end of a calendar month or of another subscription, after today and within the first term. */
function endDateFits(text: string, line: CartLineItem, { now, subscriptionEnds }: LineFacts): boolean {
  const moment = Date.parse(text);
  if (Number.isNaN(moment)) return false;
  const end = new Date(moment);
  const aligned =
    new Date(moment + 24 * 60 * 60 * 1000).getUTCDate() === 1 ||
    subscriptionEnds.includes(end.toISOString().slice(0, 10));
  return aligned && moment > now && moment <= addMonths(now, monthsOf(line.termDuration));
}

function currencyFits(code: string, { item, currency, legacy }: LineFacts): boolean {
  return item && !legacy ? code === currency : /^[A-Z]{3}$/.test(code);
}

function participantsFit(participants: { key: string; value: string }[]): boolean {
  const keys = participants.map(({ key }) => key.replace(/([a-z])([A-Z])/g, "$1_$2").toLowerCase());
  const additional = keys.filter((key) => key === "additional_transaction_reseller").length;
  return (
    keys.every((key) => PARTICIPANTS.includes(key)) &&
    participants.every(({ value }) => /^\d+$/.test(value)) &&
    additional <= 5
  );
}

function member(context: Record<string, string>, name: string): string | undefined {
  return Object.entries(context).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
}

function fault(kind: keyof typeof FAULTS): LineFault {
  const [number, name, description, request] = FAULTS[kind];
  return { number, name, description, request };
}
