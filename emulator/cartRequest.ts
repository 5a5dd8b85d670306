import * as v from "valibot";
import { partnerError } from "./errors";
import type { CartLineItem } from "./wire";

/** Member names that are read whatever their case, as the service does. */
const NAMES = [
  "lineItems",
  "partnerOnRecordAttestationAccepted",
  "catalogItemId",
  "friendlyName",
  "quantity",
  "currencyCode",
  "billingCycle",
  "termDuration",
  "participants",
  "key",
  "value",
  "provisioningContext",
  "renewsTo",
  "attestationAccepted",
  "promotionId",
  "customTermEndDate",
  "addonItems",
  "purchaseCommitment",
  "amount",
  "currency",
  "grain",
];
const BY_LOWER_CASE = new Map(NAMES.map((name) => [name.toLowerCase(), name]));

const BILLING_CYCLES = ["monthly", "annual", "biennial", "triennial", "one_time", "none"];

const lineEntries = {
  catalogItemId: v.optional(v.string()),
  friendlyName: v.optional(v.string()),
  quantity: v.pipe(v.number(), v.integer()),
  currencyCode: v.optional(v.string()),
  billingCycle: v.optional(v.string()),
  termDuration: v.optional(v.string()),
  participants: v.optional(v.array(v.object({ key: v.string(), value: v.string() }))),
  provisioningContext: v.optional(v.record(v.string(), v.string())),
  renewsTo: v.optional(v.object({ termDuration: v.string() })),
  attestationAccepted: v.optional(v.boolean()),
  promotionId: v.optional(v.string()),
  customTermEndDate: v.optional(v.string()),
  purchaseCommitment: v.optional(v.object({ amount: v.number(), currency: v.string(), grain: v.string() })),
};

/** Add-ons have none of their own. */
const lineSchema = v.object({
  ...lineEntries,
  addonItems: v.optional(v.array(v.object(lineEntries))),
});

const cartSchema = v.object({
  lineItems: v.pipe(v.array(lineSchema), v.minLength(1)),
  partnerOnRecordAttestationAccepted: v.optional(v.boolean()),
});

/** What a client says about a cart. */
export interface CartRequest {
  lineItems: CartLineItem[];
  attestationAccepted?: boolean;
}

/** Reads the body of a create or update; members that belong to the service are ignored. Throws a refusal. */
export function readCartRequest(body: string): CartRequest {
  let json: unknown;
  try {
    json = JSON.parse(body.replace(/^\uFEFF/, ""));
  } catch {
    throw partnerError("800002");
  }
  const parsed = v.safeParse(cartSchema, canonical(json));
  if (!parsed.success) throw partnerError("800002");
  return {
    attestationAccepted: parsed.output.partnerOnRecordAttestationAccepted,
    lineItems: parsed.output.lineItems.map(({ addonItems, ...line }, id) => ({
      ...readLine(line, id),
      ...(addonItems?.length && {
        // Add-ons are billed with their root line.
        addonItems: addonItems.map((addon, n) =>
          readLine({ ...addon, billingCycle: addon.billingCycle ?? line.billingCycle }, n),
        ),
      }),
    })),
  };
}

function readLine(
  { catalogItemId, billingCycle, ...line }: Omit<v.InferOutput<typeof lineSchema>, "addonItems">,
  id: number,
): CartLineItem {
  if (!catalogItemId) throw partnerError("900142");
  if (line.quantity < 1) throw partnerError("900275");
  const cycle = billingCycle?.replace(/([a-z])([A-Z])/g, "$1_$2").toLowerCase();
  if (cycle === undefined || !BILLING_CYCLES.includes(cycle)) throw partnerError("900269");
  return { id, catalogItemId, ...line, billingCycle: cycle };
}

/** Member names in the spelling of the answers, at any depth; null counts as left out. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== null)
      .map(([name, member]) => {
        const known = BY_LOWER_CASE.get(name.toLowerCase()) ?? name;
        return [known, known === "provisioningContext" ? member : canonical(member)];
      }),
  );
}
