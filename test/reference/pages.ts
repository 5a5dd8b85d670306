import type ts from "typescript";
import {
  aliasText,
  commentOf,
  DOORS,
  exportsOf,
  fileOf,
  functionOf,
  isFunction,
  isType,
  membersOf,
  referencesIn,
  staticsOf,
  type Member,
} from "./declarations";
import { ACCEPTED } from "./accepted";
import { examples, kebab, memberList, page, paragraphs, type Links } from "./markdown";
import { settingsPage } from "./settings";

/** Where the pages are committed, from the root of the repository. */
export const FOLDER = "docs/reference";

const door = exportsOf(DOORS["pulumi-partnercenter"]);
const clientDoor = exportsOf(DOORS["pulumi-partnercenter/client"]);

export const RESOURCES = ["Purchase", "Cart", "CartCheckout"] as const;
const CLIENT = "createPartnerCenter";
const OBJECTS = "objects.md";
const TYPES = "types.md";

/** The look-ups; the Output form of each stands on its page. */
export const LOOKUPS = [...door.values()]
  .filter(isFunction)
  .map(({ name }) => name)
  .filter((name) => !name.endsWith("Output"));

/** The page that tells of a type, by where it is declared. */
function pageOf(symbol: ts.Symbol): string {
  const file = fileOf(symbol) ?? "";
  if (file.startsWith("provider/client/schemas/")) return OBJECTS;
  return file.startsWith("provider/client/") && file !== "provider/client/lookups.ts"
    ? `${kebab(CLIENT)}.md`
    : TYPES;
}

/** Types that a page refers to, and those that they refer to, each with its page. */
const told = new Map<ts.Symbol, string>();

function tell(symbol: ts.Symbol): void {
  if (told.has(symbol) || isPaged(symbol) || !isType(symbol)) return;
  told.set(symbol, pageOf(symbol));
  refersOf(symbol).forEach(tell);
}

/** What the members of a type name; for one that has none, what its own declaration names. */
function refersOf(symbol: ts.Symbol): ts.Symbol[] {
  const members = membersOf(symbol);
  if (members.length > 0) return members.flatMap(({ refers }) => refers);
  return (symbol.declarations ?? []).flatMap(referencesIn);
}

function isPaged(symbol: ts.Symbol): boolean {
  return (
    (RESOURCES as readonly string[]).includes(symbol.name) &&
    fileOf(symbol)?.startsWith("provider/resources/") === true
  );
}

const publicNames = new Map([...clientDoor, ...door].map(([name, symbol]) => [symbol, name]));
const nameOf = (symbol: ts.Symbol) => publicNames.get(symbol) ?? symbol.name;

function linksOf(own: string): Links {
  return {
    nameOf,
    linkTo(name, symbol = door.get(name) ?? clientDoor.get(name)) {
      if (!symbol) return undefined;
      if (isFunction(symbol) || isPaged(symbol)) return `${kebab(name)}.md`;
      const page = told.get(symbol);
      return page && `${page === own ? "" : page}#${nameOf(symbol).toLowerCase()}`;
    },
  };
}

/** The import that an example needs: what it calls, of the door that has it. */
function importOf(code: string): string {
  const imported = new Set<string>();
  return Object.entries({ "pulumi-partnercenter": door, "pulumi-partnercenter/client": clientDoor })
    .flatMap(([module, names]) => {
      const isUsed = (name: string) => new RegExp(`(?<![.\\w])${name}[.(]`).test(code);
      const used = [...names.keys()].filter((name) => isUsed(name) && !imported.has(name));
      used.forEach((name) => imported.add(name));
      return used.length > 0 ? [`import { ${used.join(", ")} } from "${module}";`] : [];
    })
    .join("\n");
}

function listed(tags: Member["tags"], name: string, links: Links): string {
  const texts = tags
    .filter((tag) => tag.name === name)
    .map(({ text }) => paragraphs(text.replace(/^\w+Error\b/, "{@link $&}"), links));
  return texts.length === 1 ? (texts[0] ?? "") : texts.map((text) => `- ${text}`).join("\n");
}

function resourcePage(name: string): string {
  const symbol = exported(door, name);
  const args = exported(door, `${name}Args`);
  const links = linksOf(`${kebab(name)}.md`);
  const { text, tags } = commentOf(symbol);
  const get = staticsOf(symbol).map(
    (one) =>
      `\`${name}.${one.name}(name, id, opts?)\`: ${paragraphs(one.text, links)} ${one.tags.map((tag) => paragraphs(tag.text.replace(/^id\s+/, "The id is "), links)).join(" ")}`,
  );
  return page(
    name,
    paragraphs(text, links),
    ["Examples", examples(tags, importOf).join("\n\n")],
    [
      "Arguments",
      [paragraphs(commentOf(args).text, links), argumentList(membersOf(args), links, args.name)].join("\n\n"),
    ],
    ["Outputs", memberList(membersOf(symbol), links)],
    ["Reading without managing", get.join("\n\n")],
    ["Errors", listed(tags, "throws", links)],
    ["Source", listed(tags, "see", links)],
  );
}

