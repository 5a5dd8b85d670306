import type { EmulatorReply, EmulatorRequest } from "./requestAndReply";
import { type Answer, replyOf } from "./alterations";
import { lowerCased, refusalAnswer } from "./answer";
import { answerTo } from "./api";
import { ConnectionCut, Refusal } from "./errors";
import { routeOf } from "./operations";
import { redactHeaders } from "./requests";
import { modesOf, type Passage, type Service } from "./service";

/** Handles a request without any socket: records it, lets faults strike, asks the API. */
export async function exchange(service: Service, request: EmulatorRequest): Promise<EmulatorReply> {
  const { method, body = "", reusedConnection = false } = request;
  const url = urlOf(request);
  const headers = lowerCased(request.headers ?? {});
  const { pathname: path } = url;
  const { target, params } = routeOf(method, path);
  const entry = service.log.add({
    at: new Date(service.clock.now()).toISOString(),
    method,
    path,
    query: url.search,
    operation: target.operation,
    customerId: target.customerId,
    cartId: target.cartId,
    requestId: headers["ms-requestid"],
    correlationId: headers["ms-correlationid"],
    headers: redactHeaders(headers),
    bodyLength: Buffer.byteLength(body),
  });
  const passage: Passage = {
    path,
    operation: target.operation,
    params,
    query: url.searchParams,
    headers,
    body,
    requestId: entry.requestId ?? service.ids.uuid(),
    correlationId: entry.correlationId ?? service.ids.uuid(),
    visit: service.faults.visit({ ...target, method, path, reusedConnection }),
  };
  try {
    const reply = await replied(service, passage);
    entry.status = reply.status;
    entry.cut = reply.cut;
    return reply;
  } catch (error) {
    if (!(error instanceof ConnectionCut)) throw error;
    entry.cut = true;
    return { status: null, headers: {}, body: Buffer.alloc(0), cut: true };
  }
}

async function replied(service: Service, passage: Passage): Promise<EmulatorReply> {
  const { visit } = passage;
  const refused = (refusal: Refusal) => refusalAnswer(service, passage, refusal);
  const { latencyMs } = modesOf(service);
  if (latencyMs > 0) await visit.pause(latencyMs);
  const early = await settledBy(() => visit.strike("arrival"), refused);
  const answer = early.refusal ?? (await answerTo(service, passage));
  service.store.save();
  const late = visit.reached ? await settledBy(() => visit.strike("after"), refused) : {};
  return replyOf(late.refusal ?? answer, late.value);
}

function urlOf({ path, query = "" }: EmulatorRequest): URL {
  const url = new URL(`http://127.0.0.1${path}`);
  if (query !== "") url.search = String(new URLSearchParams(query));
  return url;
}

/** Runs a strike; a refusal it throws becomes an answer. */
async function settledBy<T>(
  strike: () => Promise<T>,
  refused: (refusal: Refusal) => Answer,
): Promise<{ value?: T; refusal?: Answer }> {
  try {
    return { value: await strike() };
  } catch (error) {
    if (error instanceof Refusal) return { refusal: refused(error) };
    throw error;
  }
}
