import type * as pulumi from "@pulumi/pulumi";
import type { CartLineItemArgs } from "./cartArgs";
import type { PurchaseLimitsArgs } from "./purchaseLimits";

/** What to check out, and how. Source: "Check out an order for a customer in a cart". */
export interface CartCheckoutArgs {
  /**
   * The customer's tenant id, a GUID. Once the cart is bought, changing it is refused: another purchase is another
   * resource.
   */
  customerId: pulumi.Input<string>;

  /**
   * The id of the customer's cart, as Partner Center returned it. A cart lives 7 days. Once it is bought, changing it
   * is refused; after a refusal by Partner Center (status `notPlaced`) another cart may take its place. Required, but
   * for a purchase that `orderIds` names and whose cart nobody knows any more.
   */
  cartId?: pulumi.Input<string>;

  /**
   * Orders that settle by hand what was bought: they are read and taken over, and no checkout is sent. For a purchase
   * that was made elsewhere, one whose status stays `unknown`, or one that was ordered otherwise than declared. Changing it
   * never buys.
   */
  orderIds?: pulumi.Input<pulumi.Input<string>[]>;

  /**
   * Whether to wait until the orders are provisioned and every recurring line has its subscription id. When time runs
   * out, that is a warning, and a later `pulumi refresh` fills in the rest. Changing it never buys.
   * @default true
   */
  waitForProvisioning?: pulumi.Input<boolean>;

  /**
   * How long to wait for provisioning, in seconds, from 0 to 86400. Changing it never buys.
   * @default 60
   */
  provisioningTimeoutSeconds?: pulumi.Input<number>;

  /**
   * How long to keep asking for an answer to the checkout, in seconds, from 1 to 86400, waits between tries included.
   * Every try carries the same request id. Changing it never buys.
   * @default 180
   */
  checkoutTimeoutSeconds?: pulumi.Input<number>;

  /**
   * What to do about order groups that Partner Center refused while it placed others. `retry`: the run fails, and the
   * next `pulumi up` tries the refused groups once more. `accept`: they are left out, the run succeeds, and the status
   * stays `partiallyFailed`. When nothing at all was placed, the run fails either way. Changing it back to `retry`
   * lets the next `pulumi up` try the refused groups again.
   * @default "retry"
   */
  onOrderErrors?: pulumi.Input<"retry" | "accept">;

  /**
   * What a delete does. `retain`: forgets the purchase and prints which orders stay active and keep billing. `forbid`:
   * refuses. Neither cancels anything. Changing it never buys.
   * @default "retain"
   */
  onDelete?: pulumi.Input<"retain" | "forbid">;

  /** Sign-in name of the customer's user to whom a licence is assigned. Changing it never buys. */
  customerUserUpn?: pulumi.Input<string>;

  /**
   * What the cart is to hold. Right before the checkout the cart is held against it, and a difference (somebody else
   * changed the cart, or it is not up to date) is refused with both values. Default: the `lineItems` of the `Cart` whose
   * `cartId` is given; a cart that was made elsewhere is bought as it is. Once it is bought, other lines are an error,
   * except those that its orders hold; another availability of the same product and SKU is no other line.
   */
  lineItems?: pulumi.Input<pulumi.Input<CartLineItemArgs>[]>;

  /**
   * What to do about what the customer has already: an order of the last `partnercenter:duplicateDays` (30), or a
   * subscription that has not ended, however old, of the same product and SKU, quantity, term and billing cycle as one of
   * the cart's lines. `refuse`: nothing is bought. `adopt`: orders that hold exactly the cart's lines, and have not ended,
   * are taken over; more than one way, a mere resemblance and what can't be read are refused. It is asked again right before
   * every checkout. A cart that reads as ordered already is not judged: a checkout of it only repeats its answer. Once it
   * is bought, changing it does nothing.
   * @default "refuse"
   */
  ifAlreadyOrdered?: pulumi.Input<"refuse" | "adopt">;

  /**
   * Ids of orders or subscriptions that this purchase is known to come on top of, plain or as outputs of another purchase
   * (`other.orderIds`). An order's id stands for its alternate id and its subscriptions, and the reverse. Whatever else is
   * found is still refused, so it can stay in a program for ever. On what is bought, it silences the warning of another
   * order of the same, and changing it never buys.
   */
  besides?: pulumi.Input<pulumi.Input<string>[]>;

  /** What this purchase must keep to. Those of the stack's configuration hold as well. Changing it never buys. */
  limits?: pulumi.Input<PurchaseLimitsArgs>;

  /**
   * Whether a preview reads a cart that is not bought yet, to tell what it holds and costs, and what would stop it.
   * `partnercenter:previewChecks` switches it off for all. Changing it changes previews alone.
   * @default true
   */
  previewChecks?: boolean;

  /**
   * The partner tenant that buys: its settings are read from `partnercenter-<profile>:*` and
   * `PARTNERCENTER_<PROFILE>_*`. Changing it is refused: another partner's purchase is another resource.
   */
  profile?: string;
}
