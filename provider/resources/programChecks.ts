import * as pulumi from "@pulumi/pulumi";
import type { Kind } from "./dynamicResource";

/** What only the program can see or make; everything else is checked where the money moves. */

/** Exported by the SDK, but left out of its types. Where a version lacks it, nothing can be told and nothing is refused. */
const { isConfigSecret = () => true } = pulumi.runtime as { isConfigSecret?: (key: string) => boolean };

/**
 * Ends the program with a message for people. Pulumi shows no stack of a RunError, but inspects it all the same, which
 * takes Node.js 20 some 20 seconds where source maps lead into a scoped package.
 */
function refuse(message: string): never {
  const error = new pulumi.RunError(message);
  error.stack = message;
  throw error;
}

const SECRET_SETTINGS = ["clientSecret", "refreshToken"];

/**
 * Refuses credentials in plain configuration: Pulumi copies the stack's whole configuration into its state, and what
 * is not marked secret is stored there as it is.
 * @param profile whose credentials to look at, too; the general ones are looked at in any case.
 */
export function refusePlainCredentials(profile?: string): void {
  const spaces = ["partnercenter", ...(profile === undefined ? [] : [`partnercenter-${profile}`])];
  for (const key of spaces.flatMap((space) => SECRET_SETTINGS.map((setting) => `${space}:${setting}`))) {
    if (pulumi.runtime.getConfig(key) === undefined || isConfigSecret(key)) continue;
    refuse(
      `${key} is stored in plain text, where anybody who reads the stack's configuration or state can see it. ` +
        `Store it as a secret: \`pulumi config set --secret ${key}\` (and renew it at the source).`,
    );
  }
}

/** Pulumi keeps `customTimeouts` from dynamic resources, so accepting them would be a promise that nobody keeps. */
export function refuseCustomTimeouts(kind: Kind, name: string, opts: pulumi.CustomResourceOptions): void {
  if (opts.customTimeouts === undefined) return;
  refuse(
    `${kind} "${name}": customTimeouts never reach a dynamic resource. ` +
      (kind === "Cart"
        ? `A call for a cart ends after 3 minutes.`
        : `Use checkoutTimeoutSeconds and provisioningTimeoutSeconds in its arguments instead.`),
  );
}

/** Pulumi's host can't import dynamic resources; it fails with a text that helps nobody. */
export function refuseImport(
  kind: Kind,
  name: string,
  opts: pulumi.CustomResourceOptions,
  instead: string,
): void {
  if (opts.import === undefined) return;
  refuse(
    `${kind} "${name}": dynamic resources can't be imported. To manage what was made elsewhere, ` +
      `declare it with ${instead}; to read it only, use ${kind}.get.`,
  );
}

/** Arguments of earlier versions, and what says the same now. See "From 0.2" in docs/upgrading.md. */
const OLD_ARGS: Readonly<Record<string, string>> = {
  adopt: 'say ifAlreadyOrdered: "adopt" instead of adopt: true',
  allowDuplicate:
    "there is no permission for every duplicate any more; name what the purchase comes on top of, as in " +
    'besides: ["<order id>"] (the refusal of a duplicate prints the line)',
  refuseDuplicate: "leave it out: every checkout looks at what the customer has already",
};

export function refuseOldArgs(kind: string, name: string, args: object | undefined): void {
  const old = Object.keys(OLD_ARGS).find(
    (key) => (args as Record<string, unknown> | undefined)?.[key] !== undefined,
  );
  if (old !== undefined)
    refuse(`${kind} "${name}": ${old} is gone: ${OLD_ARGS[old]}. Nothing was made or bought.`);
}

/** The cart's id may be missing only where another resource failed to give it, which its checkout finds out. */
export function refuseNoCart(name: string, args: { cartId?: unknown; orderIds?: unknown }): void {
  if (args.cartId !== undefined || args.orderIds !== undefined) return;
  refuse(
    `CartCheckout "${name}": cartId is required; only a purchase that orderIds names does without. Nothing was bought.`,
  );
}

/** What carts of a program hold, by the output that is their id. */
const lineItemsOfCarts = new WeakMap<object, unknown>();

/** Lets the checkout of a cart of this program know what the cart is to hold, also where only the checkout is updated. */
export function declareLineItems(cartId: object, lineItems: unknown): void {
  lineItemsOfCarts.set(cartId, lineItems);
}

export function lineItemsOf(cartId: unknown): unknown {
  return typeof cartId === "object" && cartId !== null ? lineItemsOfCarts.get(cartId) : undefined;
}

/** How often a name was declared in a run. Keyed by the run's stack: one process can run many programs. */
const declaredNames = new WeakMap<object, Map<string, number>>();

/**
 * Tells resources of one name apart, which have parents of several types; undefined for the first one of a name. It
 * serves the run alone and is never stored.
 */
export function resourceKeyOf(name: string): string | undefined {
  const stack = pulumi.runtime.getStackResource();
  if (!stack) return undefined;
  const names = declaredNames.get(stack) ?? new Map<string, number>();
  declaredNames.set(stack, names);
  const count = (names.get(name) ?? 0) + 1;
  names.set(name, count);
  return count > 1 ? `${name}#${count}` : undefined;
}

/** Refuses arguments that TypeScript would have refused, in programs that go without it. */
export function refuseUnknownArgs(kind: string, name: string, args: object, known: object): void {
  const unknown = Object.keys(args).find((key) => !Object.hasOwn(known, key));
  if (unknown === undefined) return;
  refuse(`${kind} "${name}": ${unknown} is not an argument; it has ${Object.keys(known).join(", ")}.`);
}

/** Which resource of a run declared a cart. Keyed by the run's stack: one process can run many programs. */
const declaredCarts = new WeakMap<object, Map<string, string>>();

/** Refuses the second resource for one cart: both would call its orders theirs. */
export function declareCart(name: string, customerId: unknown, cartId: unknown): void {
  if (typeof customerId !== "string" || typeof cartId !== "string") return;
  const stack = pulumi.runtime.getStackResource();
  if (!stack) return;
  const carts = declaredCarts.get(stack) ?? new Map<string, string>();
  declaredCarts.set(stack, carts);
  const key = `${customerId.trim()}/${cartId.trim()}`.toLowerCase();
  const other = carts.get(key);
  if (other !== undefined)
    refuse(
      `CartCheckout "${name}": cartId ${cartId} of customer ${customerId} is declared already, by "${other}". ` +
        `One cart is one purchase: declare it once. It is not checked out a second time; see "${other}".`,
    );
  carts.set(key, name);
}
