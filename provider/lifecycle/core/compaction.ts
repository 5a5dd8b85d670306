/** A text that is cut to this tells what happened, if not all of it. */
export const SHORT_TEXT = 200;

/**
 * The same state in at most so many bytes of JSON, for a host that can carry only little on its way into state.
 * @param steps what can go, cheapest first. None of it is lost: the next update or refresh reads it again.
 */
export function compacted<State>(
  state: State,
  mostBytes: number,
  steps: readonly ((state: State) => State)[],
): State {
  let small = state;
  for (const step of steps) {
    if (Buffer.byteLength(JSON.stringify(small)) <= mostBytes) break;
    small = step(small);
  }
  return small;
}
