import { expect } from "chai";
import fc from "fast-check";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { check, resolveConfig } from "prettier";
import ts from "typescript";
import type { OrderState } from "../../../../provider/lifecycle/orders/order";
import { declarationOf } from "../../../../provider/cli/program/declaration";
import { programText } from "../../../../provider/cli/program/programText";
import { suggestedName } from "../../../../provider/cli/program/resourceNames";
import { REPO } from "../../../support/dynamicHost";
import { aLine, anOrder, CUSTOMER_ID } from "./anOrder";

function programOf(orders: OrderState[], profile?: string): string {
  const declarations = orders.map((order) =>
    declarationOf(suggestedName(order), order, { customerId: CUSTOMER_ID, profile }),
  );
  return programText(CUSTOMER_ID, declarations);
}

/** The comment above the only resource, without its slashes. */
const commentOf = (order: OrderState) =>
  [...(programOf([order]).split("\n\n").pop() ?? "").matchAll(/^\/\/ (.*)$/gm)].map(([, line]) => line);

/** What would do something, if it got out of a comment or a literal. */
const ATTACKS = [
  "*/ process.exit(1); /*",
  "\nprocess.exit(1);",
  "\r\nprocess.exit(1); //",
  "\u2028process.exit(1);",
  "\u2029process.exit(1);",
  "\u0085process.exit(1);",
  '"); process.exit(1); ("',
  "'); process.exit(1); ('",
  "`${process.exit(1)}`",
  "\\u000aprocess.exit(1);",
  "\\",
  "//# sourceMappingURL=data:application/json,{}",
  "prettier-ignore",
  "@ts-nocheck",
  "</script><!-- -->",
  "\u202Eexe.nigulp\u2066",
  "\uFEFF\u200B\0",
  "\uD800 alone \uDC00",
  "👩‍👩‍👧 familie 名前",
  " ",
  "x".repeat(5000),
];

/** Every text of an order the same. */
const attacked = (text: string, id = "a3f09c5d7e12"): OrderState => ({
  id,
  status: text,
  billingCycle: text,
  currencyCode: text,
  creationDate: text,
  alternateId: text,
  totalPrice: text,
  lineItems: [
    aLine({ friendlyName: text, offerId: text, termDuration: text, price: text, extendedPrice: text }),
    aLine({ friendlyName: undefined, offerId: text, quantity: undefined }),
  ],
});

/** What a program does: each statement in short, from its syntax tree. */
function statements(program: string): string[] {
  const file = ts.createSourceFile("index.ts", program, ts.ScriptTarget.ES2022, true);
  return file.statements.map((statement) => {
    if (!ts.isExpressionStatement(statement) || !ts.isNewExpression(statement.expression))
      return ts.SyntaxKind[statement.kind];
    const { expression, arguments: [name, args] = [] } = statement.expression;
    const properties = args && ts.isObjectLiteralExpression(args) ? args.properties : [];
    return [
      expression.getText(),
      name && ts.isStringLiteral(name) ? "name" : "?",
      ...properties
        .map((property) => property.getText())
        .filter((text) => text !== "waitForProvisioning: false"),
    ].join(" ");
  });
}

