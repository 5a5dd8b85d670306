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
  /** Needed when the same quantity was bought within the last 30 days, and that is no mistake. */
  allowDuplicate?: boolean;
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

const purchases = entries.map(({ name, date, quantity, allowDuplicate }) => {
  const friendlyName = `Office 365 E3, ${name} (${date})`;
  const purchase = new Purchase(name, {
    customerId,
    lineItems: [{ catalogItemId, quantity, termDuration: "P1Y", billingCycle: "monthly", friendlyName }],
    allowDuplicate,
    limits: { maxQuantity: 50 },
    // An entry that somebody removes must not make the stack forget what goes on being billed.
    onDelete: "forbid",
  });
  return { name, quantity, status: purchase.status, subscriptionIds: purchase.subscriptionIds };
});

export const seats = entries.reduce((sum, { quantity }) => sum + quantity, 0);
export const bought = purchases;
