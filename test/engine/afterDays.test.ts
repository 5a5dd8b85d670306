import { expect } from "chai";
import { CartCheckout, type CartCheckoutArgs } from "../../provider";
import {
  BOUGHT_SEATS,
  BOUGHT_SOFTWARE,
  CUSTOMER,
  DAY_MS,
  declares,
  DeclaredPurchase,
  SEATS,
  SOFTWARE,
} from "../support/declaredPurchase";

/** What a calendar does to purchases that were made, or taken over, without any fault. */
describe("a purchase some days later, through the real engine", function () {
  this.timeout(180_000);
  let purchase: DeclaredPurchase;
  beforeEach(async () => (purchase = await DeclaredPurchase.start()));
  afterEach(() => purchase.end());

  const order = () => purchase.emulator.addOrder({ customerId: CUSTOMER, lineItems: [SEATS] }).orderId;

  it("whose orders are named has nothing to do on day 9, and makes no other cart", async () => {
    const program = declares({ seats: { orderIds: [order()] } });
    purchase.expectBoughtAs(await purchase.stack.up({ program }), []);
    purchase.emulator.clock.advance(9 * DAY_MS);
    for (let run = 0; run < 2; run++) purchase.expectBoughtAs(await purchase.stack.up(), []);
    expect(purchase.sent("POST", "/carts")).to.equal(1);
  });

  it("that took over a month's term stays what it is once that has run out", async () => {
    order();
    purchase.emulator.provisionAll();
    const program = declares({ seats: { ifAlreadyOrdered: "adopt" } });
    purchase.expectBoughtAs(await purchase.stack.up({ program }), []);
    purchase.emulator.clock.advance(35 * DAY_MS);
    const [subscription] = purchase.emulator.subscriptions(CUSTOMER);
    purchase.emulator.setSubscription(subscription?.id ?? "", { status: "expired" });
    for (const refresh of [false, true, false])
      purchase.expectBoughtAs(await purchase.stack.up({ refresh }), []);
  });

  it("of software is not bought again by the id of a cart, also without checks in previews", async () => {
    await purchase.stack.setConfig("partnercenter:previewChecks", "false");
    const software = { customerId: CUSTOMER, lineItems: [SOFTWARE] };
    purchase.expectBoughtAs(await purchase.stack.up({ program: declares({ software }) }), [
      [BOUGHT_SOFTWARE],
    ]);
    purchase.emulator.clock.advance(40 * DAY_MS);
    const { cartId } = purchase.emulator.addCart(software);
    const program = async () => {
      await declares({ software })();
      new CartCheckout("again", { ...software, cartId, waitForProvisioning: false });
    };
    const up = await purchase.stack.up({ program });
    expect(up.ok, up.output).to.equal(false);
    // Whichever of the two the engine comes to first is named by its name or by its cart.
    expect(up.output).to.match(/software|another resource of this program/);
    expect(purchase.bought()).to.deep.equal([[BOUGHT_SOFTWARE]]);
  });
});

describe("the lines of a purchase by the id of a cart, once it is bought, through the real engine", function () {
  this.timeout(180_000);
  let purchase: DeclaredPurchase;
  afterEach(() => purchase.end());

  it("can't be declared twice, with a line less, or with another commitment", async () => {
    purchase = await DeclaredPurchase.start();
    const lines = [SEATS, SOFTWARE];
    const { cartId } = purchase.emulator.addCart({ customerId: CUSTOMER, lineItems: lines });
    const program = (lineItems: CartCheckoutArgs["lineItems"]) => async () => {
      new CartCheckout("plan", { customerId: CUSTOMER, cartId, lineItems, waitForProvisioning: false });
    };
    const bought = [[BOUGHT_SEATS], [BOUGHT_SOFTWARE]];
    purchase.expectBoughtAs(await purchase.stack.up({ program: program(lines) }), bought);
    const purchaseCommitment = { amount: 5, currency: "usd", grain: "hourly" };
    for (const lineItems of [[...lines, ...lines], [SEATS], [{ ...SEATS, purchaseCommitment }, SOFTWARE]]) {
      const edited = await purchase.stack.up({ program: program(lineItems) });
      expect(edited.ok, edited.output).to.equal(false);
      expect(edited.output).to.contain("lineItems can't change");
      expect(purchase.bought()).to.deep.equal(bought);
    }
    purchase.expectBoughtAs(await purchase.stack.up({ program: program(lines) }), bought);
  });
});
