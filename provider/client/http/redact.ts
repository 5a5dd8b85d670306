const REPLACEMENT = "[secret]";

/** Values that must never be shown, and the last line of defence against a service that echoes them. */
export interface Secrets {
  add(value: string): void;
  /** The text without any of the values, also where they are encoded as in a URL, a form or JSON. */
  removeFrom(text: string): string;
}

export function createSecrets(): Secrets {
  const values = new Set<string>();
  return {
    add(value) {
      if (value !== "") {
        const form = new URLSearchParams({ value }).toString().slice("value=".length);
        const json = JSON.stringify(value).slice(1, -1);
        [value, encoded(value), form, json].forEach((spelling) => values.add(spelling));
      }
    },
    removeFrom(text) {
      return [...values].reduce((cleaned, value) => cleaned.split(value).join(REPLACEMENT), text);
    },
  };
}

/** Half a surrogate pair can't be encoded, and then nothing can hold it encoded. */
function encoded(value: string): string {
  try {
    return encodeURIComponent(value);
  } catch {
    return value;
  }
}
