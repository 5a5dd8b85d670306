import type { FaultScript, Modes } from "../../emulator";

/** What happens around the runs of one tool. */
export interface Fault {
  name: string;
  /** What it is, for people. */
  title: string;
  /** By what the emulator knows a repeated checkout; the documents leave it open. */
  modes: readonly Modes["idempotency"][];
  /** What the first run's checkout meets, once. */
  trouble?: Pick<FaultScript, "phase" | "action">;
  /** The first run is killed once its purchase is in the journal and before its answer leaves. */
  killed?: true;
  /** One order group of the cart is refused, once. */
  refusedGroup?: string;
  /** What changes between the first run and the second. */
  between?: "rename" | "loseState" | "eightDays";
  runs: 1 | 2;
}

const BOTH = ["cart", "requestId"] as const;
const CART = ["cart"] as const;

/** The rows of the comparison. Everything after the purchase is a purchase that the tool hasn't heard of. */
export const FAULTS: readonly Fault[] = [
  { name: "none", title: "nothing goes wrong", modes: CART, runs: 1 },
  { name: "unchanged", title: "a second run, nothing changed", modes: BOTH, runs: 2 },
  {
    name: "cut",
    title: "connection cut after the purchase, then a second run",
    modes: BOTH,
    trouble: { phase: "after", action: { kind: "cut" } },
    runs: 2,
  },
  {
    name: "500",
    title: "500 after the purchase, then a second run",
    modes: BOTH,
    trouble: { phase: "after", action: { kind: "respond", status: 500 } },
    runs: 2,
  },
  {
    name: "time-out",
    title: "no answer in time after the purchase, then a second run",
    modes: BOTH,
    trouble: { phase: "after", action: { kind: "hold" } },
    runs: 2,
  },
  {
    name: "partial",
    title: "one of the two orders refused once, then a second run",
    modes: CART,
    refusedGroup: "1",
    runs: 2,
  },
  {
    name: "killed",
    title: "killed after the purchase, then a second run",
    modes: BOTH,
    killed: true,
    runs: 2,
  },
  {
    name: "state-lost",
    title: "the tool's state lost after a good run, then a second run",
    modes: BOTH,
    between: "loseState",
    runs: 2,
  },
  {
    name: "renamed",
    title: "the resource renamed after a good run, then a second run",
    modes: BOTH,
    between: "rename",
    runs: 2,
  },
  {
    name: "expired",
    title: "killed after the purchase, and the second run after 8 days, when the cart has expired",
    modes: CART,
    killed: true,
    between: "eightDays",
    runs: 2,
  },
];
