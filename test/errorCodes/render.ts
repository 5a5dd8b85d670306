import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { DOCUMENT, errorCodesDocument } from "./document";

const PATH = join(__dirname, "..", "..", DOCUMENT);

/** The document as it is committed, in the project's formatting. */
export async function renderedErrorCodes(): Promise<string> {
  return format(errorCodesDocument(), { ...(await resolveConfig(PATH)), filepath: PATH });
}

if (require.main === module) void renderedErrorCodes().then((text) => writeFileSync(PATH, text));
