import { createRequire } from "node:module";

/** Version of this package, from its own package.json (the package names itself, so that dist and sources agree). */
export function packageVersion(): string {
  const { version } = createRequire(__filename)("pulumi-partnercenter/package.json") as { version: string };
  return version;
}
