import { idKey } from "./ids";
import { Refusal } from "./lifecycle";
import { haveLineInCommon, type PurchasedLine } from "./items";
import { KeptReads } from "./keptReads";
import type { CartOfProgram, DeclaredLines, DeclaredTwin } from "./cartOfProgram";
import type { CartLineRequest } from "../../client/schemas";

/**
 * What one run declares, buys and takes over, across all resources of one partner tenant. The host process lives as
 * long as the run. Nothing in it ever permits a purchase; it can only speak against one.
 */
export class RunMemory {
  /** Orders that were read lately, whose lines don't change within a run, and what warnings come from. */
  readonly reads = new KeptReads();
  /** Pairs of orders of the same that were warned of, so that each is told once. */
  readonly warnedOf = new Set<string>();
  /** Checkouts in whose place this run lets others be made: what they can have bought was asked then. */
  readonly replaced = new Set<string>();
  /** Carts that this run has made: no run that was killed can have checked them out. */
  readonly made = new Set<string>();
  /** Checkouts that this run has forgotten, and told what stays bought. */
  readonly letGo = new Set<string>();
  private readonly held = new Set<string>();
  private readonly orders = new Map<string, string>();
  private readonly carts = new Map<string, CartOfProgram>();
  /** Which resource declares a cart, by customer and cart. */
  private readonly resources = new Map<string, string>();
  private readonly lineItems = new Map<string, DeclaredLines>();
  private readonly buying = new Map<string, { customerId: string; lines: PurchasedLine[] }>();
  /** By purchase, the names of each of its orders: its ids, and those of its subscriptions. */
  private readonly bought = new Map<string, string[][]>();
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

  /** A resource that is in state stays as it is, or was updated: the cart is its own, whatever else is deleted. */
  keep(checkoutId: string): void {
    this.held.add(checkoutId);
  }

  /** Nothing came of it: a later resource may try. */
  release(checkoutId: string): void {
    this.held.delete(checkoutId);
    this.unclaimLines(checkoutId);
  }

  holds(checkoutId: string): boolean {
    return this.held.has(checkoutId);
  }

  /** The items whose orders a purchase may have to find. */
  expectOrders(checkoutId: string, catalogItemIds: string[]): void {
    this.looking.set(checkoutId, new Set(catalogItemIds.map((id) => id.toLowerCase())));
  }

  /**
   * Whether no other purchase of this run for the same customer, with an item in common, still awaits its orders.
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
   * Enters a cart that the program declares. Returns another one, or a checkout by its id, with a line in common for the
   * same customer; undefined where there is none, where one says what it comes on top of, or where none of both is new:
   * checks come in any order, and what is bought already stays as it is.
   */
  declareCart(key: string, cart: CartOfProgram): DeclaredTwin | undefined {
    this.carts.set(key, cart);
    const other = [...this.carts].find(
      ([otherKey, one]) =>
        otherKey !== key &&
        one.customerId === cart.customerId &&
        (one.isNew || cart.isNew) &&
        !one.comesOnTop &&
        haveLineInCommon(one.lines, cart.lines),
    );
    if (cart.comesOnTop) return undefined;
    if (other) return { ...other[1], isBought: this.isBuying(other[1]) };
    if (!cart.isNew) return undefined;
    const isOwn = (id: string) => this.resources.get(id) === cart.resource;
    const buyer = this.buyerOf(cart.customerId, cart.lines, isOwn);
    return buyer === undefined ? undefined : { name: buyer, isNew: false, isBought: true };
  }

  private isBuying({ resource }: CartOfProgram): boolean {
    return [...this.buying.keys()].some((id) => this.resources.get(id) === resource);
  }

  /** The name of another cart of the program that a cart with these lines would buy again. */
  declaresElsewhere(checkoutId: string, customerId: string, lines: PurchasedLine[]): string | undefined {
    const own = this.resources.get(checkoutId);
    const isOther = (one: CartOfProgram) =>
      one.customerId === customerId && one.resource !== own && !one.comesOnTop;
    return [...this.carts.values()].find((one) => isOther(one) && haveLineInCommon(one.lines, lines))?.name;
  }

  /** What the program declares for a cart whose id is known, for a checkout that doesn't say it itself. */
  declareLineItems(
    cartKey: string,
    resource: string,
    lineItems: CartLineRequest[],
    repeated: string[] = [],
  ): void {
    this.resources.set(cartKey, resource);
    this.lineItems.set(cartKey, { lineItems, repeated });
  }

  lineItemsOf(cartKey: string): DeclaredLines | undefined {
    return this.lineItems.get(cartKey);
  }

  /**
   * Enters what a purchase is about to buy. Returns another purchase of this run with a line in common, for the same
   * customer, that is under way or was made, unless `besides` names all of its orders.
   */
  claimLines(
    checkoutId: string,
    customerId: string,
    lines: PurchasedLine[],
    besides: string[],
  ): string | undefined {
    const named = new Set(besides.map(idKey));
    const isNamed = (other: string) => {
      const orders = this.bought.get(other) ?? [];
      return orders.length > 0 && orders.every((names) => names.some((name) => named.has(name)));
    };
    const other = this.buyerOf(customerId, lines, (id) => id === checkoutId || isNamed(id));
    if (other === undefined) this.buying.set(checkoutId, { customerId, lines });
    return other;
  }

  private buyerOf(
    customerId: string,
    lines: PurchasedLine[],
    isLeftOut: (checkoutId: string) => boolean,
  ): string | undefined {
    const other = [...this.buying].find(
      ([id, one]) => one.customerId === customerId && !isLeftOut(id) && haveLineInCommon(one.lines, lines),
    );
    return other?.[0];
  }

  /** Enters what a purchase has bought, whoever did it: others of the run must not buy the same. */
  noteBought(checkoutId: string, customerId: string, lines: PurchasedLine[]): void {
    this.buying.set(checkoutId, { customerId, lines });
  }

  /** The purchase was certainly not made. */
  unclaimLines(checkoutId: string): void {
    this.buying.delete(checkoutId);
  }

  rememberOrders(checkoutId: string, orderIds: string[]): void {
    for (const id of orderIds) this.orders.set(id, checkoutId);
  }

  /** @param orders that the purchase holds: for each of them every name that `besides` can call it. */
  rememberPurchase(checkoutId: string, orders: string[][]): void {
    this.bought.set(checkoutId, orders);
  }

  /** How many orders this run knows to be held. */
  get knownOrders(): number {
    return this.orders.size;
  }

  isHeldBy(checkoutId: string, orderId: string): boolean {
    return this.orders.get(orderId) === checkoutId;
  }

  /** Whether another purchase of this run holds the order. */
  isTakenByOther(checkoutId: string, orderId: string): boolean {
    const holder = this.orders.get(orderId);
    return holder !== undefined && holder !== checkoutId;
  }
}