describe("the program", () => {
  it("declares an order, with what was bought above it", () => {
    expect(programOf([anOrder()], "emea").split("\n\n").slice(1).join("\n\n")).to.equal(
      [
        "// Purchases that were made elsewhere. Each resource takes an order over: it reads the order and never buys.",
        "// Written by partnercenter-program.",
        `const customerId = "${CUSTOMER_ID}";`,
        "",
        "// 25 x Office 365 E5, term P1Y, billing monthly: 36.48 USD each, 10,944.00 USD in all, before tax",
        "// Ordered 2026-01-14, status completed.",
        'new CartCheckout("office-365-e5-2026-01-14-a3f09c5d7e12", {',
        "  customerId,",
        '  orderIds: ["a3f09c5d7e12"],',
        "  waitForProvisioning: false,",
        '  profile: "emea",',
        "});",
        "",
      ].join("\n"),
    );
  });

  it("waits for what is still being provisioned", () => {
    for (const order of [
      anOrder({ status: "pending" }),
      anOrder({ lineItems: [aLine({ subscriptionId: undefined })] }),
    ])
      expect(programOf([order])).not.to.contain("waitForProvisioning");
  });

  const COMMENTS: Record<string, [order: OrderState, ...lines: string[]]> = {
    "prices that aren't known": [
      anOrder({ lineItems: [aLine({ price: undefined, extendedPrice: undefined })] }),
      "25 x Office 365 E5, term P1Y, billing monthly",
    ],
    "a one-time purchase at one price": [
      anOrder({
        billingCycle: "one_time",
        lineItems: [aLine({ quantity: 1, termDuration: undefined, price: "480", extendedPrice: "480" })],
      }),
      "1 x Office 365 E5, billing one time: 480.00 USD in all, before tax",
    ],
    "a cancelled line": [
      anOrder({ lineItems: [aLine({ quantity: 0, price: undefined, extendedPrice: undefined })] }),
      "0 x Office 365 E5, term P1Y, billing monthly, cancelled",
    ],
    "an order whose items can't be read": [
      anOrder({ lineItems: [], creationDate: undefined }),
      "What was bought can't be read from the list of orders.",
      "Ordered on an unknown day, status completed.",
    ],
    "an order that waits for a person": [
      anOrder({ lineItems: [], status: "pending_po_upload" }),
      "What was bought can't be read from the list of orders.",
      "Ordered 2026-01-14, status pending_po_upload.",
      "Attention: it waits for a person, such as for a review or the upload of a purchase order.",
    ],
    "an order that ended badly": [
      anOrder({ lineItems: [], status: "error" }),
      "What was bought can't be read from the list of orders.",
      "Ordered 2026-01-14, status error.",
      "Attention: it ended badly; see in Partner Center what has to be bought again.",
    ],
  };
  for (const [what, [order, ...lines]] of Object.entries(COMMENTS))
    it(`comments on ${what}`, () => expect(commentOf(order).slice(0, lines.length)).to.deep.equal(lines));

  it("mentions the first of very many items, and how many more there are", () => {
    const lineItems = Array.from({ length: 50 }, (_, lineItemNumber) => aLine({ lineItemNumber }));
    expect(commentOf(anOrder({ lineItems })))
      .to.include("and 30 more items")
      .and.have.length(22);
  });

  it("mentions an order that no resource can name", () => {
    const program = programText(CUSTOMER_ID, [], [anOrder({ id: "a*/b" })]);
    expect(program).to.contain("\n// Order a* /b can't be declared").and.contain("\n// 25 x Office 365 E5");
    expect(statements(program)).to.deep.equal(["ImportDeclaration", "FirstStatement"]);
  });

  it("stays what it is, whatever Partner Center says", () => {
    const texts = fc.oneof(
      fc.constantFrom(...ATTACKS),
      fc.string({ unit: "binary" }),
      fc.tuple(fc.constantFrom(...ATTACKS), fc.constantFrom(...ATTACKS)).map((two) => two.join("")),
    );
    const own = statements(programOf([attacked("new"), attacked("new", "b1")]));
    expect(own[2]).to.equal('CartCheckout name customerId orderIds: ["a3f09c5d7e12"]');
    fc.assert(
      fc.property(texts, texts, (one, other) => {
        const program = programOf([attacked(one), attacked(other, "b1")]);
        expect(statements(program)).to.deep.equal(own);
        expect(program).to.match(/^[\P{C}\n]*$/u);
        expect(program).not.to.match(/\*\/|\/\*|\/\/[#@]/);
        for (const line of program.split("\n")) expect(line).to.equal(line.trimEnd());
      }),
      { numRuns: 300 },
    );
  });

  it("is formatted as Prettier does it", async () => {
    const config = await resolveConfig(join(REPO, "provider", "index.ts"));
    const long = anOrder({ id: "k".repeat(100) });
    const programs = [
      programOf([]),
      programOf([anOrder(), anOrder({ id: "b1" }), long], "emea"),
      programOf([
        anOrder({ id: "k".repeat(91) }),
        anOrder({ id: "k".repeat(92) }),
        anOrder({ id: "k".repeat(93) }),
      ]),
      programOf(ATTACKS.map((text, index) => attacked(text, `b${index}`))),
      programText(CUSTOMER_ID, [], [anOrder({ id: "a*/b" })]),
    ];
    for (const program of programs)
      expect(await check(program, { ...config, parser: "typescript" }), program).to.equal(true);
  });

  it("compiles under strict", function () {
    this.timeout(60_000);
    const program = programOf(
      [anOrder(), ...ATTACKS.map((text, index) => attacked(text, `b${index}`))],
      "emea",
    );
    expect(compile(program)).to.deep.equal([]);
    expect(compile(program.replace("  customerId,\n", ""))).to.have.length(1);
  });
});

/** What the compiler has against a program in this repository. */
function compile(program: string): string[] {
  const file = join(REPO, "program.ts");
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    noUnusedLocals: true,
    target: ts.ScriptTarget.ES2021,
    module: ts.ModuleKind.Node16,
    types: ["node"],
    typeRoots: [join(REPO, "node_modules", "@types")],
    // Not what was built: these tests need no build.
    paths: { "pulumi-partnercenter": [join(REPO, "provider", "index.ts")] },
  };
  const host = ts.createCompilerHost(options);
  const ownSource = host.getSourceFile.bind(host);
  host.fileExists = (name) => name === file || ts.sys.fileExists(name);
  host.readFile = (name) => (name === file ? program : readFileSync(name, "utf8"));
  host.getSourceFile = (name, version) =>
    name === file ? ts.createSourceFile(name, program, version) : ownSource(name, version);
  const made = ts.createProgram([file], options, host);
  return ts
    .getPreEmitDiagnostics(made, made.getSourceFile(file))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, " "));
}
