/** The process behind {@link clientProcess}: does its job and prints how it ended as one line of JSON. */
import { createPartnerCenter, PartnerCenterError } from "../../provider/client";
import type { ClientEnd, ClientJob } from "./clientProcess";
import { failedScript } from "./failedScript";

type End = Omit<ClientEnd, "printed">;

async function work({ settings, call, customerId, cartId }: ClientJob): Promise<End> {
  // Retries wait no time here.
  const client = createPartnerCenter(settings, { sleep: async () => undefined });
  if (call === "read") {
    await client.getCart(customerId, cartId);
    return { kind: "read" };
  }
  const ids = { requestId: "request", correlationId: "correlation", deadline: Date.now() + 8_000 };
  const { kind, tries, error } = {
    error: undefined,
    ...(await client.checkoutCart({ customerId, cartId, ...ids })),
  };
  return { kind, tries, reason: error?.facts.reason, message: error?.message };
}

work(JSON.parse(process.argv[2] ?? "") as ClientJob)
  .catch((error: unknown): End => {
    if (!(error instanceof PartnerCenterError)) throw error;
    return { kind: "failed", reason: error.facts.reason, message: error.message };
  })
  .then((end) => console.log(JSON.stringify(end)))
  .catch(failedScript)
  .finally(() => process.exit()); // what a failed tunnel leaves open would keep the process for a while
