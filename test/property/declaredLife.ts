import { startEmulator, type Emulator, type ScriptedFault } from "../../emulator";
import { startHost } from "../support/emulatedHost";
import type { KillPoint } from "../support/network";
import { MINUTE_MS, SimulatedTime } from "../support/simulatedTime";
import { StackEngine, type RunEnd } from "../support/stackEngine";
import { declaredPurchases, programOf, quantityOf, type DeclaredPurchase } from "./declaredPurchases";
import type { DeclaredChange, DeclaredSetting, DeclaredStep, DeclaredStory } from "./declaredStory";
import { DeclaredWitness } from "./declaredWitness";
import type { Command } from "./witness";

/** How often a person runs `up` with what the last one asked for. */
const MOST_UPS = 10;

/** A stack whose program declares what to buy, living through a story under the eyes of a witness. */
export class DeclaredLife {
  readonly engine = new StackEngine();
  readonly purchases: DeclaredPurchase[];
  readonly witness: DeclaredWitness;
  private readonly held: ScriptedFault[] = [];

  private constructor(
    readonly emulator: Emulator,
    readonly time: SimulatedTime,
    private readonly setting: DeclaredSetting,
  ) {
    this.purchases = declaredPurchases(setting);
    this.witness = new DeclaredWitness(emulator, this.engine, this.purchases);
  }

  /** Lives a story to its end, the documented recovery included, and returns what went wrong, in words. */
  static async of({ setting, steps }: DeclaredStory): Promise<string[]> {
    const time = new SimulatedTime();
    const emulator = await startEmulator({ now: time.now, samples: false, modes: setting.modes });
    try {
      const life = new DeclaredLife(emulator, time, setting);
      for (const step of steps) await life.live(step);
      await life.recover();
      return life.witness.breaches;
    } finally {
      emulator.faults.clear();
      await emulator.close();
    }
  }

  private async live(step: DeclaredStep): Promise<void> {
    switch (step.do) {
      case "up":
      case "refresh":
        return void (await this.command(step.do, step.kill));
      case "destroy":
        await this.listCompletes();
        await this.command("destroy");
        for (const purchase of this.purchases)
          if (!this.engine.resources.has(purchase.name)) purchase.life += 1;
        return;
      case "edit": {
        const purchase = this.purchases[step.purchase];
        return purchase && this.edit(purchase, step.change);
      }
      case "pass":
        // Whatever is on its way comes true within minutes.
        if (step.minutes >= 5) await this.letGo();
        return this.time.advance(step.minutes * MINUTE_MS);
      case "fault": {
        const scripted = this.emulator.faults.script(step.fault);
        if (step.fault.action.kind === "hold") this.held.push(scripted);
        return;
      }
      case "calm":
        return this.calm();
      case "groupFails": {
        const { name = "" } = this.purchases[step.purchase] ?? {};
        const cartId = this.engine.cart(`${name} cart`)?.cartId;
        if (cartId) this.emulator.groupFails(cartId, String(step.group), { times: step.times });
      }
    }
  }

  private async edit(purchase: DeclaredPurchase, change: DeclaredChange): Promise<void> {
    if ("seats" in change) purchase.quantity = quantityOf(purchase.index, change.seats);
    else if ("limited" in change) purchase.limited = change.limited;
    else if ("options" in change) {
      const { adopt = purchase.adopt, ...options } = change.options;
      purchase.adopt =
        "adopt" in change.options
          ? (change.options["adopt"] as true | undefined)
          : (adopt as boolean | undefined);
      Object.assign(purchase.options, options);
    } else {
      await this.listCompletes();
      purchase.life += 1;
      purchase.name = `${purchase.name}x`;
      purchase.adopt = change.rename === "adopt" || undefined;
      purchase.allowDuplicate = change.rename === "allowDuplicate" || undefined;
      purchase.orderIds = undefined;
    }
  }

