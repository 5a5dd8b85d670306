import { expect } from "chai";
import { findSecrets } from "../support/secretForms";

const SECRET = 'rec0gn/client+secret="top"~9';

describe("findSecrets", () => {
  const hidden: Record<string, string> = {
    "as it is": SECRET,
    "in JSON": JSON.stringify({ SECRET }),
    "in JSON in JSON": JSON.stringify(JSON.stringify({ SECRET })),
    "in an address": `https://x?s=${encodeURIComponent(SECRET)}&t`,
    "in a form": new URLSearchParams({ a: "b", SECRET }).toString(),
    ...Object.fromEntries(
      ["", "a", "ab", "abc"].flatMap((before) =>
        (["base64", "base64url"] as const).map((encoding) => [
          `in ${encoding} behind ${before.length} bytes`,
          Buffer.from(`${before}${SECRET}, and more`).toString(encoding),
        ]),
      ),
    ),
  };
  for (const [where, text] of Object.entries(hidden))
    it(`finds a secret ${where}`, () => {
      const found = findSecrets({ "the secret": SECRET }, { "the log": `before ${text} after`, another: "" });
      expect(found).not.to.deep.equal([]);
      for (const line of found) expect(line).to.match(/ of the secret in the log$/);
    });

  it("finds nothing where there is nothing", () => {
    const similar = Buffer.from(SECRET.slice(3)).toString("base64");
    expect(findSecrets({ SECRET }, { log: `rec0gn client secret ${similar}` })).to.deep.equal([]);
  });
});
