import { connect, createServer, type AddressInfo, type Socket } from "node:net";

/** A proxy for https, as far as clients can tell. */
export interface ConnectProxy {
  /** Base URL, without a slash at its end. */
  url: string;
  /** What each client asked for, with its header lines. */
  heads: string[];
  /** Every byte that came from clients, as a proxy that writes everything down would have it. */
  received(): string;
  close(): Promise<void>;
}

interface Refusal {
  status: string;
  page?: string;
}

/** What the proxy does with a CONNECT. */
export type ConnectAnswer =
  /** Leads every tunnel to this server, whatever host is asked for: names of a test resolve nowhere. */
  | { toUrl: string }
  /** Answers with this status line and page, and no tunnel. */
  | Refusal
  /** Hangs up instead of answering. */
  | { cut: true };

/** Starts a proxy on a free port of 127.0.0.1 that knows nothing but CONNECT. */
export async function startConnectProxy(answer: ConnectAnswer): Promise<ConnectProxy> {
  const heads: string[] = [];
  const chunks: Buffer[] = [];
  const sockets = new Set<Socket>();
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket)).on("error", () => socket.destroy());
  };
  const server = createServer((client) => {
    keep(client);
    let head = "";
    let tunnelled = false;
    client.on("data", (chunk) => {
      chunks.push(chunk);
      if (tunnelled) return;
      head += chunk.toString("latin1");
      if (!head.startsWith("CONNECT ")) return void client.end(refusal({ status: "400 Bad Request" }));
      if (!head.includes("\r\n\r\n")) return;
      tunnelled = true;
      heads.push(head);
      if ("cut" in answer) return void client.destroy();
      if ("status" in answer) return void client.end(refusal(answer));
      const { hostname, port } = new URL(answer.toUrl);
      const origin = connect(Number(port), hostname, () => {
        client.write("HTTP/1.1 200 Connection established\r\n\r\n");
        client.pipe(origin).pipe(client);
      });
      keep(origin);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    heads,
    received: () => Buffer.concat(chunks).toString("latin1"),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function refusal({ status, page = "" }: Refusal): string {
  const headers = ["Content-Type: text/html", `Content-Length: ${page.length}`, "Connection: close"];
  return [`HTTP/1.1 ${status}`, ...headers, "", page].join("\r\n");
}
