import { gzipSync } from "node:zlib";
import { expect } from "chai";
import { sendJson } from "../support/httpServer";
import { cartId, customerId, errorOf, fixture, withRig } from "../support/partnerCenterClient";

describe("reading over HTTP", () => {
  it("asks for each object where Partner Center has it", () =>
    withRig(
      (request, response) => {
        const bodies: [RegExp, string][] = [
          [/\/carts\//, "cart-ordered"],
          [/\/provisioningstatus$/, "order-provisioning-status-fulfilled"],
          [/\/orders\?/, "orders-list"],
          [/\/orders\//, "order-get-completed"],
        ];
        const found = bodies.find(([pattern]) => pattern.test(request.url));
        const customer = { id: customerId, companyProfile: { domain: "a.example", companyName: "A" } };
        sendJson(response, 200, found ? fixture(found[1]) : customer);
      },
      async ({ client, apiRequests }) => {
        expect((await client.getCart(customerId, cartId)).value.status).to.equal("Ordered");
        expect((await client.getOrder(customerId, "a3f0/9c")).value).to.deep.include({
          id: "a3f09c5d7e12",
          totalPrice: "36.48",
        });
        expect((await client.listOrders(customerId)).value.map(({ id }) => id)).to.deep.equal([
          "a3f09c5d7e12",
          "k7Qm2ZtB4xGh-WRdLpXyVnAeKsCTfJu01",
        ]);
        expect((await client.getOrderProvisioningStatus(customerId, "a1")).value).to.deep.equal([
          {
            lineItemNumber: 0,
            status: "fulfilled",
            quantityProvisioningInformation: [{ quantity: 1, status: "fulfilled" }],
          },
        ]);
        expect((await client.getCustomer(customerId)).value).to.deep.equal({
          id: customerId,
          companyName: "A",
          domain: "a.example",
        });
        const base = `/v1/customers/${customerId}`;
        expect(apiRequests().map(({ method, url }) => `${method} ${url}`)).to.deep.equal([
          `GET ${base}/carts/${cartId}`,
          `GET ${base}/orders/a3f0%2F9c?include_price=true`,
          `GET ${base}/orders?include_price=true`,
          `GET ${base}/orders/a1/provisioningstatus`,
          `GET ${base}`,
        ]);
      },
    ));

  const encodings: [title: string, headers: Record<string, string>, body: Buffer][] = [
    ["with a byte order mark", {}, Buffer.from(`\uFEFF${JSON.stringify(fixture("cart-ordered"))}`)],
    ["gzipped", { "Content-Encoding": "gzip" }, gzipSync(JSON.stringify(fixture("cart-ordered")))],
    ["called a page", { "Content-Type": "text/html" }, Buffer.from(JSON.stringify(fixture("cart-ordered")))],
  ];
  for (const [title, headers, body] of encodings) {
    it(`reads a body ${title}`, () =>
      withRig(
        (_request, response) => void response.writeHead(200, headers).end(body),
        async ({ client }) => {
          expect((await client.getCart(customerId, cartId)).value.status).to.equal("Ordered");
        },
      ));
  }

  it("waits as many seconds as Retry-After says, and not its own delay", () => {
    let count = 0;
    return withRig(
      (_request, response) =>
        count++ === 0
          ? sendJson(response, 429, fixture("error-429-throttled"), { "Retry-After": "57" })
          : sendJson(response, 200, fixture("cart-ordered")),
      async ({ client, time }) => {
        await client.getCart(customerId, cartId);
        expect(time.sleeps).to.deep.equal([57_000]);
      },
    );
  });

  it("counts a Retry-After date from the service's own clock", () => {
    let count = 0;
    return withRig(
      (_request, response) =>
        count++ === 0
          ? sendJson(
              response,
              503,
              {},
              { "Retry-After": "Sat, 21 Nov 2026 08:00:09 GMT", Date: "Sat, 21 Nov 2026 08:00:00 GMT" },
            )
          : sendJson(response, 200, fixture("cart-ordered")),
      async ({ client, time }) => {
        await client.getCart(customerId, cartId);
        expect(time.sleeps).to.deep.equal([9_000]);
      },
    );
  });

  it("stops at once when Retry-After does not fit the deadline", () =>
    withRig(
      (_request, response) =>
        sendJson(response, 429, fixture("error-429-throttled"), { "Retry-After": "57" }),
      async ({ client, time, apiRequests }) => {
        const error = await errorOf(client.getCart(customerId, cartId, { deadline: time.now() + 57_000 }));

        expect(error.facts).to.include({ reason: "answer", retryAfterMs: 57_000, tries: 1 });
        expect(error.message).to.contain("Try again in 57 seconds");
        expect(apiRequests()).to.have.length(1);
        expect(time.sleeps).to.be.empty;
      },
    ));

  it("makes every call of the client wait out a 429, whoever got it", () => {
    let count = 0;
    return withRig(
      (_request, response) =>
        count++ === 0
          ? sendJson(response, 429, fixture("error-429-throttled"), { "Retry-After": "57" })
          : sendJson(response, 200, fixture("cart-ordered")),
      async ({ client, time }) => {
        const start = time.now();
        await errorOf(client.getCart(customerId, cartId, { deadline: start + 10_000 }));
        await client.getCart(customerId, cartId);
        expect(time.now() - start).to.equal(57_000);
        const late = await errorOf(client.getCart(customerId, "other", { deadline: time.now() }));
        expect(late.facts).to.include({ reason: "deadline", tries: 0 });
      },
    );
  });

  it("says what it did, where, the code, the ids and what to do", () =>
    withRig(
      (_request, response) => sendJson(response, 404, fixture("error-404-20000-order-not-found")),
      async ({ client, apiRequests }) => {
        const error = await errorOf(client.getOrder(customerId, "a1"));

        const requestId = apiRequests()[0]?.headers["ms-requestid"] ?? "";
        expect(error.message)
          .to.contain(
            `Could not read order a1 of customer ${customerId}: HTTP 404, code 20000: Order ID not found.`,
          )
          .and.to.contain("Check the order id and the customer")
          .and.to.contain(`MS-RequestId ${requestId}`);
        expect(error.facts).to.include({
          method: "GET",
          path: `/v1/customers/${customerId}/orders/a1`,
          requestId,
          tries: 1,
        });
        expect(error).to.not.have.any.keys("config", "request", "response", "cause");
      },
    ));

  it("reads orders without prices when the caller may not see prices", () =>
    withRig(
      (request, response) =>
        request.url.includes("include_price")
          ? sendJson(response, 403, { code: 800043, description: "No right to prices" })
          : sendJson(response, 200, fixture("order-get-completed-no-price")),
      async ({ client }) => {
        const { value } = await client.getOrder(customerId, "a3f09c5d7e12");
        expect(value).to.deep.include({ id: "a3f09c5d7e12", status: "completed" });
        expect(value).not.to.have.property("totalPrice");
      },
    ));

  it("follows the pages of a list, and names each order once", () =>
    withRig(
      (request, response) => {
        const next = {
          uri: `/customers/${customerId}/orders?seekOperation=Next&size=2`,
          headers: [{ key: "MS-ContinuationToken", value: "page-2" }],
        };
        const page = request.headers["ms-continuationtoken"];
        sendJson(
          response,
          200,
          page
            ? { items: [{ id: "b" }, { id: "c" }] }
            : { items: [{ id: "a" }, { id: "b", status: "pending" }], links: { next } },
        );
      },
      async ({ client, apiRequests }) => {
        const { value } = await client.listOrders(customerId);
        expect(value.map(({ id }) => id)).to.deep.equal(["a", "b", "c"]);
        expect(apiRequests()[1]?.url).to.equal(
          `/v1/customers/${customerId}/orders?seekOperation=Next&size=2&include_price=true`,
        );
        expect(apiRequests()[1]?.headers["authorization"]).to.equal("Bearer token-1");
      },
    ));

  const badLinks: [title: string, uri: string, requests: number][] = [
    ["leads to another host", "https://attacker.example/v1/customers/x/orders?page=2", 1],
    ["leads to another list", "/customers/x/subscriptions?page=2", 1],
    ["leads to itself", `/customers/${customerId}/orders?page=2`, 2],
  ];
  for (const [title, uri, requests] of badLinks) {
    it(`gives no half list when the next link ${title}`, () =>
      withRig(
        (_request, response) => sendJson(response, 200, { items: [{ id: "a" }], links: { next: { uri } } }),
        async ({ client, apiRequests }) => {
          const error = await errorOf(client.listOrders(customerId));
          expect(error.facts).to.include({ reason: "unreadable" });
          expect(apiRequests()).to.have.length(requests);
        },
      ));
  }
});
