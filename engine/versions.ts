/**
 * The version of the engine that the official installer fetches and that `engine/cli/go.mod` builds.
 * One version for both, so that every machine runs what the tests ran.
 */
export const ENGINE_VERSION = "3.230.0";

/**
 * The oldest Pulumi CLI taken from PATH. From this version on `read` of a dynamic resource may return inputs
 * (pulumi/pulumi#21315); before it a refresh makes the next preview report changes that nobody made.
 */
export const MINIMUM_ENGINE_VERSION = "3.216.0";

interface Version {
  numbers: readonly [number, number, number];
  prerelease: boolean;
}

/** Reads `v3.230.0`, `3.231.0-alpha.1`, `go1.26.8` or `go1.27rc1`; undefined when there is no version in the text. */
export function parseVersion(text: string): Version | undefined {
  const found = /(\d+)\.(\d+)(?:\.(\d+))?(-|rc|beta)?/.exec(text);
  if (!found) return undefined;
  return {
    numbers: [Number(found[1]), Number(found[2]), Number(found[3] ?? 0)],
    prerelease: found[4] !== undefined,
  };
}

/** Whether the version is the wanted one or newer; a pre-release is older than its release. False when either has no version. */
export function isAtLeast(version: string, wanted: string): boolean {
  const have = parseVersion(version);
  const need = parseVersion(wanted);
  if (!have || !need) return false;
  for (const part of [0, 1, 2] as const) {
    if (have.numbers[part] !== need.numbers[part]) return have.numbers[part] > need.numbers[part];
  }
  return need.prerelease || !have.prerelease;
}

/** The Go version that a go.mod asks for (its `go` line), without a prefix: `1.25.8`. */
export function goVersionOf(goMod: string): string {
  const found = /^go (\S+)$/m.exec(goMod);
  if (!found?.[1]) throw new Error("The go.mod has no `go` line.");
  return found[1];
}
