import { expect } from "chai";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CommandError, StackFile, type StackNames } from "../../../../provider/cli/program/stackFile";
import { REPO } from "../../../support/dynamicHost";
import { anOrder, CUSTOMER_ID } from "./anOrder";

type Resource = Record<string, unknown>;

const URN = "urn:pulumi:dev::shop::";
const CHECKOUT = "pulumi-nodejs:dynamic/partnercenter:CartCheckout";
const ROOT = { urn: `${URN}pulumi:pulumi:Stack::shop-dev`, custom: false, type: "pulumi:pulumi:Stack" };
const PROVIDER = {
  urn: `${URN}pulumi:providers:pulumi-nodejs::default`,
  custom: true,
  id: "0b5e3110",
  type: "pulumi:providers:pulumi-nodejs",
};
const CREATED = {
  name: "e5",
  id: `${CUSTOMER_ID}//a3f09c5d7e12`,
  inputs: { orderIds: [] },
  outputs: { a: 1 },
};

const stored = JSON.parse(
  readFileSync(join(REPO, "test", "fixtures", "state", "checkout-0.1.0.json"), "utf8"),
) as Record<string, { id: string; inputs: object; outputs: object }>;

/** The purchase of a cart, as a stack's state holds it. */
const bought = (name: string, more: Resource = {}): Resource => ({
  urn: `${URN}${CHECKOUT}::${name}`,
  custom: true,
  type: CHECKOUT,
  ...stored["completed"],
  ...more,
});

const exported = (resources?: unknown, more: Resource = {}) =>
  JSON.stringify({ version: 3, deployment: { manifest: { magic: "m" }, resources, metadata: {} }, ...more });

const fileOf = (resources?: unknown, names: StackNames = {}) =>
  new StackFile("stack.json", exported(resources), names);

function resourcesOf(file: StackFile): Resource[] {
  return (JSON.parse(file.text()) as { deployment: { resources: Resource[] } }).deployment.resources;
}

/** An empty stack's file, with these checkouts added. */
function filled(resources: Resource[] | undefined, names: StackNames = {}): Resource[] {
  const file = fileOf(resources, names);
  file.add([CREATED], () => "new-id");
  return resourcesOf(file);
}

