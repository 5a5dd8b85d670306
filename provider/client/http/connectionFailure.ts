/** Why a round trip brought no answer. `settings`: the request could not even be formed. */
export type NoAnswerReason = "refused" | "dns" | "tls" | "timeout" | "cut" | "unreadable" | "settings";

/** What Node says about a failed round trip. */
export interface FailureFacts {
  code?: string;
  /** The error, or every error behind an aggregate one, came from connecting, also to or through a proxy. */
  connecting?: boolean;
  /** The TLS handshake had not ended yet. */
  handshaking?: boolean;
}

export interface ConnectionFailure {
  /** What kept an answer from coming. */
  reason: NoAnswerReason;
  /** False only when it is certain that no byte of the request left this process. */
  mayHaveArrived: boolean;
  /** In words for people. */
  description: string;
}

const certificateCodes =
  /^(ERR_TLS_CERT|CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE|CRL_)/;

/** Sorts an error code of Node into a reason. A code that it doesn't know may have arrived. */
export function classifyFailure({ code = "", connecting, handshaking }: FailureFacts): ConnectionFailure {
  const named = (words: string) => (code ? `${words} (${code})` : words);
  if (code === "ECONNREFUSED") {
    return { reason: "refused", mayHaveArrived: false, description: named("the connection was refused") };
  }
  if (code === "ENOTFOUND" || code.startsWith("EAI_")) {
    return { reason: "dns", mayHaveArrived: false, description: named("the host name was not found") };
  }
  if (certificateCodes.test(code)) {
    return { reason: "tls", mayHaveArrived: false, description: named("the certificate is not trusted") };
  }
  if (code === "EPROTO" || code.startsWith("ERR_SSL_") || code.startsWith("ERR_TLS_")) {
    const mayHaveArrived = !handshaking && !connecting;
    return { reason: "tls", mayHaveArrived, description: named("the TLS connection failed") };
  }
  // The latter is what a tunnel through a proxy that doesn't come about ends with.
  if (code === "ETIMEDOUT" || code === "ETIMEOUT") {
    return { reason: "timeout", mayHaveArrived: !connecting, description: named("no answer in time") };
  }
  if (connecting) {
    return { reason: "refused", mayHaveArrived: false, description: named("the host can't be reached") };
  }
  if (/^(Z_|HPE_|ERR_BROTLI|ERR__ERROR_FORMAT|ERR_PADDING)/.test(code)) {
    return { reason: "unreadable", mayHaveArrived: true, description: named("the answer is malformed") };
  }
  if (/^ERR_(INVALID_(CHAR|URL|HTTP_TOKEN|ARG)|UNESCAPED_CHARACTERS)/.test(code)) {
    return { reason: "settings", mayHaveArrived: false, description: named("the request can't be formed") };
  }
  return { reason: "cut", mayHaveArrived: true, description: named("the connection was cut") };
}
