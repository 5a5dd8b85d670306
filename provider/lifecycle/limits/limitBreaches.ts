import { holdsUnknown } from "../core/unknown";
import { cycleOf, withAddons } from "../core/items";
import { nameOf, priceOfLine } from "./linePrice";
import type { LimitBreach, LimitedLine } from "./limitedLine";
import type { NamedLimits, PurchaseLimits } from "../core/purchaseRules";
import { Money, showMoney } from "./money";

/**
 * The limits on quantities, terms, billing cycles and items that lines break. All limits have to hold, so the stricter
 * wins. What a line lacks breaks the limit that asks for it; a value that isn't known yet (in previews) breaks none.
 */
export function breachesOfLines(lines: LimitedLine[], limits: NamedLimits[]): LimitBreach[] {
  const all = withAddons(lines);
  return limits.flatMap((named) => [
    ...all.flatMap((line) => [
      ...overQuantity(line, named),
      ...notAllowed(line, named, "allowedTermDurations", line.termDuration, termOf),
      ...notAllowed(line, named, "allowedBillingCycles", line.billingCycle, cycleOf),
      ...notAllowed(line, named, "allowedCatalogItems", line.catalogItemId, catalogItemOf),
    ]),
    ...overSum(all, named),
  ]);
}

/**
 * The limits on the total that lines break, and those of which nobody can tell because a price is `unknown`. A purchase
 * may go ahead only when both lists are empty. The total is the sum over all lines for their whole terms, before tax.
 */
export function breachesOfTotal(
  lines: LimitedLine[],
  limits: NamedLimits[],
): { breaches: LimitBreach[]; unknown: LimitBreach[] } {
  const all = withAddons(lines);
  const breaches: LimitBreach[] = [];
  const unknown: LimitBreach[] = [];
  for (const {
    source,
    limits: { maxTotal },
  } of limits) {
    if (!maxTotal) continue;
    const limit = showMoney(new Money(maxTotal.amount), maxTotal.currency);
    const of = `limits.maxTotal of ${limit} (${origin(source)})`;
    const tell = (list: LimitBreach[], reason: string) => list.push({ property: "limits.maxTotal", reason });
    let total = new Money(0);
    let whole = true;
    // Every cart has lines, so one without them was not read right.
    if (all.length === 0)
      tell(unknown, `${of} can't be told to hold: there are no lines to observed at. Read the cart again.`);
    for (const line of all) {
      const price = priceOfLine(line);
      if ("unknown" in price) {
        whole = false;
        tell(unknown, `${of} can't be told to hold: ${nameOf(line)} ${price.unknown}. ${PRICE_REMEDY}`);
      } else if (price.currency !== maxTotal.currency) {
        whole = false;
        tell(
          breaches,
          `${of} does not hold: ${nameOf(line)} costs ${showMoney(price.total, price.currency)} for the term, and ` +
            `nothing is converted. Set the limit in ${price.currency}, or take the line out.`,
        );
      } else total = total.plus(price.total);
    }
    if (total.greaterThan(maxTotal.amount))
      tell(
        breaches,
        `${of} does not hold: the total for the term is ${whole ? "" : "at least "}` +
          `${showMoney(total, maxTotal.currency)}. Lower the quantities, take lines out, or raise the limit.`,
      );
  }
  return { breaches, unknown };
}

const PRICE_REMEDY =
  "What is billed by use has no price beforehand: to let it through, leave maxTotal off for this purchase and name " +
  "what it may hold in allowedCatalogItems.";

function overQuantity(line: LimitedLine, { source, limits: { maxQuantity } }: NamedLimits): LimitBreach[] {
  const { quantity } = line;
  if (maxQuantity === undefined || holdsUnknown(quantity)) return [];
  if (typeof quantity === "number" && quantity <= maxQuantity) return [];
  const actual = typeof quantity === "number" ? `has a quantity of ${quantity}` : "names no quantity";
  return [quantityBreach(maxQuantity, source, `${nameOf(line)} ${actual}`)];
}

/** Lines of one product and SKU together: several lines must not get past a limit that one can't. */
function overSum(lines: LimitedLine[], { source, limits: { maxQuantity } }: NamedLimits): LimitBreach[] {
  if (maxQuantity === undefined) return [];
  const groups = new Map<string, LimitedLine[]>();
  for (const line of lines) {
    if (typeof line.catalogItemId !== "string" || holdsUnknown(line.catalogItemId)) continue;
    const sku = line.catalogItemId.trim().toLowerCase().split(":").slice(0, 2).join(":");
    groups.set(sku, [...(groups.get(sku) ?? []), line]);
  }
  return [...groups.values()].flatMap((group) => {
    const quantities = group.map(({ quantity }) => (typeof quantity === "number" ? quantity : 0));
    const sum = quantities.reduce((a, b) => a + b, 0);
    // A line that is above the limit alone is told of already.
    if (sum <= maxQuantity || quantities.some((quantity) => quantity > maxQuantity)) return [];
    const what = `${group.length} lines of ${nameOf(group[0] ?? {})} have a quantity of ${sum} together`;
    return [quantityBreach(maxQuantity, source, what)];
  });
}

function quantityBreach(most: number, source: string, actual: string): LimitBreach {
  return {
    property: "limits.maxQuantity",
    reason:
      `limits.maxQuantity of ${most} (${origin(source)}) does not hold: ${actual}. ` +
      `Lower the quantity, or raise the limit.`,
  };
}

interface Trait {
  /** What it is called in a sentence. */
  called: string;
  allows: (allowed: string, actual: string) => boolean;
}

const isSameText = (allowed: string, actual: string) => allowed.toLowerCase() === actual.toLowerCase();

const TRAITS: Record<keyof PurchaseLimits & `allowed${string}`, Trait> = {
  allowedTermDurations: { called: "term", allows: isSameText },
  allowedBillingCycles: { called: "billing cycle", allows: isSameText },
  allowedCatalogItems: {
    called: "catalog item",
    allows: (allowed, actual) =>
      isSameText(allowed, actual) || `${actual}:`.toLowerCase().startsWith(`${allowed}:`.toLowerCase()),
  },
};

function notAllowed(
  line: LimitedLine,
  { source, limits }: NamedLimits,
  member: keyof typeof TRAITS,
  given: unknown,
  read: (line: LimitedLine) => string | undefined,
): LimitBreach[] {
  const allowed = limits[member];
  if (allowed === undefined || holdsUnknown(given)) return [];
  const { called, allows } = TRAITS[member];
  const actual = read(line);
  if (actual !== undefined && allowed.some((one) => allows(one, actual))) return [];
  const has = actual === undefined ? `names no ${called}` : `has the ${called} ${actual}`;
  return [
    {
      property: `limits.${member}`,
      reason:
        `limits.${member} (${origin(source)}) does not hold: ${nameOf(line)} ${has}, allowed ` +
        `${allowed.length === 1 ? "is" : "are"} ${allowed.join(", ")}. Choose one of these, or add to the limit.`,
    },
  ];
}

/** Perpetual software and usage have no term; Partner Center leaves it out or empty. */
function termOf({ termDuration }: LimitedLine): string {
  return termDuration?.trim() || "none";
}

function catalogItemOf({ catalogItemId }: LimitedLine): string | undefined {
  return catalogItemId?.trim() || undefined;
}

function origin(source: string): string {
  return source === "limits" ? "set on the resource" : `set in ${source}`;
}
