import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { page, type Results } from "./render";

const RESULTS = join(__dirname, "results.json");
/** The page of the documents that shows the kept results. */
export const PAGE = join(__dirname, "..", "..", "docs", "peers.md");

export function keptResults(): Results {
  return JSON.parse(readFileSync(RESULTS, "utf8")) as Results;
}

/** The page as it stands in the repository, formatted like everything else. */
export function formattedPage(results: Results): Promise<string> {
  return formatted(PAGE, page(results));
}

/** Keeps the results, and writes the page that shows them. */
export async function keep(results: Results): Promise<void> {
  writeFileSync(RESULTS, await formatted(RESULTS, JSON.stringify(results)));
  writeFileSync(PAGE, await formattedPage(results));
}

async function formatted(filepath: string, text: string): Promise<string> {
  return format(text, { ...(await resolveConfig(filepath)), filepath });
}
