import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { OPERATIONS } from "../../emulator/faultScript";
import { DEFAULT_MODES } from "../../emulator/modes";

describe("the emulator's README", () => {
  const text = readFileSync(join(__dirname, "../../emulator/README.md"), "utf8");

  it("lists every mode with its default", () => {
    const rows = new Map(
      [...text.matchAll(/^\| `(\w+)` +\| `([^`]+)`/gm)].map(([, name, value]) => [name, value]),
    );
    for (const [name, value] of Object.entries(DEFAULT_MODES))
      expect(JSON.parse(rows.get(name) ?? "null"), name).to.deep.equal(value);
  });

  it("names every operation", () => {
    for (const operation of OPERATIONS) expect(text).to.include(`\`${operation}\``);
  });
});
