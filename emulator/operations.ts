import type { Operation } from "./faultScript";

/** What a request is about. */
export interface Target {
  operation?: Operation;
  customerId?: string;
  cartId?: string;
  orderId?: string;
}

/** What follows from the path of a request. */
export interface Route {
  target: Target;
  /** The named parts of the path, as they were sent. */
  params: Record<string, string | undefined>;
}

const CUSTOMER = "/v1/customers/:customerId";

const ROUTES = (
  [
    ["POST", "/:tenant/oauth2/token", "token"],
    ["POST", "/:tenant/oauth2/(?<version>v2\\.0)/token", "token"],
    ["GET", CUSTOMER, "getCustomer"],
    ["POST", `${CUSTOMER}/carts`, "createCart"],
    ["GET", `${CUSTOMER}/carts/:cartId`, "getCart"],
    ["PUT", `${CUSTOMER}/carts/:cartId`, "updateCart"],
    ["POST", `${CUSTOMER}/carts/:cartId/checkout`, "checkout"],
    ["GET", `${CUSTOMER}/orders`, "listOrders"],
    ["GET", `${CUSTOMER}/orders/:orderId`, "getOrder"],
    ["GET", `${CUSTOMER}/orders/:orderId/provisioningstatus`, "getProvisioningStatus"],
    ["GET", `${CUSTOMER}/orders/:orderId/activationlinks`, "getActivationLinks"],
    ["GET", `${CUSTOMER}/orders/:orderId/lineitems/:lineItem/activationlinks`, "getActivationLinks"],
    ["GET", `${CUSTOMER}/subscriptions`, "listSubscriptions"],
    ["GET", `${CUSTOMER}/subscriptions/:subscriptionId`, "getSubscription"],
    ["GET", `${CUSTOMER}/subscriptions/:subscriptionId/activationlinks`, "getActivationLinks"],
    ...["/v1", CUSTOMER].flatMap(catalogRoutes),
  ] satisfies [string, string, Operation][]
).map(([method, path, operation]) => ({
  method,
  operation,
  pattern: new RegExp(`^${path.replace(/:(\w+)/g, "(?<$1>[^/]+)")}$`, "i"),
}));

/** The catalog as a whole, or as a customer sees it. */
function catalogRoutes(root: string): [string, string, Operation][] {
  return [
    ["GET", `${root}/products`, "listProducts"],
    ["GET", `${root}/products/:product`, "getProduct"],
    ["GET", `${root}/products/:product/skus`, "listSkus"],
    ["GET", `${root}/products/:product/skus/:sku`, "getSku"],
    ["GET", `${root}/products/:product/skus/:sku/availabilities`, "listAvailabilities"],
    ["GET", `${root}/products/:product/skus/:sku/availabilities/:availability`, "getAvailability"],
  ];
}

/** Finds out what a request is about, by a path in any case; one slash at the end does not count. */
export function routeOf(method: string, path: string): Route {
  const plain = path.replace(/\/$/, "");
  for (const { method: expected, pattern, operation } of ROUTES) {
    const match = expected === method ? pattern.exec(plain) : null;
    if (!match) continue;
    const params: Route["params"] = Object.fromEntries(
      Object.entries(match.groups ?? {}).map(([name, part]) => [name, decoded(part)]),
    );
    const { customerId, cartId, orderId } = params;
    return {
      // GUIDs are compared in lower case.
      target: {
        operation,
        customerId: customerId?.toLowerCase(),
        cartId: cartId?.toLowerCase(),
        orderId,
      },
      params,
    };
  }
  return { target: {}, params: {} };
}

/** The target alone. */
export function targetOf(method: string, path: string): Target {
  return routeOf(method, path).target;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
