import { expect } from "chai";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix, relative, resolve, sep } from "node:path";
import ts from "typescript";

const ROOT = resolve(__dirname, "../..");
const MOST_LINES = 220;

interface Import {
  /** A file of this project, or the name of a package. */
  target: string;
  /** Gone when the program runs. */
  typeOnly: boolean;
  /** Inside a function: not loaded with the file, but when the function is called. */
  lazy: boolean;
}

interface Manifest {
  version: string;
  license: string;
  engines: Record<string, string>;
  dependencies: Record<string, string>;
  peerDependencies?: Record<string, string>;
}

interface SourceFile {
  path: string;
  text: string;
  imports: Import[];
}

const files = ["provider", "emulator"].flatMap(sourceFiles);
const provider = files.filter(({ path }) => path.startsWith("provider/"));
const emulator = files.filter(({ path }) => path.startsWith("emulator/"));

function sourceFiles(folder: string): SourceFile[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .filter(({ parentPath }) => !relative(ROOT, parentPath).split(sep).includes("dist"))
    .map((entry) => {
      const file = join(entry.parentPath, entry.name);
      const text = readFileSync(file, "utf8");
      return { path: relative(ROOT, file).split(sep).join("/"), text, imports: importsOf(file, text) };
    });
}

/** Every import, export from, import type, dynamic import and require of a file. */
function importsOf(file: string, text: string): Import[] {
  const found: Import[] = [];
  const add = (specifier: ts.Node | undefined, typeOnly: boolean, lazy = false): void => {
    if (!specifier || !ts.isStringLiteralLike(specifier)) return;
    const name = specifier.text;
    const local = relative(ROOT, join(dirname(file), name))
      .split(sep)
      .join("/");
    found.push({ target: name.startsWith(".") ? local : name, typeOnly, lazy });
  };
  const visit = (node: ts.Node, lazy: boolean): void => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, isTypeOnly(node.importClause));
    if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly);
    if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal, true);
    if (ts.isCallExpression(node)) {
      const { expression: callee } = node;
      const loads =
        callee.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(callee) && callee.text === "require");
      if (loads) add(node.arguments[0], false, lazy);
    }
    const inside = lazy || ts.isFunctionLike(node);
    ts.forEachChild(node, (child) => visit(child, inside));
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true), false);
  return found;
}

function isTypeOnly(clause: ts.ImportClause | undefined): boolean {
  if (!clause) return false;
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const named = clause.namedBindings;
  return (
    !clause.name &&
    !!named &&
    ts.isNamedImports(named) &&
    named.elements.every((element) => element.isTypeOnly)
  );
}

/** `file → target` for every import that breaks the rule. */
function breaches(of: SourceFile[], allowed: (target: string, typeOnly: boolean) => boolean): string[] {
  return of.flatMap(({ path, imports }) =>
    imports.filter((i) => !allowed(i.target, i.typeOnly)).map((i) => `${path} → ${i.target}`),
  );
}

const inside = (folder: string) => provider.filter(({ path }) => path.startsWith(`provider/${folder}/`));
const isNode = (target: string) => target.startsWith("node:");
const under = (target: string, ...folders: string[]) => folders.some((f) => target.startsWith(`${f}/`));

/** For each room of the lifecycles those that it may know. Siblings know nothing of each other. */
const BELOW: Record<string, string[]> = {
  core: [],
  orders: ["core"],
  limits: ["core", "orders"],
  cart: ["core", "orders", "limits"],
  checkout: ["core", "orders", "limits"],
};

