import { expect } from "chai";
import { nextRequest, type NextRequest } from "../../../provider/client/listing";

describe("nextRequest", () => {
  const list = "https://api.example/base/v1/customers/c/orders?include_price=true";
  const priced = (query: string): NextRequest => ({ query: `?${query}&include_price=true`, headers: {} });

  const cases: [uri: string, expected: NextRequest | undefined][] = [
    ["/customers/c/orders?page=2", priced("page=2")],
    ["/v1/customers/c/orders?page=2", priced("page=2")],
    ["/v1//v1/customers/c/orders?page=2", priced("page=2")],
    ["/customers/c/orders/?page=2", priced("page=2")],
    ["https://api.example/v1/customers/C/Orders?page=2", priced("page=2")],
    ["/customers/c/orders?include_price=false&page=2", { query: "?include_price=true&page=2", headers: {} }],
    ["/customers/other/orders?page=2", undefined],
    ["/customers/c/subscriptions?page=2", undefined],
    ["https://attacker.example/v1/customers/c/orders?page=2", undefined],
    ["//attacker.example/v1/customers/c/orders?page=2", undefined],
    ["http://api.example/v1/customers/c/orders?page=2", undefined],
    ["https://api.example:444/v1/customers/c/orders?page=2", undefined],
    ["https://", undefined],
  ];
  for (const [uri, expected] of cases) {
    it(`${expected ? "follows" : "does not follow"} ${uri}`, () => {
      expect(nextRequest({ uri, headers: [] }, list)).to.deep.equal(expected);
    });
  }

  it("takes the continuation token over, and no other header", () => {
    const headers = [
      { key: "MS-ContinuationToken", value: "t" },
      { key: "Host", value: "attacker.example" },
    ];
    const next = nextRequest({ uri: "/customers/c/orders", headers }, list);
    expect(next?.headers).to.deep.equal({ "MS-ContinuationToken": "t" });
  });
});
