import { expect } from "chai";
import { join } from "node:path";
import * as ts from "typescript";
import { REPO } from "../support/dynamicHost";
import { documents, typeScriptBlocks } from "../support/documents";

/** What a block may use without declaring it: the rest of the program around it. */
const SURROUNDINGS = `
type All = typeof import("pulumi-partnercenter");
declare const Purchase: All["Purchase"];
declare const Cart: All["Cart"];
declare const CartCheckout: All["CartCheckout"];
declare const customerId: string;
declare const cartId: string;
declare const lineItems: import("pulumi-partnercenter").CartLineItemArgs[];
declare const plan: import("pulumi-partnercenter").CartLineItemArgs;
declare const emulator: import("partnercenter-emulator").Emulator;
`;

const OPTIONS: ts.CompilerOptions = {
  strict: true,
  noEmit: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  skipLibCheck: true,
  types: ["node"],
  typeRoots: [join(REPO, "node_modules", "@types")],
};

describe("the TypeScript in the documents", function () {
  this.timeout(60_000);

  it("compiles in a strict program", () => {
    const texts = new Map([[join(REPO, "surroundings.d.ts"), SURROUNDINGS]]);
    for (const { path, text } of documents())
      typeScriptBlocks(text).forEach((code, index) =>
        // `export {}` makes each a module of its own.
        texts.set(join(REPO, `${path.replace(/\W/g, "_")}_${index + 1}.ts`), `${code}\nexport {};\n`),
      );
    expect(texts.size).to.be.greaterThan(5);

    const host = ts.createCompilerHost(OPTIONS);
    const { fileExists, readFile, getSourceFile } = host;
    host.fileExists = (name) => texts.has(name) || fileExists(name);
    host.readFile = (name) => texts.get(name) ?? readFile(name);
    host.getSourceFile = (name, options, ...rest) => {
      const text = texts.get(name);
      return text === undefined
        ? getSourceFile(name, options, ...rest)
        : ts.createSourceFile(name, text, options);
    };
    const program = ts.createProgram([...texts.keys()], OPTIONS, host);
    const problems = ts.getPreEmitDiagnostics(program);
    expect(ts.formatDiagnostics(problems, host)).to.equal("");
  });
});
