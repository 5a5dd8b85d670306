import type { FailureReason } from "./errors";

/** What to do, and the codes it is the answer to. Pages: "Partner Center REST error codes", "Cart resources". */
const table: readonly (readonly [remedy: string, ...codes: (string | number)[]])[] = [
  // Who is asking (401, 403)
  [
    "Check that the app registration may call Partner Center and that the tenant is the partner's own.",
    400,
    800001,
  ],
  [
    "Ask for a token for Partner Center itself: an own `authority` or old app may still use Azure AD Graph.",
    900420,
  ],
  ["Sign in with multifactor authentication once more and store the new refresh token.", 900421],
  ["Give the app or user the role that this call needs in Partner Center.", 900308, 900150, 2032],
  ["Have the Conditional Access policy that blocks this sign-in changed.", 900309],
  ["Set `partnercenter:refreshToken`: this call takes App+User tokens only.", 900329],
  ["Establish a reseller relationship with this customer, or correct the customer id or tenant.", 20002],
  ["Have the locked account released in Partner Center.", 900416],
  [
    "Check the app's sign-in logs in Entra: it could not get a token for a service behind Partner Center.",
    90000,
  ],
  // The token service
  [
    "Check `partnercenter:clientSecret` and `partnercenter:clientId`: the secret may have expired.",
    "invalid_client",
  ],
  ["Consent again and store the new refresh token: the present one is expired or revoked.", "invalid_grant"],
  [
    "Consent again with a user who signs in with multifactor authentication.",
    "interaction_required",
    "consent_required",
    "login_required",
  ],
  [
    "Give the app registration permission for Partner Center, or correct `partnercenter:clientId`.",
    "unauthorized_client",
    "access_denied",
  ],
  [
    "Check `partnercenter:tenantId` and `partnercenter:authVersion`.",
    "invalid_request",
    "unsupported_grant_type",
  ],
  [
    "Check `partnercenter:cloud`: the token service doesn't know this Partner Center.",
    "invalid_scope",
    "invalid_resource",
    "invalid_target",
  ],
  ["Try again in a few minutes.", "temporarily_unavailable", "server_error"],
  // The cart
  [
    "Make a new cart, but only after making sure that this one was never ordered: it is unknown or older than 7 days.",
    800008,
  ],
  ["Read the cart, correct the lines that carry an `error`, and try again.", 800009, 800087],
  ["Wait a moment and run `pulumi up` again: another request is working on this cart.", 800064],
  ["Look at the customer's orders in a few minutes, then run `pulumi up` again.", 800060],
  [
    "Look for the order among the customer's orders and name it in `orderIds`: this cart was bought before.",
    800065,
  ],
  [
    "Read the availability again, update the cart with its current catalogue item id, and try again.",
    400013,
    400018,
    400019,
    400072,
    800028,
    800037,
    2091,
  ],
  [
    "Correct the catalogue item id: it must be `product:sku:availability` and sold to this customer.",
    800004,
    900142,
    800020,
    2006,
    2085,
  ],
  ["Correct the cart's input.", 0, 3000, 400056, 800002, 900126, 1000],
  ["Use the customer's tenant id, a GUID.", 2000, 900118, 60003],
  ["Correct the partner id of the reseller on the cart's lines.", 800015, 800016, 800039],
  ["Use a billing cycle and term that the availability offers.", 900269, 900270, 800121, 800122],
  ["Use the currency of the customer's market.", 900169],
  ["Use an item that is sold in the customer's country.", 800070, 2030],
  [
    "Choose a quantity within the limits of the item and of the customer.",
    900275,
    800017,
    800066,
    800067,
    800068,
    800088,
    800089,
    27006,
  ],
  ["Try again later or choose another item: there is no stock.", 800010],
  [
    "Use an active Azure subscription of this customer that is registered for reservations.",
    800011,
    800012,
    800013,
    800030,
  ],
  ["Buy an Azure plan for this customer first.", 900128, 900129],
  [
    "Correct the savings plan's provisioning context.",
    900312,
    900313,
    900314,
    900315,
    900316,
    900317,
    900318,
    900321,
    900323,
  ],
  ["Correct the line number.", 800071],
  ["Buy the base product before the add-on, or put it into the same cart.", 800029],
  ["Accept the attestation on the cart or its line.", 900203, 900206],
  ["Correct the promotion code.", 27007],
  ["Set `customTermEndDate` to the end of another subscription's term or of the month.", 900242],
  ["Add the missing tags or details of the customer.", 800086],
  ["Upload or correct the purchase order that this order needs.", 900252, 900253, 900254],
  // The customer and the partner
  [
    "Confirm the customer's acceptance of the Microsoft Customer Agreement, then run `pulumi up` again.",
    13605,
  ],
  ["Sign the Microsoft Partner Agreement; a reseller of yours may have to, too.", 900123, 900124, 900149],
  ["Ask Microsoft about the customer's eligibility: the item can't be sold to it.", 800024, 800026, 800062],
  ["Raise or clear the credit line in Partner Center.", 800025, 800023, 900121],
  ["Wait for the end of Microsoft's review of the customer.", 800073, 800074, 800075],
  ["Ask Partner Center support: the risk check refused the order.", 800069],
  ["Ask Partner Center support with the ids of this message.", 800022, 4018],
  ["Use a role that may see prices.", 800043],
  // The sandbox
  ["Cancel something in the sandbox first: its limits are reached.", 800018, 900116],
  ["Use another environment: the sandbox doesn't sell this.", 900127, 900322],
  [
    "Cancel through the subscription, or leave the order: this one can't be cancelled as an order.",
    800019,
    800061,
    800063,
    800077,
    900117,
    900213,
  ],
  // Objects and states
  ["Check the order id and the customer: Partner Center has no such order.", 20000],
  ["Wait: the order has no provisioning data yet.", 800007],
  [
    "Wait for the pending change to end, then run `pulumi up` again.",
    800014,
    800082,
    900278,
    27009,
    900112,
    900113,
    900114,
  ],
  ["Meet the precondition that the message names, then try again.", 800036],
  [
    "Run `pulumi up` again, it is safe: Partner Center had an internal error.",
    800003,
    800005,
    800031,
    800083,
    800084,
    800094,
    900192,
    900225,
  ],
];

