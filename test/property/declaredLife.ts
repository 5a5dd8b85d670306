import type { EmulatorCopy, EmulatorCore, ScriptedFault } from "../../emulator";
import { startHost } from "../support/emulatedHost";
import { inProcess, type InProcess } from "../support/inProcess";
import type { KillPoint } from "../support/network";
import { MINUTE_MS, SimulatedTime } from "../support/simulatedTime";
import { StackEngine, type RunEnd, type StackCopy } from "../support/stackEngine";
import { DeclaredPerson, offeredIds, type Said } from "./declaredPerson";
import {
  cartOf,
  declaredPurchases,
  programOf,
  quantityOf,
  WRONG_ID,
  type DeclaredPurchase,
} from "./declaredPurchases";
import type { DeclaredChange, DeclaredSetting, DeclaredStep, DeclaredStory } from "./declaredStory";
import { DeclaredWitness, type WitnessMemory } from "./declaredWitness";
import { ordersOf } from "./declaredEvidence";
import { somebody, type Deed } from "./declaredWorld";
import type { Command } from "./witness";

/** How often a person runs `up` with what the last one asked for. */
const MOST_UPS = 12;
/** What others do is never in the moment of our own purchases: that can't be told apart, and is documented. */
const APART_MS = 3 * MINUTE_MS;
/** Long enough for somebody to do something that is apart from what was before and comes after. */
const PUT_OFF_S = 600;

/** Everything that goes on from one step to the next. */
export interface LifeCopy {
  readonly time: number;
  readonly emulator: EmulatorCopy;
  readonly stack: StackCopy;
  readonly purchases: readonly DeclaredPurchase[];
  readonly witness: WitnessMemory;
  readonly allowed: boolean;
  readonly said: Said;
  readonly offered: ReadonlyMap<number, string[]>;
}

/** A stack whose program declares what to buy, living through a story under the eyes of a witness. */
export class DeclaredLife {
  readonly emulator: EmulatorCore;
  readonly engine = new StackEngine();
  readonly purchases: DeclaredPurchase[];
  readonly witness: DeclaredWitness;
  private readonly person: DeclaredPerson;
  private readonly held: ScriptedFault[] = [];
  private allowed = true;
  private said: Said = { errors: [], lines: [] };
  /** By the purchase's index, what a refusal offered for `besides`. */
  private offered: ReadonlyMap<number, string[]> = new Map();

  private constructor(
    private readonly partnerCenter: InProcess,
    readonly time: SimulatedTime,
    private readonly setting: DeclaredSetting,
  ) {
    const { emulator } = partnerCenter;
    this.emulator = emulator;
    this.purchases = declaredPurchases(setting);
    this.witness = new DeclaredWitness(emulator, this.engine, this.purchases, () => this.allowed);
    this.person = new DeclaredPerson(emulator, this.engine, this.witness);
  }

  /** Lives a story to its end, the documented recovery included, and returns what went wrong, in words. */
  static async of({ setting, steps }: DeclaredStory): Promise<string[]> {
    const life = DeclaredLife.begin(setting);
    for (const step of steps) await life.live(step);
    await life.recover();
    return life.witness.breaches;
  }

  static begin(setting: DeclaredSetting): DeclaredLife {
    const time = new SimulatedTime();
    return new DeclaredLife(inProcess({ now: time.now, modes: setting.modes }), time, setting);
  }

  /** A copy, to go on from here once more. Nothing may be on its way. */
  async save(): Promise<LifeCopy> {
    await this.letGo();
    this.emulator.clearRequests();
    return {
      time: this.time.now(),
      emulator: this.emulator.save(),
      stack: this.engine.save(),
      purchases: structuredClone(this.purchases),
      witness: this.witness.save(),
      allowed: this.allowed,
      said: this.said,
      offered: this.offered,
    };
  }

  restore(copy: LifeCopy): void {
    this.time.set(copy.time);
    this.emulator.restore(copy.emulator);
    this.engine.restore(copy.stack);
    this.purchases.splice(0, Infinity, ...structuredClone(copy.purchases as DeclaredPurchase[]));
    this.witness.restore(copy.witness);
    ({ allowed: this.allowed, said: this.said, offered: this.offered } = copy);
  }

  async live(step: DeclaredStep): Promise<void> {
    const purchase = "purchase" in step ? this.purchases[step.purchase] : undefined;
    switch (step.do) {
      case "up":
      case "refresh":
        await this.command(step.do, step.kill);
        return;
      case "destroy":
        await this.listCompletes();
        await this.command("destroy");
        for (const one of this.purchases) if (!this.engine.resources.has(one.name)) one.life += 1;
        return;
      case "edit":
        return purchase && this.edit(purchase, step.change);
      case "allow":
        this.allowed = step.purchases;
        return;
      case "lose":
        return purchase && this.lose(purchase, step.what);
      case "somebody": {
        if (!purchase) return;
        await this.letGo();
        this.time.advance(APART_MS);
        const { cartId } = this.engine.cart(cartOf(purchase)) ?? {};
        somebody(this.emulator, purchase, cartId, step.deed);
        this.time.advance(APART_MS);
        return;
      }
      case "putOff":
        return purchase && this.putOff(purchase, step.deed);
      case "partly":
        return purchase && this.partly(purchase);
      case "pass":
        // Whatever is on its way comes true within minutes.
        if (step.minutes >= 5) await this.letGo();
        this.time.advance(step.minutes * MINUTE_MS);
        return;
      case "fault": {
        const scripted = this.emulator.faults.script(step.fault);
        if (step.fault.action.kind === "hold") this.held.push(scripted);
        return;
      }
      case "calm":
        return this.calm();
      case "groupFails": {
        const cartId = purchase && this.engine.cart(cartOf(purchase))?.cartId;
        if (cartId) this.emulator.groupFails(cartId, String(step.group), { times: step.times });
      }
    }
  }

