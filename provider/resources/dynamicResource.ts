import * as pulumi from "@pulumi/pulumi";
import { inheritedAliases } from "./inheritedAliases";

/** The kinds that "pulumi-partnercenter/dynamic" exports, by type name. */
const KINDS = { CartCheckout: "cartCheckout", Cart: "cart" } as const;

export type Kind = keyof typeof KINDS;

/**
 * The text that the engine stores as `__provider` and hands to its dynamic host, which runs it to get at the code. It
 * is a constant, not a serialized closure: it captures no secret and no local file, it is the same on every machine
 * and version, and new code of this package works on the very next refresh. Frozen for ever: state holds it. See
 * docs/decisions/0002-constant-provider-text.md.
 */
export function providerText(kind: Kind): string {
  return `exports.handler=()=>require("pulumi-partnercenter/dynamic").${KINDS[kind]}`;
}

/** A resource whose life happens in Pulumi's dynamic-provider host, under a type token that names it. */
export abstract class DynamicResource extends pulumi.CustomResource {
  constructor(kind: Kind, name: string, props: pulumi.Inputs, opts: pulumi.CustomResourceOptions) {
    const type = `pulumi-nodejs:dynamic/partnercenter:${kind}`;
    const aliases = [...(opts.aliases ?? []), ...inheritedAliases(name, type, opts.parent)];
    super(type, name, { ...props, __provider: providerText(kind) }, { ...opts, aliases });
  }
}

/**
 * What a class has beside what every resource has, each of it in the kind's state: the engine's answers go where these
 * names are. The compiler misses one that is left out, and one that no state holds.
 */
export type Outputs<Resource, State> = {
  [Name in Exclude<keyof Resource, keyof pulumi.CustomResource>]: Name extends keyof State
    ? undefined
    : never;
};
