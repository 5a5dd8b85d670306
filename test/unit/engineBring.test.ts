import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { expect } from "chai";
import { EngineUnavailableError, bringEngine, localEngineEnvironment } from "../../engine";
import { engineFiles } from "../../engine/files";
import { run } from "../../engine/run";
import { ENGINE_VERSION } from "../../engine/versions";

describe("bringEngine", () => {
  let root: string;
  let env: NodeJS.ProcessEnv;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "engine-bring-"));
    mkdirSync(join(root, "path"));
    env = { PATH: join(root, "path"), PULUMI_PARTNERCENTER_ENGINE_CACHE: join(root, "cache") };
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  const log = () => undefined;
  const { cli, languageHost, dynamicProvider } = engineFiles();

  function writeProgram(directory: string, name: string, script: string): void {
    mkdirSync(directory, { recursive: true });
    writeFileSync(join(directory, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(directory, name), 0o755);
  }

  function writeEngine(directory: string, script: string): void {
    writeProgram(directory, cli, script);
    writeProgram(directory, languageHost, "exit 0");
    writeProgram(directory, dynamicProvider, "exit 0");
  }

  async function failureOf(work: Promise<unknown>): Promise<unknown> {
    return work.then(
      () => undefined,
      (error: unknown) => error,
    );
  }

  it("takes the pulumi on PATH, with companions from another directory of PATH", async () => {
    const other = join(root, "other");
    writeProgram(join(root, "path"), cli, "echo v3.248.0");
    writeProgram(other, languageHost, "exit 0");
    writeProgram(other, dynamicProvider, "exit 0");
    env["PATH"] = `${join(root, "path")}${delimiter}${other}`;
    expect(await bringEngine({ log, env })).to.deep.equal({
      binDir: join(root, "path"),
      version: "3.248.0",
      source: "path",
    });
  });

  it("takes the cache when it is complete and runs", async () => {
    const binDir = join(root, "cache", ENGINE_VERSION, "bin");
    writeEngine(binDir, `echo v${ENGINE_VERSION}`);
    writeFileSync(join(root, "cache", ENGINE_VERSION, "origin"), "build\n");
    expect(await bringEngine({ log, env })).to.deep.equal({
      binDir,
      version: ENGINE_VERSION,
      source: "cache",
    });
  });

  it("does not take a cached engine that can't run here", async () => {
    writeEngine(join(root, "cache", ENGINE_VERSION, "bin"), "exit 126");
    writeFileSync(join(root, "cache", ENGINE_VERSION, "origin"), "build\n");
    const error = await failureOf(
      bringEngine({ log, env: { ...env, PULUMI_PARTNERCENTER_ENGINE: "build" } }),
    );
    expect(error).to.be.instanceOf(EngineUnavailableError);
  });

  it("names what to install when the only way allowed is not there", async () => {
    const error = await failureOf(bringEngine({ log, env: { ...env, PULUMI_PARTNERCENTER_ENGINE: "path" } }));
    expect(error).to.be.instanceOf(EngineUnavailableError);
    expect((error as Error).message).to.match(/no `pulumi` on PATH[^]*Pulumi CLI[^]*Go /);
  });

  it("tells what Go said when the build fails, and leaves no half engine", async () => {
    writeProgram(
      join(root, "path"),
      "go",
      'if [ "$1" = env ]; then echo go1.26.0; echo local; else echo "module lookup disabled" >&2; exit 1; fi',
    );
    env["PULUMI_PARTNERCENTER_ENGINE"] = "build";
    const error = await failureOf(bringEngine({ log, env }));
    expect((error as Error).message).to.contain("module lookup disabled");
    expect(readdirSync(join(root, "cache"))).to.deep.equal([]);
  });

  it("builds once for two callers at the same time", async () => {
    const sdk = join(root, "sdk");
    writeProgram(join(sdk, "nodejs", "dist"), dynamicProvider, "exit 0");
    writeProgram(
      join(root, "path"),
      "go",
      [
        'case "$1" in',
        "env) echo go1.26.0; echo local ;;",
        `list) echo ${sdk} ;;`,
        "build)",
        `  echo built >> ${join(root, "builds")}`,
        '  while [ "$1" != -o ]; do shift; done',
        `  printf '#!/bin/sh\\necho v${ENGINE_VERSION}\\n' > "$2"; /bin/chmod 755 "$2" ;;`,
        "esac",
      ].join("\n"),
    );
    env["PULUMI_PARTNERCENTER_ENGINE"] = "build";
    const engines = await Promise.all([bringEngine({ log, env }), bringEngine({ log, env })]);
    expect(engines.map((engine) => engine.source).sort()).to.deep.equal(["built", "cache"]);
    const builds = await run("/bin/cat", [join(root, "builds")], { env: {}, timeoutMs: 5_000 });
    expect(builds.stdout.trim().split("\n"), "one language host and one CLI").to.have.length(2);
  });
});

describe("run", () => {
  const env = process.env;

  it("ends a program and its children that take too long", async () => {
    const started = Date.now();
    const result = await run("/bin/sh", ["-c", "sleep 30 & wait"], { env, timeoutMs: 50 });
    expect(result.ok).to.equal(false);
    expect(result.failure).to.contain("took longer");
    expect(Date.now() - started).to.be.lessThan(10_000);
  });

  it("reports a program that does not exist as a failure", async () => {
    const result = await run("/no/such/program", [], { env, timeoutMs: 1_000 });
    expect(result.failure).to.contain("ENOENT");
  });

  it("reports the exit code with the last lines of standard error", async () => {
    const lines: string[] = [];
    const result = await run("/bin/sh", ["-c", "echo one >&2; echo two >&2; exit 3"], {
      env,
      timeoutMs: 5_000,
      onErrorLine: (line) => lines.push(line),
    });
    expect(result.failure).to.match(/ended with code 3\s+one\s+two/);
    expect(lines).to.deep.equal(["one", "two"]);
  });

  it("hands standard output on line by line and keeps the whole", async () => {
    const lines: string[] = [];
    const result = await run("/bin/sh", ["-c", "printf 'one\\ntwo'"], {
      env,
      timeoutMs: 5_000,
      onOutputLine: (line) => lines.push(line),
    });
    expect(result.stdout).to.equal("one\ntwo");
    expect(lines).to.deep.equal(["one", "two"]);
  });

  it("leaves no listeners behind", async () => {
    const before = process.listenerCount("SIGINT") + process.listenerCount("exit");
    await run("/bin/sh", ["-c", "exit 0"], { env, timeoutMs: 5_000 });
    expect(process.listenerCount("SIGINT") + process.listenerCount("exit")).to.equal(before);
  });
});

describe("localEngineEnvironment", () => {
  it("puts the engine first on PATH and keeps the state in the directory", () => {
    const env = localEngineEnvironment("/engine/bin", "/project/state dir", "/usr/bin");
    expect(env["PATH"]).to.equal(`/engine/bin${delimiter}/usr/bin`);
    expect(env["PULUMI_BACKEND_URL"]).to.equal("file:///project/state%20dir");
  });
});
