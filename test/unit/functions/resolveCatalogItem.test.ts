import { expect } from "chai";
import { resolveCatalogItem, type ResolveCatalogItemArgs } from "../../../provider";
import { sendJson, type Handler } from "../../support/httpServer";
import { lookupErrorOf, withLookups } from "../../support/lookupProgram";
import { customerId, fixture } from "../../support/partnerCenterClient";

const productId = "CFQ7TTC0E101";
const catalog = `/v1/customers/${customerId}/products`;
const yearly = { termDuration: "P1Y", billingCycle: "monthly" };
const byId = { customerId, productId, skuId: "0001", ...yearly };

interface Shelf {
  /** What the list of availabilities holds. */
  listed?: object[];
  /** What an availability is when it is read on its own. */
  single?: object;
}

const availability = fixture("availability") as { terms: object[] };

/** A catalog of one product and one SKU. */
function shelf({ listed = [availability], single = availability }: Shelf = {}): Handler {
  return ({ url }, response) => {
    const path = url.split("?")[0] ?? "";
    const bodies: [RegExp, unknown][] = [
      [/\/availabilities$/, { items: listed }],
      [/\/availabilities\//, single],
      [/\/skus$/, { items: [fixture("sku")] }],
      [/\/skus\//, fixture("sku")],
      [/\/products$/, { items: [fixture("product"), { id: "X", title: "Contoso Productivity E3" }] }],
      [/\/products\//, fixture("product")],
    ];
    sendJson(response, 200, bodies.find(([pattern]) => pattern.test(path))?.[1]);
  };
}

const problemOf = async (args: ResolveCatalogItemArgs) =>
  (await lookupErrorOf(resolveCatalogItem(args))).message;

describe("resolveCatalogItem", () => {
  const expected = {
    catalogItemId: "CFQ7TTC0E101:0001:CFQ7TTC0E1A1",
    productId,
    productTitle: "Contoso Productivity E5",
    skuId: "0001",
    skuTitle: "Contoso Productivity E5",
    availabilityId: "CFQ7TTC0E1A1",
    segment: "commercial",
    country: "US",
    currencyCode: "USD",
    termDuration: "P1Y",
    billingCycle: "monthly",
    minimumQuantity: 1,
    maximumQuantity: 300,
  };

  it("finds the item by ids, with the titles that tell a person what it is", () =>
    withLookups(shelf(), async ({ asked }) => {
      expect(await resolveCatalogItem({ ...byId, segment: "commercial" })).to.deep.equal(expected);
      expect(asked()).to.have.members([
        `GET ${catalog}/${productId}/skus/0001/availabilities?targetSegment=commercial`,
        `GET ${catalog}/${productId}`,
        `GET ${catalog}/${productId}/skus/0001`,
      ]);
    }));

  it("finds the item by titles, through one part of the catalog", () =>
    withLookups(shelf(), async ({ asked }) => {
      const title = "contoso productivity e5";
      expect(
        await resolveCatalogItem({ customerId, productTitle: title, skuTitle: title, ...yearly }),
      ).to.deep.equal(expected);
      expect(asked()).to.deep.equal([
        `GET ${catalog}?targetView=OnlineServices`,
        `GET ${catalog}/${productId}/skus`,
        `GET ${catalog}/${productId}/skus/0001/availabilities`,
      ]);
    }));

  it("asks for nothing that the availability tells itself", () => {
    const listed = [{ ...availability, product: fixture("product"), sku: fixture("sku") }];
    return withLookups(shelf({ listed }), async ({ asked }) => {
      expect(await resolveCatalogItem({ country: "US", productId, skuId: "0001", ...yearly })).to.deep.equal(
        expected,
      );
      expect(asked()).to.deep.equal([`GET /v1/products/${productId}/skus/0001/availabilities?country=US`]);
    });
  });

  it("keeps nothing: an availability that was reissued is found at the next call", () => {
    let issued = 0;
    const reissuing: Handler = (request, response, socket) => {
      const listed = [{ ...availability, id: `A${++issued}`, catalogItemId: undefined }];
      return shelf({ listed })(request, response, socket);
    };
    return withLookups(reissuing, async () => {
      const first = await resolveCatalogItem(byId);
      const second = await resolveCatalogItem(byId);
      expect(first.catalogItemId).to.match(/^CFQ7TTC0E101:0001:A\d+$/);
      expect(second.catalogItemId).not.to.equal(first.catalogItemId);
    });
  });

  it("reads availabilities one by one when their list leaves the term out", () => {
    const listed = [
      { ...availability, terms: [] },
      { ...availability, id: "OLD", terms: [], isPurchasable: false },
    ];
    return withLookups(shelf({ listed }), async ({ asked }) => {
      expect(await resolveCatalogItem(byId)).to.deep.equal(expected);
      const one = `GET ${catalog}/${productId}/skus/0001/availabilities/`;
      expect(asked().filter((url) => url.startsWith(one))).to.deep.equal([`${one}CFQ7TTC0E1A1`]);
    });
  });

  it("lists what is sold when nothing fits", () =>
    withLookups(shelf(), async () => {
      expect(await problemOf({ ...byId, termDuration: "P3Y" })).to.equal(
        [
          "resolveCatalogItem: SKU CFQ7TTC0E101:0001: no availability sells it for P3Y, billed monthly. What there is:",
          "  - CFQ7TTC0E101:0001:CFQ7TTC0E1A1: commercial; US; USD; P1Y, billed annual or P1Y, billed monthly",
        ].join("\n"),
      );
    }));

  it("lists the candidates when more than one fits", () => {
    const listed = [availability, { ...availability, id: "B", catalogItemId: "B", segment: "education" }];
    return withLookups(shelf({ listed }), async ({ asked }) => {
      expect(await problemOf(byId)).to.match(
        /2 availabilities sell it .*\n.*commercial.*\n {2}- B: education/,
      );
      expect(asked()).to.have.length(1);
    });
  });

  it("lists similar titles when none is the same", () =>
    withLookups(shelf(), async () => {
      expect(await problemOf({ customerId, productTitle: "Productivity E5", skuId: "0001", ...yearly }))
        .to.contain(
          'in OnlineServices, none of 2 products has the title "Productivity E5". The most similar:',
        )
        .and.to.contain("- CFQ7TTC0E101: Contoso Productivity E5");
      expect(await problemOf({ customerId, productId, skuTitle: "E7", ...yearly })).to.contain(
        `of product ${productId}, none of 1 SKUs has the title "E7".`,
      );
    }));

  const unclear: [title: string, args: Partial<ResolveCatalogItemArgs>, message: RegExp][] = [
    ["no product", { productId: undefined }, /give either productId or productTitle/],
    ["two products", { productTitle: "b" }, /give either productId or productTitle/],
    ["an empty SKU", { skuId: "" }, /give either skuId or skuTitle/],
    ["no billing cycle", { billingCycle: "" }, /billingCycle is missing/],
  ];
  for (const [title, args, message] of unclear) {
    it(`refuses ${title} and asks nothing`, () =>
      withLookups(shelf(), async ({ asked }) => {
        expect(await problemOf({ ...byId, ...args } as ResolveCatalogItemArgs)).to.match(message);
        expect(asked()).to.be.empty;
      }));
  }
});
