import { randomUUID } from "node:crypto";
import type { PartnerCenter } from "../../provider/client/partnerCenter";
import type { Context } from "../../provider/lifecycle/core/context";
import { DEFAULT_RULES } from "../../provider/lifecycle/core/purchaseRules";
import { RunMemory } from "../../provider/lifecycle/core/runMemory";
import type { SimulatedTime } from "./simulatedTime";

/** A lifecycle's context as a run gives it, on the simulated clock, and the lines that it printed. */
export function runContext(
  client: PartnerCenter,
  { now, sleep }: SimulatedTime,
  more: Partial<Context> = {},
): { context: Context; lines: string[] } {
  const lines: string[] = [];
  const print = (line: string) => void lines.push(line);
  const context: Context = {
    now,
    sleep,
    info: print,
    warn: print,
    partnerCenter: () => client,
    partner: () => client.partner,
    rules: () => DEFAULT_RULES,
    memory: new RunMemory(),
    preview: { unreachable: false },
    newId: randomUUID,
    ...more,
  };
  return { context, lines };
}
