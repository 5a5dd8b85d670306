import { expect } from "chai";
import { checkoutReply } from "../../../../provider/client/checkout";
import { PartnerCenterError } from "../../../../provider/client/errors";
import type { Exchange, HttpRequest } from "../../../../provider/client/http/exchange";
import { readCheckoutResult, type CheckoutResult } from "../../../../provider/client/schemas";
import { send, type Call, type Effects, type Sent } from "../../../../provider/client/http/send";
import { createThrottle } from "../../../../provider/client/http/throttle";
import { fakeTime } from "../../../support/partnerCenterClient";

const answer = (status: number, value: unknown, retryAfterMs?: number): Exchange => ({
  kind: "answer",
  meta: { status, requestId: "r", correlationId: "c" },
  body: { kind: "json", value },
  retryAfterMs,
});
const refused: Exchange = {
  kind: "noAnswer",
  reason: "refused",
  mayHaveArrived: false,
  description: "refused",
};
const cut: Exchange = { kind: "noAnswer", reason: "cut", mayHaveArrived: true, description: "cut" };
const good = answer(201, { orders: [{ id: "a" }] });
const notFound = answer(404, { code: 800008, description: "No cart." });
const unauthorized = answer(401, {});

const noToken = new PartnerCenterError({
  action: "get an access token",
  method: "POST",
  path: "",
  reason: "auth",
  code: "invalid_client",
  description: "AADSTS7000215",
});

interface Played {
  sent: Sent<CheckoutResult>;
  requests: HttpRequest[];
  time: ReturnType<typeof fakeTime>;
}

/** Sends a checkout against a script: each try takes the next exchange, each token request the next token. */
async function play(
  script: Exchange[],
  tokens: (string | PartnerCenterError)[] = [],
  call: Partial<Call<CheckoutResult>> = {},
  more: Pick<Effects, "isAwaited"> = {},
): Promise<Played> {
  const time = fakeTime(0);
  const requests: HttpRequest[] = [];
  let current: string | PartnerCenterError = tokens.shift() ?? "t1";
  const effects: Effects = {
    ...time,
    ...more,
    random: () => 0,
    roundTrip: async (request) => {
      requests.push(request);
      return script[Math.min(requests.length, script.length) - 1] as Exchange;
    },
  };
  const sent = await send(
    {
      request: { method: "POST", url: "http://x/", headers: { "MS-RequestId": "r" } },
      kind: "checkout",
      accept: readCheckoutResult,
      deadline: 100_000,
      timeoutMs: 60_000,
      tokens: {
        token: async () => {
          if (typeof current !== "string") throw current;
          return current;
        },
        invalidate: () => (current = tokens.shift() ?? "t2"),
      },
      ...call,
    },
    effects,
  );
  return { sent, requests, time };
}

describe("send", () => {
  it("sends the same request in every try, growing the pause between them", async () => {
    const { requests, time, sent } = await play([cut, cut, cut, good]);
    expect(sent).to.include({ tries: 4, earlierUnknown: true });
    expect(new Set(requests.map(({ headers }) => JSON.stringify(headers)))).to.have.property("size", 1);
    expect(time.sleeps).to.deep.equal([250, 500, 1000]);
  });

  it("starts no further try of a checkout once nobody waits for its answer, and says what is known", async () => {
    const answers = [true, true, false];
    const { requests, sent } = await play(
      [cut, cut, good],
      [],
      {},
      { isAwaited: async () => answers.shift() ?? false },
    );
    expect(requests).to.have.length(2);
    expect(sent.failure?.description).to.include("has ended");
    expect(sent).to.include({ tries: 2, earlierUnknown: true });
    const never = await play([good], [], {}, { isAwaited: async () => false });
    expect(never.sent.failure).to.include({ arrival: "no", reason: "abandoned" });
    const read = await play([good], [], { kind: "read" }, { isAwaited: async () => false });
    expect(read.requests).to.have.length(1);
  });

  it("starts no try after the deadline and cuts the last one short at it", async () => {
    const { requests, time } = await play([cut], [], { deadline: 1_000, policy: undefined });
    expect(requests.map(({ timeoutMs }) => timeoutMs)).to.deep.equal([1_000, 750, 250]);
    expect(time.now()).to.equal(750);
  });

  it("makes other calls wait after a 429 and spreads them", async () => {
    const throttle = createThrottle();
    await play([answer(429, {}, 30_000)], [], { throttle, deadline: 20_000 });
    const { time, sent } = await play([good], [], { throttle });
    expect(time.sleeps).to.deep.equal([30_000]);
    expect(sent.tries).to.equal(1);
  });

  it("lets errors that are no failures of a service through", async () => {
    const tokens = {
      token: async () => Promise.reject(new TypeError("a mistake")),
      invalidate: () => undefined,
    };
    const outcome = await play([good], [], { tokens }).catch((error: unknown) => error);
    expect(outcome).to.be.instanceOf(TypeError);
  });
});

