import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { start, toolEnvironment, versionOf } from "./command";
import type { Peer } from "./peer";

const SCRIPT = join(__dirname, "curl", "checkout.sh");

/** A script around curl that keeps the order ids in a file. */
export const CURL: Peer = curlPeer({
  name: "curl",
  title: "curl script",
  options: "",
  how: "the script `evidence/peers/curl/checkout.sh`: a new MS-RequestId each run, order ids in a file, nothing sent once that file is there, and success judged by the HTTP status",
});

/** The same script with curl's own retries. */
export const CURL_RETRY: Peer = curlPeer({
  name: "curl-retry",
  title: "curl script, --retry",
  options: "--retry 3 --retry-all-errors",
  how: "the same script with `--retry 3 --retry-all-errors`, which repeats a request with its MS-RequestId",
});

function curlPeer({ options, ...peer }: Omit<Peer, "ready"> & { options: string }): Peer {
  return {
    ...peer,
    async ready() {
      await versionOf("bash", ["--version"], /version (\S+)/);
      const version = await versionOf("curl", ["--version"], /^curl (\S+)/);
      return {
        version: `curl ${version}`,
        attempt: (folder, { partnerCenter, customerId, cartId, timeoutSeconds }) => {
          const orders = join(folder, "orders.txt");
          const env = {
            ...toolEnvironment(),
            ...partnerCenter,
            CUSTOMER_ID: customerId,
            CART_ID: cartId,
            TIMEOUT_SECONDS: String(timeoutSeconds),
            CURL_OPTIONS: options,
          };
          return {
            run: () => start("bash", [SCRIPT], { cwd: folder, env }),
            state: () => (existsSync(orders) ? readFileSync(orders, "utf8") : ""),
            loseState: () => rmSync(orders, { force: true }),
          };
        },
      };
    },
  };
}
