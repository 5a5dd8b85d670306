import { AFTER_LIST_LAG, CHECKOUT, cut, fault, respond, row } from "./rows";
import type { Trouble } from "./trouble";

/** What only a cart and its checkout can meet. */
export const CARTS: Trouble[] = [
  row(
    "404 800008 for the cart (it has expired)",
    { answer: "unknownCart", lasts: "forever" },
    { faults: [fault(respond(404, { code: 800008 }), "forever")] },
    ["preview"],
  ),
  row(
    "409 800064 (busy), once",
    { answer: "busy" },
    { faults: [fault(respond(409, { code: 800064 }), "once")] },
    CHECKOUT,
  ),
  row(
    "409 800064 (busy), for ever",
    { answer: "busy", lasts: "forever" },
    { faults: [fault(respond(409, { code: 800064 }), "forever")] },
    CHECKOUT,
  ),
  row(
    "409 800060 (in progress), and it is ordered",
    { answer: "busy", buys: "yes" },
    { faults: [fault(respond(409, { code: 800060 }), "once", "after")] },
    CHECKOUT,
  ),
  row(
    "409 800060 (in progress), it is ordered, and the list of orders lags",
    { answer: "busy", buys: "yes", listLags: true },
    {
      faults: [fault(respond(409, { code: 800060 }), "once", "after")],
      modes: { ordersLagMs: AFTER_LIST_LAG },
    },
    CHECKOUT,
  ),
  row(
    "400 800065 (submitted) instead of the first answer",
    { answer: "submitted", lasts: "forever", afterSilence: true, cut: true, buys: "yes" },
    { faults: [fault(cut, "once", "after")], modes: { repeatCheckout: "800065" } },
    CHECKOUT,
  ),
  row(
    "400 800065 (submitted), and the list of orders lags",
    { answer: "submitted", lasts: "forever", afterSilence: true, cut: true, buys: "yes", listLags: true },
    {
      faults: [fault(cut, "once", "after")],
      modes: { repeatCheckout: "800065", ordersLagMs: AFTER_LIST_LAG },
    },
    CHECKOUT,
  ),
  row(
    "one order group refused",
    { answer: "someRefused", lasts: "forever" },
    { refusedGroups: "0" },
    CHECKOUT,
  ),
  row(
    "every order group refused",
    { answer: "allRefused", lasts: "forever" },
    { refusedGroups: "all" },
    CHECKOUT,
  ),
  row(
    "every order group refused, as a plain error",
    { answer: "refusal", lasts: "forever" },
    { refusedGroups: "all", modes: { allFailed: "error" } },
    CHECKOUT,
  ),
];
