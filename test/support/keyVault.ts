import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

/** A secrets provider of Pulumi's, and the environment that the engine needs for it. */
export interface SecretsProvider {
  url: string;
  env: Record<string, string>;
}

let started: Promise<SecretsProvider> | undefined;

/**
 * A vault that keeps the stacks' keys and locks nothing up. From a passphrase, the engine derives a key anew in every
 * command, which takes as long as a tenth of an operation; a vault costs it a request. It doesn't keep the process alive.
 */
export function keyVault(): Promise<SecretsProvider> {
  return (started ??= start());
}

const WRAPPED = "vault:v1:";

async function start(): Promise<SecretsProvider> {
  const server = createServer((request, response) => {
    const answered = text(request).then((body) => {
      const { plaintext, ciphertext } = JSON.parse(body) as { plaintext?: string; ciphertext?: string };
      const data = request.url?.includes("/encrypt/")
        ? { ciphertext: `${WRAPPED}${plaintext}` }
        : { plaintext: ciphertext?.slice(WRAPPED.length) };
      response.setHeader("Content-Type", "application/json").end(JSON.stringify({ data }));
    });
    answered.catch((error: unknown) => response.writeHead(400).end(String(error)));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  server.unref();
  const { port } = server.address() as AddressInfo;
  const env = { VAULT_SERVER_URL: `http://127.0.0.1:${port}`, VAULT_SERVER_TOKEN: "test" };
  return { url: "hashivault://test", env };
}
