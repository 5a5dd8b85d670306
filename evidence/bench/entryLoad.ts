import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { run } from "../../engine/run";
import { othersCpu } from "./othersCpu";
import { spreadOf, type Spread } from "./spread";

/** What it costs the dynamic host to load the entry that state names. Milliseconds. */
export interface EntryLoad {
  /** A Node process that does nothing. */
  emptyProcess: Spread;
  /** A Node process that loads the entry and ends. */
  loadingProcess: Spread;
  /** The medians' difference. */
  extraMs: number;
  /** The `require` alone, by the clock of its own process. */
  requireCall: Spread;
  /** How much of the machine other programs took just before or just after, from 0 to 1, whichever was more. */
  othersCpu: number;
}

const REQUIRE = `require("pulumi-partnercenter/dynamic")`;
const TIMED = `const start = performance.now(); ${REQUIRE}; console.log(performance.now() - start)`;

/** Measures in turn, so that a change of the machine's load meets all alike. The first round only warms up. */
export async function measureEntryLoad(rounds: number): Promise<EntryLoad> {
  const othersBefore = await othersCpu();
  const empty: number[] = [];
  const loading: number[] = [];
  const calls: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    const [nothing, loaded, timed] = [await node(""), await node(REQUIRE), await node(TIMED)];
    if (round === 0) continue;
    empty.push(nothing.ms);
    loading.push(loaded.ms);
    calls.push(Number(timed.printed));
  }
  const [emptyProcess, loadingProcess] = [spreadOf(empty), spreadOf(loading)];
  const extraMs = loadingProcess.median - emptyProcess.median;
  const others = Math.max(othersBefore, await othersCpu());
  return { emptyProcess, loadingProcess, extraMs, requireCall: spreadOf(calls), othersCpu: others };
}

async function node(code: string): Promise<{ ms: number; printed: string }> {
  const start = performance.now();
  const { ok, stdout, failure } = await run(process.execPath, ["-e", code], {
    cwd: join(__dirname, "..", ".."),
    env: process.env,
    timeoutMs: 30_000,
  });
  const ms = performance.now() - start;
  if (!ok) throw new Error(`node -e '${code}' ${failure}`);
  return { ms, printed: stdout };
}
