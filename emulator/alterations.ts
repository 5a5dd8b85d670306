import { gzipSync } from "node:zlib";
import type { EmulatorReply } from "./requestAndReply";
import type { AnswerAction } from "./faultMatch";
import type { FaultAction } from "./faultScript";

/** An answer before a fault has changed it. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
}

/** The reply that an answer becomes, changed by a fault if there is one. */
export function replyOf(answer: Answer, action: AnswerAction | undefined): EmulatorReply {
  if (action?.kind === "truncate") {
    const part = answer.body.subarray(0, action.keepBytes ?? Math.floor(answer.body.length / 2));
    const cut = action.end !== "clean";
    return { ...withLength(answer, cut ? answer.body.length : part.length), body: part, cut };
  }
  const changed =
    action?.kind === "alter"
      ? altered(answer, action)
      : action?.kind === "send"
        ? reshaped(answer, action)
        : answer;
  return {
    ...withLength(changed, changed.body.length),
    cut: false,
    ...(action?.kind === "send" && action.slow && { slow: action.slow }),
  };
}

function withLength(answer: Answer, length: number): Answer {
  const { status, headers } = answer;
  return status === 204 ? answer : { ...answer, headers: { ...headers, "content-length": String(length) } };
}

function altered(answer: Answer, action: Extract<FaultAction, { kind: "alter" }>): Answer {
  const body = readJson(answer.body);
  if (body === undefined) return answer;
  const orders = ordersIn(body);
  for (const order of orders) {
    if (action.orderStatus !== undefined) order.status = action.orderStatus;
    if (action.withoutOrderIds) delete order.id;
  }
  if (action.duplicateOrders && isRecord(body))
    for (const list of [body.orders, body.items])
      if (Array.isArray(list)) list.push(...(structuredClone(list) as unknown[]));
  if (isRecord(body)) {
    if (action.totalCount !== undefined) body.totalCount = action.totalCount;
    if ("nextLink" in action) body.links = { ...(isRecord(body.links) && body.links), next: action.nextLink };
  }
  const text = JSON.stringify(body, (key, value: unknown) =>
    action.without?.includes(key) ? undefined : value,
  );
  return { ...answer, body: Buffer.from(text) };
}

function reshaped(answer: Answer, action: Extract<FaultAction, { kind: "send" }>): Answer {
  const headers = { ...answer.headers };
  let body = answer.body;
  if (action.padBytes !== undefined) {
    const json = readJson(body);
    body = Buffer.from(
      JSON.stringify({ ...(isRecord(json) ? json : {}), padding: "x".repeat(action.padBytes) }),
    );
  }
  if (action.bom) body = Buffer.concat([Buffer.from("\uFEFF"), body]);
  if (action.contentType !== undefined) headers["content-type"] = action.contentType;
  if (action.gzip) {
    body = gzipSync(body);
    headers["content-encoding"] = "gzip";
  }
  return { status: answer.status, headers, body };
}

/** The JSON of a body; undefined when it is something else. */
function readJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8").replace(/^\uFEFF/, ""));
  } catch {
    return undefined;
  }
}

/** The orders of a checkout result or of a list, or the body itself when it is an order. */
function ordersIn(body: unknown): Record<string, unknown>[] {
  if (!isRecord(body)) return [];
  const list: unknown = body.orders ?? body.items ?? [body];
  return Array.isArray(list) ? list.filter(isRecord) : [];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
