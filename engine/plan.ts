import { ENGINE_VERSION, MINIMUM_ENGINE_VERSION, isAtLeast } from "./versions";

/** The ways of getting an engine, in the order of preference. */
export type Way = "path" | "cache" | "installer" | "build";

/** How a cached engine was made. */
export type Origin = "installer" | "build";

/** The value of PULUMI_PARTNERCENTER_ENGINE: the one way to go. */
export type ForcedWay = "path" | Origin;

/** What is true of this machine. Everything that the choice depends on, and nothing else. */
export interface EngineFacts {
  /** The way asked for by the environment. */
  forced?: ForcedWay | undefined;
  /** The `pulumi` on PATH: what it answered to `pulumi version`, and which of its companion programs are absent. */
  onPath?: { version: string; missing: readonly string[] } | undefined;
  /** The complete, working engine in our cache. */
  cached?: { origin: Origin } | undefined;
  /** The `go` on PATH: its version and whether it may fetch a newer toolchain by itself (GOTOOLCHAIN). */
  go?: { version: string; fetchesToolchains: boolean } | undefined;
  /** The Go version that our go.mod asks for. */
  goNeeded: string;
}

/** The ways worth trying, first to last, and one sentence for each way that was ruled out. */
export interface EnginePlan {
  ways: readonly Way[];
  ruledOut: readonly string[];
}

/** Decides which ways to try. An engine that is already here ends the search; otherwise one is brought. */
export function planEngine(facts: EngineFacts): EnginePlan {
  const allowed = (way: ForcedWay) => facts.forced === undefined || facts.forced === way;
  const ruledOut: string[] = [];

  if (allowed("path")) {
    const trouble = troubleOnPath(facts);
    if (!trouble) return { ways: ["path"], ruledOut };
    ruledOut.push(trouble);
  }
  if (facts.cached && allowed(facts.cached.origin)) return { ways: ["cache"], ruledOut };

  const ways: Way[] = [];
  if (allowed("installer")) ways.push("installer");
  if (allowed("build")) {
    const trouble = troubleWithGo(facts);
    if (trouble) ruledOut.push(trouble);
    else ways.push("build");
  }
  return { ways, ruledOut };
}

function troubleOnPath({ onPath }: EngineFacts): string | undefined {
  if (!onPath) return "There is no `pulumi` on PATH.";
  if (!isAtLeast(onPath.version, MINIMUM_ENGINE_VERSION)) {
    return `The \`pulumi\` on PATH is ${onPath.version || "of an unknown version"}; ${MINIMUM_ENGINE_VERSION} or newer is needed.`;
  }
  if (onPath.missing.length > 0) {
    return `The \`pulumi\` on PATH lacks ${onPath.missing.join(" and ")}, which belong next to it.`;
  }
  return undefined;
}

/** From this version on Go fetches the toolchain that a go.mod names, unless GOTOOLCHAIN forbids it. */
const FIRST_GO_WITH_TOOLCHAINS = "1.21";

function troubleWithGo({ go, goNeeded }: EngineFacts): string | undefined {
  if (!go) return "There is no `go` on PATH to build the engine with.";
  if (isAtLeast(go.version, goNeeded)) return undefined;
  if (go.fetchesToolchains && isAtLeast(go.version, FIRST_GO_WITH_TOOLCHAINS)) return undefined;
  return `The \`go\` on PATH is ${go.version}; ${goNeeded} or newer is needed to build the engine.`;
}

/** Reads PULUMI_PARTNERCENTER_ENGINE; throws on a value that names no way. */
export function readForcedWay(value: string | undefined): ForcedWay | undefined {
  if (value === undefined || value === "") return undefined;
  if (value === "path" || value === "installer" || value === "build") return value;
  throw new EngineUnavailableError(
    `PULUMI_PARTNERCENTER_ENGINE is "${value}"; it can be path, installer or build.`,
  );
}

/** No engine could be made available. The message says why, way by way, and what to install. */
export class EngineUnavailableError extends Error {
  override readonly name = "EngineUnavailableError";
}

/** The error for a machine on which every way is ruled out or has failed. */
export function engineUnavailable(reasons: readonly string[], goNeeded: string): EngineUnavailableError {
  return new EngineUnavailableError(
    [
      "No Pulumi engine is available:",
      ...reasons.map((reason) => `  - ${reason}`),
      "Install one of these and run it again:",
      `  - the Pulumi CLI ${MINIMUM_ENGINE_VERSION} or newer: https://www.pulumi.com/docs/install/`,
      `  - Go ${goNeeded} or newer, from which Pulumi ${ENGINE_VERSION} is built: https://go.dev/dl/`,
    ].join("\n"),
  );
}
