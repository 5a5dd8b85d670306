import { MISSING_FIELDS } from "./formTroubles";
import { fault, row } from "./rows";
import type { Trouble } from "./trouble";

/** Orders that end otherwise than well, or not at all. */
export const ORDERS: Trouble[] = [
  row(
    "a status that no document names",
    { answer: "staysPending", lasts: "forever" },
    { faults: [fault({ kind: "alter", orderStatus: "in_the_works" }, "forever")] },
    ["read", "wait"],
  ),
  row(
    "orders whose status never comes",
    { answer: "staysPending", lasts: "forever" },
    { faults: [fault(MISSING_FIELDS, "forever")] },
    ["wait"],
  ),
  row(
    "orders that never complete",
    { answer: "staysPending", lasts: "forever" },
    { modes: { provisioning: "command" } },
    ["wait"],
  ),
  row(
    "orders that wait for a person",
    { answer: "needsPerson", lasts: "forever" },
    { faults: [fault({ kind: "alter", orderStatus: "pending_po_upload" }, "forever")] },
    ["read", "wait"],
  ),
  row(
    "orders that end badly",
    { answer: "endsBadly", lasts: "forever" },
    { faults: [fault({ kind: "alter", orderStatus: "error" }, "forever")] },
    ["read", "wait"],
  ),
];
