import { expect } from "chai";
import { posix } from "node:path";
import { documentAt, documents, relativeLinks } from "../support/documents";

const INDEX = "docs/README.md";

describe("the index of the documents", () => {
  it("names every page of docs once", () => {
    const pages = documents()
      .map(({ path }) => path)
      .filter((path) => path.startsWith("docs/") && path !== INDEX);
    const named = relativeLinks(documentAt(INDEX))
      .map((link) => posix.join("docs", link))
      .filter((path) => path.startsWith("docs/"));
    expect(pages.length).to.be.greaterThan(10);
    expect(named).to.have.members(pages);
  });
});
