import * as pulumi from "@pulumi/pulumi";
import { DynamicResource } from "./dynamicResource";
import type { CartArgs } from "./cartArgs";
import {
  declareLineItems,
  refuseCustomTimeouts,
  refuseImport,
  refuseOldArgs,
  refusePlainCredentials,
  resourceKeyOf,
} from "./programChecks";

/** A line as Partner Center has it. Prices before tax, as decimal text; absent when Partner Center gives none. */
export interface CartLine {
  /** From 0. */
  lineItemNumber: number;
  /** `productId:skuId:availabilityId`. */
  catalogItemId?: string;
  /** Name of the subscription. */
  friendlyName?: string;
  /** Licences or units. */
  quantity?: number;
  /** `monthly`, `annual`, `biennial`, `triennial`, `one_time` or `none`, as Partner Center spells it. */
  billingCycle?: string;
  /** ISO 8601, such as `P1Y`; absent for perpetual software. */
  termDuration?: string;
  /** Lines of one group become one order. */
  orderGroup?: string;
  /** The promotion that applies, declared or applied by Partner Center itself. */
  promotionId?: string;
  /** ISO 4217: what the prices are in. */
  currencyCode?: string;
  /** For one unit and billing period. */
  price?: string;
  /** For the whole line and term. */
  extendedPrice?: string;
  /** Why the line, or an add-on below it, can't be ordered. Such a cart is not checked out. */
  error?: {
    /** Partner Center's code, a number as text or a name, see docs/error-codes.md. */
    code: string;
    /** In Partner Center's words. */
    description: string;
  };
}

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
  declare readonly status: pulumi.Output<"active" | "ordered" | "expired">;
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
    const outputs = Object.fromEntries(OUTPUTS.map((key) => [key, undefined]));
    const { previewChecks, ...declared } = args;
    const inputs =
      opts.id === undefined
        ? { ...declared, ...inPreview(previewChecks), seed: seedOf(name), resourceKey: resourceKeyOf(name) }
        : {};
    super("Cart", name, { ...outputs, ...inputs }, opts);
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

const OUTPUTS = [
  "customerId",
  "cartId",
  "status",
  "lines",
  "createdAt",
  "expiresAt",
  "generation",
  "partner",
];

/** The host isn't told a resource's name, nor whether it is asked for a preview: the program says both. */
export function seedOf(name: string): string {
  return `${pulumi.getProject()}/${pulumi.getStack()}/${name}`;
}

/** The wish for checks in a preview, given to the host in previews alone. */
export function inPreview(previewChecks: boolean | undefined): { previewChecks?: true } {
  return previewChecks !== false && pulumi.runtime.isDryRun() ? { previewChecks: true } : {};
}
