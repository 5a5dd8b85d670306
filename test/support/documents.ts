import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { REPO } from "./dynamicHost";

/** A Markdown file of the repository. */
export interface Document {
  /** From the repository's root. */
  path: string;
  text: string;
}

/** What installs, builds and runs leave behind. */
const NOT_OURS = /^(node_modules|dist|\..+)$/;

/** Everything that people read, in whatever folder it is. */
export function documents(folder = REPO): Document[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = join(folder, entry.name);
    if (entry.isDirectory()) return NOT_OURS.test(entry.name) ? [] : documents(file);
    if (!entry.name.endsWith(".md")) return [];
    return [{ path: relative(REPO, file).split(sep).join("/"), text: readFileSync(file, "utf8") }];
  });
}

export function documentAt(path: string): string {
  return readFileSync(join(REPO, path), "utf8");
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

/** The rows of all tables of a document, each as its cells. */
export function tableRows(text: string): string[][] {
  return [...withoutCode(text).matchAll(/^\|(.+)\|$/gm)]
    .map(([, row = ""]) => row.split("|").map((cell) => cell.trim()))
    .filter((cells) => !/^:?-+:?$/.test(cells[0] ?? ""));
}

/** The TypeScript in a document, one text for each block. */
export function typeScriptBlocks(text: string): string[] {
  return [...text.matchAll(/^```ts\n([^]*?)^```$/gm)].map(([, code = ""]) => code);
}

function withoutCode(text: string): string {
  return text.replace(/^```[^]*?^```$/gm, "");
}
