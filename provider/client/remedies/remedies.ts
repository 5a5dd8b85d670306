import type { FailureReason } from "../errors";
import { remedyTable } from "./remedyTable";

const byCode: ReadonlyMap<string, string> = new Map(
  remedyTable.flatMap(({ remedies }) =>
    remedies.flatMap(([remedy, ...codes]) => codes.map((code) => [String(code), remedy] as const)),
  ),
);

/** What an HTTP status says where the code says nothing. */
export const byStatus: ReadonlyMap<number, string> = new Map([
  [401, "Check the app registration, its secret and the tenant."],
  [403, "Check the roles of the app or user in Partner Center and the relationship with this customer."],
  [404, "Check the ids, the tenant and the cloud."],
  [407, "Give the proxy its user name and password in the proxy variables of the environment."],
  [429, "Wait a while and lower the parallelism (`pulumi up --parallel 4`)."],
]);

/** What a call that got no answer to read says. */
export const byReason: ReadonlyMap<FailureReason, string> = new Map([
  ["settings", "Correct the settings."],
  ["refused", "Check the endpoint, the network and the proxy."],
  ["dns", "Check the endpoint, the network and its name service."],
  ["tls", "Check the certificates that this machine trusts (NODE_EXTRA_CA_CERTS) and its proxy."],
  ["timeout", "Check the network, or raise `partnercenter:requestTimeoutSeconds`."],
  ["cut", "Check the network and the proxy."],
  ["unreadable", "Check the endpoint and what stands between it and this machine."],
]);

interface KnownFailure {
  code?: string;
  meta?: { status: number };
  reason: FailureReason;
}

/**
 * What to do about a failed call, in one sentence; undefined when nothing is known to help.
 * @param profile whose settings were used: the general ones don't stand in for them, so it names the profile's.
 */
export function remedyFor(failure: KnownFailure, profile?: string): string | undefined {
  const remedy = remedyOf(failure);
  return profile === undefined
    ? remedy
    : remedy?.replaceAll("`partnercenter:", `\`partnercenter-${profile}:`);
}

function remedyOf(failure: KnownFailure): string | undefined {
  const status = failure.meta?.status;
  return (
    // Code 0 is Partner Center's "unclassified": the status says more, unless it blames the input.
    (failure.code !== undefined && (failure.code !== "0" || status === 400)
      ? byCode.get(failure.code)
      : undefined) ??
    (status !== undefined ? byStatus.get(status) : undefined) ??
    (status !== undefined && status >= 500 ? "Try again later." : undefined) ??
    byReason.get(failure.reason)
  );
}

/** What to do about a code that came without a failed call, such as that of a refused order group. */
export function codeRemedy(code: string): string | undefined {
  return code === "0" ? undefined : byCode.get(code);
}
