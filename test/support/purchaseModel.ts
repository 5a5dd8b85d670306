import type { CheckoutReply } from "../../provider/client/partnerCenter";
import type { CheckoutState } from "../../provider/lifecycle/checkout/state";
import { CheckoutLife, NO_WAIT, type Ended } from "./checkoutLife";
import { ORDER_ERROR } from "./checkoutStates";
import { CART, fakeOrder, ITEM_B, twoGroups } from "./cartsAndOrders";
import { isBusy, noAnswer, notSent, refuses } from "./checkoutReplies";
import { MINUTE } from "./fakeClock";
import type { ScriptedReply } from "./fakePartnerCenter";

/** The groups of the cart; each becomes one order. */
export type Group = "a" | "b";
const ORDERS = { a: { id: "o-a" }, b: { id: "o-b", item: ITEM_B } } as const;

export const ANSWERS = [
  "result",
  "lost",
  "refused",
  "lostThenRefused",
  "busy",
  "submitted",
  "odd",
  "notSent",
  "unreadable",
  "defect",
] as const;

/** What one checkout does, and what it answers. */
export interface Reply {
  answer: (typeof ANSWERS)[number];
  /** Groups that it orders, where such an answer can go with a purchase. */
  buys: Group[];
  /** The purchase comes true after the answer, before the next command. */
  late: boolean;
}

/** One `pulumi` command. `killed`: the process dies at the end, so nothing of it gets into state. */
export interface Command {
  kind: "up" | "killed" | "refresh";
  minutesBefore: number;
  /** The cart expires before it. */
  expires: boolean;
  /** To its checkouts; one without a script is lost and buys nothing. */
  replies: Reply[];
}

export interface Setting {
  /** Minutes until an order shows in the list. */
  lag: number;
  /** What a cart reads of which only a part was ordered. */
  partialStatus: "Active" | "Ordered";
}

/** Partner Center as the documents have it (one cart buys each group once), with every kind of answer, and the truth about it. */
export class PurchaseModel {
  readonly life = new CheckoutLife();
  readonly bought = new Set<Group>();
  state: CheckoutState | undefined;
  /** Checkouts that left in the present command. */
  left = 0;
  /** The request id of a checkout that got no certain answer yet. */
  unanswered: string | undefined;
  /** Breaches of the promise, in words. */
  readonly breaches: string[] = [];
  private late: Group[] = [];
  /** A killed command is followed by `up`, and while the cart lives: the documents ask for that. */
  private interrupted = false;

  constructor(private readonly setting: Setting) {
    this.life.fake.hasCart(twoGroups());
  }

  async run(command: Command): Promise<void> {
    if (this.interrupted && command.kind === "refresh") return;
    this.life.nextRun();
    this.buy(this.late.splice(0));
    this.life.world.clock.advance(command.minutesBefore * MINUTE);
    if (command.expires && !this.interrupted) this.life.fake.carts.delete(CART);
    this.refreshList();
    this.left = 0;
    // What is bought in part by a process that dies leaves no trace on a cart that stays active: nobody could tell.
    const whole = command.kind === "killed" && this.setting.partialStatus === "Active";
    const buysOf = ({ buys }: Reply): Group[] => (whole && buys.length > 0 ? ["a", "b"] : buys);
    const replies = command.replies.map((reply) => ({ ...reply, buys: buysOf(reply) }));
    this.life.fake.otherwise = (call, fake) => this.reply(replies.shift())(call, fake);
    const ended = await this.execute(command);
    if (command.kind === "killed") this.interrupted = true;
    else if (this.left > 0 && this.unanswered === undefined) this.interrupted = false;
    if (!ended || command.kind === "killed") return;
    if (ended.kind !== "refused") this.keep(ended.state);
    else if (!this.state && this.left > 0) this.breaches.push("a checkout left, and nothing is in state");
  }

  private async execute({ kind }: Command): Promise<Ended | undefined> {
    if (!this.state) return kind === "refresh" ? undefined : this.life.create(NO_WAIT);
    if (kind === "refresh") return this.life.read(this.state);
    return (await this.life.diff(this.state)).changes ? this.life.update(this.state) : undefined;
  }

