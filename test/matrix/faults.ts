import { CARTS } from "./cartTroubles";
import { FORMS } from "./formTroubles";
import { NETWORK } from "./networkTroubles";
import { ORDERS } from "./orderTroubles";
import { STATUSES } from "./statusTroubles";
import type { Trouble } from "./trouble";

/** Every class of trouble, in the order in which the documentation shows them. */
export const TROUBLES: readonly Trouble[] = [...NETWORK, ...STATUSES, ...CARTS, ...FORMS, ...ORDERS];
