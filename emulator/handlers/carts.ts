import { apiAnswer, textAnswer } from "../answer";
import { readCartRequest } from "../cartRequest";
import { cartKey } from "../cartRefusals";
import { addCart, cartBody, isClosed, requireCart, setLines } from "../carts";
import { checkout as checkOut } from "../checkout";
import { refuseBadLines } from "../completeLines";
import { requireCustomer } from "../customers";
import { partnerError } from "../errors";
import { type Handler, modesOf, modesOfCart } from "../service";

export const createCart: Handler = (service, passage) => {
  const customer = requireCustomer(service, passage.params.customerId);
  const { carts, answers } = service.store.state;
  const key = cartKey(customer.id, passage.requestId);
  const remembers = modesOf(service).cartRequestIds === "remembered";
  const known = remembers ? carts[answers[key]?.body ?? ""] : undefined;
  const request = readCartRequest(passage.body);
  const { lineItems, attestationAccepted } = request;
  if (!known) refuseBadLines(service, customer.id, request);
  const cart = known ?? addCart(service, { customerId: customer.id, lineItems });
  if (!known) {
    cart.attestationAccepted = attestationAccepted;
    answers[key] = { status: 201, body: cart.id };
  }
  return apiAnswer(service, passage, cartBody(service, cart), 201);
};

export const getCart: Handler = (service, passage) => {
  const { id } = requireCustomer(service, passage.params.customerId);
  return apiAnswer(service, passage, cartBody(service, requireCart(service, id, passage.params.cartId)));
};

export const updateCart: Handler = (service, passage) => {
  const { id } = requireCustomer(service, passage.params.customerId);
  const cart = requireCart(service, id, passage.params.cartId);
  if (service.locks.has(cart.id)) throw partnerError("800064", cart.id);
  if (isClosed(service, cart)) throw partnerError("800065", cart.id);
  const request = readCartRequest(passage.body);
  refuseBadLines(service, id, request);
  const { lineItems, attestationAccepted } = request;
  cart.attestationAccepted = attestationAccepted ?? cart.attestationAccepted;
  setLines(service, cart, lineItems);
  return apiAnswer(service, passage, cartBody(service, cart), 201);
};

export const checkout: Handler = async (service, passage) => {
  const { locks } = service;
  const customer = requireCustomer(service, passage.params.customerId);
  const cart = requireCart(service, customer.id, passage.params.cartId);
  while (locks.has(cart.id)) {
    if (modesOfCart(service, cart).concurrentCheckout === "800064") throw partnerError("800064", cart.id);
    await locks.get(cart.id);
  }
  let unlock: () => void = () => undefined;
  const lock = new Promise<void>((resolve) => (unlock = resolve));
  locks.set(cart.id, lock);
  try {
    await passage.visit.strike("before");
    const { status, body } = checkOut(service, cart, customer, passage);
    return textAnswer(service, passage, status, body);
  } finally {
    if (locks.get(cart.id) === lock) locks.delete(cart.id);
    unlock();
  }
};
