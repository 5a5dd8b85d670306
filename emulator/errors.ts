import type { BodyShape } from "./faultScript";

/** The errors that Partner Center lists for these calls (page "Partner Center REST error codes"): status and text. */
const ERRORS = {
  "2000": [400, "Tenant Id must be a GUID.", "PartnerApiServiceControllers"],
  "13605": [
    403,
    "Either a partner confirmation of the customer acceptance of the Microsoft Customer Agreement must be provided or the customer must accept the Microsoft Customer Agreement in the Microsoft Admin Center before you can complete this purchase.",
  ],
  "20000": [404, "Order ID not found"],
  "20003": [404, "Subscription with ID {0} not found."],
  "27007": [400, "The promotion code is not valid."],
  "20002": [403, "The partner ID {0} has no commerce relationship with the customer ID {1}."],
  "400013": [404, "Product not found."],
  "400018": [404, "SKU not found."],
  "400019": [404, "Availability not found."],
  "400072": [200, "The item isn't available."],
  "800002": [400, "Invalid request input"],
  "800003": [500, "Unexpected service error"],
  "800005": [500, "Create order was not successful"],
  "800008": [404, "Unable to retrieve cart ID"],
  "800009": [400, "Error in Cart item(s)"],
  "800010": [400, "Inventory is not available for the catalog item."],
  "800011": [400, "The Azure subscription is not valid."],
  "800016": [400, "The partner is not an indirect reseller."],
  "800020": [403, "The catalog item is not eligible for purchase."],
  "800023": [403, "The credit limit does not allow this purchase."],
  "800043": [403, "You have no right to see prices."],
  "800060": [409, "Your order is in progress. Check your order history for recent orders in few minutes"],
  "800064": [409, "Cart {0} is being processed by another request"],
  "800065": [400, "can't check out an already submitted cart {0}."],
  "800069": [403, "Order failed Risk Management check"],
  "800070": [400, "The country is missing or not valid."],
  "800071": [400, "The line item number is not valid."],
  "800089": [400, "The number of assets exceeds the limit."],
  "900142": [400, "Catalog item ID is missing."],
  "900169": [400, "The currency is not valid."],
  "900192": [500, "Please try again later."],
  "900203": [400, "The attestation of a line item is not accepted."],
  "900206": [400, "The attestation of the partner on record is not accepted."],
  "900242": [400, "The custom term end date is not valid."],
  "900269": [400, "Billing cycle is not valid."],
  "900270": [400, "Billing cycle is longer than the term."],
  "900275": [400, "Quantity is outside the limits of the SKU."],
  "900312": [400, "The scope of the savings plan is not valid."],
  "900313": [400, "The entitlement ID of the savings plan is missing."],
  "900317": [400, "The subscription ID of the savings plan is missing."],
  "900329": [403, "This resource does not support application-only authentication."],
  "900420": [401, "The audience in the token is invalid and is no longer supported in Partner Center API."],
  "900421": [401, "MFA is required."],
} as const satisfies Record<string, readonly [number, string, string?]>;

export type ErrorCode = keyof typeof ERRORS;

const GATEWAY_TEXTS: Record<number, string> = {
  401: "Unauthorized. Access token is missing or invalid.",
  404: "Resource not found",
  405: "Method not allowed",
  429: "Rate limit is exceeded. Try again later.",
};

/** An answer that refuses a request. Thrown by handlers, written by the server. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    /** JSON to send, or text that is not JSON. */
    readonly body: unknown,
    readonly headers: Record<string, string> = {},
  ) {
    super(`Refused with ${status}`);
  }
}

/** Thrown to end a request by cutting its connection. */
export class ConnectionCut extends Error {}

/** The text that belongs to a code, with `{0}` and so on filled in; undefined for a code not listed here. */
export function errorText(code: number | string, ...values: string[]): string | undefined {
  const text = (ERRORS as Record<string, readonly [number, string, string?]>)[String(code)]?.[1];
  return text?.replace(/\{(\d)\}/g, (_, index) => values[Number(index)] ?? "");
}

/** The status that belongs to a code; 400 for a code not listed here. */
export function errorStatus(code: number): number {
  const status = (ERRORS as Record<string, readonly [number, string, string?]>)[String(code)]?.[0] ?? 400;
  return status >= 400 ? status : 400;
}

/** A documented error by its code. */
export function partnerError(code: ErrorCode, ...values: string[]): Refusal {
  return withStatus(ERRORS[code][0], code, ...values);
}

/** A documented error with another status than the listed one. */
export function withStatus(status: number, code: ErrorCode, ...values: string[]): Refusal {
  return new Refusal(status, errorBody("documented", { status, code: Number(code), values }));
}

/** The answer of the gateway in front of the API. */
export function gatewayError(status: number, message?: string, headers?: Record<string, string>): Refusal {
  return new Refusal(status, errorBody("gateway", { status, description: message }), headers);
}

/** 429 with the seconds to wait. */
export function throttled(seconds: number): Refusal {
  return gatewayError(429, `Rate limit is exceeded. Try again in ${seconds} seconds.`, {
    "Retry-After": String(seconds),
  });
}

/** An error body in one of the shapes that occur. Text is sent as it is, undefined as no body. */
export function errorBody(
  shape: BodyShape,
  facts: { status: number; code?: number | string; description?: string; values?: string[] },
): unknown {
  const code = facts.code ?? 0;
  const listed = (ERRORS as Record<string, readonly [number, string, string?]>)[String(code)];
  const text = facts.description ?? errorText(code, ...(facts.values ?? [])) ?? "Unexpected service error";
  switch (shape) {
    case "documented":
      return { code, description: text, data: [], source: listed?.[2] ?? "PartnerFD" };
    case "gateway":
      return {
        statusCode: facts.status,
        message: facts.description ?? GATEWAY_TEXTS[facts.status] ?? "Internal server error",
      };
    case "validation":
      return {
        code,
        message: text,
        description: text,
        errorName: "InvalidInput",
        isRetryable: false,
        parameters: {},
        errorMessageExtended: `InternalErrorCode=${code}`,
      };
    case "html":
      return `<html><head><title>${facts.status}</title></head><body><h1>${text}</h1></body></html>`;
    case "empty":
      return undefined;
  }
}