describe("the house", () => {
  it("is walked whole", () => {
    expect(inside("lifecycle").length).to.be.greaterThan(10);
    expect(inside("client").length).to.be.greaterThan(10);
    expect(emulator.length).to.be.greaterThan(10);
    expect(inside("lifecycle").flatMap((f) => f.imports).length).to.be.greaterThan(30);
  });

  it("has a client that knows nobody above it", () => {
    const packages = ["axios", "valibot", "uuid"];
    const allowed = (t: string) =>
      isNode(t) || packages.includes(t) || under(t, "provider/client") || t === "package.json";
    expect(breaches(inside("client"), allowed)).to.deep.equal([]);
  });

  it("has lifecycles that know of the client only its errors, remedies and types, and neither Pulumi nor axios", () => {
    const allowed = (t: string, typeOnly: boolean) =>
      ["uuid", "decimal.js", "valibot"].includes(t) ||
      under(t, "provider/lifecycle") ||
      ["errors", "remedies/remedies", "remedies/cartLineRemedies"].some(
        (file) => t === `provider/client/${file}`,
      ) ||
      (typeOnly && ["calls", "partnerCenter", "schemas"].some((file) => t === `provider/client/${file}`));
    expect(breaches(inside("lifecycle"), allowed)).to.deep.equal([]);
  });

  it("has rooms in its lifecycles that know only those below them, types included", () => {
    const rooms = readdirSync(join(ROOT, "provider/lifecycle"));
    expect(rooms.sort()).to.deep.equal(Object.keys(BELOW).sort());
    for (const [room, below] of Object.entries(BELOW)) {
      const known = [room, ...below].map((one) => `provider/lifecycle/${one}`);
      const allowed = (t: string) => !under(t, "provider/lifecycle") || under(t, ...known);
      expect(inside(`lifecycle/${room}`).length, room).to.be.greaterThan(3);
      expect(breaches(inside(`lifecycle/${room}`), allowed)).to.deep.equal([]);
    }
  });

  it("has no import that leads back to where it started, types included", () => {
    expect(cycles(provider)).to.deep.equal([]);
    expect(cycles(emulator)).to.deep.equal([]);
  });

  it("has a dynamic entry that never loads Pulumi, directly or through others", () => {
    expect(
      reachable("provider/hosts/dynamic/index.ts").filter((t) => t.startsWith("@pulumi/")),
    ).to.deep.equal([]);
  });

  it("has a dynamic entry that joins client, lifecycles and settings, and knows no resources", () => {
    const allowed = (t: string) =>
      isNode(t) ||
      under(t, "provider/hosts/dynamic", "provider/client", "provider/lifecycle", "provider/settings");
    expect(breaches(inside("hosts/dynamic"), allowed)).to.deep.equal([]);
  });

  it("has resources that load nothing but Pulumi's SDK, and what tells whether two lines are the same", () => {
    const allowed = (t: string, typeOnly: boolean) =>
      ["@pulumi/pulumi", "provider/lifecycle/core/items"].includes(t) ||
      under(t, "provider/resources") ||
      (typeOnly && under(t, "provider"));
    expect(breaches(inside("resources"), allowed)).to.deep.equal([]);
  });

  it("has look-ups that join client, settings and Pulumi's SDK, and that only the door knows", () => {
    const allowed = (t: string) =>
      t === "@pulumi/pulumi" || under(t, "provider/functions", "provider/client", "provider/settings");
    expect(inside("functions").length).to.be.greaterThan(5);
    expect(breaches(inside("functions"), allowed)).to.deep.equal([]);

    const others = provider.filter(
      ({ path }) => !path.startsWith("provider/functions/") && path !== "provider/index.ts",
    );
    const ofFunctions = (t: string) => t === "provider/functions" || under(t, "provider/functions");
    expect(breaches(others, (t) => !ofFunctions(t))).to.deep.equal([]);
  });

  it("has a command that joins lifecycles and their host's entry, and that nobody else knows", () => {
    const allowed = (t: string) =>
      isNode(t) ||
      ["commander", "provider/resources/dynamicResource"].includes(t) ||
      under(t, "provider/cli", "provider/lifecycle", "provider/hosts", "provider/settings");
    expect(inside("cli").length).to.be.greaterThan(5);
    expect(breaches(inside("cli"), allowed)).to.deep.equal([]);
    const others = provider.filter(({ path }) => !path.startsWith("provider/cli/"));
    expect(breaches(others, (t) => !under(t, "provider/cli"))).to.deep.equal([]);
  });

  it("has a program's door that loads neither the dynamic entry nor, before the first look-up, HTTP and schemas", () => {
    const loaded = reachable("provider/index.ts", { lazy: false });
    const late = (t: string) => ["axios", "valibot"].includes(t) || t.startsWith("provider/hosts");
    expect(loaded.filter(late)).to.deep.equal([]);
    expect(loaded).to.include("provider/functions");
    expect(reachable("provider/index.ts").filter((t) => t.startsWith("provider/hosts"))).to.deep.equal([]);
  });

  for (const [folder, of, manifest] of [
    ["provider", provider, readManifest(".")],
    ["emulator", emulator, readManifest("emulator")],
  ] as const) {
    const installed = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies });

    it(`has in ${folder} only what is of its own package or installed with it, types included`, () => {
      const allowed = (t: string) => isNode(t) || under(t, folder) || installed.includes(packageOf(t));
      expect(breaches(of, allowed)).to.deep.equal([]);
    });

    it(`has nothing installed with ${folder} that it does not load`, () => {
      const loaded = of.flatMap(({ imports }) => imports).map(({ target }) => packageOf(target));
      expect(installed.filter((name) => !loaded.includes(name))).to.deep.equal([]);
    });
  }

  it("gives the emulator's package the version, the licence and the Node.js of its own", () => {
    const { version, license, engines } = readManifest(".");
    expect(readManifest("emulator")).to.deep.include({ version, license, engines });
    expect(readFileSync(join(ROOT, "emulator/LICENSE"), "utf8")).to.equal(
      readFileSync(join(ROOT, "LICENSE"), "utf8"),
    );
  });

  it("has its source in files of a readable length", () => {
    const long = files.filter(({ text }) => text.trimEnd().split("\n").length > MOST_LINES);
    expect(long.map(({ path }) => path)).to.deep.equal([]);
  });

  it("takes nothing as any", () => {
    const found = files.filter(({ text }) =>
      /:\s*any\b|\bas any\b|<any[,>]|\bany\[\]/.test(withoutComments(text)),
    );
    expect(found.map(({ path }) => path)).to.deep.equal([]);
  });
});

