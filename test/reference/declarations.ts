import { join, relative, sep } from "node:path";
import ts from "typescript";
import { REPO } from "../support/dynamicHost";

/** The two doors of the package, by the name that a program imports. */
export const DOORS = {
  "pulumi-partnercenter": "provider/index.ts",
  "pulumi-partnercenter/client": "provider/client/index.ts",
} as const;

/** What a doc comment says. */
export interface Comment {
  text: string;
  /** The texts of its tags, in their order: `example`, `throws`, `see`, `default`, `param`. */
  tags: { name: string; text: string }[];
}

/** A member of a type, as it is declared. */
export interface Member extends Comment {
  name: string;
  type: string;
  isOptional: boolean;
  /** Names in the type that this project declares. */
  refers: ts.Symbol[];
  /** The members of an object that the type spells out in place. */
  inner: Member[];
}

const program = ts.createProgram(
  [...Object.values(DOORS), "provider/settings/settings.ts", "provider/settings/purchaseSettings.ts"].map(
    (path) => join(REPO, path),
  ),
  { ...configured(), noEmit: true },
);
const checker = program.getTypeChecker();

function configured(): ts.CompilerOptions {
  const { config } = ts.readConfigFile(join(REPO, "tsconfig.json"), (path) => ts.sys.readFile(path)) as {
    config: unknown;
  };
  return ts.parseJsonConfigFileContent(config, ts.sys, REPO, undefined, undefined).options;
}

function sourceFile(path: string): ts.SourceFile {
  const file = program.getSourceFile(join(REPO, path));
  if (!file) throw new Error(`${path} is not part of the program`);
  return file;
}

/** Everything that a door exports, by name. */
export function exportsOf(path: string): Map<string, ts.Symbol> {
  const module = checker.getSymbolAtLocation(sourceFile(path));
  if (!module) throw new Error(`${path} exports nothing`);
  return new Map(checker.getExportsOfModule(module).map((one) => [one.name, original(one)]));
}