describe("an exported stack", () => {
  it("without resources gets the stack, the provider and the checkout, in the order in which they depend", () => {
    expect(filled(undefined, { stack: "acme/dev", project: "shop" })).to.deep.equal([
      ROOT,
      { ...PROVIDER, id: "new-id" },
      {
        urn: `${URN}${CHECKOUT}::e5`,
        custom: true,
        id: CREATED.id,
        type: CHECKOUT,
        inputs: CREATED.inputs,
        outputs: CREATED.outputs,
        parent: ROOT.urn,
        provider: `${PROVIDER.urn}::new-id`,
        propertyDependencies: { orderIds: [] },
      },
    ]);
  });

  it("keeps everything that is in it, and uses its own stack and provider", () => {
    const bucket = {
      urn: `${URN}aws:s3/bucket:Bucket::logs`,
      custom: true,
      outputs: { __proto__: null, n: 1.5 },
    };
    const [root, other, provider, added] = filled([{ ...ROOT, outputs: { url: "u" } }, bucket, PROVIDER]);
    expect([root, other, provider]).to.deep.equal([{ ...ROOT, outputs: { url: "u" } }, bucket, PROVIDER]);
    expect(added).to.include({ parent: ROOT.urn, provider: `${PROVIDER.urn}::0b5e3110` });
    const file = new StackFile("stack.json", exported([ROOT], { version: 4, features: ["x"] }), {});
    expect(JSON.parse(file.text())).to.deep.include({ version: 4, features: ["x"] });
  });

  it("gets a stack and a provider where those that it has are on their way out", () => {
    const leaving = [ROOT, PROVIDER].map((resource) => ({ ...resource, delete: true }));
    const added = filled(leaving);
    expect(added[0]).to.deep.equal(ROOT);
    expect(added.slice(1, 3)).to.deep.equal(leaving);
    expect(added[3]).to.deep.equal({ ...PROVIDER, id: "new-id" });
  });

  it("tells who holds an order, by either of its ids, as bought or as named", () => {
    const named = { urn: `${URN}${CHECKOUT}::named`, type: CHECKOUT, inputs: { orderIds: ["n1"] } };
    const inside = bought("inside", { urn: `${URN}partnercenter:index:Purchase$${CHECKOUT}::inside` });
    const file = fileOf([ROOT, bought("e5"), named]);
    expect(file.holderOf(anOrder({ id: "84023fd7b539" }))).to.deep.equal({ name: "e5", ofStack: true });
    expect(file.holderOf(anOrder({ id: "x", alternateId: "53875d422cd5" }))?.name).to.equal("e5");
    expect(file.holderOf(anOrder({ id: "n1" }))?.name).to.equal("named");
    expect(file.holderOf(anOrder({ id: "n2" }))).to.equal(undefined);
    expect(fileOf([inside]).holderOf(anOrder({ id: "84023fd7b539" }))?.ofStack).to.equal(false);
    const leaving = fileOf([bought("e5", { delete: true })]);
    expect(leaving.holderOf(anOrder({ id: "84023fd7b539" }))).to.equal(undefined);
  });

  const REFUSED: Record<string, [act: () => unknown, message: RegExp]> = {
    "a text that is no JSON": [
      () => new StackFile("s.json", "{", {}),
      /s\.json is no JSON.*pulumi stack export/,
    ],
    "JSON that is no stack": [() => new StackFile("s.json", "[]", {}), /no exported stack/],
    "a stack without a deployment": [() => new StackFile("s.json", "{}", {}), /no exported stack/],
    "resources that are none": [() => fileOf([1]), /no exported stack/],
    "a URN that can't be read": [() => fileOf([{ urn: "x" }]), /without a readable URN/],
    "no resources and no names": [() => fileOf(), /--stack <name>.*--project <name>/],
    "no resources and one name": [() => fileOf([], { stack: "dev" }), /--project <name>/],
    "another stack's name": [
      () => fileOf([ROOT], { stack: "prod" }),
      /--stack is prod, but stack\.json is of dev/,
    ],
    "another project's name": [() => fileOf([ROOT], { project: "x" }), /--project is x, .* is of shop/],
    "a name that no stack can have": [
      () => fileOf([], { stack: "a::b", project: "p" }),
      /--stack can't be "a::b"/,
    ],
    "a name that something else has": [() => filled([ROOT, bought("e5")]), /"e5" already/],
    "a purchase that isn't settled": [
      () => fileOf([ROOT, bought("e5", { outputs: { status: "unknown" } })]).refuseOpenPurchases(CUSTOMER_ID),
      /Whether "e5" was bought is not settled.*pulumi up/,
    ],
    "a purchase that was interrupted": [
      () => {
        const pending_operations = [{ type: "creating", resource: bought("e5", { outputs: {} }) }];
        const deployment = { resources: [ROOT], pending_operations };
        new StackFile("s.json", JSON.stringify({ deployment }), {}).refuseOpenPurchases(CUSTOMER_ID);
      },
      /Whether "e5" was bought is not settled/,
    ],
  };
  for (const [what, [act, message]] of Object.entries(REFUSED))
    it(`refuses ${what}`, () => expect(act).to.throw(CommandError, message));

  it("does not mind purchases that are settled, or another customer's that isn't", () => {
    const other = bought("other", {
      id: `${CUSTOMER_ID.replace("7", "8")}/cart`,
      outputs: { status: "unknown" },
    });
    expect(() => fileOf([ROOT, bought("e5"), other]).refuseOpenPurchases(CUSTOMER_ID)).not.to.throw();
  });
});
