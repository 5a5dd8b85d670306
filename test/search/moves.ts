import type { Change, Setting, Step, UpWays } from "../property/story";
import type { Deed } from "../property/world";
import type { FaultScript, Modes, Operation } from "../../emulator";
import { DAY_MS, MINUTE_MS } from "../support/simulatedTime";

/** One thing that people, Partner Center or a calendar do: an edit and the `up` that follows it are one move. */
export interface Move {
  name: string;
  steps: Step[];
  /** A history has at most one move of each of these kinds. */
  once?: "fault" | "stranger";
}

/** What a search tries: everything that a few moves can do in one place. */
export interface Cause {
  name: string;
  setting: Setting;
  /** What has happened before. */
  begins: Step[];
  moves: Move[];
}

const DAY = DAY_MS / MINUTE_MS;
const LAG: Partial<Modes> = { ordersLagMs: 14 * MINUTE_MS, subscriptionsLagMs: 14 * MINUTE_MS };

const UP: Step = { do: "up" };
const up: Move = { name: "up", steps: [UP] };
const refresh: Move = { name: "refresh", steps: [{ do: "refresh" }] };
const destroy: Move = { name: "destroy", steps: [{ do: "destroy" }] };

function edit(name: string, change: Change, purchase = 0): Move {
  return { name: `${name}, up`, steps: [{ do: "edit", purchase, change }, UP] };
}

function pass(name: string, minutes: number): Move {
  return { name, steps: [{ do: "pass", minutes }] };
}

function stranger(name: string, deed: Deed, purchase = 0): Move {
  return { name, once: "stranger", steps: [{ do: "somebody", purchase, deed }] };
}

/** An `up` that is called otherwise. */
function upWith(name: string, ways: UpWays): Move {
  return { name: `up ${name}`, steps: [{ do: "up", ...ways }] };
}

function allow(purchases: boolean): Move {
  return { name: `${purchases ? "allow" : "forbid"} purchases, up`, steps: [{ do: "allow", purchases }, UP] };
}

function killed(request: Operation, when: "before" | "after"): Move {
  return {
    name: `up, killed ${when} ${request}`,
    once: "fault",
    steps: [{ do: "up", kill: { request, when } }],
  };
}

/** Steps in which Partner Center, or the way to it, is in trouble. */
function troubled(name: string, fault: FaultScript, steps: Step[] = [UP]): Move {
  return { name, once: "fault", steps: [{ do: "fault", fault }, ...steps, { do: "calm" }] };
}

/** An `up` whose request is lost, or its answer. */
function lost(operation: Operation, phase: "before" | "after", times: 1 | "always" = "always"): Move {
  const fault: FaultScript = { operation, phase, times, action: { kind: "cut" } };
  return troubled(`up, ${operation} lost ${phase}`, fault);
}

/** An `up` whose checkout arrives when the run has given up. */
const late: Move = {
  name: "up, checkout comes late",
  once: "fault",
  steps: [
    { do: "fault", fault: { operation: "checkout", phase: "before", times: 1, action: { kind: "hold" } } },
    { do: "up", kill: { request: "checkout", when: "after" } },
  ],
};

function refusal(operation: Operation, times: 1 | "always"): FaultScript {
  return { operation, phase: "before", times, action: { kind: "respond", status: 403, code: 20002 } };
}

const refused = troubled("up, checkout refused with 20002", refusal("checkout", "always"));

function denied(operation: Operation): Move {
  return troubled(`up, ${operation} refused`, refusal(operation, "always"));
}

/** The same for the first request of an operation alone, in another move. */
function deniedOnce(operation: Operation, { name, steps }: Move): Move {
  return troubled(`${name}, ${operation} refused at first`, refusal(operation, 1), steps);
}

/** An `up` in which an answer leaves something out. */
function leftOut(operation: Operation, ...without: string[]): Move {
  const fault: FaultScript = { operation, phase: "after", times: 1, action: { kind: "alter", without } };
  return troubled(`up, ${operation} without ${without.join()}`, fault);
}

function lose(what: "cart" | "checkout" | "both"): Move {
  return {
    name: `${what === "both" ? "state" : what} lost, up`,
    steps: [{ do: "lose", purchase: 0, what }, UP],
  };
}

