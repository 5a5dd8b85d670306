import { createPartnerCenter } from "../../provider/client/partnerCenterClient";
import type { Context } from "../../provider/lifecycle/core/context";
import type { Refused } from "../../provider/lifecycle/core/lifecycle";
import { blunderIn } from "../support/blunders";
import { tenantId } from "../support/partnerCenterClient";
import { runContext } from "../support/runContext";
import { SimulatedTime } from "../support/simulatedTime";
import { FuzzedService, type Answers, type CartAnswers } from "./answers";
import { complaintsOf, endOf, faultsOf, stateIn } from "./claims";

const MOST_REQUESTS = 400;
/** What a run takes for random. */
export const RANDOM_ID = "0f8fad5b-d9cb-469f-a165-70867728950e";

/** A run against a service whose every answer may be damaged. */
export class FuzzedRun {
  readonly service: FuzzedService;
  readonly context: Context;
  private readonly lines: string[];

  constructor(answers: Answers | CartAnswers, time = new SimulatedTime()) {
    this.service = new FuzzedService(answers);
    const { now, sleep } = time;
    const settings = {
      tenantId,
      clientId: "8d5c3b1a-f0e9-4d87-a6c5-b4e3f2d1c0a9",
      clientSecret: "secret",
      endpoint: "http://127.0.0.1:1",
      authority: "http://127.0.0.1:1",
    };
    const { roundTrip } = this.service;
    const client = createPartnerCenter(settings, { now, sleep, roundTrip, random: () => 0.5 });
    ({ context: this.context, lines: this.lines } = runContext(client, time, { newId: () => RANDOM_ID }));
  }

  /** What no run may do, in words. */
  breaches(): string[] {
    const found = this.lines.filter(blunderIn).map((line) => `printed: ${line}`);
    if (this.service.given > MOST_REQUESTS) found.push(`${this.service.given} requests`);
    return found;
  }
}

/** How an operation ended: its state, and whether it may go on as it is. */
export interface Ended<State> {
  state?: State;
  isFine: boolean;
  faults: string[];
}

export async function ended<State>(act: () => Promise<{ state: State } | Refused>): Promise<Ended<State>> {
  const end = await endOf(act);
  const faults = faultsOf(end);
  return { state: stateIn<State>(end), isFine: faults.length + complaintsOf(end).length === 0, faults };
}
