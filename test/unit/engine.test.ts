import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { GoProgress, goVersionNeeded } from "../../engine/build";
import { engineUnavailable, planEngine, readForcedWay, type EngineFacts } from "../../engine/plan";
import { ENGINE_VERSION, MINIMUM_ENGINE_VERSION, goVersionOf, isAtLeast } from "../../engine/versions";

describe("engine versions", () => {
  const cases: readonly [version: string, wanted: string, expected: boolean][] = [
    ["3.216.0", "3.216.0", true],
    ["v3.230.0", "3.216.0", true],
    ["3.215.9", "3.216.0", false],
    ["3.99.0", "3.216.0", false],
    ["4.0.0", "3.216.0", true],
    ["3.216.0-alpha.12", "3.216.0", false],
    ["3.217.0-dev.0", "3.216.0", true],
    ["3.216.0", "3.216.0-alpha.12", true],
    ["go1.26.8", "1.25.8", true],
    ["go1.25", "1.25.8", false],
    ["go1.26rc1", "1.25.8", true],
    ["devel go1.27-a1b2c3", "1.25.8", true],
    ["", "3.216.0", false],
    ["unknown", "3.216.0", false],
  ];
  for (const [version, wanted, expected] of cases) {
    it(`says that "${version}" is ${expected ? "" : "not "}at least ${wanted}`, () => {
      expect(isAtLeast(version, wanted)).to.equal(expected);
    });
  }

  it("brings a version that PATH would be allowed to have", () => {
    expect(isAtLeast(ENGINE_VERSION, MINIMUM_ENGINE_VERSION)).to.equal(true);
  });

  it("reads the Go version of a go.mod and refuses a go.mod without one", () => {
    expect(goVersionOf("module x\n\ngo 1.25.8\n\ntoolchain go1.26.0\n")).to.equal("1.25.8");
    expect(() => goVersionOf("module x\n")).to.throw("no `go` line");
  });
});

describe("engine modules", () => {
  const read = (file: string) => readFileSync(join(__dirname, "../../engine", file), "utf8");

  it("build the version that the code names", () => {
    expect(read("cli/go.mod")).to.contain(`github.com/pulumi/pulumi/pkg/v3 v${ENGINE_VERSION} `);
  });

  it("need the same Go for both programs", () => {
    expect(goVersionOf(read("language-host/go.mod"))).to.equal(goVersionNeeded());
  });

  it("take every module from its own source", () => {
    for (const file of ["cli/go.mod", "language-host/go.mod"]) {
      expect(read(file)).to.not.match(/^replace/m);
    }
  });
});

describe("planEngine", () => {
  const bare: EngineFacts = { goNeeded: "1.25.8" };
  const go = { version: "1.26.8", fetchesToolchains: false };
  const complete = { version: "3.248.0", missing: [] };
  const cases: readonly [title: string, facts: Partial<EngineFacts>, ways: string[], ruledOut: RegExp[]][] = [
    [
      "takes a new enough, complete pulumi from PATH",
      { onPath: complete, cached: { origin: "build" } },
      ["path"],
      [],
    ],
    [
      "passes over a pulumi that is too old",
      { onPath: { version: "3.215.0", missing: [] }, go },
      ["installer", "build"],
      [/is 3\.215\.0; 3\.216\.0 or newer/],
    ],
    [
      "passes over a pulumi that reports no version",
      { onPath: { version: "", missing: [] }, go },
      ["installer", "build"],
      [/of an unknown version/],
    ],
    [
      "passes over a pulumi without its companions",
      { onPath: { version: "3.248.0", missing: ["pulumi-language-nodejs"] }, go },
      ["installer", "build"],
      [/lacks pulumi-language-nodejs/],
    ],
    [
      "takes the cache before it brings anything",
      { cached: { origin: "installer" }, go },
      ["cache"],
      [/no `pulumi`/],
    ],
    ["installs, then builds, on a bare machine with Go", { go }, ["installer", "build"], [/no `pulumi`/]],
    ["can only install without Go", {}, ["installer"], [/no `pulumi`/, /no `go`/]],
    [
      "does not build with an old Go that may not fetch a newer one",
      { go: { version: "1.24.1", fetchesToolchains: false } },
      ["installer"],
      [/no `pulumi`/, /is 1\.24\.1; 1\.25\.8 or newer/],
    ],
    [
      "builds with an old Go that fetches the newer one",
      { go: { version: "1.24.1", fetchesToolchains: true } },
      ["installer", "build"],
      [/no `pulumi`/],
    ],
    [
      "does not build with a Go from before toolchains",
      { go: { version: "1.20.3", fetchesToolchains: true } },
      ["installer"],
      [/no `pulumi`/, /1\.20\.3/],
    ],
    [
      "forced to path, tries nothing else",
      { forced: "path", cached: { origin: "build" }, go },
      [],
      [/no `pulumi`/],
    ],
    ["forced to build, ignores PATH", { forced: "build", onPath: complete, go }, ["build"], []],
    [
      "forced to build, reuses what was built",
      { forced: "build", cached: { origin: "build" } },
      ["cache"],
      [],
    ],
    [
      "forced to build, ignores what was installed",
      { forced: "build", cached: { origin: "installer" }, go },
      ["build"],
      [],
    ],
    ["forced to build without Go, has no way", { forced: "build" }, [], [/no `go`/]],
    [
      "forced to the installer, ignores PATH and Go",
      { forced: "installer", onPath: complete, go },
      ["installer"],
      [],
    ],
  ];
  for (const [title, facts, ways, ruledOut] of cases) {
    it(title, () => {
      const plan = planEngine({ ...bare, ...facts });
      expect(plan.ways).to.deep.equal(ways);
      expect(plan.ruledOut).to.have.length(ruledOut.length);
      ruledOut.forEach((reason, at) => expect(plan.ruledOut[at]).to.match(reason));
    });
  }
});

describe("PULUMI_PARTNERCENTER_ENGINE", () => {
  it("names one way or none", () => {
    expect(["path", "installer", "build", "", undefined].map(readForcedWay)).to.deep.equal([
      "path",
      "installer",
      "build",
      undefined,
      undefined,
    ]);
  });

  it("is refused with the possible values when it names something else", () => {
    expect(() => readForcedWay("docker")).to.throw('is "docker"; it can be path, installer or build');
  });
});

describe("engineUnavailable", () => {
  it("says why each way failed and what to install", () => {
    const { message } = engineUnavailable(["There is no `pulumi` on PATH."], "1.25.8");
    expect(message).to.contain("There is no `pulumi` on PATH.");
    expect(message).to.contain(`Pulumi CLI ${MINIMUM_ENGINE_VERSION} or newer`);
    expect(message).to.contain("Go 1.25.8 or newer");
  });
});

describe("GoProgress", () => {
  it("counts downloads and compiled packages and skips other output", () => {
    const progress = new GoProgress();
    for (const line of [
      "go: downloading github.com/pulumi/pulumi/sdk/v3 v3.230.0",
      "github.com/pulumi/pulumi/sdk/v3/go/common/version",
      "gopkg.in/yaml.v3",
      "# github.com/pulumi/broken",
      "verifying module: checksum mismatch",
    ]) {
      progress.add(line);
    }
    expect(progress.toString()).to.equal("1 modules downloaded, 2 packages compiled");
  });
});
