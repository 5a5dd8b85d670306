import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import * as partnercenter from "../../../provider";
import { sendJson, type Handler } from "../../support/httpServer";
import { lookupErrorOf, settled, unknownOutput, withLookups } from "../../support/lookupProgram";
import { cartId, customerId, fixture } from "../../support/partnerCenterClient";

const orderId = "a3f09c5d7e12";

const anyCart: Handler = (_request, response) => sendJson(response, 200, { id: "a" });

describe("the Output form of a look-up", () => {
  it("waits for its arguments and gives what the look-up gives", () =>
    withLookups(anyCart, async ({ asked }) => {
      const args = { customerId: Promise.resolve(customerId), cartId: pulumi.output(cartId) };
      expect((await settled(partnercenter.getCartOutput(args))).id).to.equal("a");
      expect(asked()).to.deep.equal([`GET /v1/customers/${customerId}/carts/${cartId}`]);
    }));

  it("asks nothing and is not known while an argument is not", () =>
    withLookups(anyCart, async ({ asked, tokens }) => {
      const forms = [
        partnercenter.getCartOutput({ customerId, cartId: unknownOutput() }),
        partnercenter.getSubscriptionsOutput({ customerId, orderId: unknownOutput() }),
        partnercenter.getActivationLinksOutput({ customerId, subscriptionId: unknownOutput() }),
        partnercenter.resolveCatalogItemOutput({
          customerId: unknownOutput(),
          productId: "P",
          skuId: "0001",
          billingCycle: "monthly",
        }),
      ];
      for (const form of forms) {
        const { isKnown } = form as unknown as { isKnown: Promise<boolean> };
        await settled(form as pulumi.Output<unknown>);
        expect(await isKnown).to.equal(false);
      }
      expect([asked().length, tokens()]).to.deep.equal([0, 0]);
    }));

  it("keeps a secret argument's result secret", () =>
    withLookups(anyCart, async () => {
      const cart = partnercenter.getCartOutput({ customerId, cartId: pulumi.secret(cartId) });
      expect(await pulumi.isSecret(cart)).to.equal(true);
    }));

  it("makes activation links secret", () =>
    withLookups(
      (_request, response) => sendJson(response, 200, fixture("activation-links")),
      async () => {
        const links = partnercenter.getActivationLinksOutput({ customerId, orderId, lineItemNumber: 0 });
        expect(await pulumi.isSecret(links)).to.equal(true);
        expect((await settled(links))[0]?.uri).to.contain("token=FAKE");
      },
    ));

  it("fails with an error that Pulumi shows as its message alone", () =>
    withLookups(
      (_request, response) => sendJson(response, 403, fixture("error-403-900329-app-only")),
      async () => {
        const error = await lookupErrorOf(
          settled(partnercenter.getProvisioningStatusOutput({ customerId, orderId })),
        );
        expect(pulumi.RunError.isInstance(error)).to.equal(true);
        expect(error.stack).to.equal(`LookupError: ${error.message}`);
      },
    ));
});