const rename = edit("rename without alias", { rename: "plain" });
const adopt = edit("set adopt", { adopt: true });
const refuse = edit("take adopt out", { adopt: false });
const buysSame = stranger("a stranger buys the same", { buys: "same" });
const buysPart = stranger("a stranger buys a part", { buys: "part" });
const buysMore = stranger("a stranger buys more", { buys: "more" });
const buysOtherwise = stranger("a stranger buys it by another availability", { buys: "otherAvailability" });
const putsMore = stranger("a colleague puts more into the cart", { edits: "more" });
const putsOther = stranger("a colleague puts other things into the cart", { edits: "other" });
const cancels = stranger("its order is cancelled", { cancels: "ours" });
const ends = stranger("its subscription ends", { subscriptions: "disabled" });
const besides = edit("set besides to what was named", { besides: "named" });
const noBesides = edit("take besides out", { besides: "none" });
const besidesAll = edit("set besides to every order", { besides: "all" });
const firstId = edit("set orderIds to one of its orders", { orderIds: "first" });
const wrongIds = edit("set orderIds to a wrong id", { orderIds: "wrong" });
const noIds = edit("take orderIds out", { orderIds: "none" });
const alias = edit("rename with alias", { rename: "alias" });
const parent = edit("another parent", { parent: "shop:index:Order" });
const replaceCart = upWith("--replace the cart", { replace: "cart" });
const replaceCheckout = upWith("--replace the checkout", { replace: "checkout" });
const onTop = edit("the second one on top of the first", { onTopOf: 0 }, 1);
const notOnTop = edit("the second one not on top any more", { onTopOf: undefined }, 1);
const existing = edit("name a cart that somebody made", { existingCart: true });
const noExisting = edit("name no cart any more", { existingCart: false });
const more = edit("more seats", { seats: 1 });
const fewer = edit("the seats of before", { seats: 0 });
const accept = edit("accept order errors", { options: { onOrderErrors: "accept" } });
const anotherCart = edit("another cart", { existingCart: true });
const noLimit = edit("no limit", { limited: false });
const limit = edit("a limit that nothing keeps to", { limited: true });
const targetFirst = upWith("--target the first one", { target: 0 });
const targetSecond = upWith("--target the second one", { target: 1 });
const continueOnError = upWith("--continue-on-error", { continueOnError: true });
const lag16 = pass("16 minutes", 16);
const days8 = pass("8 days", 8 * DAY);
const days31 = pass("31 days", 31 * DAY);

/** The cart is made, and not checked out. */
const WAITING: Step[] = [{ do: "allow", purchases: false }, UP];

/** The next checkouts refuse the second group of the cart. */
function groupRefused(times: 1 | 2): Step[] {
  const fails: Step = { do: "groupFails", purchase: 0, group: 1, times };
  return [...WAITING, fails, { do: "allow", purchases: true }];
}

function one(items: number[], modes: Partial<Modes> = {}): Setting {
  return { purchases: [items], customers: "one", modes };
}

const TWO_STACKS: Setting = {
  purchases: [[0], [0]],
  stacks: [0, 1],
  customers: "one",
  alike: true,
  modes: {},
};

/** What is known to buy twice, and is told afterwards: see "Limits" in docs/how-a-purchase-stays-single.md. */
export const SAME_MOMENT: Cause = {
  name: "two stacks at the same moment",
  setting: TWO_STACKS,
  begins: [],
  moves: [
    upWith("beside the second stack, before the cart is made", { beside: "createCart" }),
    upWith("beside the second stack, before the checkout", { beside: "checkout" }),
    lag16,
  ],
};

