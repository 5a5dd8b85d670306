import type { Change, Step, UpWays } from "../property/story";
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

export const DAY = DAY_MS / MINUTE_MS;
export const LAG: Partial<Modes> = { ordersLagMs: 14 * MINUTE_MS, subscriptionsLagMs: 14 * MINUTE_MS };

export const UP: Step = { do: "up" };
export const up: Move = { name: "up", steps: [UP] };
export const refresh: Move = { name: "refresh", steps: [{ do: "refresh" }] };
export const destroy: Move = { name: "destroy", steps: [{ do: "destroy" }] };

export function edit(name: string, change: Change, purchase = 0): Move {
  return { name: `${name}, up`, steps: [{ do: "edit", purchase, change }, UP] };
}

export function pass(name: string, minutes: number): Move {
  return { name, steps: [{ do: "pass", minutes }] };
}

export function stranger(name: string, deed: Deed, purchase = 0): Move {
  return { name, once: "stranger", steps: [{ do: "somebody", purchase, deed }] };
}

/** An `up` that is called otherwise. */
export function upWith(name: string, ways: UpWays): Move {
  return { name: `up ${name}`, steps: [{ do: "up", ...ways }] };
}

export function allow(purchases: boolean): Move {
  return { name: `${purchases ? "allow" : "forbid"} purchases, up`, steps: [{ do: "allow", purchases }, UP] };
}

export function killed(request: Operation, when: "before" | "after"): Move {
  return {
    name: `up, killed ${when} ${request}`,
    once: "fault",
    steps: [{ do: "up", kill: { request, when } }],
  };
}

/** Steps in which Partner Center, or the way to it, is in trouble. */
export function troubled(name: string, fault: FaultScript, steps: Step[] = [UP]): Move {
  return { name, once: "fault", steps: [{ do: "fault", fault }, ...steps, { do: "calm" }] };
}

/** An `up` whose request is lost, or its answer. */
export function lost(operation: Operation, phase: "before" | "after", times: 1 | "always" = "always"): Move {
  const fault: FaultScript = { operation, phase, times, action: { kind: "cut" } };
  return troubled(`up, ${operation} lost ${phase}`, fault);
}

/** An `up` whose checkout arrives when the run has given up. */
export const late: Move = {
  name: "up, checkout comes late",
  once: "fault",
  steps: [
    { do: "fault", fault: { operation: "checkout", phase: "before", times: 1, action: { kind: "hold" } } },
    { do: "up", kill: { request: "checkout", when: "after" } },
  ],
};

export function refusal(operation: Operation, times: 1 | "always", status = 403, code = 20002): FaultScript {
  return { operation, phase: "before", times, action: { kind: "respond", status, code } };
}

export const refused = troubled("up, checkout refused with 20002", refusal("checkout", "always"));

export function denied(operation: Operation): Move {
  return troubled(`up, ${operation} refused`, refusal(operation, "always"));
}

/** The same for the first request of an operation alone, in another move. */
export function deniedOnce(operation: Operation, { name, steps }: Move): Move {
  return troubled(`${name}, ${operation} refused at first`, refusal(operation, 1), steps);
}

/** An `up` in which an answer leaves something out. */
export function leftOut(operation: Operation, ...without: string[]): Move {
  const fault: FaultScript = { operation, phase: "after", times: 1, action: { kind: "alter", without } };
  return troubled(`up, ${operation} without ${without.join()}`, fault);
}

export function lose(what: "cart" | "checkout" | "both"): Move {
  return {
    name: `${what === "both" ? "state" : what} lost, up`,
    steps: [{ do: "lose", purchase: 0, what }, UP],
  };
}

