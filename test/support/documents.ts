import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { REPO } from "./dynamicHost";

/** A Markdown file of the repository. */
export interface Document {
  /** From the repository's root. */
  path: string;
  text: string;
}

const FOLDERS = [".", "docs", "docs/decisions", "emulator", "proof"];

/** Everything that people read, the examples' READMEs included. */
export function documents(): Document[] {
  const examples = readdirSync(join(REPO, "examples")).map((name) => join("examples", name));
  return [...FOLDERS, ...examples].flatMap((folder) =>
    readdirSync(join(REPO, folder))
      .filter((name) => name.endsWith(".md"))
      .map((name) => join(folder, name))
      .map((path) => ({ path, text: readFileSync(join(REPO, path), "utf8") })),
  );
}

/** Targets of links that lead to other files, without their anchors. */
export function relativeLinks(text: string): string[] {
  return linkTargets(text)
    .filter((target) => !/^([a-z]+:|#)/i.test(target))
    .map((target) => target.replace(/#.*/, ""));
}

/** Targets of all links. */
export function linkTargets(text: string): string[] {
  return [...withoutCode(text).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = ""]) => target);
}

/** The anchors of a document's headings, as GitHub makes them. */
export function anchors(text: string): string[] {
  return [...withoutCode(text).matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}_ -]/gu, "")
      .replace(/ /g, "-"),
  );
}

/** The TypeScript in a document, one text for each block. */
export function typeScriptBlocks(text: string): string[] {
  return [...text.matchAll(/^```ts\n([^]*?)^```$/gm)].map(([, code = ""]) => code);
}

function withoutCode(text: string): string {
  return text.replace(/^```[^]*?^```$/gm, "");
}
