import { chmod, copyFile, mkdir } from "node:fs/promises";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { engineFiles } from "./files";
import { step, type Log } from "./progress";
import { run } from "./run";
import { ENGINE_VERSION, goVersionOf } from "./versions";

/** The module that pins the CLI and the module that pins the Node language host; they need different versions of Pulumi's SDK. */
const CLI_MODULE = join(__dirname, "cli");
const LANGUAGE_HOST_MODULE = join(__dirname, "language-host");

const SDK = "github.com/pulumi/pulumi/sdk/v3";
/** A cold build takes minutes on two cores; on a slow line the downloads come on top. */
const BUILD_TIMEOUT_MS = 30 * 60_000;

/** The Go version that the build needs. */
export function goVersionNeeded(): string {
  return goVersionOf(readFileSync(join(CLI_MODULE, "go.mod"), "utf8"));
}

/**
 * Builds the engine from Go modules into `<directory>/bin`. The committed go.mod and go.sum decide what is built;
 * `-mod=readonly` refuses anything else. Throws with the end of Go's own output.
 */
export async function buildFromModules(directory: string, env: NodeJS.ProcessEnv, log: Log): Promise<void> {
  const binDir = join(directory, "bin");
  const files = engineFiles();
  await mkdir(binDir, { recursive: true });
  // Without cgo a missing or broken C compiler does no harm; a go.work of somebody's would replace our modules.
  const goEnv = { ...env, CGO_ENABLED: "0", GOWORK: "off" };

  await goBuild({
    title: "building the Node language host",
    module: LANGUAGE_HOST_MODULE,
    target: `${SDK}/nodejs/cmd/pulumi-language-nodejs`,
    ldflags: "-s -w",
    output: join(binDir, files.languageHost),
    env: goEnv,
    log,
  });
  await goBuild({
    title: `building the Pulumi CLI ${ENGINE_VERSION} (about 3 minutes on 2 cores)`,
    module: CLI_MODULE,
    target: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
    ldflags: `-s -w -X ${SDK}/go/common/version.Version=v${ENGINE_VERSION}`,
    output: join(binDir, files.cli),
    env: goEnv,
    log,
  });

  const script = join(binDir, files.dynamicProvider);
  await copyFile(join(await sdkDirectory(goEnv), "nodejs", "dist", files.dynamicProvider), script);
  await chmod(script, 0o755); // the module cache is read-only
}

interface GoBuild {
  title: string;
  module: string;
  target: string;
  ldflags: string;
  output: string;
  env: NodeJS.ProcessEnv;
  log: Log;
}

async function goBuild({ title, module, target, ldflags, output, env, log }: GoBuild): Promise<void> {
  const flags = ["-mod=readonly", "-buildvcs=false", "-trimpath", "-v", "-ldflags", ldflags, "-o", output];
  const progress = new GoProgress();
  const build = async () => {
    const result = await run("go", ["build", ...flags, target], {
      cwd: module,
      env,
      timeoutMs: BUILD_TIMEOUT_MS,
      onErrorLine: (line) => progress.add(line),
    });
    if (!result.ok) throw new Error(`\`go build\` in ${module} ${result.failure}`);
  };
  await step(log, title, build, () => progress.toString());
}

/** Counts what `go build -v` reports: modules as they are downloaded, packages as they are compiled. */
export class GoProgress {
  private modules = 0;
  private packages = 0;

  /** Takes in one line of standard error. */
  add(line: string): void {
    if (line.startsWith("go: downloading ")) this.modules += 1;
    else if (/^[\w.\-/~]+$/.test(line)) this.packages += 1;
  }

  toString(): string {
    return `${this.modules} modules downloaded, ${this.packages} packages compiled`;
  }
}

async function sdkDirectory(env: NodeJS.ProcessEnv): Promise<string> {
  const result = await run("go", ["list", "-mod=readonly", "-m", "-f", "{{.Dir}}", SDK], {
    cwd: CLI_MODULE,
    env,
    timeoutMs: 60_000,
  });
  const directory = result.stdout.trim();
  if (!result.ok || directory === "") throw new Error(`\`go list\` could not find ${SDK}: ${result.failure}`);
  return directory;
}
