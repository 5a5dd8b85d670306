import { normaliseId } from "../../lifecycle/core/ids";
import { declaredCheckout } from "../../lifecycle/checkout/inputs";
import { parseCheckoutState, type CheckoutState } from "../../lifecycle/checkout/state";
import type { OrderState } from "../../lifecycle/orders/order";
import type { Properties } from "../../lifecycle/core/lifecycle";
import { records } from "../../lifecycle/core/storedValues";

/** Something that the person who runs the command can put right. The message is all that is shown. */
export class CommandError extends Error {}

/** A resource of the stack that holds an order already. */
export interface Holder {
  name: string;
  /** Declared by the program itself, not inside of a component. */
  ofStack: boolean;
}

/** A checkout as the dynamic host creates it. */
export interface CreatedCheckout {
  name: string;
  id: string;
  inputs: Properties;
  outputs: Properties;
}

/** Which stack it is, needed only while nothing in the file tells. */
export interface StackNames {
  stack?: string;
  project?: string;
}

const CHECKOUT_TYPE = "pulumi-nodejs:dynamic/partnercenter:CartCheckout";
const STACK_TYPE = "pulumi:pulumi:Stack";
const PROVIDER_TYPE = "pulumi:providers:pulumi-nodejs";
const STACK_NAME = /^[A-Za-z0-9_.-]{1,100}$/;

/**
 * The state of a stack as `pulumi stack export` writes it. Resources are added to it, in the form in which the engine
 * stores them; whatever is in it stays.
 */
export class StackFile {
  private readonly resources: Properties[];
  private readonly urnStart: string;
  private readonly rootName: string;

  /** @throws CommandError when the text is no stack, or doesn't tell which one and the names don't either. */
  constructor(
    private readonly file: string,
    text: string,
    names: StackNames,
  ) {
    this.exported = parse(file, text);
    const deployment = this.exported["deployment"] as Properties;
    this.resources = records(deployment["resources"]);
    const { stack, project } = this.namesOf(names);
    this.urnStart = `urn:pulumi:${stack}::${project}::`;
    this.rootName = `${project}-${stack}`;
  }

  private readonly exported: Properties;

  /**
   * Refuses a stack in which a purchase of the customer isn't settled: one of the orders may be its own, and nobody else
   * may take it.
   */
  refuseOpenPurchases(customerId: string): void {
    const pending = records((this.exported["deployment"] as Properties)["pending_operations"])
      .flatMap(({ resource }) => records([resource]))
      .filter(({ type }) => type === CHECKOUT_TYPE);
    const unknown = this.living(CHECKOUT_TYPE).filter((resource) => {
      const state = stateOf(resource);
      return state.status === "unknown" && ["", customerId].includes(state.customerId);
    });
    const [open] = [...pending, ...unknown];
    if (!open) return;
    throw new CommandError(
      `Whether "${urnParts(open)[3]}" was bought is not settled yet in ${this.file}, and an order of this customer may ` +
        `be its own. Run \`pulumi up\` with the program that declares it, then export again.`,
    );
  }

  /** Which resource holds an order, by either of its ids. */
  holderOf(order: OrderState): Holder | undefined {
    const ids = namesOfOrder(order);
    const holder = this.living(CHECKOUT_TYPE).find((resource) =>
      heldBy(resource).some((id) => ids.includes(id)),
    );
    if (!holder) return undefined;
    const [, , type, name = ""] = urnParts(holder);
    return { name, ofStack: type === CHECKOUT_TYPE };
  }

  /**
   * Adds checkouts behind the stack and the provider that they belong to, which are added where they are missing.
   * @throws CommandError for a name that another resource has.
   */
  add(checkouts: CreatedCheckout[], newId: () => string): void {
    const root = this.living(STACK_TYPE)[0] ?? this.addRoot();
    const isDefault = (resource: Properties) => urnParts(resource)[3] === "default";
    const provider = this.living(PROVIDER_TYPE).find(isDefault) ?? this.addProvider(newId());
    for (const { name, id, inputs, outputs } of checkouts) {
      const urn = this.urn(CHECKOUT_TYPE, name);
      if (this.living(CHECKOUT_TYPE).some((resource) => resource["urn"] === urn))
        throw new CommandError(
          `${this.file} has a resource "${name}" already, which does not hold the order of that name. Rename it first.`,
        );
      this.resources.push({
        urn,
        custom: true,
        id,
        type: CHECKOUT_TYPE,
        inputs,
        outputs,
        parent: root["urn"],
        provider: `${String(provider["urn"])}::${String(provider["id"])}`,
        propertyDependencies: Object.fromEntries(Object.keys(inputs).map((key) => [key, []])),
      });
    }
  }

