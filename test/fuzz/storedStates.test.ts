import { expect } from "chai";
import { packageVersion } from "../../provider/client/http/version";
import { refusalIn, accepted } from "../support/ended";
import { Afterlife, keptStates, shapes } from "./storedStates";
import { recordStates } from "./recordStates";

/** The ways that leave something to do, which `up` must get to. */
const OPEN = ["unknown", "notPlaced", "partiallyFailed", "nothingPlaced"];
const STATUSES: Record<string, string> = { nothingPlaced: "partiallyFailed", missing: "completed" };

/** What came since the states of this version were kept, and what theirs do without. */
const SINCE = /\/outputs\/answeredAt: |^\/partiallyFailed\/outputs\/unsettled\b/;

describe("states that released versions wrote", () => {
  for (const [version, states] of Object.entries(keptStates()))
    for (const [way, resource] of Object.entries(states)) {
      const { id, inputs, outputs } = resource;
      const name = `${way} of ${version}`;
      const { __provider: _text, ...news } = inputs;

      it(`${name}: diff sees ${OPEN.includes(way) ? "open work" : "no change"}`, async () => {
        const { lifecycle } = new Afterlife(resource);
        expect(await lifecycle.diff(id, outputs, news)).to.deep.equal({
          changes: OPEN.includes(way),
          replaces: [],
        });
      });

      it(`${name}: a refresh keeps every order and buys nothing`, async () => {
        const { lifecycle, checkouts, whole } = new Afterlife(resource);
        const read = accepted(await lifecycle.read(id, outputs));
        expect(read.id).to.equal(id);
        expect(read.state.status).to.equal(STATUSES[way] ?? way);
        expect(read.state.orders).to.have.length(whole.orders.length);
        expect(read.state.orderIds).to.deep.equal(outputs["orderIds"]);
        expect(read.state.subscriptionIds).to.deep.equal(outputs["subscriptionIds"]);
        expect(checkouts).to.deep.equal([]);
      });

      it(`${name}: an update ${OPEN.includes(way) ? "sends the right attempt" : "buys nothing"}`, async () => {
        const life = new Afterlife(resource);
        await life.lifecycle.update(id, outputs, news);
        const attempt = Number(outputs["attempt"]) + (way === "unknown" ? 0 : 1);
        expect(life.checkouts).to.have.length(OPEN.includes(way) ? 1 : 0);
        if (way === "unknown") expect(life.checkouts).to.deep.equal([outputs["requestId"]]);
        else if (OPEN.includes(way)) expect(attempt).to.equal(2);
      });

      it(`${name}: a delete ${way === "unknown" ? "is refused" : "names every order"}`, async () => {
        const { lifecycle, world, whole } = new Afterlife(resource);
        const end = await lifecycle.delete(id, outputs);
        if (way === "unknown") return void refusalIn(end);
        expect(end).to.deep.equal({ deleted: true });
        for (const orderId of whole.orderIds) expect(world.warnings.join()).to.include(orderId);
      });
    }

  it("this version's states have the kept shape (else a new version has to keep its own)", async () => {
    const kept = keptStates()[packageVersion()] ?? expect.fail(`no states are kept of ${packageVersion()}`);
    const written = await recordStates();
    const added = shapes(written).filter((shape) => SINCE.test(shape));
    expect(added).to.have.length.greaterThan(0);
    expect(shapes(written).filter((shape) => !SINCE.test(shape))).to.deep.equal(shapes(kept));
  });
});
