import { expect } from "chai";
import { inLanes } from "../../../../evidence/proof/pool";

describe("the lanes of a proof", () => {
  it("do all work, so much at once as there are lanes, and keep its order", async () => {
    let running = 0;
    let most = 0;
    const results = await inLanes(2, [3, 1, 2, 1], async (n) => {
      most = Math.max(most, ++running);
      for (let i = 0; i < n; i++) await Promise.resolve();
      running--;
      return n * 10;
    });
    expect(results).to.deep.equal([30, 10, 20, 10]);
    expect(most).to.equal(2);
  });
});
