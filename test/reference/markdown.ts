import type { Member } from "./declarations";

/** Turns what a doc comment says into Markdown; links to names go where `linkTo` says. */
export interface Links {
  /** The address of what a name stands for; undefined where no page tells of it. */
  linkTo(name: string, symbol?: Member["refers"][number]): string | undefined;
  /** What a program calls a type. */
  nameOf(symbol: Member["refers"][number]): string;
}

export function paragraphs(text: string, links: Links): string {
  return unwrapped(text)
    .replace(/\{@link (\w+)\}/g, (_all, name: string) => {
      const target = links.linkTo(name);
      return target === undefined ? `\`${name}\`` : `[\`${name}\`](${target})`;
    })
    .replace(/\bdocs\/([\w-]+)\.md/g, (_all, name: string) => `[${name.replace(/-/g, " ")}](../${name}.md)`);
}

/** Lines of a comment that belong together as one; lists, fences and empty lines stay. */
function unwrapped(text: string): string {
  return text
    .split(/(^```[^]*?^```$)/m)
    .map((part) => (part.startsWith("```") ? part : part.replace(/(?<!\n)\n(?!\n|- )\s*/g, " ")))
    .join("");
}

/** Members as a list: name, type, default and meaning, with those of an object in place below. */
export function memberList(
  members: readonly Member[],
  links: Links,
  wants: (name: string) => string | undefined = () => undefined,
  indent = "",
): string {
  return members
    .map((member) => {
      const preset = tagOf(member, "default");
      const facts = [
        `\`${named(member, links)}\``,
        ...(preset !== undefined ? [`default \`${preset}\``] : member.isOptional ? ["optional"] : []),
      ];
      const more = (member.inner.length > 0 ? [] : member.refers).flatMap((symbol) => {
        const target = links.linkTo(symbol.name, symbol);
        return target === undefined ? [] : [`[\`${links.nameOf(symbol)}\`](${target})`];
      });
      const text = paragraphs(member.text, links).replace(/\n/g, `\n${indent}  `);
      const see = more.length > 0 ? ` See ${more.join(", ")}.` : "";
      const words = wants(member.name);
      const error = words === undefined ? "" : ` Any other value is refused: "${member.name} ${words}".`;
      const inner =
        member.inner.length > 0 ? `\n${memberList(member.inner, links, undefined, `${indent}  `)}` : "";
      return `${indent}- \`${member.name}\`: ${facts.join(", ")}. ${text}${error}${see}${inner}`;
    })
    .join("\n");
}

/** The member's type in the names that a program has for it. */
function named({ type, refers }: Member, links: Links): string {
  return refers.reduce(
    (text, symbol) => text.replace(new RegExp(`\\b${symbol.name}\\b`, "g"), links.nameOf(symbol)),
    type,
  );
}

export function tagOf(member: Pick<Member, "tags">, name: string): string | undefined {
  return member.tags.find((tag) => tag.name === name)?.text;
}

/** The examples of a comment: a title, where there is one, and the code with the import that it needs. */
export function examples(tags: Member["tags"], importOf: (code: string) => string): string[] {
  return tags
    .filter(({ name }) => name === "example")
    .map(({ text }) => {
      const [, title = "", code = ""] = /^([^]*?)```ts\n([^]*?)\n```$/.exec(text) ?? [];
      const caption = unwrapped(title.trim());
      return `${caption === "" ? "" : `${caption}:\n\n`}\`\`\`ts\n${importOf(code)}\n\n${code}\n\`\`\``;
    });
}

/** A page's parts, those without content left out. */
export function page(title: string, ...parts: (string | [heading: string, text: string])[]): string {
  const shown = parts.map((part) =>
    typeof part === "string" ? part : part[1] === "" ? "" : `## ${part[0]}\n\n${part[1]}`,
  );
  return [`# ${title}`, ...shown.filter((text) => text !== "")].join("\n\n") + "\n";
}

export function kebab(name: string): string {
  return name.replace(/(?<=.)([A-Z])/g, "-$1").toLowerCase();
}
