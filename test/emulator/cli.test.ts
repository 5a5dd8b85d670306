import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { type Emulator, type Purchase, SAMPLE_MIXED, startEmulator } from "../../emulator";
import { parseModeArgument } from "../../emulator/modeChecks";
import { commands } from "./commandLine";
import { emulators, failure, TWO_GROUPS } from "./harness";

describe("the command line", () => {
  const start = emulators();
  const { launch } = commands();
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "partnercenter-emulator-"))));
  afterEach(() => rmSync(folder, { recursive: true }));

  async function checkout(url: string): Promise<string> {
    const made = await fetch(`${url}/_emulator/tokens`, { method: "POST" });
    const { token } = (await made.json()) as { token: string };
    const { customerId, cartId } = SAMPLE_MIXED;
    const answer = await fetch(`${url}/v1/customers/${customerId}/carts/${cartId}/checkout`, {
      method: "POST",
      headers: { Authorization: `Bearer ${token}` },
    });
    return answer.text();
  }

  it("knows after being killed what was bought before the answer could leave", async () => {
    const data = join(folder, "data.json");
    const first = await launch("--data", data);
    const script = { operation: "checkout", phase: "after", action: { kind: "hold" } };
    const scripted = await fetch(`${first.url}/_emulator/faults`, {
      method: "POST",
      body: JSON.stringify(script),
    });
    const { id } = (await scripted.json()) as { id: string };
    const lost = failure(checkout(first.url));
    await fetch(`${first.url}/_emulator/faults/${id}/held`);
    first.child.kill("SIGKILL");
    await lost;

    const second = await launch("--data", data);
    expect(await checkout(second.url)).to.equal(JSON.stringify(SAMPLE_MIXED.result));
    const journal = await fetch(`${second.url}/_emulator/journal`);
    const { purchases } = (await journal.json()) as { purchases: Purchase[] };
    expect(purchases.map((purchase) => purchase.group)).to.deep.equal(["OMS-0", "0", "1"]);
  });

  it("keeps carts, tokens, clock and modes over a restart, and no secret or token in the file", async () => {
    const dataFile = join(folder, "data.json");
    const { emulator, api } = await start({ dataFile, modes: { bom: true } });
    const cart = emulator.addCart({ lineItems: TWO_GROUPS });
    emulator.clock.advance(1_000_000);
    const first = await api.checkout(cart);
    await emulator.close();
    const again: { emulator: Emulator; api: typeof api } = await start({
      dataFile,
      modes: { mixedStatus: 200 },
    });
    again.api.token = api.token;
    expect((await again.api.checkout(cart)).text).to.equal(first.text);
    expect(again.emulator.clock.now() - Date.now()).to.be.within(990_000, 1_000_100);
    expect(again.emulator.modes()).to.include({ bom: true, mixedStatus: 200 });
    const kept = readFileSync(dataFile, "utf8");
    expect(kept).not.to.include(api.token);
    expect(kept).not.to.include(emulator.env().PARTNERCENTER_CLIENT_SECRET);
  });

  it("refuses a file that is something else", async () => {
    const dataFile = join(folder, "other.json");
    writeFileSync(dataFile, "{}");
    expect((await failure(startEmulator({ dataFile }))).message).to.include("not a data file");
  });

  it("reads modes as JSON or text", () => {
    expect(parseModeArgument("repeatCheckout=800065")).to.deep.equal({ repeatCheckout: "800065" });
    expect(parseModeArgument("mixedStatus=200")).to.deep.equal({ mixedStatus: 200 });
    expect(parseModeArgument('provisioning={"afterMs":5}')).to.deep.equal({ provisioning: { afterMs: 5 } });
    expect(parseModeArgument("provisioningEnd=pending review")).to.deep.equal({
      provisioningEnd: "pending review",
    });
    for (const wrong of ["bom", "bim=true", "mixedStatus=202"])
      expect(() => parseModeArgument(wrong)).to.throw();
  });
});
