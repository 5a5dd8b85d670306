import type { Cart, CartLineItem, CartLineRequest, CartRequest } from "../client/schemas";
import { show } from "./inputChecks";

/** What Partner Center made of a cart that differs from what was sent. */
export interface CartDeviations {
  /** It would buy something else: such a cart must not be checked out as it is. */
  grave: string[];
  /** Dropped or changed details, for a person to know. */
  light: string[];
}

/** These say what is bought, how much of it, for how long and how it is billed. */
const GRAVE: (keyof CartLineRequest)[] = ["catalogItemId", "quantity", "termDuration", "billingCycle"];
const LIGHT: (keyof CartLineRequest)[] = [
  "friendlyName",
  "currencyCode",
  "participants",
  "provisioningContext",
  "promotionId",
  "renewsTo",
  "purchaseCommitment",
  "customTermEndDate",
  "attestationAccepted",
];

/** Compares what was sent with what came back, line by line. A line with an error is told elsewhere. */
export function cartDeviations(sent: CartRequest, cart: Cart): CartDeviations {
  const found: CartDeviations = { grave: [], light: [] };
  if (cart.lineItems.length !== sent.lineItems.length)
    found.grave.push(`it has ${cart.lineItems.length} line items instead of ${sent.lineItems.length}`);
  sent.lineItems.forEach((line, index) => {
    const got = cart.lineItems.find(({ id }) => id === (line.id ?? index)) ?? cart.lineItems[index];
    if (got) compare(`line ${index}`, line, got, found);
  });
  const attested = sent.partnerOnRecordAttestationAccepted;
  if (attested !== undefined && cart.partnerOnRecordAttestationAccepted !== attested)
    found.light.push(
      differs("partnerOnRecordAttestationAccepted", attested, cart.partnerOnRecordAttestationAccepted),
    );
  return found;
}

function compare(name: string, sent: CartLineRequest, got: CartLineItem, found: CartDeviations): void {
  for (const key of GRAVE)
    if (sent[key] !== undefined && !alike(sent[key], got[key]))
      found.grave.push(differs(`${name}: ${key}`, sent[key], got[key]));
  for (const key of LIGHT)
    if (sent[key] !== undefined && !alike(sent[key], got[key]))
      found.light.push(differs(`${name}: ${key}`, sent[key], got[key]));
  (sent.addonItems ?? []).forEach((addon, index) => {
    const gotAddon = got.addonItems?.[index];
    if (gotAddon) compare(`${name}, add-on ${index}`, addon, gotAddon, found);
    else found.grave.push(`${name}: add-on ${index} (${addon.catalogItemId}) was dropped`);
  });
}

/** Texts whatever their case, numbers whatever their form, times whatever their spelling; more members are fine. */
function alike(sent: unknown, got: unknown): boolean {
  if (typeof sent === "object" && sent !== null) {
    if (typeof got !== "object" || got === null) return Object.keys(sent).length === 0;
    return Object.entries(sent).every(([key, value]) => alike(value, (got as Record<string, unknown>)[key]));
  }
  if (sent === got) return true;
  if (sent === undefined || got === undefined) return false;
  const [a, b] = [String(sent).toLowerCase(), String(got).toLowerCase()];
  if (a === b || (a !== "" && Number(a) === Number(b))) return true;
  return /^\d{4}-\d\d-\d\d/.test(a) && Date.parse(a) === Date.parse(b);
}

function differs(what: string, sent: unknown, got: unknown): string {
  return got === undefined
    ? `${what} was dropped (${show(sent)} was sent)`
    : `${what} became ${show(got)} (${show(sent)} was sent)`;
}
