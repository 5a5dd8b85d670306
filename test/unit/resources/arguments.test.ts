import type * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import type { CartArgs, CartCheckoutArgs } from "../../../provider";
import { cartInputs, type CartInputs } from "../../../provider/lifecycle/cart/inputs";
import { checkoutInputs, type CheckoutInputs } from "../../../provider/lifecycle/checkout/inputs";

/** What a program says to the class, and no lifecycle's schema has. */
type OfClass = "previewChecks" | "profile";
type Cart = Omit<CartArgs, OfClass>;
type Checkout = Omit<CartCheckoutArgs, OfClass>;

/** The compiler asks for every argument that is declared. */
const CART: Record<keyof Cart, true> = {
  customerId: true,
  lineItems: true,
  partnerOnRecordAttestationAccepted: true,
  existingCartId: true,
  ifAlreadyOrdered: true,
  besides: true,
  orderIds: true,
  limits: true,
};
const CHECKOUT: Record<keyof Checkout, true> = {
  customerId: true,
  cartId: true,
  orderIds: true,
  waitForProvisioning: true,
  provisioningTimeoutSeconds: true,
  checkoutTimeoutSeconds: true,
  onOrderErrors: true,
  onDelete: true,
  customerUserUpn: true,
  lineItems: true,
  ifAlreadyOrdered: true,
  besides: true,
  limits: true,
};

describe("the arguments that are declared", () => {
  it("are those that the schemas have", () => {
    expect(Object.keys(cartInputs.entries)).to.have.members([...Object.keys(CART), "seed"]);
    expect(Object.keys(checkoutInputs.entries)).to.have.members(Object.keys(CHECKOUT));
  });

  it("are of the types that the schemas take, once they are known", () => {
    const cart = (args: pulumi.Unwrap<Cart>): Omit<CartInputs, "seed"> => args;
    const checkout = (args: pulumi.Unwrap<Checkout>): CheckoutInputs => args;
    expect([cart, checkout]).to.have.length(2);
  });
});
