import { expect } from "chai";
import {
  createLongWaits,
  isNewWait,
  longWaitLine,
  type ToldWait,
} from "../../../../provider/client/http/longWaits";

describe("isNewWait", () => {
  const told: ToldWait = { ms: 3_600_000, until: 4_000_000 };
  const cases: [title: string, ms: number, now: number, told: ToldWait | undefined, expected: boolean][] = [
    ["the first wait", 61_000, 0, undefined, true],
    ["the same wait a while later", 3_500_000, 500_000, told, false],
    ["a wait of the same length meanwhile", 3_600_000, 500_000, told, false],
    ["a shorter wait meanwhile", 61_000, 500_000, told, false],
    ["a longer wait meanwhile", 3_601_000, 500_000, told, true],
    ["a wait when the other is over", 61_000, 4_000_000, told, true],
  ];
  for (const [title, ms, now, before, expected] of cases) {
    it(`says ${expected ? "yes" : "no"} for ${title}`, () => {
      expect(isNewWait(ms, now, before)).to.equal(expected);
    });
  }
});

describe("long waits", () => {
  it("are told once each, with the call that was asked first", () => {
    let now = 0;
    const lines: string[] = [];
    const onLongWait = createLongWaits(
      () => now,
      (line) => lines.push(line),
    );
    onLongWait("read cart A", 90_000);
    now = 10_000;
    onLongWait("read cart B", 80_000);
    onLongWait("read cart C", 100_000);
    now = 105_000;
    onLongWait("read cart D", 90_000);
    now = 110_000;
    onLongWait("read cart E", 90_000);
    expect(lines).to.deep.equal([
      longWaitLine("read cart A", 90_000),
      longWaitLine("read cart C", 100_000),
      longWaitLine("read cart E", 90_000),
    ]);
  });

  it("are told with the call, the time and what it means for the others", () => {
    expect(longWaitLine("read cart A of customer B", 3_599_001)).to.equal(
      "Partner Center asks to wait 3600 s before it is asked again to read cart A of customer B. " +
        "Other calls go on meanwhile.",
    );
  });
});
