/**
 * A local Partner Center for tests and demos: real HTTP on 127.0.0.1 with the documented behaviour, trouble on
 * demand, and a journal of everything that was bought. See the README beside this file.
 */
export { startEmulator } from "./start";
export { createEmulatorCore } from "./core";
export { Store } from "./store";
export type { EmulatorCopy } from "./copy";
export type { EmulatorClock } from "./clock";
export type { Emulator, EmulatorCore } from "./emulator";
export type { EmulatorReply, EmulatorRequest } from "./requestAndReply";
export type { Faults, ScriptedFault } from "./scriptedFaults";
export type { ServedRequest } from "./servedRequest";
export type { CoreOptions, EmulatorOptions } from "./options";
export type {
  GroupFailure,
  NewCart,
  NewCartLine,
  NewCustomer,
  NewOrder,
  NewOrderLine,
  NewPrice,
  NewToken,
  OtherOrders,
  SubscriptionChange,
  Wait,
} from "./inputs";
export { CATALOG } from "./catalog";
export type { CatalogItem, CatalogTerm, ProductKind, Segment } from "./catalog";
export type { CartModes, Modes } from "./modes";
export type { BodyShape, FaultAction, FaultPhase, FaultScript, FaultState, Operation } from "./faultScript";
export type { GroupSummary, Journal, Purchase } from "./journal";
export type { RecordedRequest } from "./requests";
export type { Cloud, Partner } from "./partner";
export type * from "./wire";
export { SAMPLE_MIXED, SAMPLE_NEW_COMMERCE } from "./samples";
