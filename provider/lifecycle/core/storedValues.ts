import type { Partner } from "../../client/partnerCenter";

/** Reads values as older versions stored them, or as somebody damaged them: nothing here throws. */

/** Text as it was stored, or a number as text; undefined for anything that can be neither. */
export function storedText(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  return typeof value === "number" && Number.isFinite(value) ? String(value) : undefined;
}

/** The plain objects in a stored list; anything else in it is passed over. */
export function records(value: unknown): Record<string, unknown>[] {
  if (!Array.isArray(value)) return [];
  return value.filter(
    (v): v is Record<string, unknown> => typeof v === "object" && v !== null && !Array.isArray(v),
  );
}

/** Whose purchase it is; empty texts where that can't be read. */
export function partnerState(value: unknown): Partner {
  const partner = records([value])[0] ?? {};
  return {
    tenantId: storedText(partner["tenantId"]) ?? "",
    cloud: (storedText(partner["cloud"]) ?? "") as Partner["cloud"],
  };
}
