import type { PartnerCenter } from "../../client/partnerCenter";
import type { Context } from "../core/context";
import { isKnown } from "../core/declaredPurchase";
import { normaliseId } from "../core/ids";
import {
  isRefused,
  refusable,
  Refusal,
  type Asked,
  type Change,
  type CheckResult,
  type Deleted,
  type Properties,
  type Refused,
  type ResourceLifecycle,
  type Settled,
} from "../core/lifecycle";
import { refuseNewerState, refuseOtherPartner } from "../core/storedState";
import { checkOut } from "./checkOut";
import { compactCheckoutState } from "./compaction";
import { withBoughtLines } from "./boughtLines";
import { conclude, rememberPurchase, stateAfter, warnOfAttention } from "./conclusion";
import { beginCheckout, existingPurchase, hintOf } from "./create";
import { deleteCheckout, refuseOrderedSince } from "./delete";
import { diffCheckout } from "./diff";
import { lookForDuplicates, warnOfDuplicates } from "./duplicates";
import { readForeignCheckout } from "./get";
import { checkCheckoutInputs, declaredCheckout, type CheckoutInputs } from "./inputs";
import { heldTwice, triesAgain } from "./messages";
import { previewCheckout } from "./preview";
import { refreshedCheckout } from "./refresh";
import { replacementRefusal } from "./replacement";
import { hasOpenWork, parseCheckoutState, SCHEMA_VERSION, type CheckoutState } from "./state";
import { isTakenFrom, type CheckoutEnd } from "./task";
import { resumeCheckout } from "./update";

/**
 * The life of one checkout. The law: once a checkout POST has left, the resource is in state, whatever the answer. So
 * what may be refused ends before `checkOut`, which always has an end, and from an end only a settled state follows.
 */
export class CartCheckoutLifecycle implements ResourceLifecycle<CheckoutInputs, CheckoutState> {
  constructor(private readonly context: Context) {}

  async check(olds: Properties, news: Properties, { inPreview }: Asked = {}): Promise<CheckResult> {
    const { inputs, failures } = checkCheckoutInputs(olds, news);
    const declared = declaredCheckout(inputs);
    const isNew = olds["customerId"] === undefined && inputs["orderIds"] === undefined;
    const isTold = declared.cartId !== undefined && isKnown(declared, ["besides"]);
    const isAsked = inPreview && isNew && failures.length === 0 && isTold;
    if (isAsked && this.context.rules().previewChecks)
      failures.push(...(await previewCheckout(this.context, declared)));
    return { inputs, failures };
  }

  diff(id: string, olds: Properties, news: Properties): Promise<Change | Refused> {
    return refusable(async () => {
      const state = this.parsed(olds, id);
      const declared = declaredCheckout(news);
      // Orders of purchases that this run leaves alone must not be taken for another's.
      this.remember(id, state);
      const change = diffCheckout(id, state, declared, this.context.partner(), this.context.now());
      const named = declared.orderIds.length > 0;
      if (change.changes && !named && hasOpenWork({ ...state, ...declared.options }))
        this.context.info(triesAgain(state));
      // What changes can still be replaced, by `replaceOnChanges`.
      if (!change.changes) this.context.memory.keep(id);
      if (change.replaces.length === 0) return change;
      const why = await replacementRefusal(this.context, state, isTakenFrom(this.context, id), declared);
      if (why) throw new Refusal(why);
      this.context.memory.replaced.add(id);
      return change;
    });
  }

  async create(news: Properties): Promise<Settled<CheckoutState> | Refused> {
    const declared = declaredCheckout(news);
    const begun = await refusable(() => beginCheckout(this.context, declared));
    if (isRefused(begun)) return begun;
    const { partnerCenter, id, state } = begun;
    const existing = await refusable(() =>
      existingPurchase(this.context, partnerCenter, id, state, declared),
    );
    if (existing) return isRefused(existing) ? this.released(id, existing) : existing;
    const end = await checkOut(this.context, partnerCenter, { id, state, attempt: 1, declared });
    const after = withBoughtLines(this.context, stateAfter(state, end, 1), declared);
    if (end.kind !== "notSent") return this.concluded(partnerCenter, id, after, end);
    const why = `${end.problem ?? ""}${await hintOf(this.context, partnerCenter, state, end)}`;
    return this.released(id, { refused: `No checkout was sent. ${why}` });
  }

