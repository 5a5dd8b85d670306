import { resourceOf, type ProofCart } from "./verdict";

/** What the output of a failed `up` tells a user to do about one purchase. */
export interface Advice {
  /** Partner Center doesn't know the cart any more. */
  gone: boolean;
  /** Nobody knows whether it was bought. */
  unknown: boolean;
  /** Orders that the message lists and that bear the name of one of the cart's items. */
  orderIds: string[];
  /** The message offers to leave out what was refused. */
  mayAccept: boolean;
  /** The customer has it already, and the message offers to take it over. */
  mayAdopt: boolean;
  /** Only the user can say which orders are to be taken over. */
  mustName: boolean;
  /** A refresh tells what became of it. */
  mayRefresh: boolean;
}

/**
 * Reads what `pulumi up` printed as a user does: only the lines about this purchase, and of the orders listed there
 * only the ones whose items the user knows as this purchase's. The journal stays closed.
 */
export function adviceFor(cart: Pick<ProofCart, "name" | "resource" | "cartId">, output: string): Advice {
  const lines = linesAbout(cart, output);
  const about = (text: string) => lines.some((line) => line.includes(text));
  const rest = lines.flatMap(restOf);
  return {
    gone: about("Partner Center does not know cart "),
    unknown: about("not known yet whether"),
    orderIds: rest.length > 0 ? rest : [...new Set(lines.flatMap((line) => ordersNamed(line, cart.name)))],
    mayAccept: about('set onOrderErrors: "accept"'),
    mayAdopt: about('`ifAlreadyOrdered: "adopt"`'),
    mustName:
      rest.length > 0 ||
      about("Set orderIds to the right ones") ||
      about("set orderIds to them: then nothing more"),
    mayRefresh: about("`pulumi refresh` settles"),
  };
}

/** The lines that name the cart, and those that the CLI puts below the name of its resource. */
function linesAbout(cart: Pick<ProofCart, "name" | "resource" | "cartId">, output: string): string[] {
  let below: string | undefined;
  return output.split("\n").filter((line) => {
    const heading = /^ {2}\S+ \(([^()]*)\):$/.exec(line);
    if (heading) below = heading[1];
    return below === resourceOf(cart) || (cart.cartId !== undefined && line.includes(cart.cartId));
  });
}

/** All orders of a purchase of which a part was named. */
function restOf(line: string): string[] {
  const list = /If that is the rest of this purchase: `orderIds: (\[[^\]]*\])`/.exec(line)?.[1];
  return list === undefined ? [] : (JSON.parse(list) as string[]);
}

/** Orders are listed as `<id> (<status>, ...): <quantity> x <name>, <term>; ...`, with ` | ` in between. */
function ordersNamed(line: string, name: string): string[] {
  return line
    .split(" | ")
    .filter((part) => part.includes(` x ${name} item `))
    .flatMap((part) => /([\w-]+) \([^()]*\): \d+ x /.exec(part)?.[1] ?? []);
}
