import { expect } from "chai";
import type { Cart, CartCheckoutResult, Order } from "../../emulator";
import { bodyOf, coreApi } from "./coreApi";
import { cartPath, TWO_GROUPS } from "./harness";

describe("the emulator in process", () => {
  it("sells a cart from its token to its orders without a server", async () => {
    const { core } = coreApi();
    const env = core.env({ url: "http://127.0.0.1", user: true });
    const granted = await core.request({
      method: "POST",
      path: `/${env["PARTNERCENTER_TENANT_ID"]}/oauth2/v2.0/token`,
      body: String(
        new URLSearchParams({
          grant_type: "refresh_token",
          client_id: env["PARTNERCENTER_CLIENT_ID"]!,
          client_secret: env["PARTNERCENTER_CLIENT_SECRET"]!,
          refresh_token: env["PARTNERCENTER_REFRESH_TOKEN"]!,
          scope: "https://api.partnercenter.microsoft.com/.default",
        }),
      ),
    });
    const { access_token: token } = bodyOf(granted) as { access_token: string };
    const headers = { authorization: `Bearer ${token}` };
    const customerId = "11111111-2222-4333-8444-555555555555";
    const made = await core.request({
      method: "POST",
      path: `/v1/customers/${customerId}/carts`,
      headers: { ...headers, "MS-RequestId": "create" },
      body: JSON.stringify({ lineItems: TWO_GROUPS.map((line) => ({ quantity: 1, ...line })) }),
    });
    expect(made.status).to.equal(201);
    const cart = { customerId, cartId: (bodyOf(made) as Cart).id };

    const path = `${cartPath(cart)}/checkout`;
    const bought = await core.request({
      method: "POST",
      path,
      headers: { ...headers, "MS-RequestId": "buy" },
    });
    expect(bought).to.deep.include({ status: 201, cut: false });
    expect(bought.headers).to.include({
      "ms-requestid": "buy",
      "content-type": "application/json; charset=utf-8",
      "content-length": String(bought.body.length),
    });
    const orderIds = (bodyOf(bought) as CartCheckoutResult).orders?.map(({ id }) => id);
    expect(core.journal.purchases().map(({ orderId, requestId }) => [orderId, requestId])).to.deep.equal(
      orderIds?.map((id) => [id, "buy"]),
    );
    const listed = await core.request({ method: "GET", path: `/v1/customers/${customerId}/orders`, headers });
    expect((bodyOf(listed) as { items: Order[] }).items.map(({ id }) => id)).to.deep.equal(orderIds);
  });

  it("records requests as the server does, with the query from the path or apart", async () => {
    const { core, api } = coreApi();
    await api.call("GET", "/v1/products?country=US&targetView=Azure", { "MS-RequestId": "one" });
    const headers = { AUTHORIZATION: `Bearer ${core.issueToken()}` };
    const query = { country: "US", targetView: "Azure" };
    const reply = await core.request({ method: "GET", path: "/v1/products", query, headers });
    expect(reply.status).to.equal(200);
    expect(core.requests().map(({ path, query: sent, status }) => [path, sent, status])).to.deep.equal([
      ["/v1/products", "?country=US&targetView=Azure", 200],
      ["/v1/products", "?country=US&targetView=Azure", 200],
    ]);
    expect(core.requests()[1]).to.deep.include({ headers: { authorization: "<redacted>" }, cut: false });
  });

  it("refuses as the API does", async () => {
    const { core, api } = coreApi();
    const unauthorized = await core.request({ method: "GET", path: "/v1/customers/a/orders" });
    expect(unauthorized.status).to.equal(401);
    expect((await api.call("GET", "/v1/customers/a/orders")).status).to.equal(400);
    expect((await api.call("GET", "/v1/nothing")).status).to.equal(404);
  });

  describe("says what a fault does to the connection", () => {
    const path = "/v1/products?country=US&targetView=Azure";

    it("when it is cut before a status leaves", async () => {
      const { core, api } = coreApi();
      const cart = core.addCart({ lineItems: TWO_GROUPS });
      core.faults.script({ operation: "checkout", phase: "after", action: { kind: "cut" } });
      const lost = await api.checkout(cart, "one");
      expect(lost).to.deep.equal({ status: null, headers: {}, body: Buffer.alloc(0), cut: true });
      expect(core.journal.purchases()).to.have.length(2);
      expect(core.requests().at(-1)).to.include({ status: null, cut: true });
    });

    it("when it is cut within the body", async () => {
      const { core, api } = coreApi();
      const { body } = await api.call("GET", path);
      core.faults.script({ action: { kind: "truncate", keepBytes: 10 } });
      const cut = await api.call("GET", path);
      expect(cut.body.equals(body.subarray(0, 10))).to.equal(true);
      expect(cut).to.deep.include({ status: 200, cut: true });
      expect(cut.headers["content-length"]).to.equal(String(body.length));
    });

    it("when the body leaves slowly, or in another form", async () => {
      const { core, api } = coreApi();
      const slow = { chunkBytes: 1, pauseMs: 60_000 };
      core.faults.script({ action: { kind: "send", slow, contentType: "text/plain" } });
      const reply = await api.call("GET", path);
      expect(reply).to.deep.include({ status: 200, cut: false, slow });
      expect(reply.headers["content-type"]).to.equal("text/plain");
    });

    it("when only another one on the same connection is hit", async () => {
      const { core } = coreApi();
      core.faults.script({ reusedConnection: true, phase: "arrival", action: { kind: "cut" } });
      const request = { method: "GET", path: "/v1/products" };
      expect((await core.request(request)).status).to.equal(401);
      expect((await core.request({ ...request, reusedConnection: true })).cut).to.equal(true);
    });
  });

  it("lets the time of delays and of the latency pass as it is told", async () => {
    const passed: number[] = [];
    const wait = async (ms: number) => void passed.push(ms);
    const { core, api } = coreApi({ wait, modes: { latencyMs: 500 } });
    core.faults.script({ action: { kind: "delay", ms: 3_600_000 } });
    expect((await api.call("GET", "/v1/products?country=US&targetView=Azure")).status).to.equal(200);
    expect(passed).to.deep.equal([500, 3_600_000]);
  });

  it("holds a request until it is released", async () => {
    const { core, api } = coreApi();
    const cart = core.addCart({ lineItems: TWO_GROUPS });
    const hold = core.faults.script({ operation: "checkout", action: { kind: "hold" } });
    const first = api.checkout(cart, "one");
    await hold.held();
    expect((await api.checkout(cart, "two")).status).to.equal(409);
    expect(core.journal.purchases()).to.deep.equal([]);
    hold.release();
    expect((await first).status).to.equal(201);
  });
});
