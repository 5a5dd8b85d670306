import { expect } from "chai";
import { sendJson } from "../support/httpServer";
import { customerId, errorOf, withRig } from "../support/partnerCenterClient";

describe("a list that is not whole", () => {
  const product = { customerId, productId: "CFQ7TTC0E101" };
  const next = { uri: "https://attacker.example/v1/products" };
  const cases: [title: string, body: object, expected: string][] = [
    ["lacks an element", { totalCount: 2, items: [{ id: "A" }] }, "promises 2 elements, but 1 came"],
    ["has an odd link", { items: [{ id: "A" }], links: { next: {} } }, "a next page that can't be read"],
    ["leads away", { items: [], links: { next } }, "to another host or another list"],
  ];
  for (const [title, body, expected] of cases) {
    it(`is an error for orders, subscriptions and catalogs when it ${title}`, () =>
      withRig(
        (_request, response) => sendJson(response, 200, body),
        async ({ client, apiRequests }) => {
          for (const call of [
            client.listOrders(customerId),
            client.listSubscriptions(customerId),
            client.listSkus(product),
          ]) {
            const error = await errorOf(call);
            expect(error.facts).to.include({ reason: "unreadable", method: "GET" });
            expect(error.message).to.contain(expected);
          }
          expect(apiRequests()).to.have.length(3);
        },
      ));
  }

  it("is an error when a later page lacks an element", () =>
    withRig(
      ({ url }, response) => {
        const uri = `/customers/${customerId}/subscriptions?page=2`;
        const first = { totalCount: 3, items: [{ id: "a" }], links: { next: { uri } } };
        sendJson(response, 200, url.includes("page=2") ? { totalCount: 3, items: [{ id: "b" }] } : first);
      },
      async ({ client, apiRequests }) => {
        const error = await errorOf(client.listSubscriptions(customerId));
        expect(error.message).to.contain("promises 3 elements, but 2 came");
        expect(apiRequests()).to.have.length(2);
      },
    ));

  const odd = { totalCount: 3, items: [{ id: "a" }, { id: " " }, {}] };

  it("is an error when orders or subscriptions have no readable id", () =>
    withRig(
      (_request, response) => sendJson(response, 200, odd),
      async ({ client }) => {
        const ofOrder = await errorOf(client.listSubscriptions(customerId, { orderId: "o" }));
        expect(ofOrder.facts).to.include({ reason: "unreadable" });
        expect(ofOrder.message).to.contain(
          `Could not list the subscriptions that came from order o of customer ${customerId}: HTTP 200: ` +
            "the list holds 2 subscriptions without a readable id.",
        );
        const orders = await errorOf(client.listOrders(customerId));
        expect(orders.message).to.contain("the list holds 2 orders without a readable id.");
      },
    ));

  it("is none for elements of a catalog that can't be read", () =>
    withRig(
      (_request, response) => sendJson(response, 200, odd),
      async ({ client }) => {
        const { value } = await client.listProducts({ country: "US", targetView: "Azure" });
        expect(value).to.deep.equal([{ id: "a" }]);
      },
    ));
});
