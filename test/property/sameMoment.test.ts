import { expect } from "chai";
import { startHost, type Host } from "../support/emulatedHost";
import { inProcess, type InProcess } from "../support/inProcess";
import { DAY_MS, MINUTE_MS, SimulatedTime } from "../support/simulatedTime";
import { StackEngine } from "../support/stackEngine";
import { offeredIds } from "./person";
import { declaredPurchases, programOf, type DeclaredPurchase } from "./declaredPurchases";

const TWICE = "may have been bought twice";

/** A stack of its own, whose program declares one purchase. */
class Stack {
  private readonly engine = new StackEngine();
  readonly purchase: DeclaredPurchase;

  constructor(
    name: string,
    private readonly partnerCenter: InProcess,
    private readonly time: SimulatedTime,
  ) {
    const [purchase] = declaredPurchases({ purchases: [[0, 2]], customers: "one", modes: {} });
    this.purchase = { ...purchase!, name };
  }

  get orderIds(): string[] {
    return this.engine.state(this.purchase.name)?.orderIds ?? [];
  }

  up(): Promise<Host> {
    return this.run((host) => this.engine.up(host, programOf([this.purchase])));
  }

  refresh(): Promise<Host> {
    return this.run((host) => this.engine.refresh(host));
  }

  private async run(command: (host: Host) => ReturnType<StackEngine["up"]>): Promise<Host> {
    const host = startHost(this.partnerCenter, this.time);
    expect(await command(host)).to.deep.include({ end: "ok", errors: [] });
    return host;
  }
}

const warningsOf = ({ lines }: Host) => lines.filter((line) => line.includes(TWICE));
const operationsOf = ({ network }: Host) =>
  network.tries.map(({ operation }) => operation).filter((operation) => operation !== "token");

describe("two stacks that buy the same for one customer at the same moment", () => {
  let time: SimulatedTime;
  let partnerCenter: InProcess;
  let first: Stack;
  let second: Stack;
  beforeEach(async () => {
    time = new SimulatedTime();
    partnerCenter = inProcess({ now: time.now });
    first = new Stack("first", partnerCenter, time);
    second = new Stack("second", partnerCenter, time);
    await Promise.all([first.up(), second.up()]);
    expect([first, second].map(({ orderIds }) => orderIds.length)).to.deep.equal([2, 2]);
    time.advance(MINUTE_MS);
  });

  it("both buy, and each one's refresh tells the orders of both, in one warning", async () => {
    for (const [stack, other] of [
      [first, second],
      [second, first],
    ] as const) {
      const [warning = "", ...more] = warningsOf(await stack.refresh());
      expect(more).to.deep.equal([]);
      for (const id of [...stack.orderIds, ...other.orderIds]) expect(warning).to.include(id);
      expect(offeredIds(warning)).to.have.members(other.orderIds);
    }
  });

  it("silence it with the line that it prints, without another purchase", async () => {
    const [warning = ""] = warningsOf(await first.refresh());
    first.purchase.besides = offeredIds(warning);
    for (const run of [await first.up(), await first.refresh(), await first.up()])
      expect(warningsOf(run)).to.deep.equal([]);
    expect(operationsOf(await first.up())).to.deep.equal([]);
    expect(warningsOf(await second.refresh())).to.have.lengthOf(1);
    expect(partnerCenter.emulator.journal.purchases()).to.have.lengthOf(4);
  });

  it("end it by cancelling in one of them", async () => {
    for (const { id, orderId } of partnerCenter.emulator.subscriptions(second.purchase.customerId))
      if (second.orderIds.includes(orderId))
        partnerCenter.emulator.setSubscription(id, { status: "deleted" });
    for (const id of second.orderIds) partnerCenter.emulator.cancelOrder(id);
    for (const stack of [first, second]) expect(warningsOf(await stack.refresh())).to.deep.equal([]);
  });

  it("ask nothing for it with an unchanged program, and nothing once licences can't be cancelled", async () => {
    await first.refresh();
    expect(operationsOf(await first.up())).to.deep.equal([]);
    time.advance(7 * DAY_MS);
    const late = await first.refresh();
    expect(warningsOf(late)).to.deep.equal([]);
    expect(operationsOf(late)).to.deep.equal(["getCart", "getOrder", "getOrder"]);
  });
});
