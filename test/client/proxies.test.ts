import { expect } from "chai";
import { CertificateAuthority } from "../support/certificates";
import { clientProcess, type ClientEnd } from "../support/clientProcess";
import { startConnectProxy, type ConnectAnswer, type ConnectProxy } from "../support/connectProxy";
import { startHttpServer, type HttpServer } from "../support/httpServer";
import { clientSecret } from "../support/partnerCenterClient";
import { ACCESS_TOKEN, tokenAndCart } from "../support/tokenAndCart";

/** A name that resolves nowhere: only the proxy knows the way. */
const PARTNER = "https://partner.test";
const ON_PARTNER = { endpoint: PARTNER, authority: PARTNER };

describe("a proxy of the environment", function () {
  this.timeout(60_000);
  let authority: CertificateAuthority;
  let origin: HttpServer;
  before(async () => {
    authority = new CertificateAuthority();
    origin = await startHttpServer(tokenAndCart, authority.certify("DNS:partner.test", "IP:127.0.0.1"));
  });
  after(async () => {
    await origin.close();
    authority.remove();
  });
  beforeEach(() => void (origin.requests.length = 0));

  /** Runs a test beside a proxy that ends with it. */
  async function withProxy(
    answer: ConnectAnswer,
    test: (proxy: ConnectProxy) => Promise<void>,
  ): Promise<void> {
    const proxy = await startConnectProxy(answer);
    try {
      await test(proxy);
    } finally {
      await proxy.close();
    }
  }

  const checkOut = (
    settings: Parameters<typeof clientProcess>[1],
    env: Record<string, string>,
  ): Promise<ClientEnd> =>
    clientProcess("checkout", settings, { NODE_EXTRA_CA_CERTS: authority.file, ...env });

  for (const name of ["HTTPS_PROXY", "https_proxy"])
    it(`carries https through a tunnel when ${name} names it, and sees no token and no secret`, () =>
      withProxy({ toUrl: origin.url }, async (proxy) => {
        expect(await checkOut(ON_PARTNER, { [name]: proxy.url })).to.include({ kind: "answered", tries: 1 });
        expect(origin.requests[1]?.headers["authorization"]).to.equal(`Bearer ${ACCESS_TOKEN}`);
        expect(new URLSearchParams(origin.requests[0]?.body).get("client_secret")).to.equal(clientSecret);
        expect(proxy.heads).to.have.length(2);
        for (const head of proxy.heads) expect(head).to.match(/^CONNECT partner\.test:443 HTTP\/1\.1\r\n/);
        for (const secret of [
          ACCESS_TOKEN,
          clientSecret,
          encodeURIComponent(clientSecret),
          "Bearer",
          "client_id",
        ])
          expect(proxy.received()).not.to.contain(secret);
      }));

  for (const name of ["HTTP_PROXY", "http_proxy"])
    it(`never sees plain http, which is for loopback alone, although ${name} names it`, async () => {
      const proxy = await startHttpServer(tokenAndCart);
      const emulated = await startHttpServer(tokenAndCart);
      try {
        const settings = { endpoint: emulated.url, authority: emulated.url };
        expect(await checkOut(settings, { [name]: proxy.url })).to.include({ kind: "answered", tries: 1 });
        expect(emulated.requests).to.have.length(2);
        expect(proxy.requests).to.deep.equal([]);
      } finally {
        await Promise.all([proxy.close(), emulated.close()]);
      }
    });

  for (const name of ["NO_PROXY", "no_proxy"])
    it(`is passed by for the hosts in ${name}`, () =>
      withProxy({ cut: true }, async (proxy) => {
        const env = { HTTPS_PROXY: proxy.url, [name]: "elsewhere.test,127.0.0.1" };
        const end = await checkOut({ endpoint: origin.url, authority: origin.url }, env);
        expect(end).to.include({ kind: "answered", tries: 1 });
        expect(proxy.received()).to.equal("");
      }));

  it("gets its user name and password, and neither the service nor an error does", () =>
    withProxy({ toUrl: origin.url }, async (proxy) => {
      const named = proxy.url.replace("//", "//buyer:p4ssw0rd@");
      expect(await checkOut(ON_PARTNER, { HTTPS_PROXY: named })).to.include({ kind: "answered" });
      const credentials = Buffer.from("buyer:p4ssw0rd").toString("base64");
      expect(proxy.heads[0]).to.contain(`Proxy-Authorization: Basic ${credentials}`);
      expect(JSON.stringify(origin.requests)).not.to.contain(credentials);
      await proxy.close();
      const end = await checkOut(ON_PARTNER, { HTTPS_PROXY: named });
      expect(end).to.include({ kind: "notSent" });
      expect(end.printed).not.to.contain("p4ssw0rd").and.not.contain(credentials);
    }));

  describe("that gives no tunnel for the checkout", () => {
    let tokens: HttpServer;
    before(async () => (tokens = await startHttpServer(tokenAndCart)));
    after(() => tokens.close());

    /** With a token already there, so that it is the checkout that fails. */
    const afterToken = (env: Record<string, string>) =>
      checkOut({ endpoint: PARTNER, authority: tokens.url, requestTimeoutSeconds: 1.5 }, env);

    it("because it can't be reached, means that nothing left", async () => {
      // Port 1 of loopback has no server.
      const end = await afterToken({ HTTPS_PROXY: "http://127.0.0.1:1" });
      expect(end).to.include({ kind: "notSent", reason: "refused" });
    });

    it("because its name doesn't resolve, means that nothing left", async () => {
      const end = await afterToken({ HTTPS_PROXY: "http://proxy.invalid:3128" });
      expect(end).to.include({ kind: "notSent", reason: "dns" });
    });

    it("because it hangs up, means that nothing left", () =>
      withProxy({ cut: true }, async (proxy) => {
        expect(await afterToken({ HTTPS_PROXY: proxy.url })).to.include({ kind: "notSent" });
      }));

    it("because it speaks no TLS where its address says so, means that nothing left", () =>
      withProxy({ toUrl: origin.url }, async (proxy) => {
        const end = await afterToken({ HTTPS_PROXY: proxy.url.replace("http:", "https:") });
        expect(end).to.include({ kind: "notSent", reason: "tls" });
      }));

    it("because it wants a password, is answered for good, with what to do", () =>
      withProxy({ status: "407 Proxy Authentication Required", page: "<html>" }, async (proxy) => {
        const end = await afterToken({ HTTPS_PROXY: proxy.url });
        expect(end).to.include({ kind: "answered", tries: 1 });
        expect(end.message).to.contain("HTTP 407").and.contain("proxy");
        expect(proxy.received()).not.to.contain("Bearer");
      }));

    for (const status of ["403 Forbidden", "502 Bad Gateway", "503 Service Unavailable"])
      it(`because it answers ${status} with a page, never passes for Partner Center's word`, () =>
        withProxy({ status, page: "<html>" }, async (proxy) => {
          const end = await afterToken({ HTTPS_PROXY: proxy.url });
          expect(end.kind).to.equal("noAnswer");
          expect(end.message).to.contain(`HTTP ${status.slice(0, 3)}`);
          expect(proxy.received()).not.to.contain("Bearer");
        }));
  });

  it("leads to a server that nobody vouches for, and nothing is sent to it", () =>
    withProxy({ toUrl: origin.url }, async (proxy) => {
      const env = { HTTPS_PROXY: proxy.url, NODE_EXTRA_CA_CERTS: "" };
      const end = await checkOut(ON_PARTNER, env);
      expect(end).to.include({ kind: "notSent", reason: "auth" });
      expect(end.message).to.contain("certificate is not trusted").and.contain("NODE_EXTRA_CA_CERTS");
      expect(origin.requests).to.deep.equal([]);
    }));
});