function original(symbol: ts.Symbol): ts.Symbol {
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

export function commentOf(symbol: ts.Symbol): Comment {
  return {
    text: ts.displayPartsToString(symbol.getDocumentationComment(checker)).trim(),
    tags: symbol
      .getJsDocTags(checker)
      .map(({ name, text }) => ({ name, text: ts.displayPartsToString(text).trim() })),
  };
}

/** Where a symbol is declared, from the repository's root; undefined for what others declare. */
export function fileOf(symbol: ts.Symbol): string | undefined {
  const file = symbol.declarations?.[0]?.getSourceFile().fileName;
  const path = file === undefined ? "" : relative(REPO, file).split(sep).join("/");
  return path.startsWith("provider/") ? path : undefined;
}

export function isFunction({ flags }: ts.Symbol): boolean {
  return (flags & ts.SymbolFlags.Function) !== 0;
}

export function isType({ flags }: ts.Symbol): boolean {
  return (flags & (ts.SymbolFlags.Class | ts.SymbolFlags.Interface | ts.SymbolFlags.TypeAlias)) !== 0;
}

/** The public members of a class or type, also of a union: those that one of its parts has. */
export function membersOf(symbol: ts.Symbol): Member[] {
  const type = checker.getDeclaredTypeOfSymbol(symbol);
  return isObject(type) ? members(type) : [];
}

/** The static methods of a class. */
export function staticsOf(symbol: ts.Symbol): Member[] {
  return [...(symbol.exports?.values() ?? [])]
    .filter(({ flags }) => flags & ts.SymbolFlags.Method)
    .flatMap(memberOf);
}

function isObject(type: ts.Type): boolean {
  return type.isUnionOrIntersection()
    ? type.types.every(isObject)
    : (type.flags & ts.TypeFlags.Object) !== 0 && !checker.isArrayType(type);
}

function members(type: ts.Type): Member[] {
  const parts = type.isUnion() ? type.types : [type];
  const named = parts.flatMap((part) => checker.getPropertiesOfType(part));
  const byName = new Map(inOrder(named).map(({ name }) => [name, [] as ts.Symbol[]]));
  for (const one of named) byName.get(one.name)?.push(one);
  return [...byName.values()].flatMap((same) => {
    const found = same.flatMap(memberOf);
    const isOptional = found.some((one) => one.isOptional) || same.length < parts.length;
    // Each part of a union may say that it does without; the one with the value says what it is.
    const said = found.filter(({ type }) => type !== "undefined");
    const first = said.find(({ text }) => text !== "") ?? said[0];
    if (!first) return [];
    const types = [...new Set(said.map(({ type }) => type))];
    return [{ ...first, type: types.join(" | "), isOptional }];
  });
}

/** In the order of their declarations; the compiler's own, of what it maps, differs from run to run. */
function inOrder(symbols: ts.Symbol[]): ts.Symbol[] {
  const parents = [...new Set(symbols.map((one) => one.declarations?.[0]?.parent))];
  const place = (one: ts.Symbol) => parents.indexOf(one.declarations?.[0]?.parent);
  const position = (one: ts.Symbol) => one.declarations?.[0]?.pos ?? 0;
  return [...symbols].sort((a, b) => place(a) - place(b) || position(a) - position(b));
}

/** A property or method that this project declares in public; none for what others declare. */
function memberOf(symbol: ts.Symbol): Member[] {
  const inSchema = symbol.declarations?.find(ts.isPropertyAssignment);
  if (inSchema && fileOf(symbol) !== undefined) return [memberOfSchema(symbol)];
  const declared = (symbol.declarations ?? []).filter(isPublicMember);
  return declared.map((declaration) => {
    const comment = commentOf(symbol);
    const node = ts.isGetAccessorDeclaration(declaration) ? declaration.type : typeNodeOf(declaration);
    return {
      ...comment,
      name: symbol.name,
      type:
        ts.isMethodSignature(declaration) || ts.isMethodDeclaration(declaration)
          ? signatureText(declaration)
          : plainType(node),
      isOptional: (symbol.flags & ts.SymbolFlags.Optional) !== 0 || isUndefinable(node),
      refers: node ? referencesIn(declaration) : [],
      inner: literalsIn(node).flatMap((literal) => members(checker.getTypeAtLocation(literal))),
    };
  });
}

/** A member whose type comes from a schema. */
function memberOfSchema(symbol: ts.Symbol): Member {
  const type = checker.getNonNullableType(checker.getTypeOfSymbol(symbol));
  const inner = isObject(type) ? members(type) : [];
  return {
    ...commentOf(symbol),
    name: symbol.name,
    type: inner.length > 0 ? "object" : checker.typeToString(type),
    isOptional: (symbol.flags & ts.SymbolFlags.Optional) !== 0,
    refers: [],
    inner,
  };
}

type MemberDeclaration =
  | ts.PropertySignature
  | ts.PropertyDeclaration
  | ts.MethodSignature
  | ts.MethodDeclaration
  | ts.GetAccessorDeclaration;

function isPublicMember(node: ts.Declaration): node is MemberDeclaration {
  const isMember =
    ts.isPropertySignature(node) ||
    ts.isPropertyDeclaration(node) ||
    ts.isMethodSignature(node) ||
    ts.isMethodDeclaration(node) ||
    ts.isGetAccessorDeclaration(node);
  const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected;
  return (
    isMember &&
    (ts.getCombinedModifierFlags(node) & hidden) === 0 &&
    !node.getSourceFile().fileName.includes("node_modules")
  );
}

function typeNodeOf(declaration: MemberDeclaration): ts.TypeNode | undefined {
  return declaration.type;
}

/** The type as a reader of the reference needs it: an input or output is what it holds. */
function plainType(node: ts.TypeNode | undefined): string {
  if (!node) return "";
  let text = node.getText().replace(/\s+/g, " ");
  for (const literal of literalsIn(node))
    text = text.replace(literal.getText().replace(/\s+/g, " "), "object");
  for (let last = ""; last !== text;) {
    last = text;
    text = text.replace(/pulumi\.(?:Input|Output)<((?:[^<>]|<[^<>]*>)*)>/, "$1");
  }
  return text.replace(/pulumi\.ID/g, "string").replace(/ \| undefined$/, "");
}

function isUndefinable(node: ts.TypeNode | undefined): boolean {
  return / \| undefined>?$/.test(node?.getText() ?? "");
}

function signatureText(declaration: ts.MethodSignature | ts.MethodDeclaration): string {
  const parameters = declaration.parameters.map((one) => one.getText()).join(", ");
  return `(${parameters}) => ${declaration.type?.getText() ?? ""}`.replace(/\s+/g, " ");
}

/** Object types that are spelled out in place; not those inside of them, nor what a record holds. */
function literalsIn(node: ts.TypeNode | undefined): ts.TypeLiteralNode[] {
  if (!node || ts.isFunctionTypeNode(node)) return [];
  if (ts.isTypeLiteralNode(node)) return [node];
  const found: ts.TypeLiteralNode[] = [];
  ts.forEachChild(node, (child) => {
    if (ts.isTypeNode(child)) found.push(...literalsIn(child));
  });
  return found;
}

/** What of this project a declaration's type, parameters included, names. */
export function referencesIn(node: ts.Node): ts.Symbol[] {
  const found: ts.Symbol[] = [];
  const visit = (one: ts.Node): void => {
    if (ts.isTypeReferenceNode(one)) {
      const symbol = checker.getSymbolAtLocation(one.typeName);
      if (symbol && isType(original(symbol)) && fileOf(original(symbol)) !== undefined)
        found.push(original(symbol));
    }
    ts.forEachChild(one, visit);
  };
  visit(node);
  return [...new Set(found)];
}

/** What a type alias spells out, where it isn't an object. */
export function aliasText(symbol: ts.Symbol): string | undefined {
  const declaration = symbol.declarations?.find(ts.isTypeAliasDeclaration);
  return declaration && plainType(declaration.type).replace(/^\| /, "");
}

/** The type parameters, the parameters and the result of a function. */
export function functionOf(symbol: ts.Symbol): {
  parameters: string;
  result: string;
  node: ts.FunctionDeclaration;
} {
  const node = symbol.declarations?.find(ts.isFunctionDeclaration);
  if (!node) throw new Error(`${symbol.name} is not a function`);
  const parameters = node.parameters.map((one) => one.getText()).join(", ");
  return { parameters: parameters.replace(/\s+/g, " "), result: plainType(node.type), node };
}

/** The doc comments of the members of a constant object, by name. */
export function commentsIn(path: string, constant: string): Map<string, Comment> {
  const found = new Map<string, Comment>();
  sourceFile(path).forEachChild((node) => {
    if (!ts.isVariableStatement(node)) return;
    for (const { name, initializer } of node.declarationList.declarations)
      if (name.getText() === constant && initializer && ts.isObjectLiteralExpression(initializer))
        for (const property of initializer.properties) {
          const symbol = property.name && checker.getSymbolAtLocation(property.name);
          if (symbol) found.set(symbol.name, commentOf(symbol));
        }
  });
  return found;
}
