import type { Modes } from "../../../emulator";
import type { Setting, Step } from "../../property/story";
import { refused, UP } from "../moves";
import type { Move } from "../moves";

/** What a search tries: everything that a few moves can do in one place. */
export interface Cause {
  name: string;
  setting: Setting;
  /** What has happened before. */
  begins: Step[];
  moves: Move[];
}

/** The cart is made, and not checked out. */
export const WAITING: Step[] = [{ do: "allow", purchases: false }, UP];

/** Partner Center has refused it as a whole, and once more when that was long ago. */
export const REFUSED_TWICE: Step[] = [
  ...refused.steps,
  { do: "pass", minutes: 20 },
  ...refused.steps,
  { do: "pass", minutes: 60 },
];

/** The next checkouts refuse the second group of the cart. */
export function groupRefused(times: 1 | 2): Step[] {
  const fails: Step = { do: "groupFails", purchase: 0, group: 1, times };
  return [...WAITING, fails, { do: "allow", purchases: true }];
}

export function one(items: number[], modes: Partial<Modes> = {}): Setting {
  return { purchases: [items], customers: "one", modes };
}

export const TWO_STACKS: Setting = {
  purchases: [[0], [0]],
  stacks: [0, 1],
  customers: "one",
  alike: true,
  modes: {},
};