export const CAUSES: readonly Cause[] = [
  {
    name: "flags beside what a stranger ordered",
    setting: one([0]),
    begins: [{ do: "somebody", purchase: 0, deed: { buys: "same" } }],
    moves: [up, adopt, refuse, besides, noBesides, wrongIds, noIds, rename],
  },
  {
    name: "flags beside an order of two lines, one of them ours",
    setting: one([0]),
    begins: [{ do: "somebody", purchase: 0, deed: { buys: "more" } }],
    moves: [up, adopt, refuse, besides, noBesides, wrongIds, noIds, days31],
  },
  {
    name: "a cart that waits",
    setting: one([0, 1]),
    begins: WAITING,
    moves: [up, allow(true), lag16, days8, buysSame, buysPart, buysOtherwise, putsMore],
  },
  {
    name: "the calendar",
    setting: one([0]),
    begins: [UP],
    moves: [up, rename, lose("both"), destroy, days8, days31, ends, cancels],
  },
  {
    name: "edits",
    setting: one([0]),
    begins: [],
    moves: [
      up,
      more,
      fewer,
      edit("a further item", { items: [0, 1] }),
      deniedOnce("getCart", more),
      allow(false),
      allow(true),
      putsOther,
    ],
  },
  {
    name: "crashes and lost answers while the lists lag",
    setting: one([0], LAG),
    begins: [],
    moves: [
      up,
      killed("createCart", "after"),
      killed("checkout", "after"),
      lost("checkout", "after"),
      late,
      lag16,
      more,
      lose("checkout"),
    ],
  },
  {
    name: "crashes where request ids are forgotten",
    setting: one([0], { cartRequestIds: "forgotten", idempotency: "requestId" }),
    begins: [],
    moves: [
      up,
      killed("createCart", "after"),
      killed("checkout", "after"),
      lost("checkout", "after"),
      late,
      days8,
      more,
      rename,
    ],
  },
  {
    name: "a group that is refused",
    setting: one([0, 1]),
    begins: groupRefused(2),
    moves: [
      up,
      killed("checkout", "after"),
      accept,
      lost("checkout", "before"),
      more,
      days8,
      buysPart,
      buysSame,
    ],
  },
  {
    name: "a checkout that is refused",
    setting: one([0, 1], { rememberRequestIds: true }),
    begins: [],
    moves: [up, refused, refresh, more, days8, lose("cart"), rename, buysSame],
  },
  {
    name: "two purchases of one customer",
    setting: { purchases: [[0], [0, 1]], customers: "one", modes: LAG },
    begins: [],
    moves: [
      up,
      lost("checkout", "after", 1),
      killed("checkout", "after"),
      edit("the second one renamed", { rename: "plain" }, 1),
      edit("more seats of the first one", { seats: 1 }, 0),
      lag16,
      days8,
      buysPart,
    ],
  },
  {
    name: "other names and parents while the lists lag",
    setting: one([0], LAG),
    begins: [UP],
    moves: [alias, parent, rename, replaceCart, replaceCheckout, lose("both"), lag16, besidesAll],
  },
  {
    name: "two purchases alike",
    setting: { purchases: [[0], [0]], customers: "one", alike: true, modes: LAG },
    begins: [],
    moves: [up, targetFirst, targetSecond, onTop, notOnTop, killed("checkout", "after"), lag16, days31],
  },
  {
    name: "two purchases with a line in common",
    setting: { purchases: [[0, 1], [0]], customers: "one", alike: true, modes: {} },
    begins: [],
    moves: [
      up,
      targetSecond,
      continueOnError,
      onTop,
      notOnTop,
      edit("the items of the second one in the first", { items: [1] }),
      edit("the second one renamed", { rename: "plain" }, 1),
      lost("checkout", "after", 1),
    ],
  },
  {
    name: "two stacks, one after the other",
    setting: TWO_STACKS,
    begins: [],
    moves: [
      up,
      upWith("the second stack", { stack: 1 }),
      allow(false),
      allow(true),
      edit("adopt in the second one", { adopt: true }, 1),
      killed("checkout", "after"),
      more,
      days8,
    ],
  },
  {
    name: "a cart that was made elsewhere",
    setting: one([0]),
    begins: [],
    moves: [up, existing, noExisting, more, adopt, days8, buysSame, putsMore],
  },
  {
    name: "answers that leave something out",
    setting: one([0, 1]),
    begins: [
      { do: "somebody", purchase: 0, deed: { buys: "part" } },
      { do: "allow", purchases: false },
    ],
    moves: [
      allow(true),
      allow(false),
      leftOut("getCart", "lineItems"),
      leftOut("listOrders", "id"),
      leftOut("listOrders", "lineItems"),
      denied("listOrders"),
      denied("listSubscriptions"),
      adopt,
    ],
  },
  {
    name: "limits",
    setting: one([0]),
    begins: [{ do: "edit", purchase: 0, change: { limited: true } }],
    moves: [up, noLimit, limit, more, existing, days8, killed("checkout", "after"), putsMore],
  },
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
    moves: [up, anotherCart, adopt, more, days8, lost("checkout", "after"), buysSame, putsMore],
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
    name: "a checkout without an answer",
    setting: one([0, 1], LAG),
    begins: [],
    moves: [
      up,
      lost("checkout", "before"),
      lost("checkout", "after"),
      lag16,
      days8,
      firstId,
      buysSame,
      buysPart,
    ],
  },
  {
    name: "a group that is refused, of a cart that reads Ordered",
    setting: one([0, 1], { partialCart: "Ordered" }),
    begins: groupRefused(1),
    moves: [
      up,
      killed("checkout", "after"),
      lost("checkout", "before"),
      allow(false),
      allow(true),
      days8,
      buysPart,
      buysSame,
    ],
  },
  {
    name: "software that waits",
    setting: one([2, 1]),
    begins: WAITING,
    moves: [up, allow(true), lag16, days31, buysSame, buysPart, buysMore, buysOtherwise],
  },
  {
    name: "a part that a killed run ordered, while the lists lag and edits are let pass",
    setting: one([0, 1], { ...LAG, linesOfPartlyOrdered: "forgotten" }),
    begins: [{ do: "partly", purchase: 0 }],
    moves: [up, more, fewer, edit("another item", { items: [1] }), lag16, days8, lose("checkout"), accept],
  },
  {
    name: "the last minutes of a cart",
    setting: one([0], LAG),
    begins: [
      { do: "allow", purchases: false },
      UP,
      { do: "pass", minutes: 7 * DAY - 5 },
      { do: "allow", purchases: true },
    ],
    moves: [
      up,
      killed("checkout", "after"),
      lost("checkout", "after"),
      pass("6 minutes", 6),
      lag16,
      more,
      rename,
      buysSame,
    ],
  },
  {
    name: "another cart in a refused one's place",
    setting: one([0], LAG),
    begins: refused.steps,
    moves: [up, killed("checkout", "after"), existing, destroy, lose("cart"), more, lag16, days8],
  },
  {
    name: "a refusal after a run that was killed",
    setting: one([0, 1]),
    begins: [{ do: "partly", purchase: 0 }],
    moves: [up, refused, refresh, lag16, days8, more, lose("checkout"), buysSame],
  },
  {
    name: "a group that is refused, while the lists lag",
    setting: one([0, 1], LAG),
    begins: [...groupRefused(1), UP],
    moves: [
      up,
      killed("checkout", "after"),
      lost("checkout", "after"),
      accept,
      edit("retry order errors", { options: { onOrderErrors: "retry" } }),
      more,
      lag16,
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
    name: "an order that was cancelled, and that a stranger ordered anew",
    setting: one([0]),
    begins: [
      UP,
      { do: "destroy" },
      { do: "somebody", purchase: 0, deed: { cancels: "ours" } },
      { do: "somebody", purchase: 0, deed: { buys: "same" } },
      { do: "pass", minutes: 16 },
    ],
    moves: [up, adopt, refuse, besides, noBesides, more, rename, days8],
  },
  {
    name: "everything, with two purchases while the lists lag",
    setting: { purchases: [[0, 1], [0]], customers: "one", modes: LAG },
    begins: [],
    moves: [
      ...[up, refresh, destroy, adopt, refuse, besides, noBesides, wrongIds, noIds],
      ...[rename, alias, parent, replaceCart, replaceCheckout, more, fewer, onTop, notOnTop],
      ...[existing, noExisting, allow(false), allow(true), lag16, days8, days31],
      ...[lose("cart"), lose("checkout"), lose("both"), late, refused],
      targetFirst,
      targetSecond,
      continueOnError,
      edit("another item", { items: [1] }),
      edit("the items in another order", { items: [1, 0] }),
      accept,
      noLimit,
      limit,
      killed("createCart", "after"),
      killed("updateCart", "after"),
      killed("checkout", "before"),
      killed("checkout", "after"),
      lost("checkout", "before"),
      lost("checkout", "after"),
      denied("listOrders"),
      denied("listSubscriptions"),
      leftOut("getCart", "lineItems"),
      {
        name: "a group is refused, up",
        once: "fault",
        steps: [{ do: "groupFails", purchase: 0, group: 1, times: 1 }, UP],
      },
      buysSame,
      buysPart,
      buysMore,
      buysOtherwise,
      putsMore,
      putsOther,
      cancels,
      ends,
    ],
  },
];
