/** `npm run engine`: makes a Pulumi engine available and prints, as the last line, the directory that holds `pulumi`. */
import { EngineUnavailableError, bringEngine, type Engine } from "./index";

const HOW: Record<Engine["source"], string> = {
  path: "found on PATH",
  cache: "found in the cache",
  installer: "brought by the official installer",
  built: "built from Go modules",
};

bringEngine({ log: (line) => console.error(`engine: ${line}`) }).then(
  ({ binDir, version, source }) => {
    console.error(`engine: Pulumi ${version}, ${HOW[source]}`);
    console.log(binDir);
  },
  (error: unknown) => {
    console.error(error instanceof EngineUnavailableError ? error.message : error);
    process.exitCode = 1;
  },
);
