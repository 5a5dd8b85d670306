import { cpus } from "node:os";
import { setTimeout } from "node:timers/promises";

/** With more of the machine taken by others, times say more about them than about us. */
export const MOST_OTHERS_CPU = 0.15;

/** The share of all cores, from 0 to 1, that is busy while this process and its children do nothing. Takes 300 ms. */
export async function othersCpu(): Promise<number> {
  const before = coreTimes();
  await setTimeout(300);
  const after = coreTimes();
  return (after.busy - before.busy) / (after.all - before.all);
}

function coreTimes(): { busy: number; all: number } {
  const times = cpus().map((core) => core.times);
  const all = times.flatMap((time) => Object.values(time)).reduce((sum, ms) => sum + ms, 0);
  return { busy: all - times.reduce((sum, { idle }) => sum + idle, 0), all };
}