/** What has to be given stands first. */
function argumentList(members: Member[], links: Links, type = ""): string {
  const sorted = [...members].sort((a, b) => Number(a.isOptional) - Number(b.isOptional));
  return memberList(sorted, links, ACCEPTED[type]);
}

function functionPage(name: string): string {
  const symbol = exported(door, name);
  const links = linksOf(`${kebab(name)}.md`);
  const { text, tags } = commentOf(symbol);
  const { parameters, result } = functionOf(symbol);
  const output = commentOf(exported(door, `${name}Output`));
  return page(
    name,
    paragraphs(text, links),
    `\`${name}(${parameters}): ${result}\``,
    `\`${name}Output\` takes arguments that may be outputs of resources, and returns an output. While one of them isn't known, in a preview, nothing is sent.${output.text.replace(/^The Output form of [^.]*\./, "")}`,
    ["Examples", examples(tags, importOf).join("\n\n")],
    ["Arguments", argumentList(argumentsOf(symbol).flatMap(membersOf), links)],
    ["Result", resultOf(symbol, links)],
    ["Errors", listed(tags, "throws", links)],
    ["Source", listed(tags, "see", links)],
  );
}

function argumentsOf(symbol: ts.Symbol): ts.Symbol[] {
  return functionOf(symbol)
    .node.parameters.slice(0, 1)
    .flatMap((one) => referencesIn(one).slice(0, 1));
}

function resultOf(symbol: ts.Symbol, links: Links): string {
  const { node, result } = functionOf(symbol);
  const [type] = node.type ? referencesIn(node.type) : [];
  const text = `\`${result.replace(/^Promise<(.*)>$/, "$1")}\``;
  return type
    ? `${text}: ${paragraphs(commentOf(type).text, links)} See [\`${type.name}\`](${links.linkTo(type.name, type) ?? ""}).`
    : text;
}

function clientPage(): string {
  const symbol = exported(clientDoor, CLIENT);
  const own = `${kebab(CLIENT)}.md`;
  const links = linksOf(own);
  const { text, tags } = commentOf(symbol);
  const { parameters, result } = functionOf(symbol);
  const methods = ["PartnerCenter", "PartnerCenterLookups"].map((name) => exported(clientDoor, name));
  const byName = new Map(methods.flatMap(membersOf).map((one) => [one.name, one]));
  return page(
    CLIENT,
    paragraphs(text, links),
    `\`${CLIENT}(${parameters}): ${result}\``,
    ["Examples", examples(tags, importOf).join("\n\n")],
    ["Settings", memberList(membersOf(exported(clientDoor, "ClientSettings")), links)],
    ["Methods", memberList([...byName.values()], links)],
    ["Errors", listed(tags, "throws", links)],
    ...typeSections(own, [...methods.map(({ name }) => name), "ClientSettings"]),
  );
}

function typesPage(title: string, own: string, introduction: string): string {
  return page(title, introduction, ...typeSections(own));
}

function typeSections(own: string, without: string[] = []): [string, string][] {
  const links = linksOf(own);
  return [...told]
    .filter(([symbol, at]) => at === own && !without.includes(symbol.name))
    .map(([symbol]) => symbol)
    .sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1))
    .map((symbol) => {
      const members = membersOf(symbol);
      const alias = members.length > 0 ? undefined : aliasText(symbol);
      return [
        nameOf(symbol),
        [
          paragraphs(commentOf(symbol).text, links),
          ...(alias === undefined ? [] : [`\`${alias}\``]),
          memberList(members, links, ACCEPTED[symbol.name]),
        ]
          .filter((text) => text !== "")
          .join("\n\n"),
      ];
    });
}

function exported(names: Map<string, ts.Symbol>, name: string): ts.Symbol {
  const symbol = names.get(name);
  if (!symbol) throw new Error(`${name} is not exported`);
  return symbol;
}

for (const name of RESOURCES)
  for (const one of [exported(door, name), exported(door, `${name}Args`)]) refersOf(one).forEach(tell);
for (const name of LOOKUPS) {
  const symbol = exported(door, name);
  const { node } = functionOf(symbol);
  argumentsOf(symbol).flatMap(refersOf).forEach(tell);
  if (node.type) referencesIn(node.type).forEach(tell);
}
clientDoor.forEach(tell);
tell(exported(door, "LookupError"));

/** The types that the pages tell of, besides those that have a page. */
export const TOLD: readonly ts.Symbol[] = [...told.keys()];

/** All pages, by their names. */
export function referencePages(): Map<string, string> {
  return new Map([
    ...RESOURCES.map((name) => [`${kebab(name)}.md`, resourcePage(name)] as const),
    ...LOOKUPS.map((name) => [`${kebab(name)}.md`, functionPage(name)] as const),
    [`${kebab(CLIENT)}.md`, clientPage()],
    ["settings.md", settingsPage()],
    [
      TYPES,
      typesPage("Types", TYPES, "What the arguments and outputs of resources and look-ups are made of."),
    ],
    [
      OBJECTS,
      typesPage(
        "Objects of Partner Center",
        OBJECTS,
        "What look-ups return, in the words of Partner Center's own documentation. Members that an answer leaves out are absent; a value that no document names is kept as it came.",
      ),
    ],
  ]);
}
