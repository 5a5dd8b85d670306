import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo, Socket } from "node:net";
import type { Certificate } from "./certificates";

/** A request as it came over the wire. */
export interface ReceivedRequest {
  method: string;
  /** Path with query. */
  url: string;
  /** By lower-case name. */
  headers: Record<string, string>;
  body: string;
  /** Number of the connection that brought it, from 0. */
  connection: number;
}

export type Handler = (
  request: ReceivedRequest,
  response: ServerResponse,
  socket: Socket,
) => void | Promise<void>;

export interface HttpServer {
  /** Base URL, without a slash at its end. */
  url: string;
  requests: ReceivedRequest[];
  /** Rejects when a request could not be received or its handler failed. */
  close(): Promise<void>;
}

/** Starts a server on a free port of 127.0.0.1 that records every request before it answers; https with a certificate. */
export async function startHttpServer(handler: Handler, certificate?: Certificate): Promise<HttpServer> {
  const requests: ReceivedRequest[] = [];
  const connections: Socket[] = [];
  let failure: Error | undefined;
  const listener = (incoming: IncomingMessage, response: ServerResponse) => {
    const answered = receive(incoming).then(async (body) => {
      const request: ReceivedRequest = {
        method: incoming.method ?? "",
        url: incoming.url ?? "",
        headers: Object.fromEntries(
          Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]),
        ),
        body,
        connection: connections.indexOf(incoming.socket),
      };
      requests.push(request);
      await handler(request, response, incoming.socket);
    });
    answered.catch((error: unknown) => {
      failure ??= error as Error;
      response.destroy();
    });
  };
  const server = certificate ? createTlsServer(certificate, listener) : createServer(listener);
  server.on(certificate ? "secureConnection" : "connection", (socket: Socket) => connections.push(socket));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `${certificate ? "https" : "http"}://127.0.0.1:${port}`,
    requests,
    close: () =>
      new Promise((resolve, reject) => {
        server.close(() => (failure ? reject(failure) : resolve()));
        server.closeAllConnections();
      }),
  };
}

async function receive(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) {
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** Answers with JSON. */
export function sendJson(response: ServerResponse, status: number, body: unknown, headers = {}): void {
  response.writeHead(status, { "Content-Type": "application/json; charset=utf-8", ...headers });
  response.end(JSON.stringify(body));
}
