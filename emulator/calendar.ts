/** Months of a term such as `P1Y`; one for none. */
export function monthsOf(termDuration: string | undefined): number {
  const [, count, unit] = /^P(\d+)([MY])$/.exec(termDuration ?? "") ?? [];
  return Number(count ?? 1) * (unit === "Y" ? 12 : 1);
}

/** Months between two bills; undefined for a cycle that has one bill only. */
export function monthsOfCycle(billingCycle: string): number | undefined {
  return { monthly: 1, annual: 12, biennial: 24, triennial: 36 }[billingCycle];
}

/** A moment so many months later, in UTC; the last day of the month where that has no such day. */
export function addMonths(ms: number, months: number): number {
  const moment = new Date(ms);
  const day = moment.getUTCDate();
  moment.setUTCDate(1);
  moment.setUTCMonth(moment.getUTCMonth() + months + 1, 0);
  moment.setUTCDate(Math.min(day, moment.getUTCDate()));
  return moment.getTime();
}
