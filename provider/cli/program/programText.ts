import type { OrderState } from "../../lifecycle/orders/order";
import type { Declaration } from "./declaration";
import { orderComment } from "./orderComment";
import { commentText, stringLiteral } from "./sourceText";

const WIDTH = 110;

const HEAD = `import { CartCheckout } from "pulumi-partnercenter";

// Purchases that were made elsewhere. Each resource takes an order over: it reads the order and never buys.
// Written by partnercenter-program.`;

/**
 * A program that declares a customer's orders, formatted as Prettier does with a width of 110.
 * @param undeclarable orders that no resource can name; they are mentioned.
 */
export function programText(
  customerId: string,
  declarations: Declaration[],
  undeclarable: OrderState[] = [],
): string {
  return [
    `${HEAD}\nconst customerId = ${stringLiteral(customerId)};`,
    ...declarations.map(declarationText),
    ...undeclarable.map(mention),
  ]
    .map((paragraph) => `${paragraph}\n`)
    .join("\n");
}

function declarationText({ name, order, args }: Declaration): string {
  const { customerId: _const, ...others } = args;
  return [
    ...orderComment(order),
    `new CartCheckout(${stringLiteral(name)}, {`,
    "  customerId,",
    ...Object.entries(others).map(([key, value]) => propertyText(key, value as string | boolean | string[])),
    "});",
  ].join("\n");
}

function propertyText(key: string, value: string | boolean | string[]): string {
  if (!Array.isArray(value))
    return `  ${key}: ${typeof value === "string" ? stringLiteral(value) : String(value)},`;
  const items = value.map(stringLiteral);
  const line = `  ${key}: [${items.join(", ")}],`;
  if (line.length <= WIDTH) return line;
  return [`  ${key}: [`, ...items.map((item) => `    ${item},`), "  ],"].join("\n");
}

function mention(order: OrderState): string {
  const why = `// Order ${commentText(order.id)} can't be declared: its id has characters that orderIds doesn't take.`;
  return [why, ...orderComment(order)].join("\n");
}
