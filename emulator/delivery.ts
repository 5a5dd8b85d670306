import type { ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import type { AnswerAction } from "./faults";
import type { FaultAction } from "./faultScript";

/** An answer ready to be written. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
}

/** Writes an answer, changed by a fault if there is one. True when the connection was cut half way. */
export async function deliver(
  out: ServerResponse,
  answer: Answer,
  action: AnswerAction | undefined,
): Promise<boolean> {
  const { status, headers, body } =
    action?.kind === "alter"
      ? altered(answer, action)
      : action?.kind === "send"
        ? reshaped(answer, action)
        : answer;
  if (action?.kind === "truncate") {
    const part = body.subarray(0, action.keepBytes ?? Math.floor(body.length / 2));
    const clean = action.end === "clean";
    out.writeHead(status, { ...headers, "Content-Length": String(clean ? part.length : body.length) });
    if (clean) out.end(part);
    else await new Promise<void>((done) => out.write(part, () => done()));
    return !clean;
  }
  out.writeHead(status, status === 204 ? headers : { ...headers, "Content-Length": String(body.length) });
  if (action?.kind === "send" && action.slow)
    for (let at = 0; at < body.length && !out.destroyed; at += action.slow.chunkBytes) {
      out.write(body.subarray(at, at + action.slow.chunkBytes));
      await wait(action.slow.pauseMs);
    }
  else out.write(body);
  out.end();
  return false;
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
      if (Array.isArray(list)) list.push(...structuredClone(list));
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
