import { dynamicProvider } from "../../hosts/dynamic/adapter";
import { hostContext, type Session } from "../../hosts/dynamic/session";
import { CartCheckoutLifecycle } from "../../lifecycle/checkout/checkoutLifecycle";
import { checkoutOptions } from "../../lifecycle/checkout/inputs";
import { perProfile } from "../../lifecycle/core/profiles";
import { providerText } from "../../resources/dynamicResource";
import type { Declaration } from "./declaration";
import type { CreatedCheckout } from "./stackFile";

/** Orders that are read at a time. */
const AT_A_TIME = 10;

export interface Creation {
  created: CreatedCheckout[];
  /** Orders that could not be read, and why. */
  failed: { declaration: Declaration; problem: string }[];
}

/**
 * Takes orders over the way `pulumi up` does, with the same code: what comes out is what the engine would have stored.
 * It reads each order and sends nothing that buys. What is still being provisioned is not waited for.
 * @throws the first problem when none of the first orders could be read.
 */
export async function createCheckouts(
  session: Session,
  declarations: Declaration[],
  warn: (line: string) => void,
): Promise<Creation> {
  const provider = dynamicProvider(
    session,
    perProfile(
      (profile) =>
        new CartCheckoutLifecycle({ ...hostContext(session, profile), info: () => undefined, warn }),
    ),
  );
  const creation: Creation = { created: [], failed: [] };
  for (let start = 0; start < declarations.length; start += AT_A_TIME) {
    const batch = declarations.slice(start, start + AT_A_TIME);
    const ends = await Promise.allSettled(batch.map(({ name, args }) => create(provider, name, { ...args })));
    for (const [index, end] of ends.entries()) {
      const declaration = batch[index];
      if (end.status === "fulfilled") creation.created.push(end.value);
      else if (declaration) creation.failed.push({ declaration, problem: messageOf(end.reason) });
    }
    if (creation.created.length === 0) throw firstReason(ends);
  }
  return creation;
}

async function create(
  provider: ReturnType<typeof dynamicProvider>,
  name: string,
  args: Record<string, unknown>,
): Promise<CreatedCheckout> {
  const __provider = providerText("CartCheckout");
  const { inputs } = await provider.check({}, args);
  const { id, outs } = await provider.create({ ...inputs, waitForProvisioning: false });
  const { waitForProvisioning } = checkoutOptions(inputs);
  return {
    name,
    id,
    inputs: { ...inputs, __provider },
    outputs: { ...outs, waitForProvisioning, __provider },
  };
}

function firstReason(ends: PromiseSettledResult<unknown>[]): unknown {
  return ends.find((end): end is PromiseRejectedResult => end.status === "rejected")?.reason;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