describe("checkoutReply", () => {
  type Kind = "answered" | "noAnswer" | "notSent";
  const policy = { maxTries: 3, baseDelayMs: 1, factor: 1, maxDelayMs: 1 };
  const cases: [
    title: string,
    script: Exchange[],
    tokens: (string | PartnerCenterError)[],
    expected: { kind: Kind; tries: number; earlierUnknown: boolean },
    description?: string,
  ][] = [
    ["placed at once", [good], [], { kind: "answered", tries: 1, earlierUnknown: false }],
    ["placed after a cut", [cut, good], [], { kind: "answered", tries: 2, earlierUnknown: true }],
    [
      "placed after a refusal to connect",
      [refused, good],
      [],
      { kind: "answered", tries: 2, earlierUnknown: false },
    ],
    ["4xx", [notFound], [], { kind: "answered", tries: 1, earlierUnknown: false }, "No cart."],
    [
      "4xx after a cut",
      [cut, notFound],
      [],
      { kind: "answered", tries: 2, earlierUnknown: true },
      "No cart.",
    ],
    ["cut every time", [cut], [], { kind: "noAnswer", tries: 3, earlierUnknown: true }, "cut"],
    ["refused every time", [refused], [], { kind: "notSent", tries: 3, earlierUnknown: false }, "refused"],
    [
      "refused, then cut",
      [refused, refused, cut],
      [],
      { kind: "noAnswer", tries: 3, earlierUnknown: false },
      "cut",
    ],
    [
      "cut, then refused",
      [cut, refused],
      [],
      { kind: "noAnswer", tries: 3, earlierUnknown: true },
      "cut; then: refused",
    ],
    ["no token", [], [noToken], { kind: "notSent", tries: 0, earlierUnknown: false }, "AADSTS7000215"],
    [
      "401, then no token",
      [unauthorized],
      ["t1", noToken],
      { kind: "answered", tries: 1, earlierUnknown: false },
      "the access token was not accepted; then: AADSTS7000215",
    ],
    [
      "cut, then 401, then no token",
      [cut, unauthorized],
      ["t1", noToken],
      { kind: "answered", tries: 2, earlierUnknown: true },
    ],
    ["401 twice", [unauthorized], [], { kind: "answered", tries: 2, earlierUnknown: false }],
    ["401, then placed", [unauthorized, good], [], { kind: "answered", tries: 2, earlierUnknown: false }],
  ];
  for (const [title, script, tokens, expected, description] of cases) {
    it(`says ${expected.kind} for ${title}`, async () => {
      const { sent } = await play(script, [...tokens], { policy });
      const reply = checkoutReply(
        sent,
        (failure) => new PartnerCenterError({ ...failure, action: "check out", method: "POST", path: "/" }),
      );
      expect(reply).to.include(expected);
      const error = "error" in reply ? reply.error : undefined;
      if (description) {
        expect(error?.facts.description).to.equal(description);
      }
    });
  }
});

describe("a call whose tries must start before its answer is due", () => {
  const call = { deadline: 60_000, answeredBy: 300_000, timeoutMs: 100_000 };
  const throttled = answer(429, {}, 90_000);

  it("ends with the time of its next try, where that comes too late", async () => {
    const { sent, requests, time } = await play([throttled], [], call);
    expect(sent).to.include({ retryAt: 90_000, tries: 1 });
    expect(requests).to.have.lengthOf(1);
    expect(time.now()).to.equal(0);
  });

  it("gives a try that started in time the time that it has", async () => {
    const { requests } = await play([good], [], call);
    expect(requests[0]).to.include({ timeoutMs: 100_000 });
  });

  it("ends so before its first try, where all calls pause", async () => {
    const throttle = createThrottle();
    throttle.pauseUntil(61_000);
    const { sent, requests } = await play([good], [], { ...call, throttle });
    expect(requests).to.deep.equal([]);
    expect(sent.retryAt).to.equal(61_000);
  });

  for (const [title, script, tokens] of [
    ["a final answer", [notFound], []],
    ["no token", [], [noToken]],
    ["a success", [good], []],
  ] as [string, Exchange[], PartnerCenterError[]][])
    it(`has no next try after ${title}`, async () => {
      expect((await play(script, [...tokens], call)).sent).not.to.have.property("retryAt");
    });
});
