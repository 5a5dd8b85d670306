import { namesOf, orderState } from "../../../../provider/lifecycle/orders/order";
import { expect } from "chai";
import { Refusal } from "../../../../provider/lifecycle/core/lifecycle";
import { RunMemory } from "../../../../provider/lifecycle/core/runMemory";
import type { PurchasedLine } from "../../../../provider/lifecycle/core/items";
import { LINE } from "../../../support/cartLife";
import { fakeOrder, ITEM_B } from "../../../support/cartsAndOrders";

const LINE_B = { ...LINE, catalogItemId: ITEM_B };
const RENEWED = { ...LINE, catalogItemId: "cfq7ttc0e101:0001:CFQ7TTC0ZZZZ" };

describe("RunMemory", () => {
  it("refuses the second hold of a cart, naming it", () => {
    const memory = new RunMemory();
    memory.hold("c/k");
    expect(() => memory.hold("c/k"))
      .to.throw(Refusal)
      .with.property("message")
      .that.includes("c/k");
    expect(() => memory.hold("c/other")).to.not.throw();
  });

  it("lets a cart be tried again once nothing came of it", () => {
    const memory = new RunMemory();
    memory.hold("c/k");
    memory.release("c/k");
    expect(memory.holds("c/k")).to.equal(false);
    expect(() => memory.hold("c/k")).to.not.throw();
  });

  it("knows whose order it is", () => {
    const memory = new RunMemory();
    memory.rememberOrders("c/k", ["a"]);
    expect(memory.isTakenByOther("c/other", "a")).to.equal(true);
    expect(memory.isTakenByOther("c/k", "a")).to.equal(false);
    expect(memory.isTakenByOther("c/k", "b")).to.equal(false);
  });

  it("lets a purchase stand alone while no other one of the customer looks for the same items", () => {
    const memory = new RunMemory();
    memory.expectOrders("c/k", ["ITEM"]);
    memory.expectOrders("d/other", ["item"]);
    expect(memory.isAlone("c/k")).to.equal(true);
    memory.expectOrders("c/other", ["item"]);
    expect(memory.isAlone("c/k")).to.equal(false);
    memory.rememberOrders("c/other", ["o-a"]);
    expect(memory.isAlone("c/k")).to.equal(true);
  });

  it("knows what the program declares for a cart", () => {
    const memory = new RunMemory();
    memory.declareLineItems("c/k", "s/k", [LINE]);
    expect(memory.lineItemsOf("c/k")).to.deep.equal({ lineItems: [LINE], repeated: [] });
    expect(memory.lineItemsOf("c/other")).to.equal(undefined);
    const repeated = ["lineItems[0].participants"];
    memory.declareLineItems("c/k", "s/k", [LINE_B], repeated);
    expect(memory.lineItemsOf("c/k")).to.deep.equal({ lineItems: [LINE_B], repeated });
  });
});

describe("carts that a program declares", () => {
  const cart = (name: string, lines: PurchasedLine[], more: { customer?: string; onTop?: boolean } = {}) => ({
    name,
    resource: `s/${name}`,
    isNew: true,
    customerId: more.customer ?? "c",
    lines,
    comesOnTop: more.onTop ?? false,
  });

  const rows: [title: string, second: ReturnType<typeof cart>, found: string | undefined][] = [
    ["hold the same", cart("twin", [LINE]), "first"],
    ["hold the same by another availability, in another case", cart("twin", [RENEWED]), "first"],
    [
      "call the same by another friendly name",
      cart("twin", [{ ...LINE, friendlyName: "x" } as never]),
      "first",
    ],
    ["have one line in common", cart("twin", [LINE_B, LINE]), "first"],
    ["are for another customer", cart("twin", [LINE], { customer: "d" }), undefined],
    ["hold another quantity", cart("twin", [{ ...LINE, quantity: 24 }]), undefined],
    ["run for another term", cart("twin", [{ ...LINE, termDuration: "P1M" }]), undefined],
    ["are billed otherwise", cart("twin", [{ ...LINE, billingCycle: "annual" }]), undefined],
    ["hold something else", cart("twin", [LINE_B]), undefined],
    ["say what they come on top of", cart("twin", [LINE], { onTop: true }), undefined],
  ];
  for (const [title, second, found] of rows)
    it(`${found ? "are found" : "pass"} when they ${title}`, () => {
      const memory = new RunMemory();
      expect(memory.declareCart("s/first", cart("first", [LINE]))).to.equal(undefined);
      expect(memory.declareCart("s/twin", second)?.name).to.equal(found);
    });

  it("pass when the first one says that it comes on top of the other", () => {
    const memory = new RunMemory();
    memory.declareCart("s/first", cart("first", [LINE], { onTop: true }));
    expect(memory.declareCart("s/twin", cart("twin", [LINE]))).to.equal(undefined);
  });

  it("are one cart by one key, whatever it held before", () => {
    const memory = new RunMemory();
    memory.declareCart("s/first", cart("first", [LINE]));
    expect(memory.declareCart("s/first", cart("first", [LINE]))).to.equal(undefined);
    memory.declareCart("s/first", cart("first", [LINE_B]));
    expect(memory.declareCart("s/twin", cart("twin", [LINE]))).to.equal(undefined);
  });

  it("are each held against all of the others", () => {
    const memory = new RunMemory();
    memory.declareCart("s/first", cart("first", [LINE]));
    expect(memory.declareCart("s/second", cart("second", [LINE_B]))).to.equal(undefined);
    expect(memory.declareCart("s/third", cart("third", [{ ...LINE_B }]))?.name).to.equal("second");
  });
});

