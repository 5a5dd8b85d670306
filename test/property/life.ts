import type { EmulatorCopy, EmulatorCore, ScriptedFault } from "../../emulator";
import { startHost } from "../support/emulatedHost";
import { inProcess, type InProcess } from "../support/inProcess";
import type { KillPoint, NetworkOptions } from "../support/network";
import { MINUTE_MS, SimulatedTime } from "../support/simulatedTime";
import { StackEngine, type RunEnd, type StackCopy } from "../support/stackEngine";
import { Person, offeredIds, type Said } from "./person";
import { cartOf, checkoutOf, declaredPurchases, programOf, type DeclaredPurchase } from "./declaredPurchases";
import type { Setting, Step, Story, UpWays } from "./story";
import { Witness, type Command, type WitnessMemory } from "./witness";
import { edit } from "./edits";
import { nameCart, somebody, type Deed } from "./world";

/** How often a person runs `up` with what the last one asked for. */
const MOST_UPS = 12;
/** What others do is never in the moment of our own purchases: that can't be told apart, and is documented. */
const APART_MS = 3 * MINUTE_MS;
/** In the same moment for all that orders tell, and too soon for the look to be made again. */
const SOON_MS = 45_000;
/** Long enough for somebody to do something that is apart from what was before and comes after. */
const PUT_OFF_S = 600;

/** Everything that goes on from one step to the next. */
export interface LifeCopy {
  readonly time: number;
  readonly emulator: EmulatorCopy;
  readonly stacks: readonly StackCopy[];
  readonly purchases: readonly DeclaredPurchase[];
  readonly witness: WitnessMemory;
  readonly allowed: boolean;
  readonly said: Said;
  readonly offered: ReadonlyMap<number, string[]>;
}

/** A stack whose program declares what to buy, living through a story under the eyes of a witness. */
export class Life {
  readonly emulator: EmulatorCore;
  readonly stacks = [new StackEngine(), new StackEngine()] as const;
  readonly purchases: DeclaredPurchase[];
  readonly witness: Witness;
  private readonly person: Person;
  private readonly held: ScriptedFault[] = [];
  private allowed = true;
  private said: Said = { errors: [], lines: [] };
  /** By the purchase's index, what a refusal offered for `besides`. */
  offered: ReadonlyMap<number, string[]> = new Map();

  private constructor(
    private readonly partnerCenter: InProcess,
    readonly time: SimulatedTime,
    private readonly setting: Setting,
  ) {
    const { emulator } = partnerCenter;
    this.emulator = emulator;
    this.purchases = declaredPurchases(setting);
    if (setting.byId) for (const purchase of this.purchases) nameCart(this.emulator, purchase);
    this.witness = new Witness(emulator, this.stacks, this.purchases, () => this.allowed);
    this.person = new Person(emulator, this.stacks, this.witness);
  }

  /** Lives a story to its end, the documented recovery included, and returns what went wrong, in words. */
  static async of({ setting, steps }: Story): Promise<string[]> {
    const life = Life.begin(setting);
    for (const step of steps) await life.live(step);
    await life.recover();
    return life.witness.breaches;
  }

  static begin(setting: Setting): Life {
    const time = new SimulatedTime();
    return new Life(inProcess({ now: time.now, modes: setting.modes }), time, setting);
  }

