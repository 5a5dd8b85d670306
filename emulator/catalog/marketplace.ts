import { type CatalogItem, type CatalogTerm, cents, item } from "./catalogItem";

type Row = [catalogItemId: string, publisher: string, title: string, usdAMonth: number];

/** Publishers and products are made up. */
const ROWS: Row[] = [
  ["DZH318Z0D0B1:0001:DZH318Z0D1B1", "Fabrikam Backup", "Fabrikam Cloud Backup Standard", 3.5],
  ["DZH318Z0D0B1:0002:DZH318Z0D1B2", "Fabrikam Backup", "Fabrikam Cloud Backup Premium", 6.25],
  ["DZH318Z0D0C2:0001:DZH318Z0D1C1", "Northwind Signatures", "Northwind e-Signature Team", 12],
  ["DZH318Z0D0D3:0001:DZH318Z0D1D1", "Adatum Security", "Adatum Mail Protection", 2.1],
  ["DZH318Z0D0E4:0001:DZH318Z0D1E1", "Tailspin Analytics", "Tailspin Dashboards Business", 24.99],
  ["DZH318Z0D0F5:0001:DZH318Z0D1F1", "Litware Learning", "Litware Security Awareness Training", 1.75],
  ["DZH318Z0D0G6:0001:DZH318Z0D1G1", "Proseware", "Proseware Document Management", 9.9],
  ["DZH318Z0D0H7:0001:DZH318Z0D1H1", "Wingtip Telephony", "Wingtip Contact Center Agent", 55],
  ["DZH318Z0D0J8:0001:DZH318Z0D1J1", "Woodgrove Payments", "Woodgrove Invoicing", 19],
  ["DZH318Z0D0K9:0001:DZH318Z0D1K1", "Alpine Monitoring", "Alpine Uptime Pro", 14.5],
  ["DZH318Z0D0L0:0001:DZH318Z0D1L1", "Consolidated Messenger", "Messenger Archive", 4],
];

const EVALUATION: CatalogTerm = { duration: "P1M", billingCycle: "none", cents: 0 };

/** Marketplace SaaS of other publishers: monthly or yearly, and a free evaluation. Activated by a link. */
export const MARKETPLACE_SAAS: readonly CatalogItem[] = [
  ...ROWS.map(([id, publisher, title, usdAMonth]) =>
    item(id, {
      kind: "saas",
      publisher,
      title,
      terms: [
        { duration: "P1M", billingCycle: "monthly", cents: cents(usdAMonth) },
        { duration: "P1Y", billingCycle: "monthly", cents: cents(usdAMonth) },
        { duration: "P1Y", billingCycle: "annual", cents: cents(usdAMonth) * 12 },
      ],
    }),
  ),
  item("DZH318Z0D0C2:0009:DZH318Z0D1C9", {
    kind: "saas",
    publisher: "Northwind Signatures",
    title: "Northwind e-Signature Evaluation",
    maximum: 5,
    trial: true,
    terms: [EVALUATION],
  }),
];
