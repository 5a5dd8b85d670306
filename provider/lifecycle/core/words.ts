/** A line as people name it in a sentence. */
export function lineInWords({
  quantity,
  catalogItemId,
}: {
  quantity: number;
  catalogItemId: string;
}): string {
  return `${quantity} x ${catalogItemId}`;
}

/** What people call the purchase of a cart; where only its orders name it, those. */
export function cartName(state: { customerId: string; cartId: string; orderIds?: string[] }): string {
  return state.cartId === ""
    ? `the purchase (orders ${(state.orderIds ?? []).join(", ")}) of customer ${state.customerId}`
    : `cart ${state.cartId} of customer ${state.customerId}`;
}
