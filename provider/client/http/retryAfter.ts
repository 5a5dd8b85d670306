/**
 * Milliseconds that a `Retry-After` header asks for, or undefined when it says nothing usable. A date counts from
 * `now`, which should be the service's own clock where it sent one.
 */
export function parseRetryAfter(header: unknown, now: number): number | undefined {
  const text = typeof header === "string" ? header.trim() : "";
  if (/^\d+(\.\d+)?$/.test(text)) {
    return Math.round(Number(text) * 1000);
  }
  const date = /[a-z]/i.test(text) ? Date.parse(text) : NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
