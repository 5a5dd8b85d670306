import { PartnerCenterError } from "../../provider/client/errors";

export function serviceError(
  status: number,
  code?: string,
  action = "check out",
  serverTime?: number,
  retryAfterMs?: number,
) {
  return new PartnerCenterError({
    action,
    method: "GET",
    path: "/v1",
    reason: "answer",
    code,
    description: `answer ${status} ${code ?? ""}`,
    meta: { status, requestId: "r", correlationId: "c", serverTime },
    retryAfterMs,
  });
}

export function connectionError(reason: "timeout" | "cut" | "refused" = "timeout"): PartnerCenterError {
  return new PartnerCenterError({ action: "reach", method: "GET", path: "/v1", reason, description: reason });
}
