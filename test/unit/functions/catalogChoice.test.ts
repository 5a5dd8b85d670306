import { expect } from "chai";
import type { Availability } from "../../../provider/client/schemas";
import {
  cartBillingCycle,
  chooseAvailability,
  chooseByTitle,
  type WantedTerm,
} from "../../../provider/functions/catalogChoice";

type Pair = [duration: string | undefined, billingCycle: string];

const BOTH: Pair[] = [
  ["P1Y", "Annual"],
  ["P1Y", "Monthly"],
];

function offer(id: string, pairs: Pair[], facts: Partial<Availability> = {}): Availability {
  const terms = pairs.map(([duration, billingCycle]) => ({
    duration,
    billingCycle,
    cancellationPolicies: [],
  }));
  return {
    id,
    catalogItemId: `P:0001:${id}`,
    segment: "commercial",
    country: "US",
    defaultCurrency: { code: "USD" },
    isPurchasable: true,
    renewalInstructions: [],
    terms,
    ...facts,
  };
}

const yearly: WantedTerm = { termDuration: "P1Y", billingCycle: "monthly" };
const once: WantedTerm = { billingCycle: "one_time" };

describe("chooseAvailability", () => {
  const cases: [title: string, offers: Availability[], wanted: WantedTerm, expected: string | RegExp][] = [
    ["takes the only one", [offer("A", BOTH)], yearly, "A"],
    ["minds no upper case", [offer("A", BOTH)], { termDuration: "p1y", billingCycle: "MONTHLY" }, "A"],
    ["tells terms apart", [offer("A", [["P1M", "Monthly"]]), offer("B", BOTH)], yearly, "B"],
    [
      "takes a pair, not its halves",
      [
        offer("A", [
          ["P1Y", "Annual"],
          ["P1M", "Monthly"],
        ]),
      ],
      yearly,
      /no availability sells it for P1Y, billed monthly\. What there is:\n/,
    ],
    [
      "passes over what can't be bought",
      [offer("A", BOTH, { isPurchasable: false }), offer("B", BOTH)],
      yearly,
      "B",
    ],
    [
      "keeps to the segment",
      [offer("A", BOTH), offer("B", BOTH, { segment: "Education" })],
      { ...yearly, segment: "education" },
      "B",
    ],
    [
      "refuses what doesn't tell its segment when one is asked for",
      [offer("A", BOTH, { segment: undefined })],
      { ...yearly, segment: "commercial" },
      /for P1Y, billed monthly to the segment commercial\. What there is:\n {2}- P:0001:A: no segment; US; USD;/,
    ],
    [
      "refuses to choose between two",
      [offer("A", BOTH), offer("B", BOTH, { segment: "education" }), offer("C", [["P3Y", "Monthly"]])],
      yearly,
      /^2 availabilities sell it .*\. Give `segment`, or give the cart line the catalogItemId of one:\n {2}- P:0001:A: commercial;.*\n {2}- P:0001:B: education;.*$/,
    ],
    [
      "suggests no segment where all candidates are of one",
      [offer("A", BOTH), offer("B", BOTH)],
      yearly,
      /^2 availabilities sell it [^.]*\. Give the cart line the catalogItemId of one:\n/,
    ],
    ["counts one that is listed twice once", [offer("A", BOTH), offer("A", BOTH)], yearly, "A"],
    ["needs no term for what is bought once", [offer("A", [[undefined, "OneTime"]])], once, "A"],
    ["takes one without terms for what has none", [offer("A", [])], once, "A"],
    ["gives no term to what has none", [offer("A", [])], yearly, /no terms$/],
    ["says that there is nothing", [], yearly, /^there is no availability of it here; those for nonprofits/],
  ];
  for (const [title, offers, wanted, expected] of cases) {
    it(title, () => {
      const { availability, problem } = { problem: undefined, ...chooseAvailability(offers, wanted) };
      if (typeof expected === "string") expect(availability?.id, problem).to.equal(expected);
      else expect(problem).to.match(expected);
    });
  }

  it("lists what is sold instead, in plain words", () => {
    const offers = [
      offer("A", BOTH),
      offer("B", [["P3Y", "Triennial"]], { isPurchasable: false }),
      offer("C", [[undefined, "OneTime"]], { catalogItemId: undefined }),
    ];
    expect(chooseAvailability(offers, { termDuration: "P1M", billingCycle: "Monthly" })).to.deep.equal({
      fitting: 0,
      problem: [
        "no availability sells it for P1M, billed monthly. What there is:",
        "  - P:0001:A: commercial; US; USD; P1Y, billed annual or P1Y, billed monthly",
        "  - P:0001:B: commercial; US; USD; can't be bought; P3Y, billed triennial",
        "  - C: commercial; US; USD; no term, billed one_time",
      ].join("\n"),
    });
  });

  it("lists no more than ten of them", () => {
    const offers = Array.from({ length: 12 }, (_, n) => offer(`A${n}`, BOTH));
    const { problem } = { problem: undefined, ...chooseAvailability(offers, yearly) };
    expect(problem?.split("\n")).to.have.length(12);
    expect(problem).to.match(/\n {2}and 2 more$/);
  });
});

describe("chooseByTitle", () => {
  const products = [
    { id: "1", title: "Office 365 E3" },
    { id: "2", title: "Office 365 E5" },
    { id: "3", title: "Azure plan" },
    { id: "4", title: "Visio Plan 2" },
    { id: "5", title: "visio plan 2" },
    { id: "6" },
  ];
  const cases: [title: string, expected: string][] = [
    [" office 365 e5 ", "2"],
    [
      "Office E5",
      'none of 6 products has the title "Office E5". The most similar:\n  - 2: Office 365 E5\n  - 1: Office 365 E3',
    ],
    ["Windows", 'none of 6 products has the title "Windows".'],
    [
      "Visio Plan 2",
      '2 products have the title "Visio Plan 2": give the id of one.\n  - 4: Visio Plan 2\n  - 5: visio plan 2',
    ],
  ];
  for (const [title, expected] of cases) {
    it(`answers "${title}" with ${JSON.stringify(expected)}`, () => {
      const { found, problem } = chooseByTitle("product", products, title);
      expect(found?.id ?? problem).to.equal(expected);
    });
  }
});

describe("cartBillingCycle", () => {
  const cases: [catalog: string, cart: string][] = [
    ["Monthly", "monthly"],
    ["annual", "annual"],
    ["OneTime", "one_time"],
    ["onetime", "one_time"],
    ["one_time", "one_time"],
    ["Triennial", "triennial"],
  ];
  for (const [catalog, cart] of cases) {
    it(`spells ${catalog} as ${cart}`, () => {
      expect(cartBillingCycle(catalog)).to.equal(cart);
    });
  }
});
