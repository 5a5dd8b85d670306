import { expect } from "chai";
import { createPartnerCenter } from "../../provider/client";
import { CertificateAuthority } from "../support/certificates";
import { clientProcess } from "../support/clientProcess";
import { startHttpServer, type HttpServer } from "../support/httpServer";
import { clientSecret, tenantId } from "../support/partnerCenterClient";
import { tokenAndCart } from "../support/tokenAndCart";

describe("https", function () {
  this.timeout(60_000);
  let authority: CertificateAuthority;
  let https: HttpServer;
  let http: HttpServer;
  before(() => (authority = new CertificateAuthority()));
  after(() => authority.remove());
  beforeEach(async () => {
    https = await startHttpServer(tokenAndCart, authority.certify("IP:127.0.0.1"));
    http = await startHttpServer(tokenAndCart);
  });
  afterEach(async () => {
    await https.close();
    await http.close();
  });

  const trusted = () => ({ NODE_EXTRA_CA_CERTS: authority.file });

  it("trusts an authority of one's own that NODE_EXTRA_CA_CERTS names", async () => {
    const settings = { endpoint: https.url, authority: https.url };
    expect(await clientProcess("read", settings, trusted())).to.include({ kind: "read" });
    expect(await clientProcess("checkout", settings, trusted())).to.include({ kind: "answered", tries: 1 });
    expect(https.requests.map(({ method }) => method)).to.deep.equal(["POST", "GET", "POST", "POST"]);
  });

  it("sends no token to an API that nobody vouches for, says so, and knows that nothing was bought", async () => {
    const end = await clientProcess("checkout", { endpoint: https.url, authority: http.url });
    expect(end).to.include({ kind: "notSent", reason: "tls", tries: 1 });
    expect(end.message).to.contain("certificate is not trusted").and.contain("NODE_EXTRA_CA_CERTS");
    expect(https.requests).to.deep.equal([]);
  });

  it("sends no client secret to a token service that nobody vouches for, and says so", async () => {
    const end = await clientProcess("checkout", { endpoint: https.url, authority: https.url });
    expect(end).to.include({ kind: "notSent", reason: "auth", tries: 0 });
    expect(end.message).to.contain("certificate is not trusted").and.contain("NODE_EXTRA_CA_CERTS");
    expect(https.requests).to.deep.equal([]);
  });

  it("sends nothing to a server whose certificate names another host", async () => {
    const other = await startHttpServer(tokenAndCart, authority.certify("DNS:elsewhere.test"));
    try {
      const settings = { endpoint: other.url, authority: http.url };
      const end = await clientProcess("checkout", settings, trusted());
      expect(end).to.include({ kind: "notSent", reason: "tls", tries: 1 });
      expect(other.requests).to.deep.equal([]);
    } finally {
      await other.close();
    }
  });

  for (const kind of ["endpoint", "authority"] as const)
    for (const address of ["http://partner.test", "http://10.0.0.1:8080", "http://127.0.0.1.partner.test"])
      it(`is insisted on: no client is made for the ${kind} ${address}`, () => {
        const clientId = "8d5c3b1a-f0e9-4d87-a6c5-b4e3f2d1c0a9";
        const settings = { tenantId, clientId, clientSecret, [kind]: address };
        expect(() => createPartnerCenter(settings)).to.throw(/https/);
      });
});
