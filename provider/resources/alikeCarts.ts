import * as pulumi from "@pulumi/pulumi";
import { haveLineInCommon, withAddons, type PurchasedLine, type WithAddons } from "../lifecycle/core/items";
import type { CartArgs } from "./cartArgs";

/** A cart that a program declares with plain values. */
interface PlainCart {
  name: string;
  lines: PurchasedLine[];
  profile: string | undefined;
  /** It says what it comes on top of, so that a resemblance may be meant. */
  comesOnTop: boolean;
}

/** By customer. Keyed by the run's stack: one process can run many programs. */
const plainCarts = new WeakMap<object, Map<string, PlainCart[]>>();

/**
 * The name of another cart of the program that would buy a line of this one again. With `--target` the engine asks the
 * host about the targets alone, so that only the program knows the others. It is told when the program had the time to
 * declare them. What is an output of another resource is left to the host.
 */
export function alikeCart(name: string, args: CartArgs): Promise<string | undefined> | undefined {
  const stack = pulumi.runtime.getStackResource();
  const { customerId, lineItems, profile, besides } = args;
  if (!stack || typeof customerId !== "string" || !Array.isArray(lineItems)) return undefined;
  const carts = plainCarts.get(stack) ?? new Map<string, PlainCart[]>();
  plainCarts.set(stack, carts);
  const key = customerId.trim().toLowerCase();
  const lines = withAddons((lineItems as unknown[]).filter(isPlain));
  const comesOnTop = Array.isArray(besides) ? besides.length > 0 : besides !== undefined;
  const cart = { name, lines, profile, comesOnTop };
  const ofCustomer = carts.get(key) ?? [];
  carts.set(key, ofCustomer);
  ofCustomer.push(cart);
  return new Promise((resolve) => {
    setImmediate(() => resolve(ofCustomer.find((other) => other !== cart && buysAgain(cart, other))?.name));
  });
}

function buysAgain(cart: PlainCart, other: PlainCart): boolean {
  if (other.comesOnTop || other.profile !== cart.profile) return false;
  return haveLineInCommon(cart.lines, other.lines);
}

function isPlain(line: unknown): line is WithAddons {
  const { catalogItemId, quantity } = (line ?? {}) as Record<string, unknown>;
  return typeof catalogItemId === "string" && typeof quantity === "number";
}
