/** What the ids of customers, tenants and subscriptions look like. */
export const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** GUIDs are compared and stored in lower case; anything else is left as it is. */
export function normaliseId(id: string): string {
  return GUID.test(id) ? id.toLowerCase() : id;
}

/** What two spellings of an id have in common: to take one id for another would need two of the same letters. */
export function idKey(id: string): string {
  return id.toLowerCase();
}

/** The same ids, each once and in the form in which they are stored. */
export function normaliseIds(value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  return [...new Set(value.map((id: unknown) => (typeof id === "string" ? normaliseId(id) : id)))];
}

/** The resource's id. Without a cart, it is the first order that the program names that tells purchases apart. */
export function checkoutId(customerId: string, cartId: string, named: string[] = []): string {
  return cartId === "" ? `${customerId}//${named[0] ?? ""}` : `${customerId}/${cartId}`;
}
