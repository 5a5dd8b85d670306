import { type CatalogItem, type CatalogTerm, cents, item, type ItemFacts } from "./catalogItem";

type Row = [catalogItemId: string, title: string, usdAMonth: number, more?: Partial<ItemFacts>];

/** Small and medium businesses: 300 seats at most. */
const BUSINESS = { maximum: 300 };
const ENTERPRISE_BASES = ["CFQ7TTC0LF8R:0002", "CFQ7TTC0LFLX:0001"];

/** Titles are real; prices are for a yearly term billed monthly, and made up. */
const ROWS: Row[] = [
  ["CFQ7TTC0LF8Q:0001:CFQ7TTC0N8P6", "Office 365 E1", 8],
  ["CFQ7TTC0LF8R:0002:CFQ7TTC0K5DH", "Office 365 E3", 18.4],
  ["CFQ7TTC0LF8S:0001:CFQ7TTC0N81H", "Office 365 E5", 36.48],
  ["CFQ7TTC0LH18:0001:CFQ7TTC0K971", "Microsoft 365 Business Basic", 4.8, BUSINESS],
  ["CFQ7TTC0LDPB:0001:CFQ7TTC0K9C2", "Microsoft 365 Business Standard", 10, BUSINESS],
  [
    "CFQ7TTC0LCHC:0002:CFQ7TTC0K9D7",
    "Microsoft 365 Business Premium",
    17.6,
    { ...BUSINESS, promotion: { id: "39NFJQT1PFPB:0001:39NFJQT1Q5KK", percent: 15 } },
  ],
  ["CFQ7TTC0LFLX:0001:CFQ7TTC0KB8V", "Microsoft 365 E3", 27.2],
  [
    "CFQ7TTC0LFLZ:0002:CFQ7TTC0KBQ4",
    "Microsoft 365 E5",
    45.6,
    { promotion: { id: "39NFJQT1PJ5M:0002:39NFJQT1Q3HR", percent: 10 } },
  ],
  ["CFQ7TTC0LFJ1:0001:CFQ7TTC0KCM2", "Enterprise Mobility + Security E3", 8.48],
  [
    "CFQ7TTC0JN4R:0002:CFQ7TTC0MBMD",
    "Microsoft Defender for Office 365 (Plan 2)",
    4,
    { addonOf: ENTERPRISE_BASES },
  ],
  ["CFQ7TTC0JNSG:0001:CFQ7TTC0HKV5", "Microsoft Defender for Business", 2.4, BUSINESS],
  // On sale twice, so that product, SKU, term and billing cycle alone don't name one item.
  ["CFQ7TTC0LH16:0001:CFQ7TTC0KA61", "Exchange Online (Plan 1)", 3.2],
  ["CFQ7TTC0LH16:0001:CFQ7TTC0KA6X", "Exchange Online (Plan 1)", 3.2],
  [
    "CFQ7TTC0J203:0003:CFQ7TTC0HX9K",
    "Windows 365 Business 2 vCPU, 8 GB, 128 GB (with Windows Hybrid Benefit)",
    32.8,
    { ...BUSINESS, attestation: true },
  ],
  ["CFQ7TTC0HVZG:0001:CFQ7TTC0J9L3", "Visio Plan 2", 12],
  ["CFQ7TTC0LGZT:0001:CFQ7TTC0L7QC", "Microsoft 365 A3 for faculty", 5.2, { segment: "education" }],
  [
    "CFQ7TTC0LCHC:000N:CFQ7TTC0L2SB",
    "Microsoft 365 Business Premium (Nonprofit Staff Pricing)",
    4.4,
    { ...BUSINESS, segment: "nonprofit", productTitle: "Microsoft 365 Business Premium" },
  ],
];

/** A month costs a fifth more than a month of a year; longer bills are so many months. */
function termsOf(usdAMonth: number): CatalogTerm[] {
  const month = cents(usdAMonth);
  return [
    { duration: "P1M", billingCycle: "monthly", cents: Math.round((month * 6) / 5) },
    { duration: "P1Y", billingCycle: "monthly", cents: month },
    { duration: "P1Y", billingCycle: "annual", cents: month * 12 },
    { duration: "P3Y", billingCycle: "monthly", cents: month },
    { duration: "P3Y", billingCycle: "annual", cents: month * 12 },
    { duration: "P3Y", billingCycle: "triennial", cents: month * 36 },
  ];
}

/** Licences of new commerce, among them an add-on, a trial, one with attestation and other segments. */
export const LICENCES: readonly CatalogItem[] = [
  ...ROWS.map(([id, title, usdAMonth, more]) =>
    item(id, { kind: "licence", title, terms: termsOf(usdAMonth), ...more }),
  ),
  item("CFQ7TTC0LCHC:0005:CFQ7TTC0K9T1", {
    kind: "licence",
    title: "Microsoft 365 Business Premium Trial",
    productTitle: "Microsoft 365 Business Premium",
    maximum: 25,
    trial: true,
    terms: [{ duration: "P1M", billingCycle: "none", cents: 0 }],
  }),
];
