import { withGroups } from "./cartLines";
import { type CatalogItem, isListed, kindOf, type Segment, skuOf } from "./catalog";
import { type Currency, currencyOf } from "./catalog/market";
import { isGone, itemOnSale } from "./catalog/sale";
import type { CartRequest } from "./cartRequest";
import { partnerError } from "./errors";
import { type LineFault, lineFault } from "./lineFaults";
import { overrideOf, pricingOf } from "./pricing";
import { modesOf, type Service } from "./service";
import { subscriptionEnds } from "./subscriptions";
import type { CartError, CartLineItem } from "./wire";

/** Where a customer buys. */
export interface Market {
  country: string;
  segment: Segment;
  currency: Currency;
}

/** The market of a customer: commercial in the US, unless it was added with another one. */
export function marketOf(service: Service, customerId: string): Market {
  const { country = "US", segment = "commercial" } =
    service.store.state.customers[customerId.toLowerCase()] ?? {};
  return { country, segment, currency: currencyOf(country) };
}

/** What the service makes of the lines of a client: dropped members, errors, currency, groups, prices. */
export function completeLines(service: Service, customerId: string, lines: CartLineItem[]): CartLineItem[] {
  const checked = lines.map((line) => checkedLine(service, customerId, line));
  return withGroups(checked).map((line) => {
    const pricing = line.error ? undefined : (line.pricing ?? priced(service, customerId, line));
    return pricing ? { ...line, pricing } : line;
  });
}

/**
 * Refuses a request that names additional resellers without the attestation of the partner on record, and, where the
 * mode says so, one with a bad line.
 */
export function refuseBadLines(
  service: Service,
  customerId: string,
  { lineItems: lines, attestationAccepted }: CartRequest,
): void {
  const additional = lines.some((line) => line.participants?.some(({ key }) => /^additional/i.test(key)));
  if (additional && !attestationAccepted) throw partnerError("900206");
  if (modesOf(service).lineFaults !== "request") return;
  for (const line of lines.flatMap((root) => [root, ...(root.addonItems ?? [])])) {
    const fault = faultOf(service, customerId, line);
    if (fault) throw partnerError(fault.request);
  }
}

/** Puts the prices now in force on a line that was priced before. */
export function repriced(service: Service, customerId: string, line: CartLineItem): CartLineItem {
  if (line.error) return line;
  const { pricing: _before, ...rest } = line;
  const set = overrideOf(line, service.store.state.prices ?? []);
  const market = isListed(line.catalogItemId) ? marketOf(service, customerId).currency.code : undefined;
  const current = { ...rest, currencyCode: set?.currency ?? market ?? line.currencyCode };
  const pricing = priced(service, customerId, current);
  return pricing ? { ...current, pricing } : current;
}

function checkedLine(service: Service, customerId: string, asked: CartLineItem): CartLineItem {
  const { state } = service.store;
  const modes = modesOf(service);
  const line = changed(asked, itemOnSale(state, asked.catalogItemId), modes);
  const error = line.error ?? scriptedError(service, line) ?? lineError(service, customerId, line);
  if (error) return { ...line, error };
  const set = overrideOf(line, state.prices ?? []);
  const currencyCode = line.currencyCode ?? set?.currency ?? marketOf(service, customerId).currency.code;
  return {
    ...line,
    currencyCode,
    ...(kindOf(line) === "licence" && { provisioningContext: line.provisioningContext ?? {} }),
    ...(line.addonItems && {
      addonItems: line.addonItems.map((addon) =>
        checkedLine(service, customerId, { currencyCode, ...addon }),
      ),
    }),
  };
}

/** What the service drops or adds without a word. An Azure plan has no friendly name of its own. */
function changed(
  line: CartLineItem,
  item: CatalogItem | undefined,
  { droppedLineMembers, promotions }: ReturnType<typeof modesOf>,
): CartLineItem {
  const rest = { ...line };
  for (const member of droppedLineMembers) rest[member] = undefined;
  if (kindOf(line) === "azurePlan") rest.friendlyName = undefined;
  if (promotions === "applied" && item?.promotion) rest.promotionId ??= item.promotion.id;
  return rest;
}

function scriptedError(service: Service, { catalogItemId }: CartLineItem): CartError | undefined {
  return service.store.state.itemErrors[catalogItemId];
}

function lineError(service: Service, customerId: string, line: CartLineItem): CartError | undefined {
  const fault = faultOf(service, customerId, line);
  if (!fault) return undefined;
  const { name, number, description, additionalInformation } = fault;
  return {
    errorCode: modesOf(service).lineErrorCodes === "name" ? name : number,
    errorDescription: description,
    ...(additionalInformation && { additionalInformation }),
  };
}

function faultOf(service: Service, customerId: string, line: CartLineItem): LineFault | undefined {
  const { state } = service.store;
  const market = marketOf(service, customerId);
  return lineFault(line, {
    item: itemOnSale(state, line.catalogItemId),
    listed: isListed(line.catalogItemId),
    gone: isGone(state, line.catalogItemId),
    legacy: kindOf(line) === "legacy",
    currency: overrideOf(line, state.prices ?? [])?.currency ?? market.currency.code,
    segment: market.segment,
    now: service.clock.now(),
    subscriptionEnds: line.customTermEndDate === undefined ? [] : subscriptionEnds(service, customerId),
    modes: modesOf(service),
  });
}

function priced(service: Service, customerId: string, line: CartLineItem): CartLineItem["pricing"] {
  const { state } = service.store;
  return pricingOf(line, {
    item: itemOnSale(state, line.catalogItemId) ?? skuOf(line.catalogItemId),
    currency: marketOf(service, customerId).currency,
    overrides: state.prices ?? [],
  });
}