describe("purchases of one run", () => {
  const order = fakeOrder("O-A", { alternateId: "PORTAL-1" });
  const started = () => {
    const memory = new RunMemory();
    expect(memory.claimLines("c/k", "c", [LINE], [])).to.equal(undefined);
    return memory;
  };

  it("are found while they are under way, line by line, for one customer", () => {
    const memory = started();
    expect(memory.claimLines("c/other", "c", [LINE_B, RENEWED], [])).to.equal("c/k");
    expect(memory.claimLines("d/other", "d", [LINE], [])).to.equal(undefined);
    expect(memory.claimLines("c/more", "c", [{ ...LINE, quantity: 5 }], [])).to.equal(undefined);
  });

  it("are none for the purchase itself, which may be tried again", () => {
    expect(started().claimLines("c/k", "c", [LINE], [])).to.equal(undefined);
  });

  it("enter nothing when they are refused", () => {
    const memory = started();
    memory.claimLines("c/other", "c", [LINE, LINE_B], []);
    expect(memory.claimLines("c/third", "c", [LINE_B], [])).to.equal(undefined);
  });

  it("are forgotten once they were certainly not made, or let go", () => {
    for (const end of ["unclaimLines", "release"] as const) {
      const memory = started();
      memory[end]("c/k");
      expect(memory.claimLines("c/other", "c", [LINE], [])).to.equal(undefined);
    }
  });

  for (const [title, name] of [
    ["its order's id", "O-A"],
    ["its order's alternate id", "PORTAL-1"],
    ["its subscription's id", "sub-O-A"],
    ["its order's id in another case", "o-a"],
  ] as const)
    it(`let another one come on top of one that it calls by ${title}`, () => {
      const memory = started();
      expect(memory.claimLines("c/other", "c", [LINE], [name]), "not bought yet").to.equal("c/k");
      memory.rememberPurchase("c/k", [namesOf(orderState(order))]);
      expect(memory.claimLines("c/other", "c", [LINE], [name])).to.equal(undefined);
    });

  it("want all orders of the other one to be named", () => {
    const memory = started();
    memory.rememberPurchase("c/k", [namesOf(orderState(order)), namesOf(orderState(fakeOrder("o-b")))]);
    expect(memory.claimLines("c/other", "c", [LINE], ["o-a"])).to.equal("c/k");
    expect(memory.claimLines("c/other", "c", [LINE], ["o-a", "sub-o-b"])).to.equal(undefined);
  });

  it("want the right orders to be named", () => {
    const memory = started();
    memory.rememberPurchase("c/k", [namesOf(orderState(order))]);
    expect(memory.claimLines("c/other", "c", [LINE], ["o-x"])).to.equal("c/k");
  });
});

describe("a cart that exists and a new one", () => {
  it("are told in either order of their checks, and two that exist are not", () => {
    const one = {
      name: "old",
      resource: "s/old",
      customerId: "c",
      isNew: false,
      lines: [LINE],
      comesOnTop: false,
    };
    const fresh = { ...one, name: "new", resource: "s/new", isNew: true };
    const memory = new RunMemory();
    memory.declareCart("s/new", fresh);
    expect(memory.declareCart("s/old", one)).to.include({ name: "new", isNew: true });
    const reversed = new RunMemory();
    reversed.declareCart("s/old", one);
    expect(reversed.declareCart("s/new", fresh)).to.include({ name: "old", isNew: false });
    expect(reversed.declareCart("s/other", { ...one, resource: "s/other" })?.name).to.equal("new");
    const bought = new RunMemory();
    bought.declareCart("s/old", one);
    expect(bought.declareCart("s/other", { ...one, resource: "s/other" })).to.equal(undefined);
  });
});

describe("a cart and a checkout of one program", () => {
  const declared = {
    name: "first",
    resource: "s/first",
    customerId: "c",
    isNew: true,
    lines: [LINE],
    comesOnTop: false,
  };

  it("have a line in common where the checkout is of another cart, in either order", () => {
    const memory = new RunMemory();
    memory.declareCart("s/first", declared);
    expect(memory.declaresElsewhere("c/k", "c", [LINE])).to.equal("first");
    expect(memory.declaresElsewhere("c/k", "c", [LINE_B])).to.equal(undefined);
    const other = new RunMemory();
    other.claimLines("c/k", "c", [LINE], []);
    expect(other.declareCart("s/first", declared)?.name).to.equal("c/k");
    expect(other.declareCart("s/first", { ...declared, isNew: false })).to.equal(undefined);
  });

  it("are one purchase where the checkout is of that cart", () => {
    const memory = new RunMemory();
    memory.declareLineItems("c/k", "s/first", []);
    memory.declareCart("s/first", declared);
    expect(memory.declaresElsewhere("c/k", "c", [LINE])).to.equal(undefined);
    memory.claimLines("c/k", "c", [LINE], []);
    expect(memory.declareCart("s/first", declared)).to.equal(undefined);
  });
});