  private keep(state: CheckoutState): void {
    const lost = this.state?.orderIds.filter((id) => !state.orderIds.includes(id)) ?? [];
    if (lost.length > 0) this.breaches.push(`orders ${lost.join()} are lost from state`);
    const missing = [...this.bought].filter((group) => !state.orderIds.includes(ORDERS[group].id));
    const claims = state.status !== "unknown" && state.status !== "notPlaced";
    if (state.status === "notPlaced" && this.bought.size > 0)
      this.breaches.push("notPlaced, but it was bought");
    // What a killed command did to an open group stays to be found out by the next answer.
    const stillOpen = this.interrupted && state.status === "partiallyFailed";
    if (claims && missing.length > 0 && !stillOpen)
      this.breaches.push(`${state.status}, without ${missing.join()} that was bought`);
    const whole = claims && state.status !== "partiallyFailed";
    if (whole && this.bought.size < 2) this.breaches.push(`${state.status}, but a group was not bought`);
    this.state = state;
  }

  private reply(scripted: Reply = { answer: "lost", buys: [], late: false }): ScriptedReply {
    return (call, fake) => {
      const exists = fake.carts.has(CART);
      const answer = exists || scripted.answer === "notSent" ? scripted.answer : "refused";
      if (answer !== "notSent") this.left++;
      if (answer !== "notSent" && this.unanswered !== undefined && this.unanswered !== call.requestId)
        this.breaches.push("a new request id while an older one is not answered");
      // Who answers for the cart itself has finished what was under way.
      if (["result", "unreadable", "submitted", "odd"].includes(answer)) this.buy(this.late.splice(0));
      if (["result", "lost", "lostThenRefused", "unreadable", "defect"].includes(answer)) {
        if (scripted.late && answer !== "result" && answer !== "unreadable") this.late.push(...scripted.buys);
        else this.buy(scripted.buys);
      }
      // Another request holds the cart, and may order it.
      if (answer === "busy") this.late.push(...scripted.buys);
      if (["lost", "lostThenRefused", "unreadable", "defect"].includes(answer))
        this.unanswered = call.requestId;
      else if (answer !== "notSent") this.unanswered = undefined;
      this.refreshList();
      return this.answerOf(answer)(call, fake);
    };
  }

  private answerOf(answer: Reply["answer"]): ScriptedReply {
    switch (answer) {
      case "result":
        return () => this.result(0);
      case "unreadable":
        return () => (this.bought.size > 0 ? this.result(1) : noAnswer()({} as never, this.life.fake));
      case "submitted":
        return refuses(400, this.bought.size > 0 ? "800065" : "800002");
      case "refused":
        return refuses(403, "20002");
      case "lostThenRefused":
        return refuses(403, "20002", { earlierUnknown: true });
      case "odd":
        return this.bought.size > 0 ? noAnswer() : refuses(200, "400072");
      case "busy":
        return isBusy();
      case "notSent":
        return notSent();
      case "lost":
        return noAnswer();
      case "defect":
        return () => {
          throw new TypeError("a defect of the client");
        };
    }
  }

  private result(unreadableOrders: number): CheckoutReply {
    const { fake } = this.life;
    const groups: Group[] = ["a", "b"];
    const placed = groups.filter((g) => this.bought.has(g)).slice(unreadableOrders);
    const refused = groups.filter((g) => !this.bought.has(g));
    const result = {
      orders: placed.map((g) => fake.orders.find((o) => o.id === ORDERS[g].id) ?? fakeOrder(ORDERS[g].id)),
      orderErrors: refused.map((g) => ({ ...ORDER_ERROR, orderGroupId: g })),
      unreadableOrders,
    };
    return { kind: "answered", tries: 1, earlierUnknown: false, meta: fake.meta(201), result };
  }

  private buy(groups: Group[]): void {
    const { fake } = this.life;
    const cart = fake.carts.get(CART);
    if (!cart) return;
    for (const group of groups.filter((g) => !this.bought.has(g))) {
      this.bought.add(group);
      fake.hasOrders(fakeOrder(ORDERS[group].id, { ...ORDERS[group], creationDate: fake.clock.iso() }));
      if (this.bought.size === 2 || this.setting.partialStatus === "Ordered") fake.markOrdered(CART);
    }
  }

  private refreshList(): void {
    const { fake } = this.life;
    fake.lagging.clear();
    for (const order of fake.orders)
      if (fake.clock.now() - Date.parse(order.creationDate ?? "") < this.setting.lag * MINUTE)
        fake.lagging.add(order.id);
  }
}
