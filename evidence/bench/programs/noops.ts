/**
 * What it is measured against: as many dynamic resources, of the same type form, with a provider text of the same kind
 * and length, and with inputs and outputs of the same size. Their provider does nothing.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import type { CartIds } from "../measurement";

const TEXT = 'exports.handler=()=>require("./noopProvider").noop'.padEnd(72);

class NoOpCheckout extends pulumi.CustomResource {
  constructor(name: string, inputs: pulumi.Inputs) {
    super("pulumi-nodejs:dynamic/bench-nothing:NoOpCheckout", name, { ...inputs, __provider: TEXT });
  }
}

const read = (file: string): unknown => JSON.parse(readFileSync(join(__dirname, file), "utf8"));
const unknownOutputs = Object.fromEntries(
  Object.keys(read("outputs.json") as Record<string, unknown>).map((key) => [key, undefined]),
);
const carts = read("carts.json") as CartIds[];
carts.forEach((ids, i) => {
  new NoOpCheckout(`purchase-${i}`, { ...unknownOutputs, ...ids, waitForProvisioning: false });
});
