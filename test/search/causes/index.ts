import { BY_CART_ID } from "./byCartId";
import { EVERYTHING } from "./everything";
import { ORDINARY } from "./ordinary";
import { SEVERAL_ORDERS } from "./severalOrders";
import { TROUBLES } from "./troubles";
import type { Cause } from "./cause";

export { SAME_MOMENT } from "./troubles";
export type { Cause } from "./cause";

export const CAUSES: readonly Cause[] = [
  ...ORDINARY,
  ...TROUBLES,
  ...SEVERAL_ORDERS,
  ...BY_CART_ID,
  ...EVERYTHING,
];
