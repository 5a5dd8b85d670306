import { expect } from "chai";
import {
  authorizeCheckout,
  CAN_BUY,
  type CanBuy,
  type CartReads,
  type CheckoutFacts,
  type OpenGroups,
} from "../../../../provider/lifecycle/checkout/authorization";

const TABLE: [reads: CartReads, open: OpenGroups, canBuy: CanBuy][] = [
  ["open", "none", "wholeCart"],
  ["open", "some", "openGroups"],
  ["ordered", "none", "nothing"],
  ["ordered", "some", "openGroups"],
];

type Reason = Exclude<keyof CheckoutFacts, "canBuy">;

/** Every reason, in the order in which they are told. */
const REASONS: Reason[] = [
  "forbidden",
  "unreadable",
  "undeclared",
  "beyondLimits",
  "twiceInRun",
  "alreadyOrdered",
];

/** All of these reasons speak against it, each by its own name. */
const against = (canBuy: CanBuy, reasons: Reason[]): CheckoutFacts => ({
  canBuy,
  ...Object.fromEntries(reasons.map((reason) => [reason, `because: ${reason}`])),
});

describe("what a checkout can buy", () => {
  it("is told for every situation", () => {
    const situations = Object.entries(CAN_BUY).flatMap(([reads, byOpen]) =>
      Object.entries(byOpen).map(([open, canBuy]) => [reads, open, canBuy]),
    );
    expect(situations).to.have.deep.members(TABLE);
    expect(situations).to.have.lengthOf(4);
  });

  for (const [reads, open, canBuy] of TABLE) {
    const title = `a cart that reads ${reads}, open groups: ${open}`;

    it(`is ${canBuy} of ${title}`, () => {
      expect(CAN_BUY[reads][open]).to.equal(canBuy);
    });

    it(`goes ahead for ${title}, when nothing speaks against it`, () => {
      expect(authorizeCheckout({ canBuy: CAN_BUY[reads][open] })).to.equal(undefined);
    });

    for (const reason of REASONS) {
      const asked = reason === "forbidden" || canBuy !== "nothing";
      it(`${asked ? "is refused" : "goes ahead"} for ${title}, when ${reason} speaks against it`, () => {
        const why = authorizeCheckout(against(CAN_BUY[reads][open], [reason]));
        expect(why).to.equal(asked ? `because: ${reason}` : undefined);
      });
    }
  }
});

describe("authorizeCheckout", () => {
  for (const canBuy of ["wholeCart", "openGroups"] as const)
    for (const [index, reason] of REASONS.entries())
      it(`tells ${reason} before what comes after it, for ${canBuy}`, () => {
        const facts = against(canBuy, REASONS.slice(index));
        expect(authorizeCheckout(facts)).to.equal(`because: ${reason}`);
      });

  it("forbids even a repetition while purchases are switched off, and asks it nothing else", () => {
    expect(authorizeCheckout(against("nothing", REASONS))).to.equal("because: forbidden");
    expect(authorizeCheckout(against("nothing", REASONS.slice(1)))).to.equal(undefined);
  });

  it("takes a reason without words for a reason", () => {
    expect(authorizeCheckout({ canBuy: "wholeCart", alreadyOrdered: "" })).to.equal("");
    expect(authorizeCheckout({ canBuy: "nothing", forbidden: "" })).to.equal("");
  });
});
