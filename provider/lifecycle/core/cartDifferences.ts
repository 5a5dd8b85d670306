import type { Cart, CartLineItem, CartLineRequest, CartRequest } from "../../client/schemas";
import { withAddons } from "./items";
import { show } from "./json";

/** What Partner Center made of a cart that differs from what was sent. */
export interface CartDifferences {
  /** It would buy something else: such a cart must not be checked out as it is. */
  blocking: string[];
  /** Dropped or changed details, for a person to know. */
  details: string[];
  /** What an answer may leave out and this one repeats, such as `lineItems[0].participants`. */
  repeated: string[];
}

/** These say what is bought, how much of it, for how long and how it is billed. */
const BLOCKING: (keyof CartLineRequest)[] = ["catalogItemId", "quantity", "termDuration", "billingCycle"];
/** Another one of these is another purchase, but the documents don't tell whether an answer repeats them. */
export const MAY_BE_LEFT_OUT: (keyof CartLineRequest)[] = [
  "purchaseCommitment",
  "customTermEndDate",
  "provisioningContext",
  "participants",
  "renewsTo",
];
const DETAILS: (keyof CartLineRequest)[] = [
  "friendlyName",
  "currencyCode",
  "promotionId",
  "attestationAccepted",
];

/**
 * Compares what was sent with what came back, line by line. A line with an error is told elsewhere.
 * @param repeated what an earlier answer repeated: if it is gone, somebody took it out. "all": what is declared has to be
 *   there, as in a cart that was made elsewhere. Default: none.
 */
export function cartDifferences(
  sent: CartRequest,
  cart: Cart,
  repeated: string[] | "all" = [],
): CartDifferences {
  const found: CartDifferences = { blocking: [], details: [], repeated: [] };
  if (cart.lineItems.length !== sent.lineItems.length)
    found.blocking.push(
      `lineItems: there are ${cart.lineItems.length} in the cart (${sent.lineItems.length} were declared)`,
    );
  sent.lineItems.forEach((line, index) => {
    const got = cart.lineItems.find(({ id }) => id === (line.id ?? index)) ?? cart.lineItems[index];
    if (got) compare(`lineItems[${index}]`, line, got, { found, repeated });
  });
  const attested = sent.partnerOnRecordAttestationAccepted;
  if (attested !== undefined && cart.partnerOnRecordAttestationAccepted !== attested)
    found.details.push(
      differs("partnerOnRecordAttestationAccepted", attested, cart.partnerOnRecordAttestationAccepted),
    );
  return found;
}

/** Whether a line says something that an answer may leave out. */
export function saysWhatMayBeLeftOut(lines: CartLineRequest[]): boolean {
  return withAddons(lines).some((line) => MAY_BE_LEFT_OUT.some((key) => !isEmpty(line[key])));
}

interface Comparison {
  found: CartDifferences;
  repeated: string[] | "all";
}

function compare(name: string, sent: CartLineRequest, got: CartLineItem, comparison: Comparison): void {
  const { found, repeated } = comparison;
  const note = (keys: (keyof CartLineRequest)[], list: string[]) => {
    for (const key of keys)
      if (sent[key] !== undefined && !alike(sent[key], got[key]))
        list.push(differs(`${name}.${key}`, sent[key], got[key]));
  };
  note(BLOCKING, found.blocking);
  note(DETAILS, found.details);
  for (const key of MAY_BE_LEFT_OUT) {
    const what = `${name}.${key}`;
    const [isDeclared, isHeld] = [!isEmpty(sent[key]), !isEmpty(got[key])];
    if (isDeclared && isHeld) found.repeated.push(what);
    if (isDeclared && !alike(sent[key], got[key])) {
      const isTold = isHeld || repeated === "all" || repeated.includes(what);
      (isTold ? found.blocking : found.details).push(differs(what, sent[key], got[key]));
    }
    if (isHeld && !isDeclared) found.blocking.push(`${what} is ${show(got[key])}, which was not declared`);
  }
  const addons = sent.addonItems ?? [];
  addons.forEach((addon, index) => {
    const gotAddon = got.addonItems?.[index];
    if (gotAddon) compare(`${name}.addonItems[${index}]`, addon, gotAddon, comparison);
    else found.blocking.push(`${name}.addonItems[${index}] (${addon.catalogItemId}) was dropped`);
  });
  for (const surplus of (got.addonItems ?? []).slice(addons.length))
    found.blocking.push(
      `${name}.addonItems: ${surplus.catalogItemId ?? "an item"} is in the cart and was not declared`,
    );
}

/** Partner Center answers nothing, an object of nothing, no amount, or a date of year 1 where nothing was said. */
function isEmpty(value: unknown): boolean {
  if (typeof value === "object" && value !== null) return Object.values(value).every(isEmpty);
  const isNoDate = typeof value === "string" && value.startsWith("0001-01-01");
  return value === undefined || value === null || value === "" || Number(value) === 0 || isNoDate;
}

/** Texts and names whatever their case, numbers whatever their form, times by their day; more members are fine, more entries not. */
function alike(sent: unknown, got: unknown): boolean {
  if (Array.isArray(sent))
    return (
      Array.isArray(got) &&
      got.length === sent.length &&
      sent.every((one) => got.some((other) => alike(one, other)))
    );
  if (typeof sent === "object" && sent !== null) {
    if (typeof got !== "object" || got === null) return Object.keys(sent).length === 0;
    const members = new Map(Object.entries(got).map(([key, value]) => [key.toLowerCase(), value as unknown]));
    return Object.entries(sent).every(([key, value]) => alike(value, members.get(key.toLowerCase())));
  }
  if (sent === got) return true;
  if (sent === undefined || got === undefined) return false;
  const [a, b] = [plain(sent), plain(got)];
  if (a === b || (a !== "" && Number(a) === Number(b))) return true;
  return /^\d{4}-\d\d-\d\d/.test(a) && (Date.parse(a) === Date.parse(b) || a.slice(0, 10) === b.slice(0, 10));
}

/** `TransactionReseller` is `transaction_reseller`. */
function plain(value: unknown): string {
  return String(value).toLowerCase().replaceAll("_", "");
}

function differs(what: string, sent: unknown, got: unknown): string {
  return got === undefined
    ? `${what} was dropped (${show(sent)} was declared)`
    : `${what} is ${show(got)} (${show(sent)} was declared)`;
}
