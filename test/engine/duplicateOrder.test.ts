import { expect } from "chai";
import { Purchase } from "../../provider";
import { CUSTOMER, declares, DeclaredPurchase, SEATS } from "../support/declaredPurchase";
import type { Run } from "../support/stack";

const TWICE = "may have been bought twice";

describe("an order of the same that no look could show, through the real engine", function () {
  this.timeout(180_000);
  let purchase: DeclaredPurchase;
  afterEach(() => purchase.end());

  /** What a run printed, without the engine's line breaks. */
  const saidBy = ({ output }: Run) => output.replaceAll(/\s*\n\s*/g, " ");
  const requestsOf = async (run: () => Promise<Run>): Promise<{ run: Run; paths: string[] }> => {
    purchase.emulator.clearRequests();
    const ended = await run();
    expect(ended.ok, ended.output).to.equal(true);
    const requests = purchase.emulator.requests().filter(({ operation }) => operation !== "token");
    return { run: ended, paths: requests.map(({ method, path }) => `${method} ${path.split("/").at(-1)}`) };
  };

  it("is told by a refresh while it can be cancelled, until besides names it, and changes nothing", async () => {
    purchase = await DeclaredPurchase.start();
    const { emulator, stack } = purchase;
    const held = emulator.faults.script({ operation: "checkout", action: { kind: "hold" } });
    const running = stack.up();
    await held.held(60_000);
    const { orderId: theirs } = emulator.addOrder({ customerId: CUSTOMER, lineItems: [SEATS] });
    held.release();
    const up = await running;
    expect(up.ok, up.output).to.equal(true);
    const [ours = ""] = (await purchase.outputs("CartCheckout"))["orderIds"] as string[];

    expect((await requestsOf(() => stack.up())).paths).to.deep.equal([]);
    const refreshed = await requestsOf(() => stack.refresh());
    const said = saidBy(refreshed.run);
    expect(said)
      .to.contain(TWICE)
      .and.contain(`This purchase: ${ours} (`)
      .and.contain(`The other: ${theirs} (`);
    expect(said)
      .to.contain(`besides: ["${theirs}"]`)
      .and.match(/can be cancelled until \d{4}-\d\d-\d\dT/);
    expect(refreshed.paths.filter((path) => /GET (orders|subscriptions)$/.test(path))).to.have.lengthOf(2);
    expect((await requestsOf(() => stack.up())).paths).to.deep.equal([]);

    const named = await stack.up({ program: declares({ seats: { besides: [theirs] } }) });
    expect(named.ok, named.output).to.equal(true);
    expect(saidBy(named)).not.to.contain(TWICE);
    expect(saidBy(await stack.refresh())).not.to.contain(TWICE);
    expect((await requestsOf(() => stack.up())).paths).to.deep.equal([]);
    purchase.expectBought(1);
  });

  it("is none where the program buys the same twice and says so", async () => {
    purchase = await DeclaredPurchase.start();
    const { stack } = purchase;
    const args = { customerId: CUSTOMER, lineItems: [SEATS], waitForProvisioning: false };
    const up = await stack.up({
      program: async () => {
        const { orderIds } = new Purchase("first", args);
        new Purchase("second", { ...args, besides: orderIds });
      },
    });
    expect(up.ok, up.output).to.equal(true);
    for (const run of [up, await stack.refresh(), await stack.up({ refresh: true })])
      expect(saidBy(run)).not.to.contain(TWICE);
    purchase.expectBought(2);
  });
});
