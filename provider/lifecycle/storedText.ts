/** Text as it was stored, or a number as text; undefined for anything that can be neither. */
export function storedText(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  return typeof value === "number" && Number.isFinite(value) ? String(value) : undefined;
}
