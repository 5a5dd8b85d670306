import { expect } from "chai";
import * as pulumi from "@pulumi/pulumi";
import { Cart, CartCheckout } from "../../../provider";
import {
  refuseCustomTimeouts,
  refuseImport,
  refuseNoCart,
  refuseOldArgs,
  refuseUnknownArgs,
  resourceKeyOf,
} from "../../../provider/resources/programChecks";
import { CART_INPUTS } from "../../support/cartLife";
import { INPUTS } from "../../support/checkoutStates";

/** What ends a program with a message and nothing else. */
function refusalOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    expect(pulumi.RunError.isInstance(error)).to.equal(true);
    const { message, stack } = error as Error;
    expect(stack, "Pulumi prints it").to.equal(message);
    return message;
  }
  return expect.fail("It was not refused");
}

describe("arguments of earlier versions", () => {
  const old: [argument: string, values: unknown[], instead: string][] = [
    ["adopt", [true, false], 'say ifAlreadyOrdered: "adopt"'],
    ["allowDuplicate", [true, false], 'besides: ["<order id>"]'],
    ["refuseDuplicate", [true, false], "leave it out"],
  ];
  const classes: [kind: string, declare: (args: object) => unknown][] = [
    ["Cart", (args) => new Cart("seats", { ...CART_INPUTS, ...args } as never)],
    ["CartCheckout", (args) => new CartCheckout("seats", { ...INPUTS, ...args })],
    ["Purchase", (args) => refuseOldArgs("Purchase", "seats", { ...CART_INPUTS, ...args })],
  ];
  for (const [kind, declare] of classes)
    for (const [argument, values, instead] of old)
      it(`are refused by ${kind}, with what says the same now: ${argument}`, () => {
        for (const value of values)
          expect(refusalOf(() => declare({ [argument]: value })))
            .to.include(`${kind} "seats": ${argument} is gone`)
            .and.include(instead)
            .and.include("Nothing was made or bought");
      });

  it("are let pass where they aren't set, and with no arguments at all", () => {
    expect(() => refuseOldArgs("Cart", "seats", { adopt: undefined, besides: [] })).to.not.throw();
    expect(() => refuseOldArgs("Cart", "seats", undefined)).to.not.throw();
  });
});

describe("a checkout without a cart", () => {
  it("is refused in the program when it names neither cart nor orders", () => {
    const { customerId } = INPUTS;
    for (const args of [{ customerId }, { customerId, cartId: undefined, orderIds: undefined }])
      expect(refusalOf(() => new CartCheckout("seats", args)))
        .to.include('CartCheckout "seats": cartId is required')
        .and.include("orderIds")
        .and.include("Nothing was bought");
  });

  it("is let pass with a cart, with orders, and with a cart that another resource may fail to give", () => {
    for (const args of [{ cartId: "c" }, { orderIds: ["o-a"] }, { cartId: pulumi.output(undefined) }])
      expect(() => refuseNoCart("seats", args)).to.not.throw();
  });
});

describe("what else only the program can see", () => {
  it("is a misspelled argument, answered with those that there are", () => {
    const known = { customerId: true, besides: true };
    expect(refusalOf(() => refuseUnknownArgs("Purchase", "seats", { beside: [] }, known))).to.equal(
      'Purchase "seats": beside is not an argument; it has customerId, besides.',
    );
    expect(refusalOf(() => refuseUnknownArgs("Purchase", "seats", { toString: 1 }, known))).to.include(
      "toString",
    );
    expect(() => refuseUnknownArgs("Purchase", "seats", { besides: [] }, known)).to.not.throw();
  });

  it("is an import, and timeouts that Pulumi keeps from dynamic resources", () => {
    expect(refusalOf(() => refuseImport("Cart", "seats", { import: "x" }, "existingCartId"))).to.include(
      "existingCartId",
    );
    const customTimeouts = { create: "5m" };
    expect(refusalOf(() => refuseCustomTimeouts("Cart", "seats", { customTimeouts }))).to.include(
      "3 minutes",
    );
    expect(refusalOf(() => refuseCustomTimeouts("CartCheckout", "seats", { customTimeouts }))).to.include(
      "checkoutTimeoutSeconds",
    );
  });

  it("is no key of a resource where no stack runs", () => {
    expect([resourceKeyOf("seats"), resourceKeyOf("seats")]).to.deep.equal([undefined, undefined]);
  });
});
