import { expect } from "chai";
import {
  classifyFailure,
  type FailureFacts,
  type NoAnswerReason,
} from "../../../../provider/client/http/connectionFailure";

describe("classifyFailure", () => {
  const cases: [facts: FailureFacts, reason: NoAnswerReason, mayHaveArrived: boolean][] = [
    [{ code: "ECONNREFUSED", connecting: true }, "refused", false],
    [{ code: "ECONNREFUSED" }, "refused", false],
    [{ code: "EHOSTUNREACH", connecting: true }, "refused", false],
    [{ code: "ENETUNREACH", connecting: true }, "refused", false],
    [{ code: "EHOSTUNREACH" }, "cut", true],
    [{ code: "ENOTFOUND" }, "dns", false],
    [{ code: "EAI_AGAIN" }, "dns", false],
    [{ code: "DEPTH_ZERO_SELF_SIGNED_CERT" }, "tls", false],
    [{ code: "SELF_SIGNED_CERT_IN_CHAIN" }, "tls", false],
    [{ code: "UNABLE_TO_VERIFY_LEAF_SIGNATURE" }, "tls", false],
    [{ code: "UNABLE_TO_GET_ISSUER_CERT_LOCALLY" }, "tls", false],
    [{ code: "CERT_HAS_EXPIRED" }, "tls", false],
    [{ code: "ERR_TLS_CERT_ALTNAME_INVALID" }, "tls", false],
    [{ code: "EPROTO", handshaking: true }, "tls", false],
    [{ code: "EPROTO", handshaking: false }, "tls", true],
    [{ code: "EPROTO" }, "tls", true],
    [{ code: "ERR_SSL_WRONG_VERSION_NUMBER", handshaking: true }, "tls", false],
    [{ code: "ETIMEDOUT", connecting: true }, "timeout", false],
    [{ code: "ETIMEDOUT" }, "timeout", true],
    [{ code: "ECONNRESET" }, "cut", true],
    [{ code: "ECONNRESET", handshaking: true }, "cut", true],
    [{ code: "EPIPE" }, "cut", true],
    [{ code: "ECONNABORTED" }, "cut", true],
    [{ code: "Z_BUF_ERROR" }, "unreadable", true],
    [{ code: "HPE_INVALID_CONSTANT" }, "unreadable", true],
    [{ code: "ERR_INVALID_CHAR" }, "settings", false],
    [{ code: "SOMETHING_NEW" }, "cut", true],
    [{}, "cut", true],
  ];
  for (const [facts, reason, mayHaveArrived] of cases) {
    it(`calls ${JSON.stringify(facts)} ${reason}, ${mayHaveArrived ? "may have arrived" : "not sent"}`, () => {
      expect(classifyFailure(facts)).to.include({ reason, mayHaveArrived });
    });
  }

  it("names Node's code in the description", () => {
    expect(classifyFailure({ code: "ECONNRESET" }).description).to.equal(
      "the connection was cut (ECONNRESET)",
    );
  });
});
