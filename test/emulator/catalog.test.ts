import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { CATALOG, type CatalogItem, type ProductKind } from "../../emulator";
import { emulators } from "./harness";

const CUSTOMER_ID = "7c3a91d2-4e58-4b06-a1c7-93f2e5d80b64";
const E5 = "/products/CFQ7TTC0LF8S/skus/0001";
interface Body {
  id: string;
  code?: number;
  items: { id: string; segment?: string; catalogItemId?: string }[];
}

const fixture = (name: string): object =>
  JSON.parse(readFileSync(join(__dirname, "../fixtures", `${name}.json`), "utf8")) as object;

describe("the catalog", () => {
  const start = emulators();

  it("holds a dozen items of each kind that has as many, each id of the documented form and only once", () => {
    const counts = new Map<ProductKind, number>();
    for (const { kind } of CATALOG) counts.set(kind, (counts.get(kind) ?? 0) + 1);
    for (const kind of ["licence", "reservation", "perpetual", "softwareSubscription", "saas"] as const)
      expect(counts.get(kind), kind).to.be.at.least(12);
    const ids = CATALOG.map((item) => item.catalogItemId);
    expect(new Set(ids).size).to.equal(ids.length);
    for (const { kind, catalogItemId } of CATALOG)
      if (kind !== "legacy") expect(catalogItemId).to.match(/^[0-9A-Z]{12}:[0-9A-Z]{4}:[0-9A-Z]{12}$/);
  });

  for (const [path, sample] of [
    ["/products/CFQ7TTC0LF8S", "product"],
    [E5, "sku"],
    [`${E5}/availabilities/CFQ7TTC0N81H`, "availability"],
  ] as const)
    it(`shows ${path} with the members of the documented ${sample}`, async () => {
      const { api } = await start();
      const answer = await api.call<object>("GET", `/v1${path}?country=US`);
      expect(answer.status).to.equal(200);
      expect(answer.json()).to.include.all.keys(Object.keys(fixture(sample)));
    });

  it("lists the products of a view, all of them once", async () => {
    const { api } = await start();
    const ids = async (view: string) => {
      const { json } = await api.call<Body>("GET", `/v1/products?country=US&targetView=${view}`);
      return json().items.map(({ id }) => id);
    };
    const expected = (kinds: ProductKind[]) => [
      ...new Set(CATALOG.filter((item) => kinds.includes(item.kind)).map((item) => item.productId)),
    ];
    expect(await ids("OnlineServices")).to.have.members(expected(["licence"]));
    expect(await ids("Software")).to.have.members(expected(["perpetual", "softwareSubscription"]));
    expect(await ids("MarketplaceSaaS")).to.have.members(expected(["saas"]));
    expect(await ids("AzureReservationsSQL")).to.deep.equal(["DZH318Z0C2SG"]);
    expect(await ids("azure")).to.include("DZH318Z0BPS6");
    expect(await ids("SpecializedOffers")).to.deep.equal([]);
  });

  it("shows a customer what the country and the segment allow, without a query", async () => {
    const { api, emulator } = await start();
    emulator.addCustomer({ id: CUSTOMER_ID, country: "DE", segment: "education" });
    const view = `/v1/customers/${CUSTOMER_ID}/products`;
    const { items } = (await api.call<Body>("GET", `${view}?targetView=OnlineServices`)).json();
    expect(items.map(({ id }) => id)).to.deep.equal(["CFQ7TTC0LGZT"]);
    const path = `${view}/CFQ7TTC0LGZT/skus/0001/availabilities`;
    const [availability] = (await api.call<Body>("GET", path)).json().items;
    expect(availability).to.deep.include({
      segment: "education",
      country: "DE",
      defaultCurrency: { code: "EUR", symbol: "€" },
    });
    expect((await api.call<Body>("GET", `/v1/customers/${CUSTOMER_ID}${E5}`)).json().code).to.equal(400013);
  });

  it("has one SKU on sale twice, and one product with SKUs for several segments", async () => {
    const { api } = await start();
    const list = async (path: string) => (await api.call<Body>("GET", `/v1${path}`)).json().items;
    const twice = await list("/products/CFQ7TTC0LH16/skus/0001/availabilities?country=US");
    expect(twice.map(({ id }) => id)).to.deep.equal(["CFQ7TTC0KA61", "CFQ7TTC0KA6X"]);
    const skus = await list("/products/CFQ7TTC0LCHC/skus?country=US");
    expect(skus.map(({ id }) => id)).to.have.members(["0002", "000N", "0005"]);
    const nonprofit = await list("/products/CFQ7TTC0LCHC/skus?country=US&targetSegment=Nonprofit");
    expect(nonprofit.map(({ id }) => id)).to.deep.equal(["000N"]);
  });

  for (const [path, status, code] of [
    ["/products/CFQ7TTC0NONE?country=US", 404, 400013],
    ["/products/CFQ7TTC0LF8S/skus/0009?country=US", 404, 400018],
    [`${E5}/availabilities/CFQ7TTC0NONE?country=US`, 404, 400019],
    ["/products/CFQ7TTC0LF8S", 400, 800070],
    ["/products?country=US", 400, 800002],
    ["/products?country=US&targetView=Everything", 400, 800002],
    ["/products?country=US&targetView=Azure&targetSegment=everybody", 400, 800002],
    [`/customers/contoso${E5}`, 400, 2000],
  ] as const)
    it(`answers ${path} with ${status} ${code}`, async () => {
      const { api } = await start();
      const answer = await api.call<Body>("GET", `/v1${path}`);
      expect([answer.status, answer.json().code]).to.deep.equal([status, code]);
    });

  it("goes on with another availability when one is replaced, and without when it is withdrawn", async () => {
    const { api, emulator } = await start();
    const ids = async () => {
      const { items } = (await api.call<Body>("GET", `/v1${E5}/availabilities?country=US`)).json();
      return items.map((entry) => entry.catalogItemId);
    };
    emulator.withdraw("CFQ7TTC0LF8S:0001:CFQ7TTC0N81H", { replacedBy: "CFQ7TTC0N81J" });
    expect(await ids()).to.deep.equal(["CFQ7TTC0LF8S:0001:CFQ7TTC0N81J"]);
    emulator.withdraw("CFQ7TTC0LF8S:0001:CFQ7TTC0N81J");
    const gone = await api.call<Body>("GET", `/v1${E5}/availabilities?country=US`);
    expect([gone.status, gone.json().code]).to.deep.equal([404, 400013]);
    expect(() => emulator.withdraw("CFQ7TTC0LF8S:0001:CFQ7TTC0N81J")).to.throw("not on sale");
  });

  it("can be struck by faults, by country and for a customer alike", async () => {
    const { api, emulator } = await start();
    const fault = emulator.faults.script({
      operation: "listAvailabilities",
      times: 2,
      action: { kind: "respond", status: 503, shape: "empty" },
    });
    for (const base of ["/v1", `/v1/customers/${CUSTOMER_ID}`])
      expect((await api.call("GET", `${base}${E5}/availabilities?country=US`)).status).to.equal(503);
    expect(fault.hits()).to.equal(2);
  });

  it("is handed out whole by the control API", async () => {
    const { api } = await start();
    const answer = await api.call<CatalogItem[]>("GET", "/_emulator/catalog");
    expect(answer.json()).to.deep.equal(JSON.parse(JSON.stringify(CATALOG)));
  });
});
