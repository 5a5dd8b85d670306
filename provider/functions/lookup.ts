import * as pulumi from "@pulumi/pulumi";
import type { Market } from "../client/lookups";
import type { Read } from "../client/calls";
import { PartnerCenterError } from "../client/errors";
import { SettingsError } from "../settings/settings";
import { lookupClient, type LookupClient } from "./lookupClient";

/** What every look-up takes. */
export interface LookupArgs {
  /**
   * Which partner's settings are used: with `emea`, `partnercenter-emea:*` and `PARTNERCENTER_EMEA_*`.
   * Default: `partnercenter:*` and `PARTNERCENTER_*`.
   */
  profile?: string;
}

/** What every look-up of a customer's things takes. */
export interface CustomerLookupArgs extends LookupArgs {
  /** The customer's tenant id, a GUID. */
  customerId: string;
}

/** What every look-up of the catalog takes: a customer (preferred, for what it may buy) or a country, and the profile. */
export type MarketLookupArgs = Market & LookupArgs;

/** Arguments of a look-up's Output form: each one may be an output of a resource. */
export type LookupInputs<Args> = { [Name in keyof Args]: pulumi.Input<Args[Name]> };

/**
 * A look-up that gave nothing to go on with: settings or arguments are missing, Partner Center refused or couldn't be
 * reached, or what was asked for doesn't exist or isn't unique. The message says what was looked up and what to do,
 * and Pulumi shows it without a stack.
 */
export class LookupError extends pulumi.RunError {
  /** Partner Center's error code as text, such as "20000"; absent when it isn't Partner Center that refused. */
  readonly code?: string;
  /** HTTP status of Partner Center's answer, when there was one. */
  readonly status?: number;

  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = "LookupError";
    this.stack = `${this.name}: ${message}`;
    if (cause instanceof PartnerCenterError) {
      this.code = cause.code;
      this.status = cause.status;
    }
  }
}

/**
 * Performs a look-up in words of its own: arguments that are missing (the ids of a purchase that isn't complete, say)
 * are refused before anything is sent, and every failure is a {@link LookupError}.
 */
export async function lookUp<Args extends LookupArgs, Result>(
  name: string,
  args: Args,
  required: readonly (keyof Args & string)[],
  act: (client: LookupClient) => Promise<Result>,
): Promise<Result> {
  try {
    for (const argument of required)
      if (!isText(args[argument])) throw new LookupError(`${argument} is missing or empty.`);
    return await act(lookupClient(args.profile));
  } catch (error) {
    if (error instanceof LookupError) throw new LookupError(`${name}: ${error.message}`);
    if (error instanceof PartnerCenterError || error instanceof SettingsError)
      throw new LookupError(`${name}: ${error.message}`, error);
    throw error;
  }
}

/** Performs a look-up of the catalog, which takes a customer or a country. */
export async function lookUpMarket<Args extends MarketLookupArgs, Result>(
  name: string,
  args: Args,
  required: readonly (keyof Args & string)[],
  act: (client: LookupClient, market: Market) => Promise<Result>,
): Promise<Result> {
  return lookUp(name, args, required, (client) => act(client, marketOf(args)));
}

function marketOf({ customerId, country }: Market): Market {
  if (isText(customerId) && country === undefined) return { customerId };
  if (isText(country) && customerId === undefined) return { country };
  throw new LookupError(
    "give either customerId (what this customer may buy) or country (what is sold there, such as US).",
  );
}

/** The value of an answer alone. */
export async function valueOf<T>(read: Promise<Read<T>>): Promise<T> {
  return (await read).value;
}

/**
 * The Output form of a look-up. It waits for its arguments; while one of them isn't known, in a preview, nothing is
 * sent and the result isn't known either.
 */
export function outputForm<Args extends object, Result>(
  lookup: (args: Args) => Promise<Result>,
): (args: LookupInputs<Args>) => pulumi.Output<Result> {
  return (args) => {
    const known = pulumi.output(args as pulumi.Input<LookupInputs<Args>>) as unknown as pulumi.Output<Args>;
    return known.apply(lookup);
  };
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value.trim() !== "";
}
