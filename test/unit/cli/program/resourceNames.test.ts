import { expect } from "chai";
import fc from "fast-check";
import { nameTail, suggestedName } from "../../../../provider/cli/program/resourceNames";
import { aLine, anOrder } from "./anOrder";

const nameOf = (friendlyName: string | undefined, id = "a3f09c5d7e12") =>
  suggestedName(anOrder({ id, lineItems: [aLine({ friendlyName })] }));

describe("the name of an order's resource", () => {
  const NAMES: Record<string, [item: string | undefined, name: string]> = {
    "what was bought, the day and the id": ["Office 365 E5", "office-365-e5-2026-01-14-a3f09c5d7e12"],
    "letters without their marks": ["Café Größe", "cafe-gro-e-2026-01-14-a3f09c5d7e12"],
    "an order, where the item has no Latin letters": ["マイクロソフト", "order-2026-01-14-a3f09c5d7e12"],
    "the offer, where the item has no name": [
      undefined,
      "cfq7ttc0lf8s-0001-cfq7ttc0n81h-2026-01-14-a3f09c5d7e12",
    ],
    "whole words of a long name": [
      "Windows 365 Business 2 vCPU, 8 GB, 128 GB (with Windows Hybrid Benefit)",
      "windows-365-business-2-vcpu-8-gb-128-gb-2026-01-14-a3f09c5d7e12",
    ],
    "the beginning of a long word": ["x".repeat(200), `${"x".repeat(40)}-2026-01-14-a3f09c5d7e12`],
  };
  for (const [what, [item, name]] of Object.entries(NAMES))
    it(`holds ${what}`, () => expect(nameOf(item)).to.equal(name));

  it("does without a day that can't be read, and without items", () => {
    expect(suggestedName(anOrder({ creationDate: "soon" }))).to.equal("office-365-e5-a3f09c5d7e12");
    expect(suggestedName(anOrder({ lineItems: [] }))).to.equal("order-2026-01-14-a3f09c5d7e12");
  });

  it("takes the line with the lowest number, in whatever order the lines are listed", () => {
    const lines = [aLine({ lineItemNumber: 1, friendlyName: "Second" }), aLine({ friendlyName: "First" })];
    expect(suggestedName(anOrder({ lineItems: lines }))).to.match(/^first-/);
  });

  it("tells ids apart that differ in the case of letters, but takes a GUID in either case", () => {
    const guid = "0b4735d7-f58e-4c62-b9ad-61f7c2048e35";
    expect(nameOf("E5", "k7Qm2ZtB")).not.to.equal(nameOf("E5", "k7qm2ztb"));
    expect(nameOf("E5", guid)).to.equal(nameOf("E5", guid.toUpperCase()));
  });

  it("is made of letters, digits and hyphens, ends with its tail, and is another one for another id", () => {
    const texts = fc.string({ unit: "binary", maxLength: 80 });
    const ids = fc.uniqueArray(fc.stringMatching(/^[\w-]{1,100}$/), { minLength: 2, maxLength: 2 });
    fc.assert(
      fc.property(texts, texts, ids, (friendlyName, creationDate, [one = "", other = ""]) => {
        const order = { creationDate, lineItems: [aLine({ friendlyName })] };
        const name = suggestedName(anOrder({ ...order, id: one }));
        expect(name)
          .to.match(/^[a-z0-9]+(-[a-z0-9]+)*$/)
          .and.have.length.below(70);
        expect(name.endsWith(nameTail(anOrder({ ...order, id: one })))).to.equal(true);
        expect(name).not.to.equal(suggestedName(anOrder({ ...order, id: other })));
      }),
    );
  });
});
