import { createEmulatorCore, type CoreOptions, type EmulatorCore, type EmulatorReply } from "../../emulator";
import { cartPath } from "./harness";

export const NOW = Date.parse("2026-11-15T12:00:00.000Z");

/** A core whose clock stands still, and a client that asks it in process. */
export function coreApi(options: CoreOptions = {}): { core: EmulatorCore; api: CoreApi } {
  const core = createEmulatorCore({ samples: false, now: () => NOW, ...options });
  return { core, api: new CoreApi(core) };
}

/** A client without a socket. */
export class CoreApi {
  private readonly token: string;

  constructor(private readonly core: EmulatorCore) {
    this.token = core.issueToken({ expiresInSeconds: 1e9 });
  }

  call(method: string, path: string, headers: Record<string, string> = {}, body?: unknown) {
    return this.core.request({
      method,
      path,
      headers: { Authorization: `Bearer ${this.token}`, ...headers },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  }

  checkout(cart: { customerId: string; cartId: string }, requestId: string): Promise<EmulatorReply> {
    return this.call("POST", `${cartPath(cart)}/checkout`, { "MS-RequestId": requestId });
  }
}

/** The JSON body of a reply. */
export function bodyOf(reply: EmulatorReply): unknown {
  return JSON.parse(reply.body.toString("utf8"));
}
