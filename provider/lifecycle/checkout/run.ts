import type { PartnerCenter } from "../../client/partnerCenter";
import type { PartnerCenterError } from "../../client/errors";
import { isUnreachable, type ObservedCart, type ReadCart } from "../core/observedCart";
import type { Context } from "../core/context";
import { checkoutRequestIds } from "../core/requestIds";
import { namesTooFewOrders, type AnsweredOutcome, type CheckoutOutcome } from "./outcome";
import { CheckoutProgress } from "./progress";
import { endBeforeSending, endOfGoneCart } from "./endBeforeSending";
import { endOfOpenCart, endOfRefusal, endOfRefusedGroups, endOfShortAnswer, settle } from "./settlement";
import type { CheckoutEnd, CheckoutTask } from "./task";

const FIRST_BUSY_DELAY_MS = 1_000;
const LONGEST_BUSY_DELAY_MS = 15_000;
const MOST_ROUNDS = 50;
/** No checkout leaves later than this after the observation that authorized it: it is observed and authorized anew. */
const AUTHORIZED_MS = 60_000;
/** At least this long a checkout is tried after it was authorized, however long it took to observe. */
const LEAST_TRIED_MS = 30_000;
/** What took longer than this to read is read once more: meanwhile the cart or the customer's orders can have changed. */
const SLOW_OBSERVATION_MS = 15_000;

/**
 * Checks a cart out once. It observes before it sends, sends only what can't buy twice, and observes again before it
 * speaks of a checkout that got no certain answer. docs/how-a-purchase-stays-single.md tells it step by step.
 */
export class CheckoutRun {
  private readonly progress: CheckoutProgress;
  /** When the checkout may be tried again, once that was put off until it is authorized anew. */
  private retryAt: number | undefined;

  constructor(
    private readonly partnerCenter: PartnerCenter,
    private readonly context: Pick<Context, "now" | "sleep" | "memory" | "rules">,
    private readonly task: CheckoutTask,
  ) {
    this.progress = new CheckoutProgress(partnerCenter, context, task);
  }

  async run(): Promise<CheckoutEnd> {
    const { progress } = this;
    let observedTwice = false;
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const observedAt = this.context.now();
      const observed = await progress.seen.observe(this.task.deadline);
      if (this.isOutage(observed) && (await this.waitUntil(observedAt + delayOf(round)))) continue;
      const early = await endBeforeSending(progress, observed);
      if (early) return early;
      if (!("cart" in observed)) break;
      const refused = await this.task.guard(observed, progress.facts);
      if (refused && observed.kind === "ordered" && progress.own === "none")
        return progress.foundOrdered(refused);
      if (refused) return progress.stopped(refused);
      const isSlow = this.context.now() - observedAt > SLOW_OBSERVATION_MS;
      if (isSlow && !observedTwice) {
        observedTwice = true;
        continue;
      }
      observedTwice = false;
      const outcome = await this.send(observed, observedAt + AUTHORIZED_MS);
      if (this.retryAt !== undefined && (await this.waitUntil(this.retryAt))) continue;
      if (outcome.kind === "placed" || outcome.kind === "open") return this.endOfAnswer(outcome);
      if (outcome.kind === "refused") return endOfRefusal(progress, outcome.error.message);
      if (outcome.kind === "notSent") return progress.end("notSent", { problem: outcome.error.message });
      if (outcome.kind === "busy" && (await this.waitForTheOther(outcome.error, round))) continue;
      return settle(progress, outcome);
    }
    return progress.stopped(progress.busy?.message ?? "Partner Center put the checkout off too often.");
  }

  /** What can be said without sending anything, for a read of a checkout that isn't settled. */
  async observeOnly(): Promise<CheckoutEnd> {
    const { progress } = this;
    const observed = await progress.seen.observe(this.task.deadline);
    if (observed.kind === "gone") return endOfGoneCart(progress, observed);
    if (observed.kind === "open") return endOfOpenCart(progress, observed);
    const found = observed.kind === "ordered" ? await progress.find(observed) : undefined;
    // An order that isn't in the list yet may be the right one, and a read can wait.
    const certain =
      found && "complete" in found && found.complete && progress.orderedAsAWhole ? found.certain : undefined;
    return certain ? progress.end("placed", { orders: certain }) : progress.unknown(undefined);
  }

  private async send(observed: ReadCart, authorizedUntil: number): Promise<CheckoutOutcome> {
    const { customerId, cartId, deadline, customerUserUpn, attempt } = this.task;
    const started = this.context.now();
    const reply = await this.partnerCenter.checkoutCart({
      customerId,
      cartId,
      deadline,
      authorizedUntil: Math.max(authorizedUntil, started + LEAST_TRIED_MS),
      customerUserUpn,
      ...checkoutRequestIds(customerId, cartId, attempt),
    });
    this.retryAt = reply.kind === "answered" ? undefined : reply.retryAt;
    return this.progress.heard(reply, observed, started);
  }

  private async endOfAnswer(outcome: AnsweredOutcome): Promise<CheckoutEnd> {
    const { progress } = this;
    if (namesTooFewOrders(outcome, progress.seen.lines, progress.known))
      return endOfShortAnswer(progress, outcome);
    const namesNone = outcome.orders.length === 0 && progress.known.length === 0;
    if (outcome.kind === "open" && namesNone) return endOfRefusedGroups(progress, outcome);
    return progress.end(outcome.kind, outcome);
  }

  private async waitForTheOther(error: PartnerCenterError, round: number): Promise<boolean> {
    this.progress.busy = error;
    const delay = Math.max(FIRST_BUSY_DELAY_MS, error.facts.retryAfterMs ?? delayOf(round));
    return this.waitUntil(this.context.now() + delay);
  }

  /** Whether a checkout was put off, and Partner Center can't be reached to authorize it anew. */
  private isOutage(observed: ObservedCart): boolean {
    return this.retryAt !== undefined && observed.kind === "failed" && isUnreachable(observed.error);
  }

  /** False where the time of the checkout is over by then. */
  private async waitUntil(time: number): Promise<boolean> {
    if (time >= this.task.deadline) return false;
    await this.context.sleep(Math.max(0, time - this.context.now()));
    return true;
  }
}

function delayOf(round: number): number {
  return Math.min(FIRST_BUSY_DELAY_MS * 2 ** round, LONGEST_BUSY_DELAY_MS);
}
