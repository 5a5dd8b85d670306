import { expect } from "chai";
import { CATALOG, startEmulator, type Emulator } from "../../../emulator";
import {
  getActivationLinks,
  getAvailabilities,
  getOrder,
  getOrders,
  getProducts,
  getProvisioningStatus,
  getSkus,
  getSubscription,
  getSubscriptions,
  resolveCatalogItem,
} from "../../../provider";
import { lookupErrorOf } from "../../support/lookupProgram";
import { customerId } from "../../support/partnerCenterClient";

/** Lets look-ups meet an emulator with one customer. */
async function withEmulator(
  test: (emulator: Emulator) => Promise<void>,
  options?: { user: boolean },
): Promise<void> {
  const { env } = process;
  const emulator = await startEmulator({ samples: false });
  emulator.addCustomer({ id: customerId });
  process.env = { ...env, ...emulator.env(options) };
  try {
    await test(emulator);
  } finally {
    process.env = env;
    await emulator.close();
  }
}

describe("look-ups on the emulator", () => {
  for (const targetView of ["OnlineServices", "Azure", "Software", "MarketplaceSaaS"])
    it(`resolve all that ${targetView} sells to a customer, or name it as one of several`, () =>
      withEmulator(async () => {
        let resolved = 0;
        const ambiguous = new Set<string>();
        for (const { id: productId } of await getProducts({ customerId, targetView }))
          for (const { id: skuId, title } of await getSkus({ customerId, productId })) {
            const availabilities = await getAvailabilities({ customerId, productId, skuId });
            for (const { catalogItemId = "", segment, terms } of availabilities)
              for (const { duration: termDuration, billingCycle = "" } of terms) {
                const wanted = { productId, skuId, termDuration, billingCycle, segment };
                const resolving = resolveCatalogItem({ customerId, ...wanted });
                if (availabilities.length > 1) {
                  expect((await lookupErrorOf(resolving)).message).to.contain(catalogItemId);
                  ambiguous.add(`${productId}:${skuId}`);
                  continue;
                }
                expect(await resolving).to.include({ catalogItemId, skuTitle: title, termDuration });
                resolved++;
              }
          }
        expect(resolved).to.be.greaterThan(0);
        // Exchange Online (Plan 1), which the emulator sells under two availabilities.
        expect([...ambiguous]).to.deep.equal(targetView === "OnlineServices" ? ["CFQ7TTC0LH16:0001"] : []);
      }));

  it("find what a purchase became", () =>
    withEmulator(
      async (emulator) => {
        const saas = CATALOG.find(({ kind }) => kind === "saas");
        const [term] = saas?.terms ?? [];
        const line = { catalogItemId: saas?.catalogItemId ?? "", quantity: 2, ...term };
        const { orderId } = emulator.addOrder({
          customerId,
          lineItems: [{ ...line, termDuration: term?.duration }],
        });
        emulator.provision(orderId);

        const order = await getOrder({ customerId, orderId });
        expect(await getOrders({ customerId })).to.deep.equal([order]);
        const [subscription] = await getSubscriptions({ customerId, orderId });
        expect(subscription).to.deep.include({ orderId, quantity: 2, offerId: line.catalogItemId });
        expect(order.lineItems[0]?.subscriptionId).to.equal(subscription?.id);
        const subscriptionId = subscription?.id ?? "";
        expect(await getSubscription({ customerId, subscriptionId })).to.deep.equal(subscription);
        const links = await getActivationLinks({ customerId, orderId, lineItemNumber: 0 });
        expect(links).to.have.length(1);
        expect(await getActivationLinks({ customerId, subscriptionId })).to.deep.equal(links);
        const [line0] = await getProvisioningStatus({ customerId, orderId });
        expect(line0).to.include({ lineItemNumber: 0, status: "fulfilled" });
      },
      { user: true },
    ));

  it("say what App-only credentials can't see, and which order doesn't exist", () =>
    withEmulator(async () => {
      const orderId = "a3f09c5d7e12";
      const { code, message } = await lookupErrorOf(getProvisioningStatus({ customerId, orderId }));
      expect(code).to.equal("900329");
      expect(message).to.contain("`partnercenter:refreshToken`");
      expect((await lookupErrorOf(getOrder({ customerId, orderId }))).code).to.equal("20000");
    }));
});
