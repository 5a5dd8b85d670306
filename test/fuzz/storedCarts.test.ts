import { expect } from "chai";
import { accepted } from "../support/ended";
import { packageVersion } from "../../provider/client/http/version";
import { recordCartStates } from "./recordCarts";
import { CartAfterlife } from "./storedCarts";
import { keptStates, shapes } from "./storedStates";

/** What kept states mean: whether the cart still exists, and what a diff, a refresh and an update make of it. */
const MEANINGS: Record<string, { gone?: true; changes?: true; status: string; update: string[] }> = {
  active: { status: "active", update: [] },
  ordered: { status: "ordered", update: [] },
  orderedLongAgo: { gone: true, status: "ordered", update: [] },
  expired: { gone: true, changes: true, status: "expired", update: ["createCart"] },
  lineError: { changes: true, status: "active", update: ["updateCart"] },
  takenOver: { status: "active", update: [] },
  attested: { status: "active", update: [] },
};

describe("states of carts that released versions wrote", () => {
  for (const [version, states] of Object.entries(keptStates("cart")))
    for (const [way, resource] of Object.entries(states)) {
      const { id, inputs, outputs } = resource;
      const {
        gone = false,
        changes = false,
        status,
        update,
      } = MEANINGS[way] ?? expect.fail(`what is ${way}?`);
      const name = `${way} of ${version}`;
      const { __provider: _text, ...news } = inputs;

      it(`${name}: diff sees ${changes ? "open work" : "no change"}`, async () => {
        const { lifecycle } = new CartAfterlife(resource, gone);
        expect(await lifecycle.diff(id, outputs, news)).to.deep.equal({ changes, replaces: [] });
      });

      it(`${name}: a refresh keeps cart and status, and changes nothing`, async () => {
        const life = new CartAfterlife(resource, gone);
        const read = accepted(await life.lifecycle.read(id, outputs));
        expect(read).to.deep.include({ id });
        expect(read.state).to.deep.include({ status, cartId: life.whole.cartId, seed: life.whole.seed });
        expect(read.state.lineItems).to.deep.equal(life.whole.lineItems);
        expect(life.changes).to.deep.equal([]);
      });

      it(`${name}: an update ${update.length > 0 ? `sends ${update.join()}` : "changes nothing"}`, async () => {
        const life = new CartAfterlife(resource, gone);
        await life.lifecycle.update(id, outputs, news);
        expect(life.changes).to.deep.equal(update);
      });

      it(`${name}: a delete says what becomes of the cart`, async () => {
        const life = new CartAfterlife(resource, gone);
        await life.lifecycle.delete(id, outputs);
        expect(life.world.infos.join()).to.include(life.whole.cartId);
        expect(life.changes).to.deep.equal([]);
      });
    }

  it("this version's states have the kept shape (else a new version has to keep its own)", async () => {
    const kept =
      keptStates("cart")[packageVersion()] ?? expect.fail(`no states are kept of ${packageVersion()}`);
    // 0.2.0 called it otherwise before it was published.
    const today = shapes(kept).map((shape) =>
      shape.replace("inputs/adopt: boolean", "inputs/ifAlreadyOrdered: string"),
    );
    expect(shapes(await recordCartStates())).to.have.members(today);
  });
});
