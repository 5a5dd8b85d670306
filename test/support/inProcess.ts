import { createEmulatorCore, type CoreOptions, type EmulatorCore } from "../../emulator";
import { classifyFailure } from "../../provider/client/http/connectionFailure";
import { readAnswer, type RoundTrip } from "../../provider/client/http/exchange";

/** An emulator in this process, and how a client reaches it without a socket. */
export interface InProcess {
  emulator: EmulatorCore;
  /** The settings of a client. */
  env(): Record<string, string>;
  /** A request that the emulator holds gets no answer, and no time passes meanwhile. */
  roundTrip: RoundTrip;
}

export function inProcess(options: CoreOptions & { now: () => number }): InProcess {
  const emulator = createEmulatorCore({ samples: false, ...options });
  return {
    emulator,
    env: () => emulator.env({ url: "http://127.0.0.1:1" }),
    roundTrip: async (request) => {
      const { method, headers, body, url } = request;
      const { pathname, search } = new URL(url);
      const asked = emulator.request({ method, path: `${pathname}${search}`, headers, body });
      const reply = await Promise.race([asked, nothingMoves()]);
      if (!reply)
        return {
          kind: "noAnswer",
          reason: "timeout",
          mayHaveArrived: true,
          description: "no answer in time",
        };
      if (reply.status === null || reply.cut)
        return { kind: "noAnswer", ...classifyFailure({ code: "ECONNRESET" }) };
      return readAnswer(
        request,
        { status: reply.status, headers: reply.headers, data: reply.body },
        options.now(),
      );
    },
  };
}

/** Whatever waits for nothing outside has come to its end. */
function nothingMoves(): Promise<undefined> {
  return new Promise((resolve) => setImmediate(() => resolve(undefined)));
}
