import { Agent } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { expect } from "chai";
import { Api, emulators, failure, getThrough } from "./harness";

const CUSTOMER = "/v1/customers/7c3a91d2-4e58-4b06-a1c7-93f2e5d80b64";

describe("answers", () => {
  const start = emulators();

  it("echo the ids, double the locale and carry the clock's date", async () => {
    const { api, emulator } = await start({ now: () => Date.UTC(2031, 0, 2, 3, 4, 5) });
    const { headers } = await api.call("GET", CUSTOMER, {
      headers: {
        "MS-RequestId": "4fa6dad6-a89f-4875-8247-8294a10ae1cf",
        "MS-CorrelationId": "c",
        "X-Locale": "de-DE",
      },
    });
    expect(headers.get("ms-requestid")).to.equal("4fa6dad6-a89f-4875-8247-8294a10ae1cf");
    expect(headers.get("ms-correlationid")).to.equal("c");
    expect(headers.get("x-locale")).to.equal("de-DE,de-DE");
    expect(headers.get("content-type")).to.equal("application/json; charset=utf-8");
    expect(headers.get("date")).to.equal("Thu, 02 Jan 2031 03:04:05 GMT");
    expect(headers.get("ms-cv")).to.match(/\.0$/);
    emulator.clock.advance(1000);
    const later = (await api.call("GET", CUSTOMER)).headers;
    expect(later.get("date")).to.equal("Thu, 02 Jan 2031 03:04:06 GMT");
    expect(later.get("ms-requestid")).to.match(/^[0-9a-f-]{36}$/);
  });

  it("come by loopback also where it listens on every address, as in a container", async () => {
    const { api, emulator } = await start({ host: "0.0.0.0" });
    expect(emulator.url).to.match(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect((await api.call("GET", CUSTOMER)).status).to.equal(200);
  });

  it("begin with a byte order mark in that mode, errors too", async () => {
    const { api } = await start({ modes: { bom: true } });
    for (const path of [CUSTOMER, `${CUSTOMER}/orders/none`]) {
      const { text, json } = await api.call("GET", path);
      expect(text.startsWith("\uFEFF{")).to.equal(true);
      expect(json()).to.be.an("object");
    }
  });

  it("write error codes as text in that mode", async () => {
    const { api } = await start({ modes: { errorCodes: "string" } });
    expect((await api.call("GET", `${CUSTOMER}/orders/none`)).json()).to.deep.equal({
      code: "20000",
      description: "Order ID not found",
      data: [],
      source: "PartnerFD",
    });
  });

  it("are 429 with Retry-After beyond the rate limit, until the clock passes its window", async () => {
    const { api, emulator } = await start({
      now: () => 1_900_000_000_000,
      modes: { rateLimit: { requests: 2, windowMs: 60_000 } },
    });
    const call = () => api.call("GET", CUSTOMER);
    expect([(await call()).status, (await call()).status]).to.deep.equal([200, 200]);
    emulator.clock.advance(3_000);
    const { status, headers, json } = await call();
    expect([status, headers.get("retry-after"), json()]).to.deep.equal([
      429,
      "57",
      { statusCode: 429, message: "Rate limit is exceeded. Try again in 57 seconds." },
    ]);
    emulator.clock.advance(57_000);
    expect((await call()).status).to.equal(200);
  });

  it("come on connections that are closed when idle in that mode", async () => {
    const { api } = await start({ modes: { idleCloseMs: 5 } });
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    try {
      const first = await getThrough(agent, api, CUSTOMER);
      await wait(100);
      expect(await getThrough(agent, api, CUSTOMER)).not.to.equal(first);
    } finally {
      agent.destroy();
    }
  });

  it("are recorded without tokens or secrets", async () => {
    const { emulator } = await start();
    const env = emulator.env();
    await fetch(`${emulator.url}/${env.PARTNERCENTER_TENANT_ID}/oauth2/token`, {
      method: "POST",
      body: new URLSearchParams({ client_secret: env.PARTNERCENTER_CLIENT_SECRET! }),
    });
    const api = new Api(emulator);
    await api.call("GET", `${CUSTOMER}/orders?x=1`, {
      headers: { "MS-RequestId": "r", "MS-CorrelationId": "c" },
    });
    const [token, list] = emulator.requests();
    expect(token).to.include({ operation: "token", status: 400, bodyLength: 36 });
    expect(list).to.include({
      method: "GET",
      path: `${CUSTOMER}/orders`,
      query: "?x=1",
      operation: "listOrders",
      requestId: "r",
      correlationId: "c",
      status: 200,
      cut: false,
    });
    const kept = JSON.stringify(emulator.requests());
    expect(kept).not.to.include(api.token);
    expect(kept).not.to.include(env.PARTNERCENTER_CLIENT_SECRET);
  });

  it("end when the emulator closes, and what was held has no effect", async () => {
    const { emulator, api } = await start();
    const cart = emulator.addCart({ lineItems: [{ catalogItemId: "MS-AZR-0145P" }] });
    const hold = emulator.faults.script({ operation: "checkout", action: { kind: "hold" } });
    const held = failure(api.checkout(cart));
    await hold.held();
    await emulator.close();
    await held;
    expect(emulator.journal.purchases()).to.deep.equal([]);
  });

  it("are refused under unknown modes", async () => {
    const error = await failure(start({ modes: { bomb: true } as object }));
    expect(error.message).to.include("bomb");
  });
});