  /** The file as `pulumi stack import` takes it. */
  text(): string {
    const { deployment, ...rest } = this.exported;
    const filled = { ...(deployment as Properties), resources: this.resources };
    return `${JSON.stringify({ ...rest, deployment: filled }, undefined, 4)}\n`;
  }

  /** Those that aren't on their way out. */
  private living(type: string): Properties[] {
    return this.resources.filter((resource) => resource["type"] === type && resource["delete"] !== true);
  }

  private addRoot(): Properties {
    const root = { urn: this.urn(STACK_TYPE, this.rootName), custom: false, type: STACK_TYPE };
    this.resources.unshift(root);
    return root;
  }

  private addProvider(id: string): Properties {
    const provider = { urn: this.urn(PROVIDER_TYPE, "default"), custom: true, id, type: PROVIDER_TYPE };
    this.resources.push(provider);
    return provider;
  }

  private urn(type: string, name: string): string {
    return `${this.urnStart}${type}::${name}`;
  }

  private namesOf(given: StackNames): Required<StackNames> {
    const [inFile] = this.resources.map(urnParts);
    const [stack, project] = inFile ?? [given.stack?.split("/").pop(), given.project];
    if (!stack || !project)
      throw new CommandError(
        `${this.file} has no resources yet, so it doesn't tell which stack it is: give --stack <name> (as in ` +
          `\`pulumi stack ls\`) and --project <name> (as in Pulumi.yaml).`,
      );
    for (const [option, name, known] of [
      ["--stack", given.stack?.split("/").pop(), stack],
      ["--project", given.project, project],
    ] as const) {
      if (name !== undefined && name !== known)
        throw new CommandError(
          `${option} is ${name}, but ${this.file} is of ${known}. Leave it out, or export again.`,
        );
      if (!STACK_NAME.test(known)) throw new CommandError(`${option} can't be ${JSON.stringify(known)}.`);
    }
    return { stack, project };
  }
}

function parse(file: string, text: string): Properties {
  const wanted = `Write it with \`pulumi stack export --file ${file}\`.`;
  let exported: unknown;
  try {
    exported = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    throw new CommandError(`${file} is no JSON. ${wanted}`);
  }
  const [stack] = records([exported]);
  const [deployment] = records([stack?.["deployment"]]);
  const resources = deployment?.["resources"] ?? [];
  const sound = Array.isArray(resources) && records(resources).length === resources.length;
  if (!stack || !deployment || !sound) throw new CommandError(`${file} is no exported stack. ${wanted}`);
  if (Array.isArray(resources) && records(resources).some((resource) => urnParts(resource).length !== 4))
    throw new CommandError(`${file} has a resource without a readable URN. ${wanted}`);
  return stack;
}

/** Stack, project, type with the types of its parents, and name. */
function urnParts({ urn }: Properties): string[] {
  const match = /^urn:pulumi:([^:]+)::([^:]+)::(.+?)::(.*)$/s.exec(typeof urn === "string" ? urn : "");
  return match ? match.slice(1) : [];
}

function heldBy(resource: Properties): string[] {
  const named = records([resource["inputs"]])[0] ?? {};
  return [...stateOf(resource).orders.flatMap(namesOfOrder), ...declaredCheckout(named).orderIds];
}

function stateOf({ id, outputs }: Properties): CheckoutState {
  return parseCheckoutState(records([outputs])[0] ?? {}, typeof id === "string" ? id : "");
}

function namesOfOrder({ id, alternateId }: OrderState): string[] {
  return [id, alternateId ?? id].map(normaliseId);
}
