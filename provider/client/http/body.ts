/** What the bytes of an answer turned out to be. */
export type Body =
  | {
      /** Whether it could be read as JSON. */
      kind: "json";
      /** What it holds. */
      value: unknown;
    }
  | {
      /** Nothing certain can be read from it. */
      kind: "unreadable";
      /** What it was, never what was in it. */
      why: string;
      /** Whether there was no body at all. */
      empty: boolean;
    };

/**
 * Reads an answer's bytes as JSON. `Content-Type` is not asked: Partner Center sometimes leaves the charset out and
 * gateways lie. A byte order mark in front is dropped (documented samples have one).
 */
export function parseBody(bytes: Uint8Array): Body {
  const text = new TextDecoder("utf-8").decode(bytes).trim();
  if (text === "") {
    return { kind: "unreadable", why: "an empty body", empty: true };
  }
  try {
    return { kind: "json", value: JSON.parse(text) };
  } catch {
    return { kind: "unreadable", why: describeText(text), empty: false };
  }
}

function describeText(text: string): string {
  if (text.startsWith("<")) {
    return "an HTML or XML page";
  }
  return /^[[{]/.test(text) ? "JSON that is cut off or malformed" : "a body that is not JSON";
}
