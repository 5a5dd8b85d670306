import { expect } from "chai";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DOCUMENT } from "./document";
import { renderedErrorCodes } from "./render";

describe("the document of error codes", () => {
  it("is what the tables say now (else run `npm run error-codes`)", async () => {
    const committed = readFileSync(join(__dirname, "..", "..", DOCUMENT), "utf8");
    expect(committed).to.equal(await renderedErrorCodes());
  });
});
