import fc from "fast-check";

/** One change to a JSON value: where, what is done there, and which odd value is used. */
export interface Blow {
  /** Position among all members and elements, in reading order. */
  at: number;
  how: "drop" | "replace" | "duplicate" | "wrap" | "move";
  value: unknown;
}

function nested(depth: number): unknown {
  let value: unknown = "deep";
  for (let level = 0; level < depth; level++) value = level % 2 ? { a: value } : [value];
  return value;
}

/** What a field may turn into: other types, extremes, and text that is awkward everywhere. */
const ODD_VALUES: unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  1e308,
  Number.MAX_SAFE_INTEGER + 2,
  "",
  " ",
  "0",
  "-1e999",
  "\u0000\u202e\ufeff\ud800",
  "💥".repeat(30),
  "x".repeat(20_000),
  "../../..",
  "a/b?c#d",
  "Active",
  "Ordered",
  "completed",
  "unknown",
  "notPlaced",
  "partiallyFailed",
  "some_new_status",
  "800065",
  "0001-01-01T00:00:00",
  "+275760-09-13T00:00:00.000Z",
  "not a date",
  [],
  {},
  [null],
  [[]],
  { toString: 1 },
  { id: null },
  nested(60),
];

export const blows: fc.Arbitrary<Blow[]> = fc.array(
  fc.record({
    at: fc.nat(400),
    how: fc.constantFrom<Blow["how"]>("drop", "replace", "replace", "duplicate", "wrap", "move"),
    value: fc.constantFrom(...ODD_VALUES),
  }),
  { maxLength: 4 },
);

interface Place {
  holder: Record<string, unknown> | unknown[];
  key: string;
}

/** The value after all blows; the value itself stays as it was. */
export function damaged(value: unknown, all: readonly Blow[]): unknown {
  const root = { value: structuredClone(value) };
  for (const { at, how, value: odd } of all) {
    const places = placesIn(root, "value");
    const { holder, key } = places[at % places.length]!;
    const members = holder as Record<string, unknown>;
    const old = members[key];
    if (how === "drop" && Array.isArray(holder)) holder.splice(Number(key), 1);
    else if (how === "drop") Reflect.deleteProperty(members, key);
    else if (how === "duplicate" && Array.isArray(holder)) holder.push(structuredClone(old));
    else if (how === "move") members[`${key}x`] = old;
    else members[key] = how === "wrap" ? [old] : structuredClone(odd);
    if (how === "move" && !Array.isArray(holder)) Reflect.deleteProperty(members, key);
  }
  return root.value;
}

/** Every member and element below a member, the member itself first. */
function placesIn(holder: Place["holder"], key: string): Place[] {
  const value = (holder as Record<string, unknown>)[key];
  const below =
    typeof value === "object" && value !== null
      ? Object.keys(value).flatMap((inner) => placesIn(value as Place["holder"], inner))
      : [];
  return [{ holder, key }, ...below];
}

/** How a text may be spoiled on its way. */
export type Spoiling =
  | { kind: "none" }
  | { kind: "cut"; at: number }
  | { kind: "prefix" | "suffix"; text: string }
  | { kind: "numbers" };

export const spoilings: fc.Arbitrary<Spoiling> = fc.oneof(
  { weight: 6, arbitrary: fc.constant<Spoiling>({ kind: "none" }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("cut" as const),
      at: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Spoiling>(
      { kind: "prefix", text: "\ufeff" },
      { kind: "prefix", text: "<html>" },
      { kind: "prefix", text: "[".repeat(3000) },
      { kind: "suffix", text: "}" },
      { kind: "numbers" },
    ),
  },
);

/** The bytes of a JSON body, spoiled. */
export function bytesOf(value: unknown, spoiling: Spoiling): Uint8Array {
  const text = (JSON.stringify(value) as string | undefined) ?? "";
  switch (spoiling.kind) {
    case "none":
      return Buffer.from(text);
    case "cut":
      return Buffer.from(text).subarray(0, Math.floor(spoiling.at * text.length));
    case "prefix":
      return Buffer.from(spoiling.text + text);
    case "suffix":
      return Buffer.from(text + spoiling.text);
    case "numbers":
      return Buffer.from(text.replace(/:(-?\d)/g, ":1e400$1"));
  }
}
