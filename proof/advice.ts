import type { ProofCart } from "./verdict";

/** What the output of a failed `up` tells a user to do about one cart. */
export interface Advice {
  /** Partner Center doesn't know the cart any more. */
  gone: boolean;
  /** Nobody knows whether it was bought. */
  unknown: boolean;
  /** Orders that the message lists and that bear the name of one of the cart's items. */
  orderIds: string[];
  /** The message offers to leave out what was refused. */
  mayAccept: boolean;
}

/**
 * Reads what `pulumi up` printed as a user does: only the lines about this cart, and of the orders listed there only
 * the ones whose items the user knows as this cart's. The journal stays closed.
 */
export function adviceFor(cart: Pick<ProofCart, "name" | "cartId">, output: string): Advice {
  const lines = output.split("\n").filter((line) => line.includes(cart.cartId));
  const about = (text: string) => lines.some((line) => line.includes(text));
  return {
    gone: about(`does not know cart ${cart.cartId}`),
    unknown: about("not known yet whether"),
    orderIds: [...new Set(lines.flatMap((line) => ordersNamed(line, cart.name)))],
    mayAccept: about('set onOrderErrors: "accept"'),
  };
}

/** Orders are listed as `<id> (<status>, ...): <quantity> x <name>, <term>; ...`, with ` | ` in between. */
function ordersNamed(line: string, name: string): string[] {
  return line
    .split(" | ")
    .filter((part) => part.includes(` x ${name} item `))
    .flatMap((part) => /([\w-]+) \([^()]*\): \d+ x /.exec(part)?.[1] ?? []);
}
