import { type Passage, modesOf, type Service } from "./service";
import type { Refusal } from "./errors";

const BOM = "\uFEFF";

/** The headers that the API puts on every answer (page "Partner Center REST and response headers"). */
function partnerHeaders(service: Service, passage: Passage, request: Headers): Record<string, string> {
  const locale = request.get("x-locale") ?? "en-US";
  return {
    Date: dateHeader(service),
    "MS-RequestId": passage.requestId,
    "MS-CorrelationId": passage.correlationId,
    "MS-CV": request.get("ms-cv") ?? `${service.ids.bytes(12).toString("base64")}.0`,
    "MS-ServerId": "000001",
    "X-Locale": `${locale},${locale}`,
    "Request-Context": `appId=cid-v1:${service.partner.clientId}`,
  };
}

function dateHeader(service: Service): string {
  return new Date(service.clock.now()).toUTCString();
}

/** An answer of the API with a JSON body that is already text. */
export function apiAnswer(
  service: Service,
  passage: Passage,
  request: Headers,
  status: number,
  text: string,
): Response {
  return new Response((modesOf(service).bom ? BOM : "") + text, {
    status,
    headers: {
      ...partnerHeaders(service, passage, request),
      "Content-Type": "application/json; charset=utf-8",
    },
  });
}

/** An answer of the token service. */
export function tokenAnswer(service: Service, status: number, body: unknown): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      Date: dateHeader(service),
      "Content-Type": "application/json; charset=utf-8",
      "Cache-Control": "no-store, no-cache",
    },
  });
}

/** A refusal as an answer. Text goes out as the page of a proxy, which knows nothing of the API's headers. */
export function refusalAnswer(
  service: Service,
  passage: Passage,
  request: Headers,
  { status, body, headers }: Refusal,
): Response {
  const api =
    passage.operation === "token" ? { Date: dateHeader(service) } : partnerHeaders(service, passage, request);
  if (body === undefined) return new Response(null, { status, headers: { ...api, ...headers } });
  if (typeof body === "string")
    return new Response(body, {
      status,
      headers: { Date: dateHeader(service), "Content-Type": "text/html", ...headers },
    });
  const bom = modesOf(service).bom && passage.operation !== "token" ? BOM : "";
  return new Response(bom + refusalText(service, body), {
    status,
    headers: { ...api, "Content-Type": "application/json; charset=utf-8", ...headers },
  });
}

/** The JSON text of an error body, with its code in the form the mode asks for. */
export function refusalText(service: Service, body: unknown): string {
  const asText = modesOf(service).errorCodes === "string";
  return JSON.stringify(body, (key, value: unknown) =>
    asText && key === "code" && typeof value === "number" ? String(value) : value,
  );
}
