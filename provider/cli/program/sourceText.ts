/** Text from Partner Center on its way into source code: nothing in it may end a comment or a literal. */

const MOST_CHARACTERS = 120;

/** What ends a line, hides, or turns the direction of text: in a comment it would be code, or look like it. */
const UNPRINTABLE = /[\p{C}\p{Zl}\p{Zp}\s]+/gu;

/** Text as part of a line comment: one line, printable, never the beginning or the end of another comment. */
export function commentText(text: string): string {
  const line = text.replace(UNPRINTABLE, " ").trim();
  const characters = Array.from(line);
  const kept =
    characters.length > MOST_CHARACTERS ? `${characters.slice(0, MOST_CHARACTERS).join("")}…` : line;
  return kept.replace(/\/(?=[/*])|\*(?=\/)/g, "$& ");
}

/** A string literal. Besides what JSON escapes, everything outside of ASCII is. */
export function stringLiteral(text: string): string {
  return JSON.stringify(text).replace(
    /[^ -~]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
