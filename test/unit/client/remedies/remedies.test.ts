import { expect } from "chai";
import { remedyFor } from "../../../../provider/client/remedies/remedies";

/** Every code that the documents name for checkout, cart, orders, customer and tokens. */
const documented = {
  "who is asking": "400 800001 900420 900421 900308 900309 900329 900150 2032 20002 900416 90000",
  "the checkout": "800064 800060 800065 800009 800008 400019 800003 800005 800087 900192 400072",
  "input (400)":
    "2000 3000 800002 800004 800016 800071 900118 900126 900142 900169 900269 900270 900275 800121 800122 400056",
  "carts and orders (400)":
    "4018 800010 800011 800012 800013 800030 800017 800018 800024 800026 800062 800025 800022 800029 800061 " +
    "800063 800070 800086 27006 27007 900116 900117 900213 900127 900128 900129 900203 900206 900242 900312 " +
    "900313 900314 900315 900316 900317 900318 900252 900253 900254",
  "refusals (403)":
    "2006 2030 2085 2091 13605 800019 800020 800023 800028 800039 800043 800066 800067 800068 800069 800073 " +
    "800074 800075 800077 800088 800089 900121 900123 900124 900149 900322 900321 900323",
  "missing objects (404)": "1000 20000 20003 60003 400013 400018 800007 800015 800037",
  "conflicts (409)": "800014 800082 900278 27009 900112 900113 900114",
  "the service's trouble": "900225 800036 800031 800083 800084 800094 0",
  "the token service":
    "invalid_client invalid_grant invalid_request unauthorized_client unsupported_grant_type invalid_scope " +
    "invalid_resource interaction_required temporarily_unavailable",
};

const ANSWER_400 = { status: 400 };

describe("remedyFor", () => {
  it("does not blame the input for an unclassified error of the service", () => {
    expect(remedyFor({ code: "0", reason: "answer", meta: { status: 503 } })).to.equal(
      remedyFor({ reason: "answer", meta: { status: 503 } }),
    );
  });

  it("names the settings of the profile that were used", () => {
    const failure = { code: "invalid_client", reason: "auth" } as const;
    expect(remedyFor(failure)).to.contain("`partnercenter:clientSecret` and `partnercenter:clientId`");
    expect(remedyFor(failure, "emea")).to.contain(
      "`partnercenter-emea:clientSecret` and `partnercenter-emea:clientId`",
    );
  });

  for (const [group, codes] of Object.entries(documented)) {
    it(`has one sentence for each code of ${group}`, () => {
      for (const code of codes.split(" ")) {
        expect(remedyFor({ code, reason: "answer", meta: ANSWER_400 }), `code ${code}`).to.match(
          /^[A-Z].*[^.]\.$/,
        );
      }
    });
  }

  const cases: [failure: Parameters<typeof remedyFor>[0], expected: RegExp | undefined][] = [
    [{ reason: "answer", code: "13605", meta: { status: 403 } }, /Customer Agreement/],
    [{ reason: "answer", code: "999999", meta: { status: 403 } }, /roles/],
    [{ reason: "answer", meta: { status: 401 } }, /app registration/],
    [{ reason: "answer", meta: { status: 404 } }, /ids/],
    [{ reason: "answer", meta: { status: 429 } }, /parallel/],
    [{ reason: "answer", meta: { status: 502 } }, /later/],
    [{ reason: "answer", meta: { status: 418 } }, undefined],
    [{ reason: "tls" }, /certificates/],
    [{ reason: "timeout" }, /requestTimeoutSeconds/],
    [{ reason: "unreadable", meta: { status: 200 } }, /endpoint/],
    [{ reason: "deadline" }, undefined],
  ];
  for (const [failure, expected] of cases) {
    it(`for ${JSON.stringify(failure)} says ${expected ?? "nothing"}`, () => {
      if (expected) {
        expect(remedyFor(failure)).to.match(expected);
      } else {
        expect(remedyFor(failure)).to.equal(undefined);
      }
    });
  }
});
