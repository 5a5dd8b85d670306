import { brokenProviders } from "./brokenSession";
import { lessSeen } from "./lessSeen";

const THIRTY_DAYS_MS = 30 * 24 * 60 * 60_000;
const isYoung = ({ creationDate = "" }: { creationDate?: string }) =>
  Date.now() - Date.parse(creationDate) < THIRTY_DAYS_MS;

/** Takes what is older than thirty days for never bought, though its subscription goes on. */
export const { cartCheckout, cart } = brokenProviders({
  client: lessSeen({ order: isYoung, subscription: isYoung }),
});
