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
});
