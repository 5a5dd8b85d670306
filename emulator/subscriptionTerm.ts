import { addMonths, monthsOf, monthsOfCycle } from "./calendar";
import { type Order, type OrderLineItem, timestamp } from "./wire";

const DAY_MS = 24 * 60 * 60 * 1000;

/** Days after the end of its term from which one that does not renew reads so (page "Subscription lifecycle"). */
const AFTER_THE_END = [
  [30 + 90, "deleted"],
  [30, "disabled"],
  [0, "expired"],
] as const;

/** The term of a subscription that runs now, or the only one. Moments are ms. */
export interface SubscriptionTerm {
  start: number;
  /** First moment after the term; undefined for one without an end. */
  end: number | undefined;
  /** Now, or the last moment of a term that nothing follows. */
  at: number;
  now: number;
  /** What follows from the time alone. */
  status: string;
}

/** @param runsOn Another term follows each that ends. */
export function subscriptionTerm(
  { creationDate }: Pick<Order, "creationDate">,
  { customTermEndDate, termDuration }: Pick<OrderLineItem, "customTermEndDate" | "termDuration">,
  { runsOn, now }: { runsOn: boolean; now: number },
): SubscriptionTerm {
  const start = new Date(creationDate).setUTCHours(0, 0, 0, 0);
  const months = monthsOf(termDuration);
  const end = customTermEndDate
    ? Date.parse(customTermEndDate) + DAY_MS
    : termDuration
      ? runsOn
        ? periodEnd(start, months, now)
        : addMonths(start, months)
      : undefined;
  if (runsOn || end === undefined || now < end) return { start, end, at: now, now, status: "active" };
  const days = (now - end) / DAY_MS;
  const status = AFTER_THE_END.find(([from]) => days >= from)?.[1] ?? "active";
  return { start, end, at: end - 1, now, status };
}

/** Start, end of the term and of the bill that runs now; the window in which a licence can be given back. */
export function subscriptionDates(
  { creationDate, billingCycle }: Pick<Order, "creationDate" | "billingCycle">,
  { start, end, at, now }: SubscriptionTerm,
  { refundable, quantity }: { refundable: boolean; quantity: number },
) {
  const week = Date.parse(creationDate) + 7 * DAY_MS;
  const cycle = monthsOfCycle(billingCycle);
  return {
    effectiveStartDate: plain(start),
    ...(end && { commitmentEndDate: plain(end - DAY_MS), commitmentEndDateTime: endOfDay(end - DAY_MS) }),
    ...(cycle && billEnds(periodEnd(start, cycle, at) - DAY_MS)),
    ...(refundable && {
      cancellationAllowedUntilDate: timestamp(week),
      ...(now < start + DAY_MS && { refundOptions: [{ type: "Full", expiresAt: plain(start + DAY_MS) }] }),
      ...(now < week && {
        refundableQuantity: {
          totalQuantity: quantity,
          details: [{ quantity, allowedUntilDateTime: timestamp(week) }],
        },
      }),
    }),
  };
}

function billEnds(end: number) {
  return { billingCycleEndDate: plain(end), billingCycleEndDateTime: endOfDay(end) };
}

/** The first moment after the period of so many months that runs then; periods follow each other from the start. */
function periodEnd(start: number, months: number, then: number): number {
  for (let period = 1; ; period += 1) {
    const next = addMonths(start, period * months);
    if (next > then) return next;
  }
}

function plain(ms: number): string {
  return new Date(ms).toISOString().replace(".000Z", "Z");
}

function endOfDay(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 10)}T23:59:59Z`;
}