  /** What the documents tell to do: `up`, with what its errors ask for, until it succeeds. */
  private async recover(): Promise<void> {
    await this.calm();
    for (const purchase of this.purchases) purchase.limited = undefined;
    let last: RunEnd = await this.command("up");
    for (let ups = 1; ups < MOST_UPS && last.end !== "ok"; ups++) {
      for (const purchase of this.purchases) this.follow(purchase, last.errors, ups);
      this.giveUp(last.errors);
      this.time.advance(16 * MINUTE_MS);
      if (last.errors.some((error) => error.includes("`pulumi refresh` settles")))
        await this.command("refresh");
      last = await this.command("up");
    }
    if (last.end !== "ok") this.witness.stuck(last.errors);
    else await this.settled();
  }

  /** After a success the same program has nothing to do. */
  private async settled(): Promise<void> {
    this.witness.recovered();
    const again = await this.command("up");
    if (again.end !== "ok") this.witness.stuck(again.errors);
  }

  /** A person knows which messages are about which purchase, and by the quantity which orders are. */
  private follow(purchase: DeclaredPurchase, errors: string[], ups: number): void {
    const { name, customerId } = purchase;
    const cartId = this.engine.cart(`${name} cart`)?.cartId ?? "no cart";
    const oldCartId = this.engine.state(name)?.cartId ?? "no cart";
    const about = errors.filter(
      (error) =>
        error.startsWith(`${name} `) ||
        error.startsWith(`${name}:`) ||
        error.includes(cartId) ||
        error.includes(oldCartId),
    );
    const says = (text: RegExp) => about.some((error) => text.test(error));
    const mine = this.emulator.journal
      .purchases()
      .filter(
        (p) => p.customerId === customerId && p.items.every((item) => item.quantity === purchase.quantity),
      )
      .map(({ orderId }) => orderId);
    if (says(/adopt: true/)) purchase.adopt = true;
    const named = says(/set orderIds to/i) && (!says(/not known yet/) || ups > 3);
    if (named && mine.length > 0) {
      purchase.orderIds = mine;
      this.witness.named(purchase);
    }
    if (says(/Put the old \w+ back/)) this.putBack(purchase);
  }

  /** What is under another name now is forgotten under the old one, where only a person can do that. */
  private giveUp(errors: string[]): void {
    const names = this.purchases.map(({ name }) => name);
    for (const [name, { outputs }] of this.engine.resources) {
      const asked = errors.some(
        (error) => error.includes(String(outputs["cartId"])) && error.includes("`pulumi state delete`"),
      );
      if (asked && !names.includes(name) && !names.includes(name.replace(/ cart$/, "")))
        this.engine.resources.delete(name);
    }
  }

  private putBack(purchase: DeclaredPurchase): void {
    const { lineItems = [] } = this.engine.cart(`${purchase.name} cart`) ?? {};
    purchase.quantity = lineItems[0]?.quantity ?? purchase.quantity;
  }

  private async command(kind: Command, kill?: KillPoint): Promise<RunEnd> {
    const holds = this.emulator.faults.list().some((f) => f.script.action.kind === "hold");
    const host = startHost(this.emulator, this.time, { kill, ...(holds && { silent: "checkout" }) });
    this.witness.before();
    const ran = await (kind === "up"
      ? this.engine.up(host, programOf(this.purchases))
      : kind === "refresh"
        ? this.engine.refresh(host)
        : this.engine.destroy(host));
    this.witness.saw(kind, ran, host);
    this.time.advance(1000);
    return ran;
  }

  private async calm(): Promise<void> {
    this.emulator.faults.clear();
    await this.letGo();
  }

  /** What was held is carried out before anything else is asked. */
  private async letGo(): Promise<void> {
    for (const held of this.held) held.release();
    for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
    this.witness.before();
  }

  /** State is let go only when every order is in the list: nobody could know of the others, which is documented. */
  private async listCompletes(): Promise<void> {
    await this.letGo();
    if (this.setting.modes.ordersLagMs) this.time.advance(16 * MINUTE_MS);
  }
}
