import type { Point } from "./points";

const life = {
  interrupts: "up",
  moment: { kind: "never" },
  victims: ["nobody"],
  declares: "purchases",
} as const;

/**
 * Lives in which nothing is killed. What others do, and time that passes, ends in an `up` that must refuse one
 * purchase: the customer has it, or it isn't what was declared.
 */
export const LIVES = {
  sameElsewhere: {
    ...life,
    what: "a cart waits, and the same is ordered elsewhere meanwhile",
    past: "stopped",
  },
  listedLate: {
    ...life,
    what: "a cart waits, and an order that is older than it is listed late",
    past: "stopped",
    modes: ["lagging"],
  },
  otherAvailability: {
    ...life,
    what: "a cart waits, and one of its items is ordered by another availability",
    past: "stopped",
  },
  fortyDays: {
    ...life,
    what: "forty days after it was bought, a purchase gets another name",
    past: "bought",
  },
  editedCart: {
    ...life,
    what: "a cart waits, and somebody sets other quantities in it",
    past: "stopped",
  },
} as const satisfies Record<string, Point>;

export type LifeName = keyof typeof LIVES;

export const LIFE_NAMES = Object.keys(LIVES) as LifeName[];

export function isLife(name: string): name is LifeName {
  return name in LIVES;
}
