import { delimiter } from "node:path";
import { pathToFileURL } from "node:url";

/**
 * The environment variables for running an engine on this machine alone: state in a local directory (which must
 * exist), secrets encrypted with a passphrase, no look-up of newer versions or plugins. Merge them over `process.env`.
 */
export function localEngineEnvironment(
  binDir: string,
  stateDirectory: string,
  path: string | undefined = process.env["PATH"],
): Record<string, string> {
  return {
    PATH: path ? `${binDir}${delimiter}${path}` : binDir,
    PULUMI_BACKEND_URL: pathToFileURL(stateDirectory).href,
    PULUMI_CONFIG_PASSPHRASE: "local",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
  };
}