const byCode: ReadonlyMap<string, string> = new Map(
  table.flatMap(([remedy, ...codes]) => codes.map((code) => [String(code), remedy] as const)),
);

const byStatus: ReadonlyMap<number, string> = new Map([
  [401, "Check the app registration, its secret and the tenant."],
  [403, "Check the roles of the app or user in Partner Center and the relationship with this customer."],
  [404, "Check the ids, the tenant and the cloud."],
  [407, "Give the proxy its user name and password in the proxy variables of the environment."],
  [429, "Wait a while and lower the parallelism (`pulumi up --parallel 4`)."],
]);

const byReason: ReadonlyMap<FailureReason, string> = new Map([
  ["settings", "Correct the settings."],
  ["refused", "Check the endpoint, the network and the proxy."],
  ["dns", "Check the endpoint, the network and its name service."],
  ["tls", "Check the certificates that this machine trusts (NODE_EXTRA_CA_CERTS) and its proxy."],
  ["timeout", "Check the network, or raise `partnercenter:requestTimeoutSeconds`."],
  ["cut", "Check the network and the proxy."],
  ["unreadable", "Check the endpoint and what stands between it and this machine."],
]);

/** What to do about a failed call, in one sentence; undefined when nothing is known to help. */
export function remedyFor(failure: {
  code?: string;
  meta?: { status: number };
  reason: FailureReason;
}): string | undefined {
  const status = failure.meta?.status;
  return (
    // Code 0 is Partner Center's "unclassified": the status says more, unless it blames the input.
    (failure.code !== undefined && (failure.code !== "0" || status === 400)
      ? byCode.get(failure.code)
      : undefined) ??
    (status !== undefined ? byStatus.get(status) : undefined) ??
    (status !== undefined && status >= 500 ? "Try again later." : undefined) ??
    byReason.get(failure.reason)
  );
}
