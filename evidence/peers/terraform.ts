import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "../../engine/run";
import { start, toolEnvironment, versionOf } from "./command";
import { MissingTool, type Peer } from "./peer";

const MODULE = join(__dirname, "restapi");
const PROVIDER = "github.com/Mastercard/terraform-provider-restapi";
const BUILD_TIMEOUT_MS = 10 * 60_000;
const PROGRAM = readFileSync(join(__dirname, "terraform", "main.tf"), "utf8");

/** Terraform with the provider for any REST API. */
export const TERRAFORM: Peer = {
  name: "terraform",
  title: "Terraform, restapi",
  how: "`evidence/peers/terraform/main.tf`: a `restapi_object` whose create path is the checkout and whose id is the first order's; the provider sends no MS-RequestId and doesn't retry",
  async ready(folder) {
    const terraform = await versionOf("terraform", ["version"], /^Terraform v(\S+)/);
    const { version, directory } = await restapiProvider(folder);
    const settings = join(folder, "terraform.rc");
    writeFileSync(
      settings,
      `provider_installation {\n  dev_overrides { "Mastercard/restapi" = ${JSON.stringify(directory)} }\n}\n`,
    );
    return {
      version: `Terraform ${terraform}, restapi provider ${version}`,
      attempt: (place, { partnerCenter, customerId, cartId, timeoutSeconds }) => {
        const write = (name: string) =>
          writeFileSync(join(place, "main.tf"), PROGRAM.replace('"licences"', JSON.stringify(name)));
        write("licences");
        const state = join(place, "terraform.tfstate");
        const env = {
          ...toolEnvironment(),
          TF_CLI_CONFIG_FILE: settings,
          CHECKPOINT_DISABLE: "1",
          TF_VAR_endpoint: partnerCenter["PARTNERCENTER_ENDPOINT"],
          TF_VAR_authority: partnerCenter["PARTNERCENTER_AUTHORITY"],
          TF_VAR_tenant_id: partnerCenter["PARTNERCENTER_TENANT_ID"],
          TF_VAR_client_id: partnerCenter["PARTNERCENTER_CLIENT_ID"],
          TF_VAR_client_secret: partnerCenter["PARTNERCENTER_CLIENT_SECRET"],
          TF_VAR_customer_id: customerId,
          TF_VAR_cart_id: cartId,
          TF_VAR_timeout_seconds: String(timeoutSeconds),
        };
        const args = ["apply", "-auto-approve", "-input=false", "-no-color"];
        return {
          run: () => start("terraform", args, { cwd: place, env }),
          state: () => (existsSync(state) ? readFileSync(state, "utf8") : ""),
          loseState: () => {
            for (const file of [state, `${state}.backup`]) rmSync(file, { force: true });
          },
          rename: () => write("seats"),
        };
      },
    };
  },
};

/** The provider's program, built once from its Go module; the committed go.mod and go.sum decide what is built. */
async function restapiProvider(folder: string): Promise<{ version: string; directory: string }> {
  const goMod = readFileSync(join(MODULE, "go.mod"), "utf8");
  const version = new RegExp(`${PROVIDER} v(\\S+)`).exec(goMod)?.[1];
  if (version === undefined) throw new Error(`go.mod doesn't name a version of ${PROVIDER}.`);
  const directory = join(folder, `restapi-${version}`);
  const file = join(directory, "terraform-provider-restapi");
  if (existsSync(file)) return { version, directory };
  await versionOf("go", ["version"], /^go version go(\S+)/);
  mkdirSync(directory, { recursive: true });
  const unfinished = `${file}.unfinished`;
  const flags = ["-mod=readonly", "-buildvcs=false", "-trimpath", "-ldflags", "-s -w", "-o", unfinished];
  const { ok, failure } = await run("go", ["build", ...flags, PROVIDER], {
    cwd: MODULE,
    env: { ...process.env, CGO_ENABLED: "0", GOWORK: "off" },
    timeoutMs: BUILD_TIMEOUT_MS,
  });
  if (!ok) throw new MissingTool(`the restapi provider could not be built: ${failure.split("\n", 1)[0]}`);
  renameSync(unfinished, file);
  return { version, directory };
}
