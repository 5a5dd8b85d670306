import { compacted, SHORT_TEXT } from "../core/compaction";
import type { CartState } from "./state";

/** What can go, cheapest first. The next update or refresh reads it again. */
const STEPS: ((state: CartState) => CartState)[] = [
  (state) => ({ ...state, lines: state.lines.filter((line) => line.error) }),
  (state) => ({ ...state, deviations: state.deviations.slice(0, 5).map((one) => one.slice(0, SHORT_TEXT)) }),
  (state) => ({ ...state, repeated: [] }),
  // One line with an error is enough to know that the cart must not be checked out.
  (state) => ({ ...state, lines: state.lines.slice(0, 1) }),
  (state) => ({ ...state, lineItems: [] }),
];

/** The same cart in at most so many bytes of JSON, for a host that can carry only little on its way into state. */
export function compactCartState(state: CartState, mostBytes: number): CartState {
  return compacted(state, mostBytes, STEPS);
}
