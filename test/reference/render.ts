import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { REPO } from "../support/dynamicHost";
import { failedScript } from "../support/failedScript";
import { FOLDER, referencePages } from "./pages";

const PATH = join(REPO, FOLDER);
const NOTE = "Written by `npm run reference` from the declarations and their comments.\n";

/** The pages as they are committed, in the project's formatting, by their paths. */
export async function renderedReference(): Promise<Map<string, string>> {
  const pages = [...referencePages()].map(async ([name, text]) => {
    const filepath = join(PATH, name);
    const whole = `${text}\n---\n\n${NOTE}`;
    return [filepath, await format(whole, { ...(await resolveConfig(filepath)), filepath })] as const;
  });
  return new Map(await Promise.all(pages));
}

async function write(): Promise<void> {
  const pages = await renderedReference();
  rmSync(PATH, { recursive: true, force: true });
  mkdirSync(PATH, { recursive: true });
  for (const [path, text] of pages) writeFileSync(path, text);
}

if (require.main === module) write().catch(failedScript);
