import type { EmulatorCore, FaultScript, ScriptedFault } from "../../emulator";
import { startHost, type Host } from "../support/emulatedHost";
import { inProcess, type InProcess } from "../support/inProcess";
import type { KillPoint } from "../support/network";
import { MINUTE_MS, SimulatedTime } from "../support/simulatedTime";
import { StackEngine, type Program, type RunEnd } from "../support/stackEngine";
import type { Change, Setting, Step, Story } from "./story";
import { Witness, type Command } from "./witness";

const ITEMS = [
  { catalogItemId: "CFQ7TTC0E101:0001:CFQ7TTC0E1A1", billingCycle: "monthly", termDuration: "P1Y" },
  { catalogItemId: "DZH318Z0E201:004G:DZH318Z0E2A1", billingCycle: "one_time", termDuration: "P1Y" },
  { catalogItemId: "DG7GMGF0DWM3:0002:DG7GMGF0DT1M", billingCycle: "one_time" },
];
/** What another buyer does is never in the moment of our own purchases: that can't be told apart, and is documented. */
const APART_MS = 3 * MINUTE_MS;

/** A stack, its program and Partner Center, living through a story under the eyes of a {@link Witness}. */
export class Life {
  readonly emulator: EmulatorCore;
  readonly engine = new StackEngine();
  readonly program: Program = {};
  readonly witness: Witness;
  private readonly carts: string[] = [];
  private readonly held: ScriptedFault[] = [];

  private constructor(
    private readonly partnerCenter: InProcess,
    readonly time: SimulatedTime,
    private readonly setting: Setting,
  ) {
    this.emulator = partnerCenter.emulator;
    this.witness = new Witness(this.emulator, this.engine, this.program, setting);
    setting.carts.forEach((_, index) => {
      this.program[`purchase${index}`] = {
        customerId: CUSTOMER,
        cartId: this.newCart(index),
        waitForProvisioning: false,
      };
    });
  }

  /** Lives a story to its end, the documented recovery included, and returns what went wrong, in words. */
  static async of({ setting, steps }: Story): Promise<string[]> {
    const time = new SimulatedTime();
    const life = new Life(inProcess({ now: time.now, modes: setting.modes }), time, setting);
    for (const step of steps) await life.live(step);
    await life.recover();
    return life.witness.breaches;
  }

  private async live(step: Step): Promise<void> {
    switch (step.do) {
      case "up":
      case "refresh":
        await this.command(step.do, step.kill);
        return;
      case "destroy":
        if (!this.forgetsAttempts()) await this.command("destroy");
        return;
      case "edit":
        this.edit(step.resource, step.change);
        return;
      case "pass":
        // Whatever is on its way comes true within minutes.
        if (step.minutes >= 5) await this.letGo();
        this.time.advance(step.minutes * MINUTE_MS);
        return;
      case "fault":
        this.trouble(step.fault, step.resource);
        return;
      case "calm":
        return this.calm();
      case "groupFails": {
        const cartId = this.carts[step.cart];
        if (cartId) this.emulator.groupFails(cartId, String(step.group), { times: step.times });
        return;
      }
      case "stranger":
        return this.strangerBuys();
    }
  }

  /**
   * A destroy forgets by which attempt a cart was bought. Partner Center's documents call a checkout idempotent by its
   * cart; were it so by request id alone, the first attempt's id would then buy once more. A documented limit.
   */
  private forgetsAttempts(): boolean {
    const retried = Object.keys(this.program).some((name) => Number(this.engine.state(name)?.attempt) > 1);
    return this.setting.modes.idempotency === "requestId" && retried;
  }

  /** What the documents tell to do: `up`; later once more; and name the orders where nobody else can know them. */
  private async recover(): Promise<void> {
    await this.calm();
    for (const [name, args] of Object.entries(this.program)) {
      const cartId = this.engine.state(name)?.cartId;
      if (cartId) args["cartId"] = cartId;
    }
    // A group may be refused twice more, and each definite refusal takes a run of its own.
    for (let runs = 0; runs < 6; runs++) {
      if ((await this.command("up")).end === "ok") {
        this.witness.recovered();
        return;
      }
      this.time.advance(16 * MINUTE_MS);
    }
    for (const name of Object.keys(this.program)) this.nameOrders(name);
    if ((await this.command("up")).end !== "ok") {
      for (const args of Object.values(this.program)) this.nameOthers(args);
      await this.command("up");
    }
    this.witness.recovered();
  }

  private async command(kind: Command, kill?: KillPoint): Promise<RunEnd> {
    const host: Host = startHost(this.partnerCenter, this.time, { kill });
    const before = this.witness.before();
    const ran = await (kind === "up"
      ? this.engine.up(host, this.program)
      : kind === "refresh"
        ? this.engine.refresh(host)
        : this.engine.destroy(host));
    this.witness.saw(kind, ran, host, before);
    this.time.advance(1000);
    return ran;
  }

  private async calm(): Promise<void> {
    this.emulator.faults.clear();
    await this.letGo();
  }

  /** What was held is carried out before anything else is asked. */
  private async letGo(): Promise<void> {
    for (const held of this.held.splice(0)) held.release();
    for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
  }

  private trouble(fault: FaultScript, resource: number | undefined): void {
    const cartId = resource === undefined ? undefined : (this.carts[resource] ?? this.carts[0]);
    const scripted = this.emulator.faults.script({ ...fault, ...(cartId && { cartId }) });
    if (fault.action.kind === "hold") this.held.push(scripted);
  }

  private edit(resource: number, change: Change): void {
    const name = `purchase${resource}`;
    const args = this.program[name];
    if (!args) return;
    if ("options" in change) Object.assign(args, change.options);
    else if ("orderIds" in change) this.nameOrders(name);
    else {
      args["cartId"] = this.newCart(resource);
      delete args["orderIds"];
    }
  }

  /** A person names orders after having looked, so not while a checkout is on its way. */
  private nameOrders(name: string): void {
    const args = this.program[name];
    if (!args || this.emulator.faults.list().some((f) => f.holding > 0)) return;
    const orderIds = this.emulator.journal.purchases(String(args["cartId"])).map((p) => p.orderId);
    if (orderIds.length === 0) return;
    args["orderIds"] = orderIds;
    this.witness.named(name);
  }

  /** A person who knows what is somebody else's says so. */
  private nameOthers(args: Record<string, unknown>): void {
    const others = this.emulator.journal.purchases().filter(({ cartId }) => cartId !== args["cartId"]);
    args["besides"] = others.map(({ orderId }) => orderId);
  }

  private newCart(resource: number): string {
    const picked = this.setting.carts[resource] ?? [];
    const lineItems = picked.map((item, group) => ({ ...ITEMS[item]!, orderGroup: String(group) }));
    const { cartId } = this.emulator.addCart({ customerId: CUSTOMER, lineItems });
    this.carts[resource] = cartId;
    return cartId;
  }

  private async strangerBuys(): Promise<void> {
    this.time.advance(APART_MS);
    const lineItems = (this.setting.carts[0] ?? []).map((item, group) => ({
      ...ITEMS[item]!,
      orderGroup: String(group),
    }));
    const { cartId } = this.emulator.addCart({ customerId: CUSTOMER, lineItems });
    await this.emulator.request({
      method: "POST",
      path: `/v1/customers/${CUSTOMER}/carts/${cartId}/checkout`,
      headers: { Authorization: `Bearer ${this.emulator.issueToken()}` },
    });
    this.time.advance(APART_MS);
  }
}

const CUSTOMER = "7c3a91d2-4e58-4b06-a1c7-93f2e5d80b64";
