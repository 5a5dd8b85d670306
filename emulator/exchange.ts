import type { Hono } from "hono";
import { type Answer, replyOf } from "./alterations";
import { refusalAnswer } from "./answer";
import { ConnectionCut, Refusal } from "./errors";
import { targetOf } from "./operations";
import { type RecordedRequest, redactHeaders } from "./requests";
import { type Env, modesOf, type Passage, type Service } from "./service";

/** A request to the API or to the token service. */
export interface EmulatorRequest {
  /** In capitals. */
  method: string;
  /** From the first slash on; may have a query. */
  path: string;
  query?: string | Record<string, string>;
  /** Names in any case. */
  headers?: Record<string, string>;
  body?: string;
  /** Whether its connection has served another one before; some faults ask for that. Default false. */
  reusedConnection?: boolean;
}

/** What comes back: an answer, or what is left of it when a fault has cut the connection. */
export interface EmulatorReply {
  /** Null when the connection was cut before a status left. */
  status: number | null;
  /** Names in lower case. */
  headers: Record<string, string>;
  /** The bytes that leave; with `cut` fewer than the headers say. */
  body: Buffer;
  /** Whether the connection is cut after these bytes. */
  cut: boolean;
  /** So many bytes leave at once, with pauses in real time. Nothing in process waits for them. */
  slow?: { chunkBytes: number; pauseMs: number };
}

/** Handles a request without any socket: records it, lets faults strike, asks the app. */
export async function exchange(
  service: Service,
  app: Hono<Env>,
  request: EmulatorRequest,
): Promise<EmulatorReply> {
  const { method, body = "", reusedConnection = false } = request;
  const url = urlOf(request);
  const headers = new Headers(request.headers);
  const { pathname: path, search: query } = url;
  const target = targetOf(method, path);
  const entry = service.log.add({
    at: new Date(service.clock.now()).toISOString(),
    method,
    path,
    query,
    operation: target.operation,
    customerId: target.customerId,
    cartId: target.cartId,
    requestId: headers.get("ms-requestid") ?? undefined,
    correlationId: headers.get("ms-correlationid") ?? undefined,
    headers: redactHeaders(headers),
    bodyLength: Buffer.byteLength(body),
  });
  const passage: Passage = {
    body,
    operation: target.operation,
    requestId: entry.requestId ?? service.ids.uuid(),
    correlationId: entry.correlationId ?? service.ids.uuid(),
    customerUserUpn: headers.get("x-ms-customeruser-upn") ?? undefined,
    visit: service.faults.visit({ ...target, method, path, reusedConnection }),
  };
  try {
    return await replied(service, app, new Request(url, { method, headers }), passage, entry);
  } catch (error) {
    if (!(error instanceof ConnectionCut)) throw error;
    entry.cut = true;
    return { status: null, headers: {}, body: Buffer.alloc(0), cut: true };
  }
}

async function replied(
  service: Service,
  app: Hono<Env>,
  request: Request,
  passage: Passage,
  entry: RecordedRequest,
): Promise<EmulatorReply> {
  const { visit } = passage;
  const refused = (refusal: Refusal) => answerOf(refusalAnswer(service, passage, request.headers, refusal));
  const { latencyMs } = modesOf(service);
  if (latencyMs > 0) await visit.pause(latencyMs);
  const early = await settledBy(() => visit.strike("arrival"), refused);
  const answer = early.refusal ?? (await answerOf(await app.fetch(request, passage)));
  service.store.save();
  const late = visit.reached ? await settledBy(() => visit.strike("after"), refused) : {};
  const reply = replyOf(late.refusal ?? answer, late.value);
  entry.status = reply.status;
  entry.cut = reply.cut;
  return reply;
}

function urlOf({ path, query = "" }: EmulatorRequest): URL {
  const url = new URL(`http://127.0.0.1${path}`);
  if (query !== "") url.search = String(new URLSearchParams(query));
  return url;
}

/** Runs a strike; a refusal it throws becomes an answer. */
async function settledBy<T>(
  strike: () => Promise<T>,
  refused: (refusal: Refusal) => Promise<Answer>,
): Promise<{ value?: T; refusal?: Answer }> {
  try {
    return { value: await strike() };
  } catch (error) {
    if (error instanceof Refusal) return { refusal: await refused(error) };
    throw error;
  }
}

async function answerOf(response: Response): Promise<Answer> {
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: Buffer.from(await response.arrayBuffer()),
  };
}
