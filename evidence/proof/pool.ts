/** Does the work in so many lanes at once and reports each result as it comes; results keep the order of the work. */
export async function inLanes<Work, Result>(
  lanes: number,
  work: readonly Work[],
  act: (work: Work) => Promise<Result>,
  onResult: (result: Result, done: number) => void = () => undefined,
): Promise<Result[]> {
  const results: Result[] = [];
  let next = 0;
  let done = 0;
  const lane = async () => {
    for (let at = next++; at < work.length; at = next++) {
      const result = await act(work[at] as Work);
      results[at] = result;
      onResult(result, ++done);
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, lanes) }, lane));
  return results;
}
