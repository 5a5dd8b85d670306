import type { Cart, CartLineItem, CartLineRequest, CartRequest } from "../../client/schemas";
import { show } from "./json";

/** What Partner Center made of a cart that differs from what was sent. */
export interface CartDifferences {
  /** It would buy something else: such a cart must not be checked out as it is. */
  blocking: string[];
  /** Dropped or changed details, for a person to know. */
  details: string[];
}

/** These say what is bought, how much of it, for how long and how it is billed. */
const BLOCKING: (keyof CartLineRequest)[] = ["catalogItemId", "quantity", "termDuration", "billingCycle"];
/** Another one of these is another purchase, but the documents don't tell whether an answer repeats them. */
export const BLOCKING_WHEN_CHANGED: (keyof CartLineRequest)[] = [
  "purchaseCommitment",
  "customTermEndDate",
  "provisioningContext",
  "participants",
  "renewsTo",
];
/** The service adds none of these by itself; somebody who did has changed for how long, or how much, is bought. */
const BLOCKING_WHEN_ADDED: (keyof CartLineRequest)[] = ["customTermEndDate", "purchaseCommitment"];
const DETAILS: (keyof CartLineRequest)[] = [
  "friendlyName",
  "currencyCode",
  "promotionId",
  "attestationAccepted",
];

/** Compares what was sent with what came back, line by line. A line with an error is told elsewhere. */
export function cartDifferences(sent: CartRequest, cart: Cart): CartDifferences {
  const found: CartDifferences = { blocking: [], details: [] };
  if (cart.lineItems.length !== sent.lineItems.length)
    found.blocking.push(
      `lineItems: there are ${cart.lineItems.length} in the cart (${sent.lineItems.length} were declared)`,
    );
  sent.lineItems.forEach((line, index) => {
    const got = cart.lineItems.find(({ id }) => id === (line.id ?? index)) ?? cart.lineItems[index];
    if (got) compare(`lineItems[${index}]`, line, got, found);
  });
  const attested = sent.partnerOnRecordAttestationAccepted;
  if (attested !== undefined && cart.partnerOnRecordAttestationAccepted !== attested)
    found.details.push(
      differs("partnerOnRecordAttestationAccepted", attested, cart.partnerOnRecordAttestationAccepted),
    );
  return found;
}

function compare(name: string, sent: CartLineRequest, got: CartLineItem, found: CartDifferences): void {
  const note = (keys: (keyof CartLineRequest)[], listFor: (key: keyof CartLineRequest) => string[]) => {
    for (const key of keys)
      if (sent[key] !== undefined && !alike(sent[key], got[key]))
        listFor(key).push(differs(`${name}.${key}`, sent[key], got[key]));
  };
  note(BLOCKING, () => found.blocking);
  note(BLOCKING_WHEN_CHANGED, (key) => (got[key] === undefined ? found.details : found.blocking));
  note(DETAILS, () => found.details);
  for (const key of BLOCKING_WHEN_ADDED)
    if (sent[key] === undefined && got[key] !== undefined)
      found.blocking.push(`${name}.${key} is ${show(got[key])}, which was not declared`);
  const addons = sent.addonItems ?? [];
  addons.forEach((addon, index) => {
    const gotAddon = got.addonItems?.[index];
    if (gotAddon) compare(`${name}.addonItems[${index}]`, addon, gotAddon, found);
    else found.blocking.push(`${name}.addonItems[${index}] (${addon.catalogItemId}) was dropped`);
  });
  for (const surplus of (got.addonItems ?? []).slice(addons.length))
    found.blocking.push(
      `${name}.addonItems: ${surplus.catalogItemId ?? "an item"} is in the cart and was not declared`,
    );
}

/** Texts whatever their case, numbers whatever their form, times by their day; more members are fine. */
function alike(sent: unknown, got: unknown): boolean {
  if (typeof sent === "object" && sent !== null) {
    if (typeof got !== "object" || got === null) return Object.keys(sent).length === 0;
    return Object.entries(sent).every(([key, value]) => alike(value, (got as Record<string, unknown>)[key]));
  }
  if (sent === got) return true;
  if (sent === undefined || got === undefined) return false;
  const [a, b] = [plain(sent), plain(got)];
  if (a === b || (a !== "" && Number(a) === Number(b))) return true;
  return /^\d{4}-\d\d-\d\d/.test(a) && (Date.parse(a) === Date.parse(b) || a.slice(0, 10) === b.slice(0, 10));
}

function plain(value: unknown): string {
  return String(value).toLowerCase();
}

function differs(what: string, sent: unknown, got: unknown): string {
  return got === undefined
    ? `${what} was dropped (${show(sent)} was declared)`
    : `${what} is ${show(got)} (${show(sent)} was declared)`;
}
