/**
 * `npm start`: buys the two sample carts from the emulator with the real Pulumi engine, shows the orders, lets the
 * pending ones complete and shows what a refresh makes of it. Everything is kept in `.demo`, so that a second run
 * finds its purchases and buys nothing.
 */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { startEmulator, type Emulator } from "../emulator";
import { bringEngine } from "../engine";
import { readCheckouts } from "./checkouts";
import { ordersTable } from "./ordersTable";
import { PulumiCli } from "./pulumi";
import { problemsOf, summaryOf } from "./verdict";

const ROOT = join(__dirname, "..");
const DATA = join(ROOT, ".demo");

async function main(): Promise<void> {
  const engine = await bringEngine({ log: (line) => console.log(`engine: ${line}`) });
  console.log(`Pulumi ${engine.version} (${engine.source}) in ${engine.binDir}`);
  mkdirSync(DATA, { recursive: true });
  const emulator = await startEmulator({
    port: 0,
    dataFile: join(DATA, "partner-center.json"),
    modes: { provisioning: "command" },
  });
  try {
    console.log(`Partner Center emulator on ${emulator.url}\n`);
    await buyAndRefresh(new PulumiCli(engine, ROOT, join(DATA, "state"), emulator.env()), emulator);
  } finally {
    await emulator.close();
  }
}

async function buyAndRefresh(pulumi: PulumiCli, emulator: Emulator): Promise<void> {
  const before = emulator.journal.purchases().length;
  const checkouts = async () => readCheckouts(await pulumi.read("stack", "export"));

  await pulumi.read("stack", "select", "--create");
  await pulumi.show("up", "--yes", "--skip-preview", "--suppress-outputs");
  const bought = await checkouts();
  console.log(`\n${ordersTable(bought)}\n`);

  const pending = bought.flatMap(({ orders }) => orders).filter(({ status }) => status === "pending").length;
  if (pending > 0) console.log(`Now Partner Center completes the ${pending} pending orders.\n`);
  emulator.provisionAll();
  await pulumi.show("refresh", "--yes", "--skip-preview", "--suppress-outputs");
  const refreshed = await checkouts();
  console.log(`\n${ordersTable(refreshed, bought)}\n`);

  const purchases = emulator.journal.purchases();
  const result = {
    before,
    after: purchases.length,
    bought: purchases.map((purchase) => purchase.orderId),
    duplicates: emulator.journal.duplicates().length,
    checkouts: refreshed,
  };
  const problems = problemsOf(result);
  if (problems.length > 0) throw new Error(problems.join("\n"));
  console.log(summaryOf(result));
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  console.error("The demo failed. To start over, delete the directory .demo and run it again.");
  process.exitCode = 1;
});
