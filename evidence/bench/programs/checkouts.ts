/** What is measured: one checkout for each cart in carts.json. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CartCheckout } from "pulumi-partnercenter";
import type { CartIds } from "../measurement";

const carts = JSON.parse(readFileSync(join(__dirname, "carts.json"), "utf8")) as CartIds[];
carts.forEach((ids, i) => new CartCheckout(`purchase-${i}`, { ...ids, waitForProvisioning: false }));
