/** Whether two values are the same JSON. Hosts and state files keep no order of an object's members. */
export function isSame(a: unknown, b: unknown): boolean {
  return a === b || (b !== undefined && canonical(a) === canonical(b));
}

/** A value as JSON with the members of its objects in order: equal values have equal texts. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) =>
    typeof member === "object" && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );
}

/** A value in an error text. */
export function show(value: unknown): string {
  const shown = (JSON.stringify(value) as string | undefined) ?? typeof value;
  return shown.length > 60 ? `${shown.slice(0, 60)}…` : shown;
}
