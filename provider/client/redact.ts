const REPLACEMENT = "[secret]";

/** Values that must never be shown, and the last line of defence against a service that echoes them. */
export interface Secrets {
  add(value: string): void;
  /** The text without any of the values, also where they are form-encoded. */
  removeFrom(text: string): string;
}

export function createSecrets(): Secrets {
  const values = new Set<string>();
  return {
    add(value) {
      if (value !== "") {
        values.add(value);
        values.add(encodeURIComponent(value));
      }
    },
    removeFrom(text) {
      return [...values].reduce((cleaned, value) => cleaned.split(value).join(REPLACEMENT), text);
    },
  };
}