  /** A run in which the checkout is throttled for minutes, and somebody does something meanwhile. */
  private async putOff(purchase: DeclaredPurchase, deed: Deed): Promise<void> {
    await this.letGo();
    Object.assign(purchase.options, { checkoutTimeoutSeconds: 3600 });
    const action = { kind: "respond", status: 429, shape: "gateway", retryAfter: PUT_OFF_S } as const;
    this.emulator.faults.script({ operation: "checkout", times: 1, action });
    this.time.meanwhile = () => {
      const { cartId } = this.engine.cart(cartOf(purchase)) ?? {};
      somebody(this.emulator, purchase, cartId, deed);
    };
    await this.command("up");
    this.time.meanwhile = undefined;
    this.time.advance(APART_MS);
  }

  private async partly(purchase: DeclaredPurchase): Promise<void> {
    const { allowed } = this;
    this.allowed = false;
    await this.command("up");
    this.allowed = allowed;
    const cartId = this.engine.cart(cartOf(purchase))?.cartId;
    if (cartId) this.emulator.groupFails(cartId, "1", { times: 1 });
    await this.command("up", { request: "checkout", when: "after" });
  }

  private async edit(purchase: DeclaredPurchase, change: DeclaredChange): Promise<void> {
    await this.letGo();
    if ("seats" in change) purchase.quantity = quantityOf(purchase.index, change.seats);
    else if ("items" in change) purchase.items = change.items;
    else if ("limited" in change) purchase.limited = change.limited;
    else if ("adopt" in change) purchase.adopt = change.adopt || undefined;
    else if ("orderIds" in change) purchase.orderIds = change.orderIds === "wrong" ? [WRONG_ID] : undefined;
    else if ("options" in change) Object.assign(purchase.options, change.options);
    else if ("besides" in change) {
      const named = this.offered.get(purchase.index);
      purchase.besides = { named, wrong: [WRONG_ID], none: undefined }[change.besides];
    } else await this.rename(purchase, change.rename);
  }

  private async rename(purchase: DeclaredPurchase, way: "plain" | "adopt" | "besides"): Promise<void> {
    await this.listCompletes();
    purchase.life += 1;
    purchase.name = `${purchase.name}x`;
    purchase.adopt = way === "adopt" || undefined;
    const ids = ordersOf(this.emulator, purchase.customerId).map(({ id }) => id);
    purchase.besides = way === "besides" && ids.length > 0 ? ids : undefined;
    purchase.orderIds = undefined;
    purchase.existingCartId = undefined;
  }

  private async lose(purchase: DeclaredPurchase, what: "cart" | "checkout" | "both"): Promise<void> {
    await this.listCompletes();
    if (what !== "cart") this.engine.resources.delete(purchase.name);
    if (what !== "checkout") this.engine.resources.delete(cartOf(purchase));
    if (!this.engine.resources.has(purchase.name)) purchase.life += 1;
  }

  /** What the documents tell to do: `up`, with what its errors ask for, until it succeeds. */
  async recover(): Promise<void> {
    await this.calm();
    this.allowed = true;
    for (const purchase of this.purchases) purchase.limited = undefined;
    let last: RunEnd = await this.command("up");
    for (let ups = 1; ups < MOST_UPS && last.end !== "ok"; ups++) {
      for (const purchase of this.purchases) this.person.follow(purchase, this.said, ups);
      const names = this.purchases.map(({ name }) => name);
      this.person.giveUp(names, last.errors);
      this.time.advance(16 * MINUTE_MS);
      // Only a refresh sees that somebody edited a cart.
      if (last.errors.some((error) => /`pulumi refresh` settles|holds something else/.test(error)))
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

  private async command(kind: Command, kill?: KillPoint): Promise<RunEnd> {
    const env = { PARTNERCENTER_ALLOW_PURCHASES: String(this.allowed) };
    const host = startHost(this.partnerCenter, this.time, { kill, env });
    const sent = this.witness.starts();
    const ran = await (kind === "up"
      ? this.engine.up(host, programOf(this.purchases))
      : kind === "refresh"
        ? this.engine.refresh(host)
        : this.engine.destroy(host));
    this.witness.saw(kind, ran, host, sent);
    this.said = { errors: ran.errors, lines: host.lines };
    for (const purchase of this.purchases) {
      const ids = this.person.about(purchase, ran.errors).flatMap(offeredIds);
      if (ids.length > 0) this.offered = new Map([...this.offered, [purchase.index, ids]]);
    }
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
