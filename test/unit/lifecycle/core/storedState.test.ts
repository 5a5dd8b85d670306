import { expect } from "chai";
import { CartLifecycle } from "../../../../provider/lifecycle/cart/cartLifecycle";
import { CART_SCHEMA_VERSION } from "../../../../provider/lifecycle/cart/state";
import { CartCheckoutLifecycle } from "../../../../provider/lifecycle/checkout/checkoutLifecycle";
import { refuseNewerState } from "../../../../provider/lifecycle/core/storedState";
import { SCHEMA_VERSION } from "../../../../provider/lifecycle/checkout/state";
import { Refusal } from "../../../../provider/lifecycle/core/lifecycle";
import { CART_ID, CART_INPUTS, cartState } from "../../../support/cartLife";
import { INPUTS, placedState, stored } from "../../../support/checkoutStates";
import { ID } from "../../../support/checkoutLife";
import { fakeCart, fakeOrder } from "../../../support/cartsAndOrders";
import { fakeWorld } from "../../../support/fakeWorld";
import { accepted, refusalIn } from "../../../support/ended";

/** What the engine asks of a resource that is in state. */
type Operation = "diff" | "read" | "update" | "delete";
const OPERATIONS: Operation[] = ["diff", "read", "update", "delete"];

const KINDS = [
  ["a checkout", CartCheckoutLifecycle, ID, stored(placedState()), INPUTS, SCHEMA_VERSION],
  ["a cart", CartLifecycle, CART_ID, stored(cartState()), CART_INPUTS, CART_SCHEMA_VERSION],
] as const;

for (const [kind, Kind, id, state, inputs, known] of KINDS) {
  const run = async (operation: Operation, schemaVersion: number) => {
    const world = fakeWorld();
    world.fake.hasCart(fakeCart()).hasOrders(fakeOrder("o-a"));
    const lifecycle = new Kind(world);
    const olds = { ...state, schemaVersion, ofTomorrow: { kept: true } };
    const act = async (): Promise<object> => {
      if (operation === "diff" || operation === "update")
        return lifecycle[operation](id, olds, { ...inputs });
      return lifecycle[operation](id, olds);
    };
    return { end: await act(), world };
  };

  describe(`the state of ${kind} that a newer version wrote`, () => {
    for (const operation of OPERATIONS)
      it(`is refused by ${operation} and left as it is: nothing is sent`, async () => {
        const { end, world } = await run(operation, known + 1);
        expect(refusalIn(end))
          .to.include(id)
          .and.include(`schema ${known + 1}; this one knows ${known}`)
          .and.include("Nothing was sent and nothing was changed");
        expect(world.fake.calls).to.deep.equal([]);
      });

    for (const operation of OPERATIONS)
      it(`is read by ${operation} when it is of this version`, async () => {
        accepted((await run(operation, known)).end);
      });
  });
}

describe("refuseNewerState", () => {
  for (const schemaVersion of [undefined, null, 0, 1, 2, "2", "x", -1, NaN, {}])
    it(`lets ${JSON.stringify(schemaVersion)} pass where 2 is known`, () => {
      expect(() => refuseNewerState({ schemaVersion }, 2, "It")).to.not.throw();
    });

  for (const schemaVersion of [3, "3", 2.5, 100])
    it(`refuses ${JSON.stringify(schemaVersion)} where 2 is known`, () => {
      expect(() => refuseNewerState({ schemaVersion }, 2, "It")).to.throw(Refusal, /^It was written/);
    });
});
