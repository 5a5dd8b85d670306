import type { PartnerCenter } from "../../client/partnerCenter";
import type { PartnerCenterError } from "../../client/errors";
import { isUnreachable, type CartLook, type ReadCart } from "../core/observedCart";
import type { Context } from "../core/context";
import { checkoutRequestIds } from "../core/requestIds";
import { namesTooFewOrders, type CheckoutOutcome } from "./outcome";
import { CheckoutProgress } from "./progress";
import { endBeforeSending, endOfGoneCart, endOfRefusal, endOfShortAnswer, settle } from "./settlement";
import type { CheckoutEnd, CheckoutTask } from "./task";

const FIRST_BUSY_DELAY_MS = 1_000;
const LONGEST_BUSY_DELAY_MS = 15_000;
const MOST_ROUNDS = 50;
/** No checkout leaves later than this after the look that authorized it; it is looked again instead. */
const AUTHORIZED_MS = 60_000;
/** At least this long a checkout is tried after it was authorized, however long the look took. */
const LEAST_TRIED_MS = 30_000;
/** What took longer than this to read is read once more: meanwhile the cart or the customer's orders can have changed. */
const SLOW_LOOK_MS = 15_000;

/**
 * Checks a cart out once: looks before it sends, sends only what can't buy twice, and looks again before it speaks of
 * a checkout that got no certain answer. docs/how-a-purchase-stays-single.md tells it step by step.
 */
export class CheckoutRun {
  private readonly progress: CheckoutProgress;
  /** When the checkout may be tried again, once that was put off until it is authorized anew. */
  private retryAt: number | undefined;

  constructor(
    private readonly partnerCenter: PartnerCenter,
    private readonly around: Pick<Context, "now" | "sleep" | "memory" | "rules">,
    private readonly task: CheckoutTask,
  ) {
    this.progress = new CheckoutProgress(partnerCenter, around, task);
  }

  async run(): Promise<CheckoutEnd> {
    const { progress } = this;
    let lookedTwice = false;
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const lookedAt = this.around.now();
      const look = await progress.seen.look(this.task.deadline);
      if (this.isOutage(look) && (await this.waitUntil(lookedAt + delayOf(round)))) continue;
      const early = await endBeforeSending(progress, look);
      if (early) return early;
      if (!("cart" in look)) break;
      const refused = await this.task.guard(look, progress.facts);
      if (refused && look.kind === "ordered" && progress.own === "none")
        return progress.foundOrdered(refused);
      if (refused) return progress.stopped(refused);
      const isSlow = this.around.now() - lookedAt > SLOW_LOOK_MS;
      if (isSlow && !lookedTwice) {
        lookedTwice = true;
        continue;
      }
      lookedTwice = false;
      const outcome = await this.send(look, lookedAt + AUTHORIZED_MS);
      if (this.retryAt !== undefined && (await this.waitUntil(this.retryAt))) continue;
      if (outcome.kind === "placed" || outcome.kind === "open")
        return namesTooFewOrders(outcome, progress.seen.lines, progress.known)
          ? endOfShortAnswer(progress, outcome)
          : progress.end(outcome.kind, outcome);
      if (outcome.kind === "refused") return endOfRefusal(progress, outcome.error.message);
      if (outcome.kind === "notSent") return progress.end("notSent", { problem: outcome.error.message });
      if (outcome.kind === "busy" && (await this.waitForTheOther(outcome.error, round))) continue;
      return settle(progress, outcome);
    }
    return progress.stopped(progress.busy?.message ?? "Partner Center put the checkout off too often.");
  }

  /** What can be said without sending anything, for a read of a checkout that isn't settled. */
  async lookOnly(): Promise<CheckoutEnd> {
    const { progress } = this;
    const look = await progress.seen.look(this.task.deadline);
    if (look.kind === "gone") return endOfGoneCart(progress, look);
    const found = look.kind === "ordered" ? await progress.find(look) : undefined;
    // An order that isn't in the list yet may be the right one, and a read can wait.
    const certain =
      found && "complete" in found && found.complete && progress.orderedAsAWhole ? found.certain : undefined;
    return certain ? progress.end("placed", { orders: certain }) : progress.unknown(undefined);
  }

  private async send(look: ReadCart, authorizedUntil: number): Promise<CheckoutOutcome> {
    const { customerId, cartId, deadline, customerUserUpn, attempt } = this.task;
    const started = this.around.now();
    const reply = await this.partnerCenter.checkoutCart({
      customerId,
      cartId,
      deadline,
      authorizedUntil: Math.max(authorizedUntil, started + LEAST_TRIED_MS),
      customerUserUpn,
      ...checkoutRequestIds(customerId, cartId, attempt),
    });
    this.retryAt = reply.kind === "answered" ? undefined : reply.retryAt;
    return this.progress.heard(reply, look, started);
  }

  private async waitForTheOther(error: PartnerCenterError, round: number): Promise<boolean> {
    this.progress.busy = error;
    const delay = Math.max(FIRST_BUSY_DELAY_MS, error.facts.retryAfterMs ?? delayOf(round));
    return this.waitUntil(this.around.now() + delay);
  }

  /** Whether a checkout was put off, and Partner Center can't be reached to authorize it anew. */
  private isOutage(look: CartLook): boolean {
    return this.retryAt !== undefined && look.kind === "failed" && isUnreachable(look.error);
  }

  /** False where the time of the checkout is over by then. */
  private async waitUntil(time: number): Promise<boolean> {
    if (time >= this.task.deadline) return false;
    await this.around.sleep(Math.max(0, time - this.around.now()));
    return true;
  }
}

function delayOf(round: number): number {
  return Math.min(FIRST_BUSY_DELAY_MS * 2 ** round, LONGEST_BUSY_DELAY_MS);
}
