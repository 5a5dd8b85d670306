import { MINUTE_MS } from "../../support/simulatedTime";
import type { Cause } from "./cause";
import { groupRefused, one } from "./cause";
import {
  twice,
  LAG,
  UP,
  accept,
  adopt,
  anotherCart,
  besides,
  buysSame,
  days8,
  denied,
  destroy,
  killed,
  lag16,
  leftOut,
  lost,
  met,
  more,
  notOnTop,
  onTop,
  pass,
  refresh,
  rename,
  replaceCheckout,
  up,
} from "../moves";

/** Checkouts by the id of a cart that somebody made. */
export const BY_CART_ID: readonly Cause[] = [
  {
    name: "two carts by their ids, with the same lines",
    setting: { purchases: [[0], [0]], customers: "one", alike: true, byId: true, modes: LAG },
    begins: [],
    moves: [
      up,
      onTop,
      notOnTop,
      days8,
      killed("checkout", "after"),
      lost("checkout", "after", 1),
      replaceCheckout,
      lag16,
    ],
  },
  {
    name: "a cart by its id",
    setting: { ...one([0, 1]), byId: true },
    begins: [],
    moves: [up, anotherCart, adopt, more, twice, days8, lost("checkout", "after"), buysSame],
  },
  {
    name: "a cart by its id of which the program says nothing",
    setting: { ...one([0]), byId: "silent" },
    begins: [{ do: "somebody", purchase: 0, deed: { buys: "same" } }],
    moves: [
      up,
      adopt,
      besides,
      anotherCart,
      leftOut("getCart", "lineItems"),
      denied("listOrders"),
      lost("checkout", "after"),
      days8,
    ],
  },
  {
    name: "a refused group of a cart by its id",
    setting: { ...one([0, 1], { idempotency: "requestId" }), byId: true },
    begins: [{ do: "pass", minutes: 5 }, ...groupRefused(1).slice(2), UP],
    moves: [up, rename, accept, killed("checkout", "after"), lost("checkout", "after"), more, days8, destroy],
  },
  {
    name: "a stranger in the same moment as a cart by its id",
    setting: { ...one([0], { ordersLagMs: 5 * MINUTE_MS, repeatCheckout: "800065" }), byId: true },
    begins: [],
    moves: [up, met, pass("4 minutes and a half", 4.5), lag16, refresh, adopt, besides, days8],
  },
];