  /** A copy, to go on from here once more. Nothing may be on its way. */
  async save(): Promise<LifeCopy> {
    await this.letGo();
    this.emulator.clearRequests();
    return {
      time: this.time.now(),
      emulator: this.emulator.save(),
      stacks: this.stacks.map((stack) => stack.save()),
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
    this.stacks.forEach((stack, at) => stack.restore(copy.stacks[at]!));
    this.purchases.splice(0, Infinity, ...structuredClone(copy.purchases as DeclaredPurchase[]));
    this.witness.restore(copy.witness);
    ({ allowed: this.allowed, said: this.said, offered: this.offered } = copy);
  }

  async live(step: Step): Promise<void> {
    const at = "purchase" in step ? step.purchase : undefined;
    const purchase = at === undefined ? undefined : this.purchases[at];
    switch (step.do) {
      case "up":
        await this.command("up", step);
        return;
      case "refresh":
        await this.command("refresh", step);
        return;
      case "destroy":
        await this.listCompletes();
        await this.command("destroy");
        for (const one of this.purchases) if (!this.holds(one)) one.life += 1;
        return;
      case "edit":
        return purchase && edit(this, purchase, step.change);
      case "allow":
        this.allowed = step.purchases;
        return;
      case "lose":
        return purchase && this.lose(purchase, step.what);
      case "somebody": {
        if (!purchase) return;
        await this.letGo();
        this.time.advance(APART_MS);
        somebody(this.emulator, purchase, this.cartIdOf(purchase), step.deed);
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
        const only = purchase && this.cartIdOf(purchase);
        const scripted = this.emulator.faults.script({ ...step.fault, ...(only && { cartId: only }) });
        if (step.fault.action.kind === "hold") this.held.push(scripted);
        return;
      }
      case "calm":
        return this.calm();
      case "groupFails": {
        const cartId = purchase && this.cartIdOf(purchase);
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
      somebody(this.emulator, purchase, this.cartIdOf(purchase), deed);
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
    const cartId = this.cartIdOf(purchase);
    if (cartId) this.emulator.groupFails(cartId, "1", { times: 1 });
    await this.command("up", { kill: { request: "checkout", when: "after" } });
  }

  private async lose(purchase: DeclaredPurchase, what: "cart" | "checkout" | "both"): Promise<void> {
    await this.listCompletes();
    const { resources } = this.stackOf(purchase);
    if (what !== "cart") resources.delete(checkoutOf(purchase));
    if (what !== "checkout") resources.delete(cartOf(purchase));
    if (!this.holds(purchase)) purchase.life += 1;
  }

  stackOf({ stack }: DeclaredPurchase): StackEngine {
    return this.stacks[stack]!;
  }

  private holds(purchase: DeclaredPurchase): boolean {
    return this.stackOf(purchase).resources.has(checkoutOf(purchase));
  }

  cartIdOf(purchase: DeclaredPurchase): string | undefined {
    return this.stackOf(purchase).cart(cartOf(purchase))?.cartId ?? purchase.existingCartId;
  }

  /** What the documents tell to do: `up`, with what its errors ask for, until it succeeds. */
  async recover(): Promise<void> {
    await this.calm();
    this.allowed = true;
    for (const purchase of this.purchases) purchase.limited = undefined;
    const stacks = [...new Set(this.purchases.map(({ stack }) => stack))];
    for (const stack of stacks) await this.recoverStack(stack);
    if (this.witness.breaches.length > 0) return;
    this.witness.recovered();
    // After a success the same program has nothing to do.
    for (const stack of stacks) {
      const again = await this.command("up", { stack });
      if (again.end !== "ok") this.witness.stuck(again.errors);
    }
  }

  private async recoverStack(stack: number): Promise<void> {
    let last: RunEnd = await this.command("up", { stack });
    const purchases = this.purchases.filter((one) => one.stack === stack);
    for (let ups = 1; ups < MOST_UPS && last.end !== "ok"; ups++) {
      for (const purchase of purchases) this.person.follow(purchase, this.said, ups);
      this.person.giveUp(purchases, last.errors);
      this.time.advance(16 * MINUTE_MS);
      // Only a refresh sees that somebody edited a cart.
      if (last.errors.some((error) => /`pulumi refresh` settles|holds something else/.test(error)))
        await this.command("refresh", { stack });
      last = await this.command("up", { stack });
    }
    if (last.end !== "ok") this.witness.stuck(last.errors);
  }

  private async command(
    kind: Command,
    { stack = 0, kill, target, replace, continueOnError, ...ways }: UpWays & { kill?: KillPoint } = {},
  ): Promise<RunEnd> {
    const env = { PARTNERCENTER_ALLOW_PURCHASES: String(this.allowed) };
    const meanwhile = this.meanwhile(ways, kind, stack);
    const host = startHost(this.partnerCenter, this.time, { kill, env, meanwhile });
    const engine = this.stacks[stack]!;
    const purchases = this.purchases.filter((one) => one.stack === stack);
    const named = (one: DeclaredPurchase | undefined) => (one ? [cartOf(one), checkoutOf(one)] : []);
    const [first] = purchases;
    const options = {
      target: target === undefined ? undefined : named(this.purchases[target]),
      replace: first && replace ? [replace === "cart" ? cartOf(first) : checkoutOf(first)] : [],
      continueOnError,
    };
    const sent = this.witness.starts();
    const ran = await (kind === "up"
      ? engine.up(host, programOf(purchases), options)
      : kind === "refresh"
        ? engine.refresh(host)
        : engine.destroy(host));
    this.witness.saw(kind, ran, host, {
      ...sent,
      stack,
      isWhole: target === undefined,
      replaces: replace !== undefined,
    });
    this.said = { errors: ran.errors, lines: host.lines };
    for (const purchase of this.purchases) {
      const ids = this.person.about(purchase, ran.errors).flatMap(offeredIds);
      if (ids.length > 0) this.offered = new Map([...this.offered, [purchase.index, ids]]);
    }
    this.time.advance(1000);
    return ran;
  }

  /** What happens while a command runs. */
  private meanwhile(
    { beside, arrives, meets }: UpWays,
    kind: Command,
    stack: number,
  ): NetworkOptions["meanwhile"] {
    const [first] = this.purchases;
    if (beside)
      return {
        before: beside,
        act: () => this.command(kind, { stack: 1 - stack }).then(() => undefined),
      };
    if (arrives) return { before: "getCart", skip: 1, act: () => this.letGo() };
    if (!meets || !first) return undefined;
    return {
      before: "checkout",
      act: () => {
        somebody(this.emulator, first, this.cartIdOf(first), meets);
        this.time.advance(SOON_MS);
        return Promise.resolve();
      },
    };
  }

  private async calm(): Promise<void> {
    this.emulator.faults.clear();
    await this.letGo();
  }

  /** What was held is carried out before anything else is asked. */
  async letGo(): Promise<void> {
    for (const held of this.held) held.release();
    for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
    this.witness.before();
  }

  /** State is let go only when a list tells of every order: nobody could know of the others, which is documented. */
  async listCompletes(): Promise<void> {
    await this.letGo();
    const { ordersLagMs = 0, subscriptionsLagMs = 0 } = this.setting.modes;
    // Software has no subscription.
    const isListed =
      this.purchases.some(({ items }) => items.includes(2)) || subscriptionsLagMs >= ordersLagMs;
    const lagMs = isListed ? ordersLagMs : subscriptionsLagMs;
    if (lagMs > 0) this.time.advance(lagMs + 2 * MINUTE_MS);
  }
}
