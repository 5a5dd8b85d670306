import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { Purchase, resolveCatalogItemOutput } from "pulumi-partnercenter";

/** What a pull request appends to seats.json. */
interface Entry {
  /** The name of the purchase; never reused, never changed. */
  name: string;
  /** When it was asked for, such as 2026-03-02. */
  date: string;
  quantity: number;
  /** Names of earlier entries of the same quantity, when this one is to be bought on top of them. */
  onTopOf?: string[];
}

const config = new pulumi.Config();
const customerId = config.require("customerId");
const entries = JSON.parse(readFileSync(join(__dirname, "seats.json"), "utf8")) as Entry[];

const { catalogItemId } = resolveCatalogItemOutput({
  customerId,
  productId: "CFQ7TTC0LF8R",
  skuId: "0002",
  termDuration: "P1Y",
  billingCycle: "monthly",
});

const purchases = new Map<string, Purchase>();
for (const { name, date, quantity, onTopOf = [] } of entries) {
  const friendlyName = `Office 365 E3, ${name} (${date})`;
  const earlier = onTopOf.map((other) => {
    const purchase = purchases.get(other);
    if (!purchase) throw new Error(`seats.json: ${name} is on top of ${other}, which is no earlier entry`);
    return purchase.orderIds;
  });
  const purchase = new Purchase(name, {
    customerId,
    lineItems: [{ catalogItemId, quantity, termDuration: "P1Y", billingCycle: "monthly", friendlyName }],
    besides: pulumi.all(earlier).apply((orderIds) => orderIds.flat()),
    limits: { maxQuantity: 50 },
    // An entry that somebody removes must not make the stack forget what goes on being billed.
    onDelete: "forbid",
  });
  purchases.set(name, purchase);
}

export const seats = entries.reduce((sum, { quantity }) => sum + quantity, 0);
export const bought = [...purchases].map(([name, { status, subscriptionIds }]) => ({
  name,
  status,
  subscriptionIds,
}));
