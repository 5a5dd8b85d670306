import * as pulumi from "@pulumi/pulumi";
import { DynamicResource, type Outputs } from "./dynamicResource";
import type { CartLine, CartState, CartStatus } from "../lifecycle/cart/state";
import { alikeCart } from "./alikeCarts";
import type { CartArgs } from "./cartArgs";
import {
  declareLineItems,
  refuseCustomTimeouts,
  refuseImport,
  refuseOldArgs,
  refusePlainCredentials,
  resourceKeyOf,
} from "./programChecks";

/**
 * A customer's cart: what a {@link CartCheckout} buys. {@link Purchase} is both in one.
 *
 * A cart binds nobody to anything and lives 7 days. Its end is no reason to buy again: one that was ordered stays in
 * state as `ordered`; one that expired is made anew only when the customer's orders show that it was never ordered. A
 * line that Partner Center can't order fails the resource, so that nothing is checked out.
 *
 * @example 25 licences, checked out by another resource
 * ```ts
 * const cart = new Cart("e5", {
 *   customerId,
 *   lineItems: [
 *     { catalogItemId: "CFQ7TTC0LF8S:0001:CFQ7TTC0N81H", quantity: 25, billingCycle: "monthly", termDuration: "P1Y" },
 *   ],
 * });
 * new CartCheckout("e5", { customerId, cartId: cart.cartId });
 * ```
 * @throws A RunError that ends the program before anything is sent: for credentials in plain configuration, `import`,
 *   `customTimeouts`, and arguments of earlier versions.
 * @throws In the preview and in `pulumi up`: for arguments that are not valid, limits that are crossed, and what the
 *   customer has already. No cart is made then.
 * @throws In `pulumi up`, with Partner Center's code and what to do about it (docs/error-codes.md): for a cart that it
 *   refuses, and for a line that it can't order.
 * @see "Cart resources" and "Create a cart with a customer order", Partner Center developer documentation
 */
export class Cart extends DynamicResource {
  /** The customer's tenant id, in lower case. */
  declare readonly customerId: pulumi.Output<string>;
  /** The id of the cart; another one takes its place only while nothing was ordered. */
  declare readonly cartId: pulumi.Output<string>;
  /** `active`, `ordered`, or `expired` without having been ordered: then the next `pulumi up` makes another one. */
  declare readonly status: pulumi.Output<CartStatus>;
  /** What Partner Center made of the line items, with order groups and prices. */
  declare readonly lines: pulumi.Output<CartLine[]>;
  /** ISO 8601. */
  declare readonly createdAt: pulumi.Output<string | undefined>;
  /** Seven days after the cart was made. ISO 8601. */
  declare readonly expiresAt: pulumi.Output<string | undefined>;
  /** Which cart of this resource it is, from 1; 0 for one that was made elsewhere. */
  declare readonly generation: pulumi.Output<number>;
  /** The partner tenant and cloud that made the cart. */
  declare readonly partner: pulumi.Output<{
    /** The partner's Entra tenant. */
    tenantId: string;
    /** `global`, `china` or `usgov`. */
    cloud: string;
  }>;

  constructor(name: string, args: CartArgs, opts: pulumi.CustomResourceOptions = {}) {
    refusePlainCredentials(args.profile);
    refuseOldArgs("Cart", name, args);
    refuseCustomTimeouts("Cart", name, opts);
    refuseImport("Cart", name, opts, "existingCartId");
    const { previewChecks, ...declared } = args;
    const inputs =
      opts.id === undefined
        ? {
            ...declared,
            ...inPreview(previewChecks),
            seed: seedOf(name),
            resourceKey: resourceKeyOf(name),
            alikeCart: alikeCart(name, args),
          }
        : {};
    super("Cart", name, { ...OUTPUTS, ...inputs }, opts);
    if (opts.id === undefined) declareLineItems(this.cartId, args.lineItems);
  }

  /**
   * Reads a cart without managing it: it is never ordered, changed or deleted here.
   * @param id `<customerId>/<cartId>`.
   */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts: pulumi.CustomResourceOptions = {}): Cart {
    return new Cart(name, {} as CartArgs, { ...opts, id });
  }
}

const OUTPUTS: Outputs<Cart, CartState> = {
  customerId: undefined,
  cartId: undefined,
  status: undefined,
  lines: undefined,
  createdAt: undefined,
  expiresAt: undefined,
  generation: undefined,
  partner: undefined,
};

/** The host isn't told a resource's name, nor whether it is asked for a preview: the program says both. */
export function seedOf(name: string): string {
  return `${pulumi.getProject()}/${pulumi.getStack()}/${name}`;
}

/** The wish for checks in a preview, given to the host in previews alone. */
export function inPreview(previewChecks: boolean | undefined): { previewChecks?: true } {
  return previewChecks !== false && pulumi.runtime.isDryRun() ? { previewChecks: true } : {};
}
