import { cartLineErrorCodes } from "../../provider/client/remedies/cartLineRemedies";
import { byReason, byStatus } from "../../provider/client/remedies/remedies";
import { remedyTable } from "../../provider/client/remedies/remedyTable";

/** Where the tables are committed, from the root of the repository. */
export const DOCUMENT = "docs/error-codes.md";

const INTRODUCTION = `# Error codes and what to do

Errors of Partner Center end with one of these remedies. They are found by the code, since the texts differ between documents and service; the message itself, with the ids that Microsoft support searches by, stands before the remedy. Where the code isn't known, the HTTP status decides.

Settings are named here as \`partnercenter:<name>\`. A resource with a \`profile\` has them as \`partnercenter-<profile>:<name>\`, see [profiles](settings.md#profiles).

This file is written by \`npm run error-codes\`.
`;

const LINE_ERRORS = `Partner Center accepts a cart with lines that can't be ordered and puts an error on each of them. Such a cart is not checked out. The code comes as a number or as a name; both are read.`;

/** All remedies as Markdown. */
export function errorCodesDocument(): string {
  return [
    INTRODUCTION,
    ...remedyTable.flatMap(({ about, remedies }) =>
      section(
        about,
        ["Codes", "What to do"],
        remedies.map(([remedy, ...codes]) => [codes.map((code) => `\`${code}\``).join(", "), remedy]),
      ),
    ),
    ...section(
      "Errors on the lines of a cart",
      ["Code", "Name", "What to do"],
      cartLineErrorCodes.map(({ code, name, remedy }) => [`\`${code}\``, `\`${name}\``, remedy]),
      LINE_ERRORS,
    ),
    ...section(
      "HTTP status without a known code",
      ["Status", "What to do"],
      [...byStatus].map(([status, remedy]) => [String(status), remedy]),
    ),
    ...section(
      "Calls without an answer that can be read",
      ["What happened", "What to do"],
      [...byReason].map(([reason, remedy]) => [reason, remedy]),
    ),
  ].join("\n");
}

function section(title: string, head: string[], rows: string[][], text?: string): string[] {
  const line = (cells: string[]) => `| ${cells.join(" | ")} |`;
  const intro = text === undefined ? [] : [text, ""];
  return [`## ${title}`, "", ...intro, line(head), line(head.map(() => "---")), ...rows.map(line), ""];
}
