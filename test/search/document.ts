import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import type { Hunted } from "./hunt";
import { CAUSES } from "./causes";
import { MUTANTS } from "./mutants";
import { GATE_STATES, type Searched } from "./search";

export const DOCUMENT = "docs/search.md";
const REPO = join(__dirname, "..", "..");
const RESULTS = join(__dirname, "results.json");

/** What the last full runs of the search came to. */
export interface Results {
  searched: Omit<Searched, "found">[];
  hunted: Omit<Hunted, "breach">[];
}

export function readResults(): Results {
  return JSON.parse(readFileSync(RESULTS, "utf8")) as Results;
}

/** Writes results down, and the document that tells them. */
export async function writeResults(changes: Partial<Results>): Promise<void> {
  const results = { ...readResults(), ...changes };
  const text = await format(JSON.stringify(results), { parser: "json", printWidth: 110 });
  writeFileSync(RESULTS, text);
  writeFileSync(join(REPO, DOCUMENT), await renderedDocument(results));
}

/** The document as it is committed, in the project's formatting. */
export async function renderedDocument(results: Results): Promise<string> {
  const path = join(REPO, DOCUMENT);
  return format(document(results), { ...(await resolveConfig(path)), filepath: path });
}

function document({ searched, hunted }: Results): string {
  const moments = sum(searched.map(({ states }) => states));
  const moves = sum(searched.map(({ moves: count }) => count));
  const found = hunted.filter(({ history }) => history);
  const survivors = hunted.filter(({ history }) => !history);
  return `# The search

It lives every short history of a stack, with the real lifecycles, adapter and client, the emulator's core in process, a model of the engine and a clock of its own, and holds what was bought against what the programs declared. A history is a row of moves: an edit with the \`up\` that follows it, a kill, a lost answer, days that pass, somebody who orders or edits elsewhere; at most one fault and one stranger in each. After every move the documented recovery is lived, too, and has to end with everything in state. Two histories that lead to the same moment are one: ids are called by their first appearance, and of times their age counts.

What is a breach: something bought that no program declared at that time, or beyond a limit, or while purchases are switched off; something bought that the customer visibly had and \`besides\` doesn't name, or that the same purchase had bought; a success without what is declared, or with an order in no state; an order that two purchases hold; "nothing was bought" of what was; a cart that is made for what the customer had; another order of the same that is told wrongly; and a stack that no advice leads out of.

\`npm test\` searches ${GATE_STATES} moments of each cause, \`npm run search\` 4,000, and \`npm run search -- --states 100000\` is for a night. These are the figures of a run with 700: ${count(moments)} moments, ${count(moves)} moves, nothing found.

| Cause | Kinds of moves | Every history of so many moves | Moments | Moves |
| --- | ---: | ---: | ---: | ---: |
${searched.map((one) => `| ${one.cause} | ${kindsOf(one.cause)} | ${one.depth} | ${count(one.states)} | ${count(one.moves)} |`).join("\n")}

What it found when it was built, each a named test in \`test/property/found*.test.ts\`: a refused group that a killed run had bought was left out once its cart was gone; a cart that took a lost one's place and was taken for a stranger's order said "put the old value back" while the checkout said the opposite; a cart that was bought gave way to another one that the program named, as long as state called it active; a purchase that was taken over got other lines once \`besides\` named its own order, and said "completed"; the lines of a bought cart that was made elsewhere could be edited without a word; a cart that was made elsewhere and edited there offered no way out; what a refused cart had held was forgotten by a run that sent nothing, so that a week later another one was bought in its place though a killed run had bought it; such a cart could be forgotten by \`destroy\`, and one of which state knew nothing gave way to another one; and a run that had sent nothing said that nothing was bought. Since then: a rename's delete denied what the new name had just bought; \`adopt\` took an order that \`besides\` names; what a killed run had bought of a refused part was forgotten by \`destroy\` once its cart was gone; a cart that was gone was taken back with a line more than its order held; a refusal of a cart that reads Ordered was believed though the list could not tell yet; a refresh took a later refusal for an explanation of what a killed run had done; \`accept\` left out what a retry without an answer had bought; and an adopted cart whose order was cancelled said for days that its order was not listed yet.

## What it misses when a guard is taken out

A search that finds nothing shows something only if it can fail. \`npm run search -- --mutants --write\` takes one guard after the other out of the source and searches again, until the promise breaks: ${found.length} of ${hunted.length} are missed.

| Without | Moves | Cause, and the shortest history that breaks the promise |
| --- | ---: | --- |
${found.map(({ without, cause, history = [] }) => `| ${without} | ${history.length} | ${cause ?? ""}: ${history.join(", then ") || "as it begins"} |`).join("\n")}

Nothing is found without these, which stay all the same:

${survivors.map(({ without }) => `- ${without}: ${reasonOf(without)}.`).join("\n")}
`;
}

function reasonOf(without: string): string {
  return MUTANTS.find((one) => one.without === without)?.survives ?? "not known";
}

function kindsOf(name: string): number {
  return CAUSES.find((cause) => cause.name === name)?.moves.length ?? 0;
}

function sum(numbers: number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}

function count(number: number): string {
  return number.toLocaleString("en-US");
}
