import { deserialize, serialize } from "node:v8";
import { Life, type LifeCopy } from "../property/life";
import type { Story } from "../property/story";
import { fingerprint } from "./fingerprint";
import type { Cause } from "./causes";
import type { Move } from "./moves";

/** What a search has seen. */
export interface Searched {
  cause: string;
  /** Moments that differ in what can become of them. */
  states: number;
  /** Moves that were made. */
  moves: number;
  /** Every history of so many moves was lived. */
  depth: number;
  /** The shortest history that breaks the promise. */
  found?: CounterExample;
}

export interface CounterExample {
  /** Names of its moves. */
  history: string[];
  story: Story;
  breaches: string[];
}

/** How much is searched. */
export interface Bound {
  depth: number;
  states: number;
}

/** A budget of moments, not of time: with it all causes together take about two minutes of one core. */
export const GATE_STATES = 400;

/** A moment from which every move is still to be made. */
interface Open {
  /** As bytes: thousands wait. */
  copy: Buffer;
  history: Move[];
}

/** Lives every history of a cause, the short ones first, until one breaks the promise or the bound is reached. */
export async function search(cause: Cause, bound: Bound): Promise<Searched> {
  const life = Life.begin(cause.setting);
  const seen = new Set<string>();
  const searched: Searched = { cause: cause.name, states: 0, moves: 0, depth: 0 };
  let open: Open[] = [];

  /** Enters the moment that a history has led to. Returns whether it broke the promise. */
  const enter = async (history: Move[], next: Open[]): Promise<boolean> => {
    if (life.witness.breaches.length > 0) return true;
    const copy = await life.save();
    const once = history.flatMap(({ once: kind }) => kind ?? []).sort();
    const print = fingerprint(copy, { once });
    if (seen.has(print)) return false;
    seen.add(print);
    searched.states += 1;
    // Whatever has happened, the documented recovery leads out of it.
    await life.recover();
    if (life.witness.breaches.length > 0) return true;
    next.push({ copy: serialize(copy), history });
    return false;
  };
  const counterExample = async (history: Move[]): Promise<Searched> => {
    searched.found = await shrunk(cause, history);
    return searched;
  };

  for (const step of cause.begins) await life.live(step);
  if (await enter([], open)) return counterExample([]);
  for (let depth = 1; depth <= bound.depth; depth++) {
    const next: Open[] = [];
    for (const { copy, history } of open) {
      const from = deserialize(copy) as LifeCopy;
      for (const move of movesAfter(cause, history)) {
        if (searched.states >= bound.states) return searched;
        life.restore(from);
        for (const step of move.steps) await life.live(step);
        searched.moves += 1;
        const lived = [...history, move];
        if (await enter(lived, next)) return counterExample(lived);
      }
    }
    searched.depth = depth;
    open = next;
  }
  return searched;
}

/** At most one fault and one stranger in a history. */
function movesAfter({ moves }: Cause, history: Move[]): Move[] {
  const used = new Set(history.map(({ once }) => once));
  return moves.filter(({ once }) => once === undefined || !used.has(once));
}

/** Takes out every step without which the promise breaks all the same. */
async function shrunk({ setting, begins }: Cause, history: Move[]): Promise<CounterExample> {
  const storyOf = (moves: Move[]): Story => ({
    setting,
    steps: [...begins, ...moves.flatMap(({ steps }) => steps)],
  });
  let kept = history;
  for (const move of history) {
    const without = kept.filter((one) => one !== move);
    if ((await Life.of(storyOf(without))).length > 0) kept = without;
  }
  let story = storyOf(kept);
  for (let at = story.steps.length - 1; at >= 0; at--) {
    const less = { ...story, steps: story.steps.filter((_, other) => other !== at) };
    if ((await Life.of(less)).length > 0) story = less;
  }
  return { history: kept.map(({ name }) => name), story, breaches: await Life.of(story) };
}
