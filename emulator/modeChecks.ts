import * as v from "valibot";
import { DROPPABLE_MEMBERS, type Modes } from "./modes";

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const positive = v.pipe(v.number(), v.integer(), v.minValue(1));

const cartEntries = {
  repeatCheckout: v.picklist(["replay", "800065"]),
  idempotency: v.picklist(["cart", "requestId"]),
  rememberRequestIds: v.boolean(),
  retryRebuysGroups: v.boolean(),
  mixedStatus: v.picklist([200, 201]),
  allFailed: v.picklist(["result", "error"]),
  partialCart: v.picklist(["Active", "Ordered"]),
  ordersTouchCarts: v.boolean(),
  linesOfPartlyOrdered: v.picklist(["refused", "forgotten"]),
  partialRetryOrders: v.picklist(["all", "new"]),
  concurrentCheckout: v.picklist(["800064", "wait"]),
  expiredCart: v.picklist([404, 400]),
  orderedCartExpires: v.boolean(),
  subscriptionIds: v.picklist(["immediately", "afterProvisioning"]),
  provisioning: v.union([
    v.literal("command"),
    v.strictObject({ afterPolls: positive }),
    v.strictObject({ afterMs: count }),
  ]),
  provisioningEnd: v.pipe(v.string(), v.minLength(1)),
  prices: v.boolean(),
};

/** Checks modes of one cart. An unknown name or value is an error. */
export const cartModesSchema = v.partial(v.strictObject(cartEntries));

/** Checks modes of an emulator. An unknown name or value is an error. */
export const modesSchema = v.partial(
  v.strictObject({
    ...cartEntries,
    bom: v.boolean(),
    errorCodes: v.picklist(["number", "string"]),
    lineErrorCodes: v.picklist(["name", "number"]),
    lineFaults: v.picklist(["line", "request"]),
    catalog: v.picklist(["open", "closed"]),
    participants: v.picklist(["accepted", "refused"]),
    promotions: v.picklist(["asked", "applied"]),
    droppedLineMembers: v.array(v.picklist(DROPPABLE_MEMBERS)),
    cartRequestIds: v.picklist(["remembered", "forgotten"]),
    cartRefusals: v.picklist(["forgotten", "remembered"]),
    ordersLagMs: count,
    subscriptionsLagMs: count,
    ordersPageSize: count,
    customers: v.picklist(["any", "listed"]),
    latencyMs: count,
    rateLimit: v.nullable(v.strictObject({ requests: positive, windowMs: positive })),
    idleCloseMs: v.nullable(count),
    tokenLifetimeSeconds: positive,
    rotateRefreshTokens: v.picklist(["off", "on", "strict"]),
    userTokens: v.picklist(["mfa", "noMfa"]),
  }),
);

/** Reads `name=value` as it is written on the command line; the value is JSON, or text where JSON fails. */
export function parseModeArgument(argument: string): Partial<Modes> {
  const [, name, text] = /^([^=]+)=(.*)$/s.exec(argument) ?? [];
  if (name === undefined || text === undefined) throw new Error(`Expected name=value, got "${argument}".`);
  const candidates: unknown[] = [text];
  try {
    candidates.unshift(JSON.parse(text));
  } catch {
    // Not JSON: plain text such as replay.
  }
  let problem = "";
  for (const value of candidates) {
    const parsed = v.safeParse(modesSchema, { [name]: value });
    if (parsed.success) return parsed.output;
    problem ||= parsed.issues.map((issue) => issue.message).join("; ");
  }
  throw new Error(`Mode ${name}: ${problem}`);
}
