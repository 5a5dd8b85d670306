import { completeSettings } from "../../provider/client/clientSettings";
import { DEFAULT_RULES } from "../../provider/lifecycle/core/purchaseRules";
import { configKeyOf, SettingsError, variableOf } from "../../provider/settings/settingSources";
import { readPurchaseRules } from "../../provider/settings/purchaseSettings";
import { readSettings } from "../../provider/settings/settings";
import { commentsIn, exportsOf, membersOf, type Comment } from "./declarations";
import { page, paragraphs } from "./markdown";

const REQUIRED = { tenantId: "t", clientId: "c", clientSecret: "s" };
/** A value that every setting refuses, but those that take any text. */
const WRONG = "\u0000";
const links = { linkTo: () => undefined, nameOf: () => "" };

/** What is said of each setting where all are missing, or all are wrong. */
function problems(value: string | undefined): Map<string, string> {
  const told = new Map<string, string>();
  for (const read of [readSettings, readPurchaseRules])
    try {
      read({ env: {}, config: () => value });
    } catch (error) {
      if (!(error instanceof SettingsError)) throw error;
      for (const { setting, problem } of error.problems) told.set(setting, problem);
    }
  return told;
}

/** Every setting: where it stands, what it takes and what it does, from the code that reads it. */
export function settingsPage(): string {
  const missing = problems(undefined);
  const wrong = problems(WRONG);
  const { endpoint: _endpoint, authority: _authority, ...settings } = completeSettings(REQUIRED);
  const presets: Record<string, unknown> = { ...settings, ...DEFAULT_RULES };
  const section = (name: string, { text }: Comment): [string, string] => {
    const isSecret = missing.get(name)?.includes("--secret") ?? name === "refreshToken";
    const takes = /in \S+ (must be [^:]*):/.exec(wrong.get(name) ?? "")?.[1]?.replace(/ \(.*/, "");
    const preset = presets[name];
    const facts = [
      `\`${variableOf(name)}\` or \`${configKeyOf(name)}\`${isSecret ? " (secret)" : ""}`,
      ...(missing.has(name) ? ["required"] : []),
      ...(takes === undefined ? [] : [takes]),
      ...(!missing.has(name) && ["string", "number", "boolean"].includes(typeof preset)
        ? [`default \`${String(preset)}\``]
        : []),
    ];
    return [name, `${facts.join("; ")}.\n\n${paragraphs(text, links)}`];
  };
  const rules = exportsOf("provider/lifecycle/core/purchaseRules.ts").get("PurchaseRules");
  return page(
    "Settings",
    "Each setting is read from the environment, else from the stack's configuration. Which of them wins, how rules add up and how several partner tenants go into one program: [settings](../settings.md).",
    ...[...commentsIn("provider/settings/settings.ts", "rules")].map(([name, comment]) =>
      section(name, comment),
    ),
    ...(rules ? membersOf(rules) : [])
      .filter(({ name }) => name !== "forbiddenBy")
      .map((one) => section(one.name, one)),
  );
}
