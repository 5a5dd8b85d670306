import type { CartLineRequest } from "../../client/schemas";
import type { PurchasedLine } from "./items";

/** A cart that the program declares. */
export interface CartOfProgram {
  /** What the program calls it. */
  name: string;
  /** Project, stack and name of the resource, as its first run had them. */
  resource: string;
  customerId: string;
  lines: PurchasedLine[];
  /** It is not in state yet, or holds less there. */
  isNew: boolean;
  /** It says by `besides` what it comes on top of, so that a resemblance may be meant. */
  comesOnTop: boolean;
}

/** What a program declares for a cart. */
export interface DeclaredLines {
  lineItems: CartLineRequest[];
  /** What the cart repeated of them when it was set, of what an answer may leave out. */
  repeated: string[];
}

/** Another cart of the program, or a checkout by its id, with a line in common. */
export interface DeclaredTwin {
  name: string;
  isNew: boolean;
  /** This run has bought it, or is about to. */
  isBought: boolean;
}
