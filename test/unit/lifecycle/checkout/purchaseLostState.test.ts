import { expect } from "chai";
import { PurchaseLife } from "../../../support/purchaseLife";
import { bought, expectOneOrder } from "../../../support/purchaseOutcomes";

describe("a cart and its checkout", () => {
  describe("refuse, and name the way out, when state lost", () => {
    const lost: [string, (life: PurchaseLife) => void, RegExp][] = [
      [
        "the cart",
        (life) => (life.cart = undefined),
        /order-of.*alias.*adopt.*besides: \["order-of-made-1"\]/,
      ],
      [
        "both",
        (life) => {
          life.cart = life.checkout = undefined;
        },
        /order-of.*alias.*adopt.*besides: \["order-of-made-1"\]/,
      ],
      [
        "both, while the list doesn't show the order yet",
        (life) => {
          life.cart = life.checkout = undefined;
          life.bought.forEach((id) => life.fake.lagging.add(id));
        },
        /reads Ordered.*alias.*ifAlreadyOrdered: "adopt".*besides/,
      ],
      [
        "both, and Partner Center the request ids",
        (life) => {
          life.cart = life.checkout = undefined;
          life.fake.made.clear();
        },
        /order-of.*alias.*adopt.*besides: \["order-of-made-1"\]/,
      ],
      [
        "the checkout, when the cart has expired",
        (life) => {
          life.checkout = undefined;
          life.expire();
        },
        /order-of.*orderIds/,
      ],
    ];
    for (const [title, loses, words] of lost)
      it(title, async () => {
        const life = await bought();
        loses(life);
        expect(await life.up()).to.match(words);
        expect(life.bought).to.have.lengthOf(1);
      });

    it("the checkout alone takes its order over again while the cart is there", async () => {
      const life = await bought();
      life.checkout = undefined;
      expect(await life.up()).to.equal(undefined);
      expectOneOrder(life);
    });
  });
});
