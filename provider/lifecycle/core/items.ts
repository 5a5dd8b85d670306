/** What makes two purchases the same one to a person: item, quantity, term and billing cycle. */
export interface PurchasedLine {
  catalogItemId?: string;
  quantity?: number;
  termDuration?: string;
  billingCycle?: string;
}

/** Partner Center is younger than this, so an older date, such as year 1, is none. */
export const EARLIEST = Date.UTC(2010);

/**
 * Whether two lines buy the same. Availability ids change from month to month, so the item is its product and SKU. A
 * fact that one side leaves out speaks against nothing.
 */
export function isSameLine(a: PurchasedLine, b: PurchasedLine): boolean {
  return (
    agree(itemOf(a.catalogItemId), itemOf(b.catalogItemId)) &&
    agree(a.quantity, b.quantity) &&
    agree(termOf(a), termOf(b)) &&
    agree(cycleOf(a), cycleOf(b))
  );
}

/** What a line buys, without what else is said of it. */
export function purchasedLine({
  catalogItemId,
  quantity,
  termDuration,
  billingCycle,
}: PurchasedLine): PurchasedLine {
  return { catalogItemId, quantity, termDuration, billingCycle };
}

export function haveLineInCommon(some: PurchasedLine[], others: PurchasedLine[]): boolean {
  return some.some((line) => others.some((other) => isSameLine(line, other)));
}

/** The lines that are none of the others; each of those stands for one line. */
export function linesWithout<Line extends PurchasedLine, Other extends PurchasedLine>(
  lines: Line[],
  others: Other[],
  isSame: (line: Line, other: Other) => boolean = isSameLine,
): Line[] {
  const left = [...others];
  return lines.filter((line) => {
    const at = left.findIndex((other) => isSame(line, other));
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

function agree(a: string | number | undefined, b: string | number | undefined): boolean {
  return a === undefined || a === "" || b === undefined || b === "" || a === b;
}

/** Product and SKU; items of the older catalogue are one text. */
export function itemOf(catalogItemId: string | undefined): string | undefined {
  return catalogItemId?.split(":").slice(0, 2).join(":").toLowerCase();
}

/** Lines in which every catalog item is its product and SKU: what they are, whatever month it is. */
export function withoutAvailabilities<T>(lines: T): T {
  const json = JSON.stringify(lines ?? null, (key, value: unknown) =>
    key === "catalogItemId" && typeof value === "string" ? itemOf(value) : value,
  );
  return JSON.parse(json) as T;
}

/** A line of a cart, as it is kept to find its order. */
export interface CartLineState {
  catalogItemId: string;
  quantity: number;
  termDuration?: string;
  orderGroup?: string;
}

/** The term in one spelling: twelve months are a year. */
function termOf({ termDuration }: PurchasedLine): string | undefined {
  const term = termDuration?.trim().toUpperCase();
  const [, months] = /^P(\d{1,4})M$/.exec(term ?? "") ?? [];
  return months !== undefined && Number(months) % 12 === 0 ? `P${Number(months) / 12}Y` : term;
}

/** The billing cycle in the documents' spelling, whatever the case: `one_time`. */
export function cycleOf({ billingCycle }: Pick<PurchasedLine, "billingCycle">): string | undefined {
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-conversion -- programs without types declare anything
  const cycle = String(billingCycle ?? "")
    .trim()
    .toLowerCase()
    .replace(/[\s-]/g, "_");
  // The documents have "unknown" for what nobody says.
  if (cycle === "" || cycle === "unknown") return undefined;
  return cycle === "onetime" ? "one_time" : cycle;
}

/**
 * Every line that costs money: add-ons of the older catalogue are lines below a line, and bought with it. In a preview
 * they can be unknown.
 */
export function withAddons<T extends { addonItems?: T[] }>(lines: readonly T[]): T[] {
  return lines.flatMap((line) => [
    line,
    ...withAddons(Array.isArray(line.addonItems) ? line.addonItems : []),
  ]);
}

/** A line of a cart with what tells its order group. */
export interface CartedLine extends PurchasedLine {
  orderGroup?: string;
}

/** A line as a cart has it, with the add-ons below it. */
export interface WithAddons extends CartedLine {
  addonItems?: WithAddons[];
}

/** Every line that a cart becomes in its orders: add-ons are ordered with the line that they belong to. */
export function cartedLines(lines: WithAddons[]): CartedLine[] {
  return lines.flatMap(({ addonItems = [], ...line }) => [
    line,
    // An order has one billing cycle, which is that of the line.
    ...cartedLines(addonItems).map((addon) => ({
      ...addon,
      orderGroup: line.orderGroup,
      billingCycle: undefined,
    })),
  ]);
}
