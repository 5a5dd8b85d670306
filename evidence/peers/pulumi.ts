import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { version as sdkVersion } from "@pulumi/pulumi/package.json";
import { bringEngine, EngineUnavailableError, localEngineEnvironment } from "../../engine";
import { version } from "../../package.json";
import { start, toolEnvironment } from "./command";
import { MissingTool, type Peer } from "./peer";

/** This package, through the real engine. */
export const OURS: Peer = pulumiPeer({
  name: "ours",
  title: "pulumi-partnercenter",
  product: `pulumi-partnercenter ${version}, `,
  how: "`evidence/peers/ours/index.ts`: the smallest program, everything else at its default; where the cart has expired, its error lists the customer's latest orders, which here are just the missing ones",
});

/** A dynamic provider without precautions. */
export const OBVIOUS: Peer = pulumiPeer({
  name: "obvious",
  title: "dynamic provider, obvious",
  product: "",
  how: "`evidence/peers/obvious/index.ts`: a Pulumi dynamic provider whose create is one axios POST and whose read returns the state; it sends no MS-RequestId and doesn't retry",
});

function pulumiPeer({ product, ...peer }: Omit<Peer, "ready"> & { product: string }): Peer {
  return {
    ...peer,
    async ready(folder) {
      const { binDir, version: engineVersion } = await engine();
      const env = (place: string) => ({
        ...toolEnvironment(),
        PULUMI_HOME: join(place, "home"),
        PULUMI_STACK: "test",
        ...localEngineEnvironment(binDir, join(place, "state")),
      });
      const pulumi = (place: string, more: Record<string, string>, ...args: string[]) =>
        start(join(binDir, "pulumi"), [...args, "--non-interactive"], {
          cwd: place,
          env: { ...env(place), ...more },
        });
      const template = join(folder, `project-${peer.name}`);
      writeProject(peer.name, template);
      const { exit, output } = await pulumi(template, {}, "stack", "init", "test").ended;
      if (exit !== 0) throw new Error(`pulumi stack init: ${output}`);
      return {
        version: `${product}Pulumi ${engineVersion}, SDK ${sdkVersion}`,
        attempt: (place, { partnerCenter, customerId, cartId, timeoutSeconds }) => {
          cpSync(template, place, { recursive: true });
          const settings = {
            ...partnerCenter,
            CUSTOMER_ID: customerId,
            CART_ID: cartId,
            TIMEOUT_SECONDS: String(timeoutSeconds),
            PARTNERCENTER_REQUEST_TIMEOUT_SECONDS: String(timeoutSeconds),
            RESOURCE_NAME: "licences",
          };
          const stack = join(place, "state", ".pulumi", "stacks", "peers", "test.json");
          return {
            run: () => pulumi(place, settings, "up", "--yes", "--skip-preview"),
            afterKill: async () => {
              await pulumi(place, settings, "cancel", "--yes").ended;
            },
            state: () => (existsSync(stack) ? readFileSync(stack, "utf8") : ""),
            loseState: () => {
              rmSync(join(place, "state"), { recursive: true });
              cpSync(join(template, "state"), join(place, "state"), { recursive: true });
            },
            rename: () => void (settings.RESOURCE_NAME = "seats"),
          };
        },
      };
    },
  };
}

/** A project with the program as the JavaScript that TypeScript makes of it, and an empty state. */
function writeProject(name: string, folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, "state"), { recursive: true });
  const source = readFileSync(join(__dirname, name, "index.ts"), "utf8");
  const compilerOptions = {
    module: ts.ModuleKind.CommonJS,
    target: ts.ScriptTarget.ES2021,
    esModuleInterop: true,
  };
  writeFileSync(join(folder, "index.js"), ts.transpileModule(source, { compilerOptions }).outputText);
  writeFileSync(join(folder, "package.json"), `{ "private": true }\n`);
  const runtime = "runtime:\n  name: nodejs\n  options:\n    typescript: false\n";
  writeFileSync(join(folder, "Pulumi.yaml"), `name: peers\nmain: index.js\n${runtime}`);
}

async function engine() {
  try {
    return await bringEngine({ log: (line) => console.log(`engine: ${line}`) });
  } catch (error) {
    if (error instanceof EngineUnavailableError) throw new MissingTool("there is no Pulumi engine");
    throw error;
  }
}
