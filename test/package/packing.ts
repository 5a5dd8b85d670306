import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "../../engine/run";
import { REPO } from "../support/dynamicHost";

export const INSTALL_TIMEOUT_MS = 150_000;
export const COMMAND_TIMEOUT_MS = 60_000;

interface Manifest {
  version: string;
  exports: Record<string, unknown>;
  devDependencies: Record<string, string>;
}

/** A tarball, and the files in it. */
export interface Packed {
  filename: string;
  files: { path: string }[];
}

/** The packages, by the folder that each is packed from. */
export const PACKAGES = { ".": "pulumi-partnercenter", emulator: "partnercenter-emulator" };

export function manifestOf(folder: string): Manifest {
  return JSON.parse(readFileSync(join(REPO, folder, "package.json"), "utf8")) as Manifest;
}

/**
 * Packs both packages and installs them into a project in this folder.
 * @param more dependencies, of which the SDK can be one. Default: the SDK that this repository is built with.
 */
export async function installPacked(
  folder: string,
  more: Record<string, string> = {},
): Promise<{ product: Packed; emulator: Packed }> {
  const product = await pack(".", folder);
  const emulator = await pack("emulator", folder);
  const manifest = {
    private: true,
    main: "index.js",
    dependencies: {
      "@pulumi/pulumi": manifestOf(".").devDependencies["@pulumi/pulumi"],
      [PACKAGES["."]]: `file:${product.filename}`,
      ...more,
    },
    devDependencies: { [PACKAGES.emulator]: `file:${emulator.filename}` },
  };
  writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
  await output("npm", ["install", "--prefer-offline", "--no-audit", "--no-fund"], folder);
  return { product, emulator };
}

/** Without scripts: `npm test` has built both just before. */
async function pack(from: string, destination: string): Promise<Packed> {
  const args = ["pack", "--ignore-scripts", "--json", "--pack-destination", destination];
  const [packed] = JSON.parse(await output("npm", args, join(REPO, from))) as [Packed];
  return packed;
}

/** What a command prints; it has to succeed. */
export async function output(command: string, args: string[], cwd: string): Promise<string> {
  const timeoutMs = command === "npm" ? INSTALL_TIMEOUT_MS : COMMAND_TIMEOUT_MS;
  const { ok, stdout, failure } = await run(command, args, { cwd, env: process.env, timeoutMs });
  if (!ok) throw new Error(`${command} ${args.join(" ")} ${failure}\n${stdout}`);
  return stdout;
}
