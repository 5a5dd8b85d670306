import { connect } from "node:net";

const LOCAL_ADDRESS = /^(127\.0\.0\.1|localhost):(\d{1,5})$/;
const ANSWER_MS = 2_000;

/**
 * Whether the engine that started this host still listens. A host outlives an engine that is killed, and what it bought
 * then would be in no state. Only a refused connection tells that the engine is gone: a slow machine is no reason.
 * @param argv the arguments of the process: the dynamic host is given the engine's address. Without one, it lives.
 */
export function engineLives(argv: readonly string[]): Promise<boolean> {
  const [, host, port] = LOCAL_ADDRESS.exec(argv[2] ?? "") ?? [];
  if (host === undefined) return Promise.resolve(true);
  return new Promise((resolve) => {
    const socket = connect({ host, port: Number(port), timeout: ANSWER_MS });
    const end = (lives: boolean) => {
      socket.destroy();
      resolve(lives);
    };
    socket.once("connect", () => end(true));
    socket.once("timeout", () => end(true));
    socket.once("error", (error: NodeJS.ErrnoException) => end(error.code !== "ECONNREFUSED"));
  });
}
