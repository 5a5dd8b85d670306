import { expect } from "chai";
import type { FaultAction } from "../../emulator";
import { CartCheckout } from "../../provider";
import { BOUGHT_SEATS, CUSTOMER, declares, DeclaredPurchase, SEATS } from "../support/declaredPurchase";

/** What a list can have that leaves open whether it is whole. */
const NOT_WHOLE: Record<string, { action: FaultAction; cause: string }> = {
  "promises more than it holds and links to nothing": {
    action: { kind: "alter", totalCount: 5 },
    cause: "promises 5",
  },
  "has a link to a next page that can't be read": {
    action: { kind: "alter", nextLink: { address: "/elsewhere" } },
    cause: "can't be read",
  },
  "has a link to another host": {
    action: { kind: "alter", nextLink: { uri: "https://elsewhere.example/orders", headers: [] } },
    cause: "another host",
  },
};

describe("a list of what the customer has that may not be whole, through the real engine", function () {
  this.timeout(180_000);
  let purchase: DeclaredPurchase;
  beforeEach(async () => (purchase = await DeclaredPurchase.start()));
  afterEach(() => purchase.end());

  const bare = (cartId: string) => async () => {
    new CartCheckout("seats", { customerId: CUSTOMER, cartId, waitForProvisioning: false });
  };

  for (const operation of ["listOrders", "listSubscriptions"] as const)
    for (const [what, { action, cause }] of Object.entries(NOT_WHOLE)) {
      /** Twice refused with the cause and its remedy, then bought once the list is whole. */
      async function expectRefusedWhileItIs(program: () => Promise<void>): Promise<void> {
        purchase.emulator.faults.script({ operation, times: "always", action });
        for (let run = 0; run < 2; run++) {
          const refused = await purchase.stack.up({ program });
          expect(refused.ok, refused.output).to.equal(false);
          expect(refused.output)
            .to.contain("can't be told")
            .and.contain(cause)
            .and.contain("nothing was sent");
          if (operation === "listOrders") expect(refused.output).not.to.contain("listSubscriptions");
          purchase.expectBought(0);
          expect(purchase.sent("POST", "/checkout")).to.equal(0);
        }
        purchase.emulator.faults.clear();
        purchase.expectBoughtAs(await purchase.stack.up(), [[BOUGHT_SEATS]]);
      }

      it(`is unreadable where ${operation} ${what}: a Purchase is refused`, () =>
        expectRefusedWhileItIs(declares({ seats: {} })));

      it(`is unreadable where ${operation} ${what}: a bare CartCheckout is refused`, () => {
        const { cartId } = purchase.emulator.addCart({ customerId: CUSTOMER, lineItems: [SEATS] });
        return expectRefusedWhileItIs(bare(cartId));
      });
    }

  it("is no ground to adopt on", async () => {
    purchase.emulator.addOrder({ customerId: CUSTOMER, lineItems: [SEATS] });
    const action = { kind: "alter", totalCount: 5 } as const;
    purchase.emulator.faults.script({ operation: "listOrders", times: "always", action });
    const adopting = await purchase.stack.up({ program: declares({ seats: { ifAlreadyOrdered: "adopt" } }) });
    expect(adopting.ok).to.equal(false);
    expect(adopting.output).to.contain("promises 5");
    purchase.expectBought(0);
  });

  it("doesn't hide the same on a page behind", async () => {
    purchase.emulator.setModes({ ordersPageSize: 1 });
    purchase.emulator.addOrder({ customerId: CUSTOMER, lineItems: [{ ...SEATS, quantity: 1 }] });
    const { orderId } = purchase.emulator.addOrder({ customerId: CUSTOMER, lineItems: [SEATS] });
    await purchase.expectStaysRefused(await purchase.stack.up(), [orderId]);
  });
});