export const rename = edit("rename without alias", { rename: "plain" });
export const adopt = edit("set adopt", { adopt: true });
export const refuse = edit("take adopt out", { adopt: false });
export const buysSame = stranger("a stranger buys the same", { buys: "same" });
export const buysPart = stranger("a stranger buys a part", { buys: "part" });
export const buysMore = stranger("a stranger buys more", { buys: "more" });
export const buysOtherwise = stranger("a stranger buys it by another availability", {
  buys: "otherAvailability",
});
export const putsMore = stranger("a colleague puts more into the cart", { edits: "more" });
export const putsOther = stranger("a colleague puts other things into the cart", { edits: "other" });
export const putsResellers = stranger("a colleague adds a reseller, or takes the one out", {
  edits: "resellers",
});
export const cancels = stranger("its order is cancelled", { cancels: "ours" });
export const ends = stranger("its subscription ends", { subscriptions: "disabled" });
export const besides = edit("set besides to what was named", { besides: "named" });
export const noBesides = edit("take besides out", { besides: "none" });
export const besidesAll = edit("set besides to every order", { besides: "all" });
export const firstId = edit("set orderIds to one of its orders", { orderIds: "first" });
export const wrongIds = edit("set orderIds to a wrong id", { orderIds: "wrong" });
export const noIds = edit("take orderIds out", { orderIds: "none" });
export const alias = edit("rename with alias", { rename: "alias" });
export const parent = edit("another parent", { parent: "shop:index:Order" });
export const replaceCart = upWith("--replace the cart", { replace: "cart" });
export const replaceCheckout = upWith("--replace the checkout", { replace: "checkout" });
export const onTop = edit("the second one on top of the first", { onTopOf: 0 }, 1);
export const notOnTop = edit("the second one not on top any more", { onTopOf: undefined }, 1);
export const existing = edit("name a cart that somebody made", { existingCart: true });
export const noExisting = edit("name no cart any more", { existingCart: false });
export const more = edit("more seats", { seats: 1 });
export const fewer = edit("the seats of before", { seats: 0 });
export const accept = edit("accept order errors", { options: { onOrderErrors: "accept" } });
export const anotherCart = edit("another cart", { existingCart: true });
export const noLimit = edit("no limit", { limited: false });
export const limit = edit("a limit that nothing keeps to", { limited: true });
export const targetFirst = upWith("--target the first one", { target: 0 });
export const targetSecond = upWith("--target the second one", { target: 1 });
export const continueOnError = upWith("--continue-on-error", { continueOnError: true });
export const lag16 = pass("16 minutes", 16);
export const days8 = pass("8 days", 8 * DAY);
export const days31 = pass("31 days", 31 * DAY);
export const allIds = edit("set orderIds to all that its cart became", { orderIds: "all" });
export const twice = edit("every line twice", { items: [0, 1, 0, 1] });
/** An `up` whose checkouts arrive when the run has given them up. */
export const held: Move = troubled("up, checkout on its way when it ends", {
  operation: "checkout",
  phase: "arrival",
  times: "always",
  action: { kind: "hold" },
});
const refusedOnce: Step = { do: "fault", fault: { ...refusal("checkout", 1), phase: "arrival" } };
/** The checkout of a killed run arrives while the next one is refused. */
export const lateBesideRefusal: Move = {
  name: "up, checkout comes late, while the next one is refused",
  once: "fault",
  steps: [...late.steps, refusedOnce, { do: "up", arrives: true }],
};
/** An answer is lost, and nothing can be read afterwards. */
export const lostUnread: Move = {
  name: "up, checkout lost after, and its cart can't be read then",
  once: "fault",
  steps: [
    {
      do: "fault",
      fault: { operation: "checkout", phase: "after", times: "always", action: { kind: "cut" } },
    },
    {
      do: "fault",
      fault: { operation: "getCart", phase: "before", times: "always", skip: 1, action: { kind: "cut" } },
    },
    UP,
    { do: "calm" },
  ],
};
/** A stranger's order of the same, in the same moment as ours, of which the run learns nothing. */
export const met: Move = {
  name: "up, killed after checkout, right after a stranger bought the same",
  once: "fault",
  steps: [{ do: "up", meets: { buys: "same" }, kill: { request: "checkout", when: "after" } }],
};
/** After an interrupted run, the unchanged program comes first. */
export const killedThenUp: Move = {
  name: "up, killed after checkout, up that is refused",
  once: "fault",
  steps: [{ do: "up", kill: { request: "checkout", when: "after" } }, refusedOnce, UP, { do: "calm" }],
};
/** The same, of a checkout of which a group is refused. */
function killedPartly(name: string, ...then: Step[]): Move {
  return {
    name: `up, a group refused, killed after checkout${name}`,
    once: "fault",
    steps: [{ do: "partly", purchase: 0 }, ...then],
  };
}
export const partly = killedPartly("");
export const partlyThenRefused = killedPartly(", up that is refused", refusedOnce, UP, { do: "calm" });
export const partlyThenOdd = killedPartly(
  ", up that is refused with 200",
  { do: "fault", fault: refusal("checkout", 1, 200, 400072) },
  UP,
  { do: "calm" },
);
/** An `up` for which the list ends with its first page, and tells how many orders there are. */
export const cutShort: Move = troubled("up, listOrders without its other pages", {
  operation: "listOrders",
  phase: "after",
  times: "always",
  action: { kind: "alter", without: ["links"], totalCount: 2 },
});
export const otherRest = edit("another second item", { items: [0, 2] });
