import type { RecordedRequest } from "../../emulator";

/** What a run asked of Partner Center. */
export interface RequestLoad {
  requests: number;
  /** Answered with 429. */
  throttled: number;
  /** Repetitions of a call: the same MS-RequestId once more. */
  retries: number;
  /** The most requests that arrived within one second, wherever it starts. */
  mostPerSecond: number;
  /** The most retries that arrived within one second. */
  mostRetriesPerSecond: number;
}

export function loadOf(requests: readonly RecordedRequest[]): RequestLoad {
  const seen = new Set<string>();
  const retries = requests.filter(({ operation, requestId }) => {
    if (requestId === undefined) return false;
    const call = `${operation} ${requestId}`;
    return seen.has(call) || !seen.add(call);
  });
  return {
    requests: requests.length,
    throttled: requests.filter(({ status }) => status === 429).length,
    retries: retries.length,
    mostPerSecond: mostWithinASecond(requests),
    mostRetriesPerSecond: mostWithinASecond(retries),
  };
}

function mostWithinASecond(requests: readonly RecordedRequest[]): number {
  const times = requests.map(({ at }) => Date.parse(at)).sort((a, b) => a - b);
  let first = 0;
  return times.reduce((most, time, i) => {
    while (time - (times[first] ?? time) >= 1000) first += 1;
    return Math.max(most, i - first + 1);
  }, 0);
}
