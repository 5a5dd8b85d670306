import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { Hono } from "hono";
import { deliver } from "./delivery";
import type { EmulatorCore } from "./emulator";
import type { EmulatorReply } from "./requestAndReply";
import type { EmulatorOptions } from "./options";
import { modesOf, type Service } from "./service";

/** A listening server. */
export interface Listening {
  url: string;
  close: () => Promise<void>;
}

/** What the server knows about a connection. */
interface Connection {
  served: number;
  active: number;
  idle?: NodeJS.Timeout;
}

const LOOPBACK = "127.0.0.1";

/** Serves a core over HTTP. `control` answers everything under `/_emulator`. */
export async function listen(
  service: Service,
  core: EmulatorCore,
  control: Pick<Hono, "fetch">,
  { host = LOOPBACK, port = 0, onRequest }: EmulatorOptions,
): Promise<Listening> {
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
    const arrival = performance.now();
    const at = new Date(service.clock.now()).toISOString();
    const reply = await core.request({
      method: request.method,
      path: pathname + search,
      headers: Object.fromEntries(request.headers),
      body: await request.text(),
      reusedConnection,
    });
    await deliver(outgoing, reply);
    onRequest?.({
      at,
      method: request.method,
      path: pathname,
      ...requestOutcome(request, reply),
      durationMs: performance.now() - arrival,
    });
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
    { overrideGlobalObjects: false, hostname: LOOPBACK },
  );
  const server = createServer((incoming, outgoing) => {
    listener(incoming, outgoing).catch(() => outgoing.destroy());
  });
  server.on("connection", (socket) => {
    const connection: Connection = { served: 0, active: 0 };
    connections.set(socket, connection);
    socket.on("close", () => {
      clearTimeout(connection.idle);
      connections.delete(socket);
    });
  });
  await started(server, host, port);
  return {
    url: `http://${urlHost(host)}:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        service.faults.interrupt();
        server.close(() => resolve());
        for (const socket of connections.keys()) socket.destroy();
      }),
  };
}

function requestOutcome({ headers }: Request, { status, cut, headers: answered }: EmulatorReply) {
  return { status, cut, requestId: headers.get("ms-requestid") ?? answered["ms-requestid"] };
}

/** What to reach this machine by; every address of it can be reached by loopback. */
function urlHost(host: string): string {
  if (host === "0.0.0.0" || host === "::") return LOOPBACK;
  return host.includes(":") ? `[${host}]` : host;
}

function started(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
}
