import { expect } from "chai";
import { run } from "../../engine/run";
import { REPO } from "../support/dynamicHost";

const TIMEOUT_MS = 300_000;

describe("the repository", function () {
  this.timeout(TIMEOUT_MS);

  for (const [script, what] of Object.entries({
    "format:check": "is formatted as Prettier does",
    lint: "has nothing that ESLint warns of",
    types: "has types that fit",
  }))
    it(what, async () => {
      const options = { cwd: REPO, env: process.env, timeoutMs: TIMEOUT_MS };
      const { ok, stdout, failure } = await run("npm", ["run", "--silent", script], options);
      expect(ok, `${stdout}\n${failure}`).to.equal(true);
    });
});
