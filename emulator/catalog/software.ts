import { type CatalogItem, cents, item } from "./catalogItem";

type Row = [catalogItemId: string, title: string, usd: number];

const PERPETUAL_ROWS: Row[] = [
  ["DG7GMGF0D5RK:0005:DG7GMGF0D3RL", "Windows Server 2022 Standard - 16 Core License Pack", 1069],
  ["DG7GMGF0D65N:0002:DG7GMGF0D4TQ", "Windows Server 2022 Datacenter - 16 Core License Pack", 6155],
  ["DG7GMGF0D5VX:0006:DG7GMGF0D6VB", "Windows Server 2022 - 1 User CAL", 46],
  ["DG7GMGF0D5VX:0007:DG7GMGF0D6VC", "Windows Server 2022 - 1 Device CAL", 40],
  ["DG7GMGF0D5SL:0003:DG7GMGF0D2M4", "Windows Server 2022 Remote Desktop Services - 1 User CAL", 152],
  ["DG7GMGF0FLR2:0002:DG7GMGF0FJ81", "SQL Server 2022 Standard Edition", 989],
  ["DG7GMGF0FKZV:0003:DG7GMGF0FK27", "SQL Server 2022 Standard Core - 2 Core License Pack", 3945],
  ["DG7GMGF0FLR3:0001:DG7GMGF0FJ93", "SQL Server 2022 - 1 User CAL", 230],
  ["DG7GMGF0PN5J:0002:DG7GMGF0PQ1H", "Office LTSC Standard 2024", 452.5],
  ["DG7GMGF0PN44:0002:DG7GMGF0PQ7W", "Office LTSC Professional Plus 2024", 644.38],
  ["DG7GMGF0D7FX:0002:DG7GMGF0D8RD", "Visio LTSC Professional 2024", 586.25],
  ["DG7GMGF0D4MC:0002:DG7GMGF0D94F", "Exchange Server Standard 2019", 772.5],
];

const SUBSCRIPTION_ROWS: [productId: string, title: string, usdAYear: number, publisher?: string][] = [
  ["DG7GMGF0DVSV", "Windows Server CAL - 1 User", 21.6],
  ["DG7GMGF0DVT6", "Windows Server Remote Desktop Services CAL - 1 User", 68.4],
  ["DG7GMGF0DVTZ", "SQL Server Standard - 2 Core License Pack", 1418],
  ["DG7GMGF0DVT0", "SQL Server Enterprise - 2 Core License Pack", 5434],
  ["DG7GMGF0DW7Q", "SUSE Linux Enterprise Server, 1-2 vCPU", 262.8, "SUSE"],
  ["DG7GMGF0DWHL", "Red Hat Enterprise Linux, 1-4 vCPU", 525.6, "Red Hat, Inc."],
];

/** Software bought once and kept, without a term. */
export const PERPETUAL_SOFTWARE: readonly CatalogItem[] = PERPETUAL_ROWS.map(([id, title, usd]) =>
  item(id, { kind: "perpetual", title, terms: [{ billingCycle: "one_time", cents: cents(usd) }] }),
);

/** Software for one year or three: a SKU for each, paid at once; a year can be billed as such. */
export const SOFTWARE_SUBSCRIPTIONS: readonly CatalogItem[] = SUBSCRIPTION_ROWS.flatMap(
  ([productId, productTitle, usdAYear, publisher]) =>
    ([1, 3] as const).map((years) =>
      item(`${productId}:000${years}:${productId.slice(0, 10)}Y${years}`, {
        kind: "softwareSubscription",
        title: `${productTitle} - ${years} Year`,
        productTitle,
        ...(publisher && { publisher }),
        terms: [
          { duration: `P${years}Y`, billingCycle: "one_time", cents: cents(usdAYear) * years },
          { duration: `P${years}Y`, billingCycle: "annual", cents: cents(usdAYear) },
        ],
      }),
    ),
);
