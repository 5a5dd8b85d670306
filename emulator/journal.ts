/** One order that was placed. The replay of an answer is not a purchase. */
export interface Purchase {
  /** Position in the journal, from 1. */
  sequence: number;
  customerId: string;
  cartId: string;
  /** The cart's `orderGroup` that became this order. */
  group: string;
  orderId: string;
  items: { offerId: string; quantity: number; termDuration?: string }[];
  /** MS-RequestId of the checkout. */
  requestId: string;
  correlationId: string;
  /** Header x-ms-customeruser-upn of the checkout: the user who gets the licence. */
  customerUserUpn?: string;
  /** Moment on the emulator's clock, ISO 8601. */
  at: string;
}

/** How often a group of a cart was bought. */
export interface GroupSummary {
  customerId: string;
  cartId: string;
  group: string;
  times: number;
  orderIds: string[];
  requestIds: string[];
}

/** Append-only list of purchases: what was bought, how many times, by which request ids. */
export class Journal {
  constructor(private readonly store: { readonly state: { purchases: Purchase[] } }) {}

  private get entries(): Purchase[] {
    return this.store.state.purchases;
  }

  append(purchase: Omit<Purchase, "sequence">): void {
    this.entries.push({ sequence: this.entries.length + 1, ...purchase });
  }

  /** Every purchase, or those of a cart, oldest first. */
  purchases(cartId?: string): Purchase[] {
    return structuredClone(
      cartId === undefined ? this.entries : this.entries.filter((entry) => entry.cartId === cartId),
    );
  }

  /** One row for each group of each cart that was bought. */
  summary(): GroupSummary[] {
    const rows = new Map<string, GroupSummary>();
    for (const { customerId, cartId, group, orderId, requestId } of this.entries) {
      const key = JSON.stringify([cartId, group]);
      const row = rows.get(key) ?? { customerId, cartId, group, times: 0, orderIds: [], requestIds: [] };
      row.times += 1;
      row.orderIds.push(orderId);
      row.requestIds.push(requestId);
      rows.set(key, row);
    }
    return [...rows.values()];
  }

  /** The groups that were bought more than once. A test that ends with anything here has lost money. */
  duplicates(): GroupSummary[] {
    return this.summary().filter((row) => row.times > 1);
  }
}
