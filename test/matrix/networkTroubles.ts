import { AFTER_LIST_LAG, API, CHANGES, CHECKOUT, cut, fault, held, row, silence } from "./rows";
import type { Trouble } from "./trouble";

/** What happens on the way, before and after a purchase. */
export const NETWORK: Trouble[] = [
  row(
    "time-out before the purchase, once",
    { timesOut: true },
    { detour: { to: "silence", times: 1 }, silent: true },
  ),
  row(
    "time-out before the purchase, for ever",
    { lasts: "forever", timesOut: true },
    { detour: { to: "silence", times: "always" }, silent: true },
  ),
  row("time-out after it, once", { buys: "yes", timesOut: true }, held("once", "after"), CHANGES),
  row(
    "time-out after it, for ever",
    { lasts: "forever", buys: "yes", timesOut: true },
    held("forever", "after"),
    CHANGES,
  ),
  row(
    "time-out, and the purchase comes true later",
    { lasts: "forever", buys: "later" },
    held("once", "before"),
    CHECKOUT,
  ),
  silence("connection cut before the purchase, once", cut, "once", false),
  silence("connection cut before the purchase, for ever", cut, "forever", false),
  silence("connection cut after it, once", cut, "once", true),
  silence("connection cut after it, for ever", cut, "forever", true),
  row(
    "connection cut after it, for ever, and the list of orders lags",
    { lasts: "forever", buys: "yes", listLags: true, cut: true },
    { faults: [fault(cut, "forever", "after")], modes: { ordersLagMs: AFTER_LIST_LAG } },
    CHECKOUT,
  ),
  row("connection refused, once", { leaves: false }, { detour: { to: "closedPort", times: 1 } }),
  row(
    "connection refused, for ever",
    { leaves: false, lasts: "forever" },
    { detour: { to: "closedPort", times: "always" } },
  ),
  row(
    "unknown host name",
    { leaves: false, lasts: "forever" },
    { detour: { to: "unknownHost", times: "always" } },
  ),
  row(
    "no TLS connection",
    { leaves: false, lasts: "forever", hopeless: true },
    { detour: { to: "tls", times: "always" } },
  ),
  row(
    "idle connection closed by the server",
    { atOnce: true },
    { faults: [{ ...fault(cut, "once", "arrival"), reusedConnection: true }] },
    // It goes out beside the list of orders, so on a connection of its own.
    API.filter((operation) => operation !== "listSubscriptions" && operation !== "guardSubscriptions"),
  ),
];
