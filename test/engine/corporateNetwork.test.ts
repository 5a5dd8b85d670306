import { expect } from "chai";
import { connect, type AddressInfo } from "node:net";
import { createServer } from "node:tls";
import { startEmulator, type Emulator } from "../../emulator";
import { CertificateAuthority, type Certificate } from "../support/certificates";
import { startConnectProxy } from "../support/connectProxy";
import { javaScriptProject, PulumiProject } from "../support/pulumiProject";
import { LICENCE } from "../support/purchase";
import { findSecrets } from "../support/secretForms";

/** A name that resolves nowhere: only the proxy knows the way. */
const PARTNER = "https://partner.test";

describe("pulumi up in a network with a proxy and an authority of its own", function () {
  this.timeout(120_000);

  // Pulumi's own calls on this machine follow https_proxy too, and get lost there, unless no_proxy leaves them out.
  const more: Record<string, Record<string, string>> = {
    HTTPS_PROXY: {},
    https_proxy: { no_proxy: "127.0.0.1,localhost" },
  };
  for (const [variable, others] of Object.entries(more))
    it(`buys through the proxy that ${variable} names, which sees no token and no secret`, async () => {
      const authority = new CertificateAuthority();
      const emulator = await startEmulator();
      const front = await tlsInFrontOf(emulator, authority.certify("DNS:partner.test"));
      const proxy = await startConnectProxy({ toUrl: front.url });
      const args = { ...emulator.addCart({ lineItems: [LICENCE] }), waitForProvisioning: false };
      const folder = javaScriptProject(`
const { CartCheckout } = require("pulumi-partnercenter");
new CartCheckout("licences", ${JSON.stringify(args)});`);
      const project = await PulumiProject.create(folder, {
        ...emulator.env(),
        PARTNERCENTER_ENDPOINT: PARTNER,
        PARTNERCENTER_AUTHORITY: PARTNER,
        NODE_EXTRA_CA_CERTS: authority.file,
        [variable]: proxy.url,
        ...others,
      });
      try {
        const up = await project.up();
        expect(up.ok, up.output).to.equal(true);
        expect(emulator.journal.purchases()).to.have.length(1);
        for (const head of proxy.heads) expect(head).to.match(/^CONNECT partner\.test:443 /);
        expect(proxy.heads).to.have.length(emulator.requests().length);
        const secret = emulator.env()["PARTNERCENTER_CLIENT_SECRET"] ?? "";
        const secrets = { secret, token: emulator.issueToken().slice(0, 100) };
        expect(findSecrets(secrets, { proxy: proxy.received() })).to.deep.equal([]);
      } finally {
        project.remove();
        await proxy.close();
        await front.close();
        await emulator.close();
        authority.remove();
      }
    });
});

/** The emulator behind TLS, as a gateway would put it there. */
async function tlsInFrontOf(emulator: Emulator, certificate: Certificate) {
  const inside = Number(new URL(emulator.url).port);
  const server = createServer(certificate, (outer) => {
    const inner = connect(inside, "127.0.0.1");
    outer.on("error", () => inner.destroy()).on("close", () => inner.destroy());
    inner.on("error", () => outer.destroy());
    outer.pipe(inner).pipe(outer);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
