import { type CatalogItem, cents, item } from "./catalogItem";

/** The SKU page shows `one_time` for the Azure plan; carts are seen with the other two as well. */
const PLAN_TERMS = [
  { billingCycle: "one_time" },
  { billingCycle: "none" },
  { billingCycle: "monthly" },
  { duration: "P1M", billingCycle: "monthly" },
];

/** The Azure plan and its twin for development: one of each, billed by use (page "Get a list of SKUs"). */
export const AZURE_PLANS: readonly CatalogItem[] = [
  ["DZH318Z0BPS6:0001:DZH318Z0BML6", "Microsoft Azure plan"] as const,
  ["DZH318Z0BPS6:0002:DZH318Z0BMM3", "Microsoft Azure plan for DevTest"] as const,
].map(([id, title]) =>
  item(id, { kind: "azurePlan", title, productTitle: "Azure plan", maximum: 1, terms: PLAN_TERMS }),
);

const SAVINGS: [productId: string, title: string][] = [
  ["DZH318Z08NRP", "Compute savings plan"],
  ["DZH318Z08M7T", "Database savings plan"],
];

/** Azure savings plans: an amount for each hour of the term (page "Purchase Azure savings plans"). */
export const SAVINGS_PLANS: readonly CatalogItem[] = SAVINGS.flatMap(([productId, productTitle]) =>
  (["P1Y", "P3Y"] as const).map((duration, i) =>
    item(`${productId}:000${i + 1}:${productId.slice(0, 10)}${duration[1]}A`, {
      kind: "savingsPlan",
      title: `${productTitle}, ${duration === "P1Y" ? "1 Year" : "3 Years"}`,
      productTitle,
      maximum: 1,
      terms: [
        { duration, billingCycle: "one_time" },
        { duration, billingCycle: "monthly" },
      ],
    }),
  ),
);

type ReservationRow = [productId: string, of: "VM" | "SQL" | "CosmosDb", what: string, usdAMonth: number];

const RESERVED: ReservationRow[] = [
  ["DZH318Z0C1D2", "VM", "Reserved VM Instance, Standard_D2s_v3, US East", 41.61],
  ["DZH318Z0C1D4", "VM", "Reserved VM Instance, Standard_D4s_v5, EU West", 89.79],
  ["DZH318Z0C1E8", "VM", "Reserved VM Instance, Standard_E8s_v5, UK South", 214.62],
  ["DZH318Z0C1B2", "VM", "Reserved VM Instance, Standard_B2ms, US West 2", 36.21],
  ["DZH318Z0C2SG", "SQL", "Reserved SQL Database, General Purpose, Gen5, 2 vCore, US East", 182.5],
  ["DZH318Z0C3CD", "CosmosDb", "Reserved Azure Cosmos DB, 100 RU/s, EU North", 4.67],
];

/** Azure reservations: a SKU for one year and one for three, paid at once or monthly. */
export const RESERVATIONS: readonly CatalogItem[] = RESERVED.flatMap(([productId, of, what, usdAMonth]) =>
  ([12, 36] as const).map((months) => {
    // Three years cost a third less a month than one.
    const month = months === 12 ? cents(usdAMonth) : Math.round((cents(usdAMonth) * 2) / 3);
    const duration = `P${months / 12}Y`;
    return item(`${productId}:00${months}:${productId.slice(0, 9)}${duration}`, {
      kind: "reservation",
      reservationOf: of,
      productTitle: what,
      title: `${what}, ${months === 12 ? "1 Year" : "3 Years"}`,
      maximum: 100,
      terms: [
        { duration, billingCycle: "one_time", cents: month * months },
        { duration, billingCycle: "monthly", cents: month },
      ],
    });
  }),
);
