import * as pulumi from "@pulumi/pulumi";
import type { ActivationLinksOf } from "../client/lookups";
import type { ActivationLink, Subscription } from "../client/schemas";
import {
  LookupError,
  lookUp,
  outputForm,
  valueOf,
  type CustomerLookupArgs,
  type LookupInputs,
} from "./lookup";

/** Arguments of {@link getSubscription}. */
export interface GetSubscriptionArgs extends CustomerLookupArgs {
  /** As an order's line names it in `subscriptionId`, a GUID. */
  subscriptionId: string;
}

/** Arguments of {@link getSubscriptions}. */
export interface GetSubscriptionsArgs extends CustomerLookupArgs {
  /** Only the subscriptions that came from this order. Default: all of the customer's. */
  orderId?: string;
}

/** Arguments of {@link getActivationLinks}: an order, one line of an order, or a subscription. */
export type GetActivationLinksArgs = CustomerLookupArgs & ActivationLinksOf;

/**
 * A subscription: its status, seats, term and renewal, and until when it can be cancelled.
 *
 * @example
 * ```ts
 * const { status, quantity } = await getSubscription({
 *   customerId,
 *   subscriptionId: "c3d2a1f0-5b64-4c7e-9a8d-1e2f3a4b5c6d",
 * });
 * ```
 * @throws LookupError with code 20003 for a subscription that doesn't exist.
 * @see "Get a subscription by ID", Partner Center developer documentation
 */
export function getSubscription(args: GetSubscriptionArgs): Promise<Subscription> {
  const { customerId, subscriptionId } = args;
  return lookUp("getSubscription", args, ["customerId", "subscriptionId"], (client) =>
    valueOf(client.getSubscription(customerId, subscriptionId)),
  );
}

/** The Output form of {@link getSubscription}. */
export const getSubscriptionOutput = outputForm(getSubscription);

/**
 * The subscriptions of a customer, or those that came from one order.
 *
 * @example
 * ```ts
 * const subscriptions = await getSubscriptions({ customerId, orderId: "a3f09c5d7e12" });
 * ```
 * @throws LookupError when settings or arguments are missing, and when Partner Center refuses or can't be reached.
 * @see "Get all of a customer's subscriptions", "Get a list of subscriptions by order", Partner Center developer
 *   documentation
 */
export function getSubscriptions(args: GetSubscriptionsArgs): Promise<Subscription[]> {
  const { customerId, orderId } = args;
  const filter = orderId === undefined ? [] : (["orderId"] as const);
  return lookUp("getSubscriptions", args, ["customerId", ...filter], (client) =>
    valueOf(client.listSubscriptions(customerId, { orderId })),
  );
}

/** The Output form of {@link getSubscriptions}. */
export const getSubscriptionsOutput = outputForm(getSubscriptions);

/**
 * Where purchases from the marketplace are activated. Who has such a link can activate the purchase: keep it secret.
 *
 * @example The links of one line of an order
 * ```ts
 * const links = await getActivationLinks({ customerId, orderId: "a3f09c5d7e12", lineItemNumber: 0 });
 * ```
 * @throws LookupError when settings or arguments are missing, and when Partner Center refuses or can't be reached.
 * @see "Get activation link by order line item", Partner Center developer documentation
 */
export function getActivationLinks(args: GetActivationLinksArgs): Promise<ActivationLink[]> {
  return lookUp<GetActivationLinksArgs, ActivationLink[]>(
    "getActivationLinks",
    args,
    ["customerId"],
    (client) => valueOf(client.listActivationLinks(args.customerId, linksOf(args))),
  );
}

/** The Output form of {@link getActivationLinks}. Its result is a secret. */
export function getActivationLinksOutput(
  args: LookupInputs<GetActivationLinksArgs>,
): pulumi.Output<ActivationLink[]> {
  return pulumi.secret(outputForm(getActivationLinks)(args));
}

interface GivenIds {
  orderId?: string;
  lineItemNumber?: number;
  subscriptionId?: string;
}

function linksOf({ orderId, lineItemNumber, subscriptionId }: GivenIds): ActivationLinksOf {
  if (orderId && subscriptionId === undefined) return { orderId, lineItemNumber };
  if (subscriptionId && orderId === undefined && lineItemNumber === undefined) return { subscriptionId };
  throw new LookupError("give either orderId (and lineItemNumber for one of its lines) or subscriptionId.");
}