  /** Nothing came of it, so another resource of the run may try. */
  private released(id: string, refused: Refused): Refused {
    this.context.memory.release(id);
    return refused;
  }

  async update(id: string, olds: Properties, news: Properties): Promise<Settled<CheckoutState> | Refused> {
    const declared = declaredCheckout(news);
    const resumed = await refusable(() => resumeCheckout(this.context, id, this.parsed(olds, id), declared));
    if (isRefused(resumed)) return resumed;
    this.context.memory.keep(id);
    if ("problems" in resumed) {
      await lookForDuplicates(this.context, this.context.partnerCenter(), id, resumed.state);
      return resumed;
    }
    const { partnerCenter, state } = resumed;
    const attempt = Math.max(1, state.status === "unknown" ? state.attempt : state.attempt + 1);
    const end = await checkOut(this.context, partnerCenter, { id, state, attempt, declared });
    if (end.kind === "notSent")
      end.problem = `${end.problem ?? ""}${await hintOf(this.context, partnerCenter, state, end)}`;
    const after = withBoughtLines(this.context, stateAfter(state, end, attempt), declared);
    return this.concluded(partnerCenter, id, after, end, state);
  }

  /** What a checkout has read anyway tells what was bought beside it. */
  private concluded(
    partnerCenter: PartnerCenter,
    id: string,
    state: CheckoutState,
    end: CheckoutEnd,
    before?: CheckoutState,
  ): Promise<Settled<CheckoutState>> {
    warnOfDuplicates(this.context, id, state, end.purchases);
    return conclude(this.context, partnerCenter, id, state, end, before);
  }

  read(id: string, stored: Properties) {
    return refusable(async () => {
      const partnerCenter = this.context.partnerCenter();
      if (stored["status"] === undefined && stored["orders"] === undefined) {
        const state = await readForeignCheckout(this.context, partnerCenter, id);
        this.remember(id, state);
        const inputs: CheckoutInputs = { customerId: state.customerId, cartId: state.cartId };
        return { id, state, inputs, problems: [] };
      }
      const state = this.parsed(stored, id);
      refuseOtherPartner(state, partnerCenter.partner);
      this.enter(id, state);
      const fresh = await refreshedCheckout(this.context, partnerCenter, id, state);
      warnOfAttention(this.context, fresh);
      this.remember(id, fresh);
      await lookForDuplicates(this.context, partnerCenter, id, fresh);
      return { id, state: fresh, problems: [] };
    });
  }

  delete(id: string, stored: Properties): Promise<Deleted | Refused> {
    return refusable(async () => {
      const state = this.parsed(stored, id);
      if (!this.context.memory.holds(id)) await refuseOrderedSince(this.context, id, state);
      deleteCheckout(id, state, this.context);
      this.context.memory.letGo.add(id);
      return { deleted: true };
    });
  }

  compact(state: CheckoutState, mostBytes: number): CheckoutState {
    return compactCheckoutState(state, mostBytes);
  }

  private parsed(stored: Properties, id: string): CheckoutState {
    refuseNewerState(stored, SCHEMA_VERSION, `The checkout ${id}`);
    return parseCheckoutState(stored, id);
  }

  /** Before anything is awaited: purchases that are read at the same time must not take its orders for anybody's. */
  private enter(id: string, { orderIds }: CheckoutState): void {
    const free = orderIds
      .map(normaliseId)
      .filter((orderId) => !this.context.memory.isTakenByOther(id, orderId));
    this.context.memory.rememberOrders(id, free);
  }

  private remember(id: string, state: CheckoutState): void {
    const elsewhere = state.orderIds.filter(isTakenFrom(this.context, id));
    if (elsewhere.length > 0) this.context.warn(heldTwice(state, elsewhere));
    rememberPurchase(this.context, id, state);
  }
}
