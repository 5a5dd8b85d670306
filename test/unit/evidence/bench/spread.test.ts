import { expect } from "chai";
import { spreadOf } from "../../../../evidence/bench/spread";

describe("spreadOf", () => {
  const table: [number[], { min: number; median: number; max: number }][] = [
    [[7], { min: 7, median: 7, max: 7 }],
    [[10, 9, 100], { min: 9, median: 10, max: 100 }],
    [[4, 1, 3, 2], { min: 1, median: 2.5, max: 4 }],
  ];
  for (const [values, spread] of table)
    it(`of ${values.join(", ")} has the median ${spread.median}`, () => {
      expect(spreadOf(values)).to.deep.equal(spread);
    });

  it("leaves the measurements in their order", () => {
    const values = [3, 1, 2];
    spreadOf(values);
    expect(values).to.deep.equal([3, 1, 2]);
  });
});