/** Everything that is loaded when a file is, or later when its functions are called. */
function reachable(start: string, { lazy = true } = {}): string[] {
  const seen = new Set<string>();
  const open = [start];
  for (let path = open.pop(); path !== undefined; path = open.pop())
    for (const found of files.find((f) => f.path === path)?.imports ?? []) {
      const { target } = found;
      if (found.typeOnly || (found.lazy && !lazy) || seen.has(target)) continue;
      seen.add(target);
      const file = [`${target}.ts`, posix.join(target, "index.ts")].find((c) =>
        files.some((f) => f.path === c),
      );
      if (file) open.push(file);
    }
  return [...seen];
}

function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(ROOT, folder, "package.json"), "utf8")) as Manifest;
}

/** The file of this project that an import names. */
function fileOf(target: string): SourceFile | undefined {
  const names = [target, `${target}.ts`, posix.join(target, "index.ts")];
  return files.find(({ path }) => names.includes(path));
}

/** Files that reach themselves through their imports. */
function cycles(of: SourceFile[]): string[] {
  const next = new Map(of.map((file) => [file, file.imports.flatMap(({ target }) => fileOf(target) ?? [])]));
  const reaches = (start: SourceFile): boolean => {
    const seen = new Set<SourceFile>();
    const open = [...(next.get(start) ?? [])];
    for (let file = open.pop(); file !== undefined; file = open.pop()) {
      if (file === start) return true;
      if (seen.has(file)) continue;
      seen.add(file);
      open.push(...(next.get(file) ?? []));
    }
    return false;
  };
  return of.filter(reaches).map(({ path }) => path);
}

function packageOf(target: string): string {
  return target.split("/", target.startsWith("@") ? 2 : 1).join("/");
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|\s)\/\/.*$/gm, "");
}
