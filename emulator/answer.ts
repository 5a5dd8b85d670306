import type { Answer } from "./alterations";
import type { Refusal } from "./errors";
import { type Passage, modesOf, type Service } from "./service";
import { link } from "./wire";

const BOM = "\uFEFF";
const JSON_TYPE = { "content-type": "application/json; charset=utf-8" };

/** The headers that the API puts on every answer (page "Partner Center REST and response headers"). */
function partnerHeaders(service: Service, { headers, ...passage }: Passage): Record<string, string> {
  const locale = headers["x-locale"] ?? "en-US";
  return {
    ...dateHeader(service),
    "ms-requestid": passage.requestId,
    "ms-correlationid": passage.correlationId,
    "ms-cv": headers["ms-cv"] ?? `${service.ids.bytes(12).toString("base64")}.0`,
    "ms-serverid": "000001",
    "x-locale": `${locale},${locale}`,
    "request-context": `appId=cid-v1:${service.partner.clientId}`,
  };
}

function dateHeader(service: Service): { date: string } {
  return { date: new Date(service.clock.now()).toUTCString() };
}

/** An answer of the API with a JSON body that is already text. */
export function textAnswer(service: Service, passage: Passage, status: number, text: string): Answer {
  return {
    status,
    headers: { ...partnerHeaders(service, passage), ...JSON_TYPE },
    body: Buffer.from((modesOf(service).bom ? BOM : "") + text),
  };
}

/** An answer of the API. */
export function apiAnswer(service: Service, passage: Passage, body: object, status = 200): Answer {
  return textAnswer(service, passage, status, JSON.stringify(body));
}

/** A whole collection of the API. */
export function collectionAnswer(service: Service, passage: Passage, uri: string, items: object[]): Answer {
  return apiAnswer(service, passage, {
    totalCount: items.length,
    items,
    links: { self: link(uri) },
    attributes: { objectType: "Collection" },
  });
}

/** An answer of the token service. */
export function tokenAnswer(service: Service, status: number, body: unknown): Answer {
  return {
    status,
    headers: { ...dateHeader(service), ...JSON_TYPE, "cache-control": "no-store, no-cache" },
    body: Buffer.from(JSON.stringify(body)),
  };
}

/** A refusal as an answer. Text goes out as the page of a proxy, which knows nothing of the API's headers. */
export function refusalAnswer(service: Service, passage: Passage, refusal: Refusal): Answer {
  const { status, body } = refusal;
  const headers = lowerCased(refusal.headers);
  const ofToken = passage.operation === "token";
  if (typeof body === "string")
    return {
      status,
      headers: { ...dateHeader(service), "content-type": "text/html", ...headers },
      body: Buffer.from(body),
    };
  const own = ofToken ? dateHeader(service) : partnerHeaders(service, passage);
  if (body === undefined) return { status, headers: { ...own, ...headers }, body: Buffer.alloc(0) };
  const bom = modesOf(service).bom && !ofToken ? BOM : "";
  return {
    status,
    headers: { ...own, ...JSON_TYPE, ...headers },
    body: Buffer.from(bom + refusalText(service, body)),
  };
}

/** The JSON text of an error body, with its code in the form the mode asks for. */
export function refusalText(service: Service, body: unknown): string {
  const asText = modesOf(service).errorCodes === "string";
  return JSON.stringify(body, (key, value: unknown) =>
    asText && key === "code" && typeof value === "number" ? String(value) : value,
  );
}

/** Headers with names in lower case. */
export function lowerCased(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
