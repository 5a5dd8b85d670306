import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { failedScript } from "../support/failedScript";
import { DOCUMENT, matrixDocument } from "./document";

/** The document as it is committed, in the project's formatting. */
export async function renderedMatrix(): Promise<string> {
  const path = join(__dirname, "..", "..", DOCUMENT);
  return format(matrixDocument(), { ...(await resolveConfig(path)), filepath: path });
}

if (require.main === module)
  renderedMatrix()
    .then((text) => writeFileSync(join(__dirname, "..", "..", DOCUMENT), text))
    .catch(failedScript);
