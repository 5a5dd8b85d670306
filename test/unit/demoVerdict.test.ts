import { expect } from "chai";
import { readCheckouts, type StoredCheckout } from "../../demo/checkouts";
import { ordersTable } from "../../demo/ordersTable";
import { problemsOf, summaryOf } from "../../demo/verdict";

function checkout(status: string): StoredCheckout {
  const line = { lineItemNumber: 0, friendlyName: "Office 365 E5", quantity: 2 };
  return {
    customerId: "customer-1",
    cartId: "cart-1",
    status,
    orders: [
      {
        id: "order-1",
        status,
        currencyCode: "USD",
        lineItems: [
          { ...line, subscriptionId: "subscription-1", extendedPrice: "36.48" },
          { lineItemNumber: 1, offerId: "DZH318Z0BQ36:004G:DZH318Z08C0S" },
        ],
      },
    ],
  };
}

describe("the demo's verdict", () => {
  const right = {
    before: 0,
    after: 1,
    bought: ["order-1"],
    duplicates: 0,
    checkouts: [checkout("completed")],
  };
  const cases: readonly [title: string, run: Partial<typeof right>, problems: RegExp[]][] = [
    ["has nothing against a first run that bought", {}, []],
    ["has nothing against a second run that bought nothing", { before: 1 }, []],
    ["objects when nothing was bought", { after: 0, bought: [], checkouts: [] }, [/Nothing was bought/]],
    ["objects to a group that was bought twice", { duplicates: 1 }, [/more than once/]],
    [
      "objects to a purchase that the stack lost",
      { bought: ["order-1", "order-2"] },
      [/order-2 was bought, but/],
    ],
    ["objects to an order that was never bought", { bought: [] }, [/order-1 is in the stack, but/]],
    ["objects to an order still pending", { checkouts: [checkout("pending")] }, [/order-1 is pending after/]],
  ];
  for (const [title, run, expected] of cases) {
    it(title, () => {
      const problems = problemsOf({ ...right, ...run });
      expect(problems).to.have.length(expected.length);
      expected.forEach((problem, at) => expect(problems[at]).to.match(problem));
    });
  }

  it("says of a second run that nothing was bought again, with both counts", () => {
    expect(summaryOf({ before: 4, after: 4 })).to.match(/^Nothing was bought again: .* 4 .* 4 now/);
  });

  it("says of a run after an interrupted one what was bought earlier", () => {
    expect(summaryOf({ before: 1, after: 4 })).to.match(
      /holds 4 purchases, 1 of them from earlier runs, none of/,
    );
  });
});

describe("the demo's table", () => {
  it("has a row for every line item, with its subscription and price", () => {
    const table = ordersTable([checkout("pending")]);
    expect(table).to.match(/cart cart-1: pending/);
    expect(table).to.match(/order-1 +│ pending +│ 2 x Office 365 E5 +│ subscription-1 +│ 36\.48 USD/);
    expect(table).to.match(/1 x DZH318Z0BQ36:004G:DZH318Z08C0S +│ - +│ -/);
  });

  it("shows how a status has changed", () => {
    expect(ordersTable([checkout("completed")], [checkout("pending")])).to.contain("pending -> completed");
    expect(ordersTable([checkout("completed")], [checkout("completed")])).to.not.contain("->");
  });
});

describe("the demo's view of the stack", () => {
  const type = "pulumi-nodejs:dynamic/partnercenter:CartCheckout";

  it("takes the purchases out of an exported stack and leaves other resources", () => {
    const resources = [{ type: "pulumi:pulumi:Stack" }, { type, outputs: checkout("completed") }];
    expect(readCheckouts(JSON.stringify({ deployment: { resources } }))).to.deep.equal([
      checkout("completed"),
    ]);
  });

  it("lists them by cart id, in whatever order they were finished", () => {
    const resources = ["cart-2", "cart-1"].map((cartId) => ({
      type,
      outputs: { ...checkout("pending"), cartId },
    }));
    const read = readCheckouts(JSON.stringify({ deployment: { resources } }));
    expect(read.map(({ cartId }) => cartId)).to.deep.equal(["cart-1", "cart-2"]);
  });

  it("finds nothing in an empty stack", () => {
    expect(readCheckouts('{"deployment":{}}')).to.deep.equal([]);
  });

  it("refuses a purchase without orders", () => {
    const resources = [{ type, outputs: { customerId: "c", cartId: "c", status: "completed" } }];
    expect(() => readCheckouts(JSON.stringify({ deployment: { resources } }))).to.throw("orders");
  });
});
