import { expect } from "chai";
import type { Cart } from "../../emulator";
import { type Api, emulators } from "./harness";
import { CUSTOMER_ID, E5 } from "./lines";

const create = (api: Api, requestId: string, line: object = E5) =>
  api.call<Cart & { code?: number }>("POST", `/v1/customers/${CUSTOMER_ID}/carts/`, {
    body: { lineItems: [line] },
    headers: { "MS-RequestId": requestId },
  });
const BAD = { ...E5, termDuration: "P2Y" };

describe("refusals of new carts", () => {
  const start = emulators();

  for (const cartRefusals of ["forgotten", "remembered"] as const) {
    const repeated = cartRefusals === "remembered";

    it(`are ${cartRefusals} in that mode when a fault refused before anything was done`, async () => {
      const { api, emulator } = await start({ modes: { cartRefusals } });
      const fault = emulator.faults.script({
        operation: "createCart",
        action: {
          kind: "respond",
          status: 400,
          code: 800002,
          description: "Not today.",
          headers: { "X-A": "b" },
        },
      });
      const first = await create(api, "one");
      expect(first.status).to.equal(400);
      const again = await create(api, "one");
      expect(again.status).to.equal(repeated ? 400 : 201);
      if (repeated) {
        expect(again.text).to.equal(first.text);
        expect(again.headers.get("x-a")).to.equal("b");
      }
      expect((await create(api, "two")).status).to.equal(201);
      expect(fault.hits()).to.equal(1);
    });

    it(`are ${cartRefusals} in that mode for a bad line`, async () => {
      const { api } = await start({ modes: { cartRefusals, lineFaults: "request" } });
      expect((await create(api, "one", BAD)).json().code).to.equal(900269);
      expect((await create(api, "one", E5)).json().code).to.equal(repeated ? 900269 : undefined);
    });
  }

  it("are not remembered where they settle nothing", async () => {
    const { api, emulator } = await start({ modes: { cartRefusals: "remembered" } });
    for (const status of [200, 401, 408, 409, 429, 500, 503]) {
      const action = { kind: "respond", status, shape: "gateway" } as const;
      emulator.faults.script({ operation: "createCart", action });
      expect((await create(api, String(status))).status).to.equal(status);
      expect((await create(api, String(status))).status).to.equal(201);
    }
  });

  it("do not take the place of a cart that was made under the id", async () => {
    const { api, emulator } = await start({ modes: { cartRefusals: "remembered" } });
    const { id } = (await create(api, "one")).json();
    emulator.faults.script({ operation: "createCart", action: { kind: "respond", status: 400 } });
    expect((await create(api, "one")).status).to.equal(400);
    expect((await create(api, "one")).json().id).to.equal(id);
  });
});
