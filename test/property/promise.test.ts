import fc from "fast-check";
import { expect } from "chai";
import { Life } from "./life";
import { stories } from "./stories";
import { propertyRuns, propertySeed } from "./seed";

const numRuns = propertyRuns();
const seed = propertySeed();

describe("the promise, over random lives of a stack that declares what to buy", () => {
  it(`holds in ${numRuns} of them (seed ${seed})`, async function () {
    this.timeout(60_000 + numRuns * 1000);
    const property = fc.asyncProperty(stories, async (story) => {
      expect(await Life.of(story)).to.deep.equal([]);
    });
    await fc.assert(property, { numRuns, seed });
  });
});
