import { randomUUID } from "node:crypto";
import { type Agent, request } from "node:http";
import { type Emulator, type EmulatorOptions, startEmulator } from "../../emulator";
import type { Cart, CartCheckoutResult, NewCartLine, Order } from "../../emulator";

/** An answer, read to its end. */
export interface Answer<T = unknown> {
  status: number;
  headers: Headers;
  text: string;
  /** The body as JSON; throws when it is something else. */
  json(): T;
}

/** A monthly licence and a reservation: two groups, "0" and "1". */
export const TWO_GROUPS: NewCartLine[] = [
  {
    catalogItemId: "CFQ7TTC0E101:0001:CFQ7TTC0E1A1",
    quantity: 2,
    billingCycle: "monthly",
    termDuration: "P1Y",
  },
  { catalogItemId: "DZH318Z0E201:004G:DZH318Z0E2A1", billingCycle: "one_time", termDuration: "P1Y" },
];

export const DAY_MS = 24 * 60 * 60 * 1000;

/** A client that knows nothing of the provider: plain fetch with a token. */
export class Api {
  constructor(
    readonly emulator: Emulator,
    public token = emulator.issueToken({ expiresInSeconds: 1e9 }),
  ) {}

  async call<T>(
    method: string,
    path: string,
    { body, headers }: { body?: unknown; headers?: Record<string, string> } = {},
  ): Promise<Answer<T>> {
    const response = await fetch(this.emulator.url + path, {
      method,
      headers: { Authorization: `Bearer ${this.token}`, Accept: "application/json", ...headers },
      body: body === undefined ? undefined : typeof body === "string" ? body : JSON.stringify(body),
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    const text = bytes.toString("utf8");
    return {
      status: response.status,
      headers: response.headers,
      text,
      json: () => JSON.parse(text.replace(/^\uFEFF/, "")) as T,
    };
  }

  checkout(cart: { customerId: string; cartId: string }, requestId: string = randomUUID()) {
    return this.call<CartCheckoutResult & { code?: number }>("POST", `${cartPath(cart)}/checkout`, {
      headers: { "MS-RequestId": requestId },
    });
  }

  cart(cart: { customerId: string; cartId: string }) {
    return this.call<Cart & { code?: number }>("GET", cartPath(cart));
  }

  order(customerId: string, orderId: string, query = "") {
    return this.call<Order & { code?: number }>(
      "GET",
      `/v1/customers/${customerId}/orders/${orderId}${query}`,
    );
  }

  orders(customerId: string, query = "", headers = {}) {
    return this.call<{
      totalCount: number;
      items: Order[];
      links: Record<string, { headers: { value: string }[] }>;
    }>("GET", `/v1/customers/${customerId}/orders${query}`, { headers });
  }
}

/** The path of a cart. */
export function cartPath({ customerId, cartId }: { customerId: string; cartId: string }): string {
  return `/v1/customers/${customerId}/carts/${cartId}`;
}

/** Gives each test of the suite a way to start emulators, with these options and its own, that end with it. */
export function emulators(
  defaults: EmulatorOptions = {},
): (options?: EmulatorOptions) => Promise<{ emulator: Emulator; api: Api }> {
  const running: Emulator[] = [];
  afterEach(() => Promise.all(running.splice(0).map((emulator) => emulator.close())));
  return async (options) => {
    const emulator = await startEmulator({ ...defaults, ...options });
    running.push(emulator);
    return { emulator, api: new Api(emulator) };
  };
}

/** Resolves to the error of a promise that must reject. */
export async function failure(promise: Promise<unknown>): Promise<Error> {
  try {
    await promise;
  } catch (error) {
    return error as Error;
  }
  throw new Error("Expected a failure.");
}

/** GET through an agent that keeps connections; resolves to the local port of the connection that served it. */
export function getThrough(agent: Agent, api: Api, path: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const headers = { Authorization: `Bearer ${api.token}` };
    const call = request(api.emulator.url + path, { agent, headers }, (answer) => {
      const { localPort } = answer.socket;
      answer.resume().on("end", () => resolve(localPort));
    });
    call.on("error", reject).end();
  });
}
