import type { FaultScript, Modes, Operation } from "../../emulator";
import type { KillPoint } from "../support/network";
import type { Deed } from "./world";

/** One thing that happens in the life of a stack whose program declares what to buy. */
export type Step =
  | ({ do: "up"; kill?: KillPoint } & UpWays)
  | { do: "refresh"; kill?: KillPoint }
  | { do: "destroy" }
  | { do: "edit"; purchase: number; change: Change }
  /** A setting of the stack. */
  | { do: "allow"; purchases: boolean }
  /** The state of one purchase, or of its cart or checkout alone, is lost. */
  | { do: "lose"; purchase: number; what: "cart" | "checkout" | "both" }
  | { do: "somebody"; purchase: number; deed: Deed }
  /** The same, in a run whose checkout Partner Center puts off. */
  | { do: "putOff"; purchase: number; deed: Deed }
  /** A checkout of which a group is refused, in a run that is killed before the answer. */
  | { do: "partly"; purchase: number }
  | { do: "pass"; minutes: number }
  /** With a purchase: only requests for the cart that it has at that moment. */
  | { do: "fault"; fault: FaultScript; purchase?: number }
  /** Faults end, and what they hold comes true. */
  | { do: "calm" }
  /** Of the cart that state holds at that moment. */
  | { do: "groupFails"; purchase: number; group: number; times: 1 | 2 };

export type Change =
  /** Another quantity in every line: one of three, which no other purchase has. */
  | { seats: 0 | 1 | 2 }
  /** Other lines. */
  | { items: number[] }
  /** Another name without an alias, and the way out that the refusal names; or with an alias. */
  | { rename: "plain" | "adopt" | "besides" | "alias" }
  /** A parent of another type, without an alias. */
  | { parent: string }
  /** A cart that somebody made of the same lines. */
  | { existingCart: boolean }
  /** On top of which other purchase it is declared. */
  | { onTopOf: number | undefined }
  /** A limit that nothing keeps to, or none. */
  | { limited: boolean }
  | { adopt: boolean }
  /** What the last refusal named, every order of the customer, an id that nothing has, or the argument is taken out. */
  | { besides: "named" | "all" | "wrong" | "none" }
  /** One of its orders, all that its cart became, an id that nothing has, or the argument is taken out. */
  | { orderIds: "first" | "all" | "wrong" | "none" }
  | { options: Record<string, unknown> };

/** How `up` is called. */
export interface UpWays {
  /** Which of the stacks; the first one unless said otherwise. */
  stack?: number;
  /** `--target` both resources of this purchase. */
  target?: number;
  /** `--replace` the cart or the checkout of a purchase. */
  replace?: "cart" | "checkout";
  continueOnError?: boolean;
  /** The other stack runs from beginning to end before this request of the first one leaves. */
  beside?: Operation;
  /** What was on its way arrives while this checkout is answered. */
  arrives?: true;
  /** What somebody does right before the checkout leaves. */
  meets?: Deed;
}

/** Where a story plays. */
export interface Setting {
  /** One entry a purchase: the items of its lines, each of which is an order group of its own. */
  purchases: number[][];
  /** The stack of each purchase; the first one unless said otherwise. */
  stacks?: number[];
  /** Each is a checkout by the id of a cart that somebody made; `silent`: and says nothing of what that holds. */
  byId?: boolean | "silent";
  /** All of them buy the same quantity. */
  alike?: boolean;
  customers: "one" | "several";
  modes: Partial<Modes>;
}

export interface Story {
  setting: Setting;
  steps: Step[];
}
