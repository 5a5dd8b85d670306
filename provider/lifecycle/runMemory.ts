import { Refusal } from "./lifecycle";
import type { OrderState } from "./orderState";

/**
 * What one run has bought or taken over, across all resources of a kind. The host process lives as long as the run.
 */
export class RunMemory {
  private readonly held = new Set<string>();
  private readonly orders = new Map<string, string>();
  private readonly orderReads = new Map<string, Promise<OrderState | undefined>>();
  /** Set by a preview once a look at a cart failed, so that it does not wait for each of the others. */
  unreachable = false;
  private readonly declared = new Map<string, string>();
  private readonly adoptions = new Set<string>();
  private readonly looking = new Map<string, Set<string>>();

  /** Two resources for one cart would both call its orders theirs, and deleting one would orphan the other. */
  hold(checkoutId: string): void {
    if (this.held.has(checkoutId))
      throw new Refusal(
        `Two resources check out the same cart (${checkoutId}). One cart is one purchase: declare it once. ` +
          `Nothing was sent to Partner Center for this one.`,
      );
    this.held.add(checkoutId);
  }

  /** Nothing came of it: a later resource may try. */
  release(checkoutId: string): void {
    this.held.delete(checkoutId);
  }

  holds(checkoutId: string): boolean {
    return this.held.has(checkoutId);
  }

  /** The items whose orders a purchase may have to find. */
  lookFor(checkoutId: string, catalogItemIds: string[]): void {
    this.looking.set(checkoutId, new Set(catalogItemIds.map((id) => id.toLowerCase())));
  }

  /**
   * Whether no other purchase of this run for the same customer, with an item in common, still looks for its orders.
   * Two such purchases could each take the other's order for its own while one of them is missing from the list.
   */
  isAlone(checkoutId: string): boolean {
    const items = this.looking.get(checkoutId) ?? new Set();
    const settled = new Set(this.orders.values());
    const customer = checkoutId.split("/")[0];
    return ![...this.looking].some(
      ([other, theirs]) =>
        other !== checkoutId &&
        other.split("/")[0] === customer &&
        !settled.has(other) &&
        [...theirs].some((item) => items.has(item)),
    );
  }

  /**
   * Enters what a cart is to hold. Returns the seed of another cart of this run that holds the same for the same
   * customer; undefined when there is none.
   */
  declareItems(key: string, seed: string): string | undefined {
    const other = this.declared.get(key);
    if (other !== undefined && other !== seed) return other;
    this.declared.set(key, seed);
    return undefined;
  }

  /** A cart was made although its items were ordered already: its checkout is to take those orders over. */
  expectAdoption(checkoutId: string): void {
    this.adoptions.add(checkoutId);
  }

  expectsAdoption(checkoutId: string): boolean {
    return this.adoptions.has(checkoutId);
  }

  /** An order that was read lately: its lines don't change within a run, and many purchases ask for the same ones. */
  keepOrder(id: string, read: () => Promise<OrderState | undefined>): Promise<OrderState | undefined> {
    const kept = this.orderReads.get(id) ?? read();
    this.orderReads.set(id, kept);
    kept.catch(() => this.orderReads.delete(id));
    return kept;
  }

  rememberOrders(checkoutId: string, orderIds: string[]): void {
    for (const id of orderIds) this.orders.set(id, checkoutId);
  }

  /** Whether another purchase of this run holds the order. */
  isTakenByOther(checkoutId: string, orderId: string): boolean {
    const holder = this.orders.get(orderId);
    return holder !== undefined && holder !== checkoutId;
  }
}
