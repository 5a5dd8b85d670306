import type { Operation } from "./faultScript";

/** What a request is about. */
export interface Target {
  operation?: Operation;
  customerId?: string;
  cartId?: string;
  orderId?: string;
}

const ROUTES: [method: string, path: RegExp, operation: Operation][] = [
  ["POST", /^\/[^/]+\/oauth2\/(?:v2\.0\/)?token$/, "token"],
  ["GET", /^\/v1\/customers\/(?<customerId>[^/]+)$/, "getCustomer"],
  ["POST", /^\/v1\/customers\/(?<customerId>[^/]+)\/carts$/, "createCart"],
  ["GET", /^\/v1\/customers\/(?<customerId>[^/]+)\/carts\/(?<cartId>[^/]+)$/, "getCart"],
  ["PUT", /^\/v1\/customers\/(?<customerId>[^/]+)\/carts\/(?<cartId>[^/]+)$/, "updateCart"],
  ["POST", /^\/v1\/customers\/(?<customerId>[^/]+)\/carts\/(?<cartId>[^/]+)\/checkout$/, "checkout"],
  ["GET", /^\/v1\/customers\/(?<customerId>[^/]+)\/orders$/, "listOrders"],
  ["GET", /^\/v1\/customers\/(?<customerId>[^/]+)\/orders\/(?<orderId>[^/]+)$/, "getOrder"],
  [
    "GET",
    /^\/v1\/customers\/(?<customerId>[^/]+)\/orders\/(?<orderId>[^/]+)\/provisioningstatus$/i,
    "getProvisioningStatus",
  ],
  [
    "GET",
    /^\/v1\/customers\/(?<customerId>[^/]+)\/orders\/(?<orderId>[^/]+)(?:\/lineitems\/\d+)?\/activationlinks$/i,
    "getActivationLinks",
  ],
  [
    "GET",
    /^\/v1\/customers\/(?<customerId>[^/]+)\/subscriptions\/[^/]+\/activationlinks$/i,
    "getActivationLinks",
  ],
  ["GET", /^\/v1\/customers\/(?<customerId>[^/]+)\/subscriptions$/, "listSubscriptions"],
  ["GET", /^\/v1\/customers\/(?<customerId>[^/]+)\/subscriptions\/[^/]+$/, "getSubscription"],
  ["GET", catalogPath(""), "listProducts"],
  ["GET", catalogPath("/[^/]+"), "getProduct"],
  ["GET", catalogPath("/[^/]+/skus"), "listSkus"],
  ["GET", catalogPath("/[^/]+/skus/[^/]+"), "getSku"],
  ["GET", catalogPath("/[^/]+/skus/[^/]+/availabilities"), "listAvailabilities"],
  ["GET", catalogPath("/[^/]+/skus/[^/]+/availabilities/[^/]+"), "getAvailability"],
];

/** The catalog as a whole, or as a customer sees it. */
function catalogPath(rest: string): RegExp {
  return new RegExp(`^/v1(?:/customers/(?<customerId>[^/]+))?/products${rest}$`);
}

/** Finds out what a request is about. GUIDs are compared in lower case; one slash at the end does not count. */
export function targetOf(method: string, path: string): Target {
  const plain = path.replace(/\/$/, "");
  for (const [expected, pattern, operation] of ROUTES) {
    const match = expected === method ? pattern.exec(plain) : null;
    if (match) {
      const { customerId, cartId, orderId } = match.groups ?? {};
      return { operation, customerId: customerId?.toLowerCase(), cartId: cartId?.toLowerCase(), orderId };
    }
  }
  return {};
}
