import type { FaultsCopy } from "./faults";
import type { RequestsCopy } from "./requests";
import type { Service } from "./service";
import type { State } from "./store";

/** Everything that an emulator remembers. */
export interface EmulatorCopy {
  readonly state: State;
  readonly faults: FaultsCopy;
  readonly requests: RequestsCopy;
}

export function saveCopy({ store, faults, log }: Service): EmulatorCopy {
  return { state: structuredClone(store.state), faults: faults.save(), requests: log.save() };
}

export function restoreCopy({ store, faults, log }: Service, copy: EmulatorCopy): void {
  faults.restore(copy.faults);
  log.restore(copy.requests);
  store.replace(structuredClone(copy.state));
}
