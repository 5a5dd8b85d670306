import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { failedScript } from "../support/failedScript";
import { DOCUMENT, errorCodesDocument } from "./document";

const PATH = join(__dirname, "..", "..", DOCUMENT);

/** The document as it is committed, in the project's formatting. */
export async function renderedErrorCodes(): Promise<string> {
  return format(errorCodesDocument(), { ...(await resolveConfig(PATH)), filepath: PATH });
}

if (require.main === module)
  renderedErrorCodes()
    .then((text) => writeFileSync(PATH, text))
    .catch(failedScript);
