import { expect } from "chai";
import { ENGINE_VERSION, MINIMUM_ENGINE_VERSION } from "../../engine";
import { documentAt, tableRows } from "../support/documents";

interface Manifest {
  version: string;
  engines: { node: string };
  devDependencies: Record<string, string>;
  peerDependencies: Record<string, string>;
}

describe("the README", () => {
  const readme = documentAt("README.md");

  it("is read in five minutes", () => {
    expect(readme.trimEnd().split("\n")).to.have.length.of.at.most(150);
  });

  it("names the versions that are tested and demanded", () => {
    const { version, engines, devDependencies, peerDependencies } = JSON.parse(
      documentAt("package.json"),
    ) as Manifest;
    const leastOf = (range: string | undefined) => range?.replace(/^(\^|>=)/, "");
    expect(readme).to.contain(`pulumi-partnercenter-${version}.tgz`);
    const rows = tableRows(readme);
    // What is tested besides stands in test/package/versions.test.ts.
    const versionsOf = (what: string) => {
      const [, tested = "", least] = rows.find(([name]) => name === what) ?? [];
      return [tested.split(", ")[0], least];
    };
    const sdk = "@pulumi/pulumi";
    expect(rows).to.deep.include(["Pulumi CLI", ENGINE_VERSION, MINIMUM_ENGINE_VERSION]);
    expect(versionsOf(`\`${sdk}\``)).to.deep.equal([devDependencies[sdk], leastOf(peerDependencies[sdk])]);
    const node = devDependencies["@types/node"]?.split(".")[0];
    expect(versionsOf("Node.js")).to.deep.equal([node, leastOf(engines.node)]);
  });
});
