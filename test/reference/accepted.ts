import { cartInputs } from "../../provider/lifecycle/cart/inputs";
import { checkoutInputs } from "../../provider/lifecycle/checkout/inputs";
import { problemsOf } from "../../provider/lifecycle/core/inputSchema";
import { lineItemsInput } from "../../provider/lifecycle/core/lineItems";
import { limitsInput } from "../../provider/lifecycle/limits/limitInputs";

/** A value that nearly every schema refuses. */
const WRONG = "?";
/** What the type alone says. */
const IN_TYPE = /^must be (true or false|text|a list|an object|texts by name|"|a list of billing cycles)/;

type Schema = Parameters<typeof problemsOf>[0];

/** Says of a member what its schema wants, beside what its type says. */
function wanted(name: string, problems: readonly { reason: string }[]): string | undefined {
  const found = problems.map(({ reason }) => /^\S*?(\w+) (must [^]*?)(; got .*)?$/.exec(reason));
  const words = found.find((match) => match?.[1] === name)?.[2];
  return words === undefined || IN_TYPE.test(words) ? undefined : words;
}

function ofEntries(entries: Record<string, Schema>) {
  return (name: string) => {
    const schema = Object.hasOwn(entries, name) ? entries[name] : undefined;
    return schema && wanted(name, problemsOf(schema, name, WRONG));
  };
}

/** By the names of public types: what a schema wants of each member. */
export const ACCEPTED: Readonly<Record<string, (name: string) => string | undefined>> = {
  CartArgs: ofEntries(cartInputs.entries),
  CartCheckoutArgs: ofEntries(checkoutInputs.entries),
  PurchaseArgs: ofEntries({ ...checkoutInputs.entries, ...cartInputs.entries }),
  CartLineItemArgs: (name) => wanted(name, problemsOf(lineItemsInput, "lineItems", [{ [name]: WRONG }])),
  PurchaseLimitsArgs: (name) => wanted(name, problemsOf(limitsInput, "limits", { [name]: WRONG })),
};
