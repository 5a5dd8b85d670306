import type { Availability, AvailabilityTerm } from "../client/schemas";

/** How something is to be bought. */
export interface WantedTerm {
  /** ISO 8601, such as `P1Y`; absent for what has no term, such as perpetual software. */
  termDuration?: string;
  /** `monthly`, `annual`, `triennial`, `one_time` or `none`; the catalog's own spelling is accepted too. */
  billingCycle: string;
  /** `commercial`, `education`, `government` or `nonprofit`. Default: whichever is the only one. */
  segment?: string;
}

/** The one availability that fits, or why there isn't exactly one, in words that list the candidates. */
export type AvailabilityChoice =
  | { availability: Availability; term?: AvailabilityTerm; problem?: undefined }
  | { availability?: undefined; fitting: number; problem: string };

/** The availability that sells a term and billing cycle to a segment. It must be the only one. */
export function chooseAvailability(
  availabilities: readonly Availability[],
  wanted: WantedTerm,
): AvailabilityChoice {
  const offers = new Map<string, { availability: Availability; term?: AvailabilityTerm }>();
  for (const availability of availabilities) {
    const term = availability.terms.find((candidate) => isSameTerm(candidate, wanted));
    const sold = term !== undefined || (availability.terms.length === 0 && !wanted.termDuration);
    if (sold && availability.isPurchasable !== false && isForSegment(availability, wanted))
      offers.set(availability.id, { availability, term });
  }
  const [first] = offers.values();
  if (first && offers.size === 1) return first;
  const candidates = first ? [...offers.values()].map((offer) => offer.availability) : availabilities;
  const problem = describeProblem(wanted, offers.size, candidates);
  return {
    fitting: offers.size,
    problem: withCandidates(problem, candidates.map(describeAvailability)),
  };
}

/** The only thing with a title, spelled in upper or lower case; or, in words, what has a title like it. */
export function chooseByTitle<T extends { id: string; title?: string }>(
  kind: string,
  things: readonly T[],
  title: string,
): { found: T; problem?: undefined } | { found?: undefined; problem: string } {
  const same = things.filter((thing) => plain(thing.title) === plain(title));
  const [found] = same;
  if (found && same.length === 1) return { found };
  const candidates = found ? same : mostAlike(things, title);
  const problem = found
    ? `${same.length} ${kind}s have the title "${title}": give the id of one.`
    : `none of ${things.length} ${kind}s has the title "${title}"${candidates.length > 0 ? ". The most similar:" : "."}`;
  return {
    problem: withCandidates(
      problem,
      candidates.map(({ id, title: own }) => `${id}: ${own}`),
    ),
  };
}

/** A billing cycle as a cart line spells it: the catalog says `OneTime`, a cart `one_time`. */
export function cartBillingCycle(billingCycle: string): string {
  const letters = billingCycle.toLowerCase().replace(/[^a-z]/g, "");
  return letters === "onetime" ? "one_time" : letters;
}

function isSameTerm({ duration, billingCycle }: AvailabilityTerm, wanted: WantedTerm): boolean {
  const cycle = billingCycle && cartBillingCycle(billingCycle);
  return plain(duration) === plain(wanted.termDuration) && cycle === cartBillingCycle(wanted.billingCycle);
}

/** An availability that doesn't tell its segment is for nobody who asks for one. */
function isForSegment({ segment }: Availability, wanted: WantedTerm): boolean {
  return !wanted.segment || plain(segment) === plain(wanted.segment);
}

function describeProblem(wanted: WantedTerm, fitting: number, candidates: readonly Availability[]): string {
  const inWords = describeWanted(wanted);
  if (fitting > 1) {
    const segments = new Set(candidates.map(({ segment }) => plain(segment)));
    const out = segments.size > 1 ? "Give `segment`, or give" : "Give";
    return `${fitting} availabilities sell it ${inWords}. ${out} the cart line the catalogItemId of one:`;
  }
  if (candidates.length > 0) return `no availability sells it ${inWords}. What there is:`;
  const hint = wanted.segment ? "" : "; those for nonprofits appear only with `segment`";
  return `there is no availability of it here${hint}.`;
}

function describeWanted({ termDuration, billingCycle, segment }: WantedTerm): string {
  const pair = describePair(termDuration, billingCycle);
  return segment ? `for ${pair} to the segment ${segment}` : `for ${pair}`;
}

function describePair(duration: string | undefined, billingCycle: string | undefined): string {
  return `${duration || "no term"}, billed ${billingCycle ? cartBillingCycle(billingCycle) : "in no cycle"}`;
}

function describeAvailability(availability: Availability): string {
  const { id, catalogItemId, segment, country, defaultCurrency, isPurchasable, terms } = availability;
  const facts = [
    segment ?? "no segment",
    country,
    defaultCurrency?.code,
    isPurchasable === false ? "can't be bought" : undefined,
    terms.map((term) => describePair(term.duration, term.billingCycle)).join(" or ") || "no terms",
  ];
  return `${catalogItemId ?? id}: ${facts.filter((fact) => fact !== undefined).join("; ")}`;
}

const MOST_CANDIDATES = 10;

function withCandidates(problem: string, candidates: readonly string[]): string {
  const shown = candidates.slice(0, MOST_CANDIDATES).map((candidate) => `  - ${candidate}`);
  const more = candidates.length - shown.length;
  return [problem, ...shown, ...(more > 0 ? [`  and ${more} more`] : [])].join("\n");
}

function mostAlike<T extends { title?: string }>(things: readonly T[], title: string): T[] {
  const words = new Set(wordsOf(title));
  const shared = (thing: T) => new Set(wordsOf(thing.title).filter((word) => words.has(word))).size;
  return things
    .map((thing) => ({ thing, alike: shared(thing) }))
    .filter(({ alike }) => alike > 0)
    .sort((a, b) => b.alike - a.alike)
    .map(({ thing }) => thing);
}

function wordsOf(title: string | undefined): string[] {
  return plain(title)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
}

function plain(text: string | undefined): string {
  return (text ?? "").trim().toLowerCase();
}
