import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { getRequestListener } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { Hono } from "hono";
import { refusalAnswer } from "./answer";
import { partnerCenterApp } from "./app";
import { type Answer, deliver } from "./delivery";
import { Refusal } from "./errors";
import { ConnectionCut } from "./faults";
import { targetOf } from "./operations";
import { redactHeaders } from "./requests";
import { modesOf, type Passage, type Service } from "./service";

/** A listening server. */
export interface Listening {
  url: string;
  close(): Promise<void>;
}

/** What the server knows about a connection. */
interface Connection {
  served: number;
  active: number;
  idle?: NodeJS.Timeout;
}

/** Starts to serve on 127.0.0.1. `control` answers everything under `/_emulator`. */
export async function listen(service: Service, control: Hono, port: number): Promise<Listening> {
  const app = partnerCenterApp(service);
  const connections = new Map<Socket, Connection>();

  async function handle(
    request: Request,
    incoming: IncomingMessage,
    outgoing: ServerResponse,
  ): Promise<Response> {
    const { pathname, search } = new URL(request.url);
    const connection = connections.get(incoming.socket) ?? { served: 0, active: 0 };
    const reusedConnection = connection.served > 0;
    busy(connection, incoming.socket, outgoing);
    if (pathname.startsWith("/_emulator")) return control.fetch(request);
    const body = await request.text();
    const { method, headers } = request;
    const target = targetOf(method, pathname);
    const entry = service.log.add({
      at: new Date(service.clock.now()).toISOString(),
      method,
      path: pathname,
      query: search,
      operation: target.operation,
      customerId: target.customerId,
      cartId: target.cartId,
      requestId: headers.get("ms-requestid") ?? undefined,
      correlationId: headers.get("ms-correlationid") ?? undefined,
      headers: redactHeaders(incoming.headers),
      bodyLength: Buffer.byteLength(body),
    });
    const visit = service.faults.visit({ ...target, method, path: pathname, reusedConnection });
    const passage: Passage = {
      body,
      operation: target.operation,
      requestId: entry.requestId ?? randomUUID(),
      correlationId: entry.correlationId ?? randomUUID(),
      customerUserUpn: headers.get("x-ms-customeruser-upn") ?? undefined,
      visit,
    };
    const refused = (refusal: Refusal) => answerOf(refusalAnswer(service, passage, headers, refusal));
    try {
      const { latencyMs } = modesOf(service);
      if (latencyMs > 0) await wait(latencyMs);
      const early = await settledBy(() => visit.strike("arrival"), refused);
      let answer =
        early.refusal ??
        (await answerOf(await app.fetch(new Request(request.url, { method, headers }), passage)));
      service.store.save();
      const late = visit.reached ? await settledBy(() => visit.strike("after"), refused) : {};
      answer = late.refusal ?? answer;
      entry.status = answer.status;
      if (await deliver(outgoing, answer, late.value)) throw new ConnectionCut();
    } catch (error) {
      if (!(error instanceof ConnectionCut)) throw error;
      entry.cut = true;
      incoming.socket.destroy();
    }
    return RESPONSE_ALREADY_SENT;
  }

  function busy(connection: Connection, socket: Socket, outgoing: ServerResponse): void {
    clearTimeout(connection.idle);
    connection.active += 1;
    connection.served += 1;
    outgoing.once("close", () => {
      connection.active -= 1;
      const { idleCloseMs } = modesOf(service);
      if (connection.active > 0 || idleCloseMs === null) return;
      connection.idle = setTimeout(() => socket.destroy(), idleCloseMs);
    });
  }

  const listener = getRequestListener(
    (request, env) => handle(request, env.incoming as IncomingMessage, env.outgoing as ServerResponse),
    { overrideGlobalObjects: false, hostname: "127.0.0.1" },
  );
  const server = createServer((incoming, outgoing) => void listener(incoming, outgoing));
  server.on("connection", (socket) => {
    const connection: Connection = { served: 0, active: 0 };
    connections.set(socket, connection);
    socket.on("close", () => {
      clearTimeout(connection.idle);
      connections.delete(socket);
    });
  });
  await started(server, port);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        service.faults.abort();
        server.close(() => resolve());
        for (const socket of connections.keys()) socket.destroy();
      }),
  };
}

function started(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      server.off("error", reject);
      resolve();
    });
  });
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
