import { expect } from "chai";
import { Refusal } from "../../../provider/lifecycle/lifecycle";
import { RunMemory } from "../../../provider/lifecycle/runMemory";

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

  it("knows which other cart of a run holds the same", () => {
    const memory = new RunMemory();
    expect(memory.declareItems("key", "a")).to.equal(undefined);
    expect(memory.declareItems("key", "a")).to.equal(undefined);
    expect(memory.declareItems("key", "b")).to.equal("a");
    expect(memory.declareItems("key", "c")).to.equal("a");
    expect(memory.declareItems("other key", "b")).to.equal(undefined);
  });

  it("knows which checkouts are to take orders over", () => {
    const memory = new RunMemory();
    memory.expectAdoption("c/k");
    expect(memory.expectsAdoption("c/k")).to.equal(true);
    expect(memory.expectsAdoption("c/other")).to.equal(false);
  });

  it("takes Partner Center for reachable until a preview says otherwise", () => {
    expect(new RunMemory().unreachable).to.equal(false);
  });

  it("lets a purchase stand alone while no other one of the customer looks for the same items", () => {
    const memory = new RunMemory();
    memory.lookFor("c/k", ["ITEM"]);
    memory.lookFor("d/other", ["item"]);
    expect(memory.isAlone("c/k")).to.equal(true);
    memory.lookFor("c/other", ["item"]);
    expect(memory.isAlone("c/k")).to.equal(false);
    memory.rememberOrders("c/other", ["o-a"]);
    expect(memory.isAlone("c/k")).to.equal(true);
  });
});
