import { expect } from "chai";
import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { REPO } from "../support/dynamicHost";
import { anchors, documents, linkTargets } from "../support/documents";

describe("the links of the documents", () => {
  for (const { path, text } of documents())
    it(`lead from ${path} to files and headings that exist`, () => {
      for (const target of linkTargets(text).filter((one) => !/^[a-z]+:/i.test(one))) {
        const [file = "", anchor] = target.split("#");
        const found = file === "" ? join(REPO, path) : resolve(dirname(join(REPO, path)), file);
        expect(existsSync(found), `${target} in ${path}`).to.equal(true);
        if (anchor === undefined) continue;
        expect(statSync(found).isFile(), `${target} in ${path}`).to.equal(true);
        expect(anchors(readFileSync(found, "utf8")), `${target} in ${path}`).to.include(anchor);
      }
    });
});
