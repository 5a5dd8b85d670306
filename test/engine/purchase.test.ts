import { expect } from "chai";
import { buys, LICENCE, Purchase, SOFTWARE } from "../support/purchase";

describe("pulumi up of a checkout, through the real engine", function () {
  this.timeout(120_000);
  let purchase: Purchase;
  afterEach(() => purchase.end());

  it("buys once, keeps the orders in state, and sends nothing on the next up", async () => {
    purchase = await Purchase.start({ lineItems: [LICENCE, SOFTWARE] });
    expect((await purchase.stack.up()).ok).to.equal(true);
    await purchase.expectBoughtOnce(2);
    const requests = purchase.emulator.requests().length;
    const second = await purchase.stack.up();
    expect(second.output).to.contain("unchanged");
    expect(purchase.emulator.requests()).to.have.length(requests);
  });

  it("turns pending into completed and fills subscription ids in on refresh, and shows no change afterwards", async () => {
    purchase = await Purchase.start({ modes: { subscriptionIds: "afterProvisioning" } });
    await purchase.stack.up();
    expect(await purchase.outputs()).to.deep.include({ status: "pending", subscriptionIds: [] });
    purchase.emulator.provisionAll();
    expect((await purchase.stack.refresh()).ok).to.equal(true);
    const outputs = await purchase.outputs();
    expect(outputs["status"]).to.equal("completed");
    expect(outputs["subscriptionIds"]).to.have.length(1);
    expect((await purchase.stack.preview()).output).to.contain("2 unchanged");
    expect(purchase.checkoutsSent()).to.equal(1);
  });

  it("waits for provisioning when it is told to", async () => {
    purchase = await Purchase.start({
      args: { waitForProvisioning: true, provisioningTimeoutSeconds: 20 },
      modes: { subscriptionIds: "afterProvisioning", provisioning: { afterPolls: 2 } },
    });
    expect((await purchase.stack.up()).ok).to.equal(true);
    const outputs = await purchase.outputs();
    expect(outputs["status"]).to.equal("completed");
    expect(outputs["subscriptionIds"]).to.have.length(1);
  });

  it("succeeds with a warning when provisioning takes longer than it may wait", async () => {
    purchase = await Purchase.start({ args: { waitForProvisioning: true, provisioningTimeoutSeconds: 1 } });
    const up = await purchase.stack.up();
    expect(up.ok).to.equal(true);
    expect(up.output).to.contain("warning: cart").and.contain("pulumi refresh");
    expect((await purchase.outputs())["status"]).to.equal("pending");
  });

  it("forgets the purchase on destroy, with a warning that names the orders that keep billing", async () => {
    purchase = await Purchase.start();
    await purchase.stack.up();
    const [order] = purchase.emulator.journal.purchases();
    const destroy = await purchase.stack.destroy();
    expect(destroy.ok).to.equal(true);
    expect(destroy.output).to.contain("nothing was cancelled").and.contain(order?.orderId);
    expect(await purchase.stack.checkouts()).to.deep.equal([]);
    expect(purchase.emulator.order(order?.orderId ?? "")?.status).to.equal("pending");
  });

  it("refuses destroy with onDelete forbid, and keeps the purchase", async () => {
    purchase = await Purchase.start({ args: { onDelete: "forbid" } });
    await purchase.stack.up();
    const destroy = await purchase.stack.destroy();
    expect(destroy.ok).to.equal(false);
    expect(destroy.output).to.contain('onDelete is "forbid"');
    await purchase.expectBoughtOnce();
  });

  it("never buys by a change of options", async () => {
    purchase = await Purchase.start();
    await purchase.stack.up();
    const up = await purchase.stack.up({ program: buys(purchase.ids, { onDelete: "forbid" }) });
    expect(up.ok).to.equal(true);
    expect((await purchase.outputs())["onDelete"]).to.equal("forbid");
    expect(purchase.checkoutsSent()).to.equal(1);
  });
});
