import { expect } from "chai";
import { createServer, type AddressInfo } from "node:net";
import { engineLives } from "../../../../provider/hosts/dynamic/engine";

const argvOf = (address: string) => ["node", "dynamic-provider", address];

describe("engineLives", () => {
  it("is asked of the address that the host was given, until nobody listens there", async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const argv = argvOf(`127.0.0.1:${(server.address() as AddressInfo).port}`);
    expect(await engineLives(argv)).to.equal(true);
    await new Promise((resolve) => server.close(resolve));
    expect(await engineLives(argv)).to.equal(false);
  });

  for (const address of ["", "test/unit", "example.com:80", "unix:/tmp/engine"])
    it(`is taken for granted where the process was given ${JSON.stringify(address)}`, async () => {
      expect(await engineLives(argvOf(address))).to.equal(true);
      expect(await engineLives([])).to.equal(true);
    });
});
