import { control } from "./control";
import { coreOf, serviceOf } from "./core";
import type { Emulator } from "./emulator";
import type { EmulatorOptions } from "./options";
import { listen } from "./server";
import { Store } from "./store";

/** Starts an emulator. Rejects when the port is taken, the data file is not one, or a mode is unknown. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const { dataFile, ...rest } = options;
  const service = serviceOf({ ...rest, ...(dataFile !== undefined && { store: Store.inFile(dataFile) }) });
  const core = coreOf(service);
  const { url, close } = await listen(service, core, control(core, service.faults), options);
  return { ...core, url, close, env: (settings) => core.env({ url, ...settings }) };
}
