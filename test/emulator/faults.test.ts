import { Agent } from "node:http";
import { expect } from "chai";
import type { FaultAction } from "../../emulator";
import { Api, cartPath, emulators, failure, getThrough, TWO_GROUPS } from "./harness";

describe("faults", () => {
  const start = emulators();
  const withCart = async () => {
    const { emulator, api } = await start();
    return { emulator, api, cart: emulator.addCart({ lineItems: TWO_GROUPS }) };
  };

  for (const [phase, purchases] of [
    ["arrival", 0],
    ["before", 0],
    ["after", 2],
  ] as const) {
    it(`cut the connection ${phase}: ${purchases} orders were bought`, async () => {
      const { emulator, api, cart } = await withCart();
      const cut = emulator.faults.script({ operation: "checkout", phase, action: { kind: "cut" } });
      await failure(api.checkout(cart));
      expect([cut.hits(), emulator.journal.purchases().length]).to.deep.equal([1, purchases]);
      expect(emulator.requests().at(-1)).to.include({ status: null, cut: true });
      expect((await api.checkout(cart)).status).to.equal(201);
      expect(emulator.journal.duplicates()).to.deep.equal([]);
    });

    it(`answer 500 ${phase}: ${purchases} orders were bought`, async () => {
      const { emulator, api, cart } = await withCart();
      const action: FaultAction = { kind: "respond", status: 500, code: 800003 };
      emulator.faults.script({ operation: "checkout", cartId: cart.cartId, phase, times: 2, action });
      for (let attempt = 0; attempt < 2; attempt++) {
        const answer = await api.checkout(cart);
        expect([answer.status, answer.json().code]).to.deep.equal([500, 800003]);
        expect(emulator.journal.purchases().length).to.equal(purchases);
      }
      expect((await api.checkout(cart)).status).to.equal(201);
    });

    it(`hold a request ${phase} until released: ${purchases} orders were bought`, async () => {
      const { emulator, api, cart } = await withCart();
      const hold = emulator.faults.script({ operation: "checkout", phase, action: { kind: "hold" } });
      const answer = api.checkout(cart);
      await hold.held();
      expect(emulator.journal.purchases().length).to.equal(purchases);
      hold.release();
      expect((await answer).status).to.equal(201);
      expect(emulator.journal.purchases().length).to.equal(2);
    });
  }

  it("that follow the effect leave requests alone that had none", async () => {
    const { emulator, api, cart } = await withCart();
    emulator.faults.script({
      operation: "checkout",
      action: { kind: "respond", status: 503, shape: "empty" },
    });
    const cut = emulator.faults.script({ operation: "checkout", phase: "after", action: { kind: "cut" } });
    expect((await api.checkout(cart)).status).to.equal(503);
    expect(cut.hits()).to.equal(0);
    await failure(api.checkout(cart));
    expect(emulator.journal.purchases()).to.have.length(2);
  });

  const BODIES: [what: string, action: FaultAction, status: number, type: string | null, text: RegExp][] = [
    [
      "gateway",
      { kind: "respond", status: 429, shape: "gateway", retryAfter: 7 },
      429,
      "json",
      /"statusCode":429/,
    ],
    [
      "validation",
      { kind: "respond", status: 400, shape: "validation", code: 5 },
      400,
      "json",
      /"isRetryable":false/,
    ],
    ["a proxy's page", { kind: "respond", status: 502, shape: "html" }, 502, "text/html", /^<html>/],
    ["a page with 200", { kind: "respond", status: 200, shape: "html" }, 200, "text/html", /^<html>/],
    ["nothing", { kind: "respond", status: 200, shape: "empty" }, 200, null, /^$/],
    ["an error with 200", { kind: "respond", status: 200, code: 400072 }, 200, "json", /"code":400072/],
    ["any body", { kind: "respond", status: 201, body: { orders: [] } }, 201, "json", /^{"orders":\[\]}$/],
    ["another type", { kind: "send", contentType: "text/plain" }, 201, "text/plain", /^{"orders":/],
    ["a byte order mark", { kind: "send", bom: true }, 201, "json", /^\uFEFF{"orders":/],
    ["gzip", { kind: "send", gzip: true }, 201, "json", /^{"orders":/],
    ["a huge body", { kind: "send", padBytes: 3_000_000 }, 201, "json", /x{3000}/],
    [
      "a slow body",
      { kind: "send", slow: { chunkBytes: 1000, pauseMs: 5 } },
      201,
      "json",
      /CartCheckoutResult"}}$/,
    ],
    ["half a body", { kind: "truncate", end: "clean", keepBytes: 10 }, 201, "json", /^{"orders":$/],
  ];
  for (const [what, action, status, type, text] of BODIES)
    it(`answer with ${what} after the purchase`, async () => {
      const { emulator, api, cart } = await withCart();
      emulator.faults.script({ operation: "checkout", phase: "after", action });
      const answer = await api.checkout(cart);
      expect(answer.status).to.equal(status);
      expect(answer.headers.get("content-type") ?? "").to.include(type ?? "");
      expect(answer.text).to.match(text);
      expect(emulator.journal.purchases()).to.have.length(2);
    });

  it("send Retry-After in seconds or as a date", async () => {
    const { emulator, api, cart } = await withCart();
    for (const retryAfter of [7, "Thu, 02 Jan 2031 03:04:05 GMT"]) {
      const action: FaultAction = { kind: "respond", status: 429, shape: "gateway", retryAfter };
      emulator.faults.script({ operation: "getCart", action });
      expect((await api.cart(cart)).headers.get("retry-after")).to.equal(String(retryAfter));
    }
  });

  it("cut in the middle of a body", async () => {
    const { emulator, api, cart } = await withCart();
    emulator.faults.script({ operation: "checkout", action: { kind: "truncate" } });
    await failure(api.checkout(cart));
    expect(emulator.requests().at(-1)).to.include({ status: 201, cut: true });
    expect(emulator.journal.purchases()).to.have.length(2);
  });

  it("hit by method, path, customer and number, and can be taken out", async () => {
    const { emulator, api, cart } = await withCart();
    const respond = (status: number): FaultAction => ({ kind: "respond", status, shape: "empty" });
    const missed = [
      { method: "POST", path: "/orders$" },
      { customerId: "7c3a91d2-4e58-4b06-a1c7-93f2e5d80b64" },
      { operation: "getCart" as const },
    ].map((match) => emulator.faults.script({ ...match, times: "always", action: respond(501) }));
    const second = emulator.faults.script({ method: "GET", path: "/orders$", skip: 1, action: respond(503) });
    const always = emulator.faults.script({
      customerId: cart.customerId,
      times: "always",
      action: respond(504),
    });
    const statuses = [];
    for (let call = 0; call < 4; call++) {
      statuses.push((await api.orders(cart.customerId)).status);
      if (call === 2) always.remove();
    }
    expect(statuses).to.deep.equal([504, 503, 504, 200]);
    expect([second, always, ...missed].map((fault) => fault.hits())).to.deep.equal([1, 2, 0, 0, 0]);
  });

  it("hit only connections that were used before, as a server that has just closed them", async () => {
    const { emulator, api, cart } = await withCart();
    const cut = emulator.faults.script({ reusedConnection: true, phase: "arrival", action: { kind: "cut" } });
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    try {
      await getThrough(agent, api, cartPath(cart));
      expect(cut.hits()).to.equal(0);
      expect(await failure(getThrough(agent, api, cartPath(cart)))).to.include({ code: "ECONNRESET" });
    } finally {
      agent.destroy();
    }
    expect(cut.hits()).to.equal(1);
  });

  it("delay, and trouble the token service too", async () => {
    const { emulator } = await start();
    emulator.faults.script({ operation: "token", action: { kind: "delay", ms: 30 } });
    emulator.faults.script({ operation: "token", action: { kind: "respond", status: 503, shape: "html" } });
    const url = `${emulator.url}/${emulator.env().PARTNERCENTER_TENANT_ID}/oauth2/token`;
    const began = performance.now();
    expect((await fetch(url, { method: "POST" })).status).to.equal(400);
    expect(performance.now() - began).to.be.greaterThan(25);
    expect((await fetch(url, { method: "POST" })).status).to.equal(503);
  });

  it("are refused when misspelt or impossible", async () => {
    const { emulator } = await start();
    const script = (fault: object) => () =>
      emulator.faults.script(fault as Parameters<typeof emulator.faults.script>[0]);
    expect(script({ opration: "checkout", action: { kind: "cut" } })).to.throw("opration");
    expect(script({ action: { kind: "explode" } })).to.throw("explode");
    expect(script({ path: "(", action: { kind: "cut" } })).to.throw("Invalid regular expression");
    expect(script({ phase: "before", action: { kind: "truncate" } })).to.throw('phase "after"');
  });

  it("are independent of who asks for the token", async () => {
    const { emulator, cart } = await withCart();
    emulator.faults.script({
      operation: "getCart",
      phase: "before",
      action: { kind: "respond", status: 418, shape: "empty" },
    });
    expect((await new Api(emulator, "").cart(cart)).status).to.equal(401);
    expect((await new Api(emulator).cart(cart)).status).to.equal(418);
  });
});
