import type { ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import type { EmulatorReply } from "./requestAndReply";

/** Writes a reply. The connection ends where the reply says that it is cut. */
export async function deliver(out: ServerResponse, reply: EmulatorReply): Promise<void> {
  const { status, headers, body, cut, slow } = reply;
  if (status !== null) {
    out.writeHead(status, headers);
    if (slow)
      for (let at = 0; at < body.length && !out.destroyed; at += slow.chunkBytes) {
        out.write(body.subarray(at, at + slow.chunkBytes));
        await wait(slow.pauseMs);
      }
    else if (cut) await new Promise<void>((written) => out.write(body, () => written()));
    else out.write(body);
  }
  if (cut) out.req.socket.destroy();
  else out.end();
}
