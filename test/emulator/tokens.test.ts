import { expect } from "chai";
import type { Emulator } from "../../emulator";
import { Api, emulators } from "./harness";

const AUDIENCE = "https://api.partnercenter.microsoft.com";
const CUSTOMER = "/v1/customers/7c3a91d2-4e58-4b06-a1c7-93f2e5d80b64";

interface TokenBody {
  access_token: string;
  refresh_token?: string;
  expires_in: unknown;
  error?: string;
  error_codes?: number[];
}

async function token(emulator: Emulator, form: Record<string, string>, endpoint = "oauth2/v2.0/token") {
  const env = emulator.env({ user: true });
  const response = await fetch(`${emulator.url}/${env.PARTNERCENTER_TENANT_ID}/${endpoint}`, {
    method: "POST",
    body: new URLSearchParams({
      grant_type: "client_credentials",
      client_id: env.PARTNERCENTER_CLIENT_ID!,
      client_secret: env.PARTNERCENTER_CLIENT_SECRET!,
      ...form,
    }),
  });
  return { status: response.status, body: (await response.json()) as TokenBody };
}

describe("the token service", () => {
  const start = emulators();

  it("issues an app-only token that opens the API, with numbers, at the v2 endpoint", async () => {
    const { emulator } = await start();
    const { status, body } = await token(emulator, { scope: `${AUDIENCE}/.default` });
    expect([status, body.expires_in]).to.deep.equal([200, 3600]);
    expect((await new Api(emulator, body.access_token).call("GET", CUSTOMER)).status).to.equal(200);
  });

  it("issues one with numbers as text at the v1 endpoint", async () => {
    const { emulator } = await start();
    const { body } = await token(emulator, { resource: AUDIENCE }, "oauth2/token");
    expect(body).to.include({ expires_in: "3600", ext_expires_in: "3600", resource: AUDIENCE });
  });

  it("refuses a wrong secret with 401 in the shape of the token service", async () => {
    const { emulator } = await start();
    const { status, body } = await token(emulator, { scope: `${AUDIENCE}/.default`, client_secret: "wrong" });
    expect([status, body.error, body.error_codes]).to.deep.equal([401, "invalid_client", [7000215]]);
  });

  it("issues tokens for the retired audience, which the API refuses with 900420", async () => {
    const { emulator } = await start();
    const { body } = await token(emulator, { resource: "https://graph.windows.net" }, "oauth2/token");
    const answer = await new Api(emulator, body.access_token).call<{ code: number }>("GET", CUSTOMER);
    expect([answer.status, answer.json().code]).to.deep.equal([401, 900420]);
  });

  it("refuses a token of another cloud, whether by audience or by issuer", async () => {
    const { emulator } = await start();
    const { emulator: usgov } = await start({ partner: { cloud: "usgov" } });
    const { body } = await token(emulator, {
      scope: "https://partner.partnercenterapi.microsoftonline.cn/.default",
    });
    for (const foreign of [body.access_token, usgov.issueToken()])
      expect((await new Api(emulator, foreign).call("GET", CUSTOMER)).status).to.equal(401);
  });

  it("refuses expired, revoked, forged and missing tokens with 401 of the gateway", async () => {
    const { emulator, api } = await start();
    const expired = emulator.issueToken({ expiresInSeconds: 60 });
    const revoked = emulator.issueToken();
    emulator.clock.advance(60_000);
    emulator.revokeTokens();
    const forged = emulator.issueToken().replace(/.$/, (last) => (last === "A" ? "B" : "A"));
    for (const bad of [expired, revoked, forged, ""]) {
      api.token = bad;
      const answer = await api.call("GET", CUSTOMER);
      expect([answer.status, answer.json()]).to.deep.equal([
        401,
        { statusCode: 401, message: "Unauthorized. Access token is missing or invalid." },
      ]);
    }
  });

  it("lets user tokens see the provisioning status, and refuses app-only ones with 900329", async () => {
    const { emulator, api } = await start();
    const cart = emulator.addCart({ lineItems: [{ catalogItemId: "MS-AZR-0145P" }] });
    const orderId = (await api.checkout(cart)).json().orders![0]!.id;
    const path = `/v1/customers/${cart.customerId}/orders/${orderId}/provisioningstatus`;
    const refused = await api.call<{ code: number }>("GET", path);
    expect([refused.status, refused.json().code]).to.deep.equal([403, 900329]);
    const { body } = await token(emulator, {
      grant_type: "refresh_token",
      refresh_token: emulator.env({ user: true }).PARTNERCENTER_REFRESH_TOKEN!,
      scope: `${AUDIENCE}/user_impersonation openid`,
    });
    const answer = await new Api(emulator, body.access_token).call<{ items: { status: string }[] }>(
      "GET",
      path,
    );
    expect(answer.json().items[0]!.status).to.equal("fulfilled");
  });

  it("refuses user tokens without mfa with 900421", async () => {
    const { emulator, api } = await start({ modes: { userTokens: "noMfa" } });
    const { body } = await token(emulator, {
      grant_type: "refresh_token",
      refresh_token: emulator.env({ user: true }).PARTNERCENTER_REFRESH_TOKEN!,
      scope: `${AUDIENCE}/.default`,
    });
    api.token = body.access_token;
    const answer = await api.call<{ code: number }>("GET", CUSTOMER);
    expect([answer.status, answer.json().code]).to.deep.equal([401, 900421]);
  });

  for (const [mode, rotates, oldStatus] of [
    ["off", false, 200],
    ["on", true, 200],
    ["strict", true, 400],
  ] as const)
    it(`rotates refresh tokens as mode "${mode}" says`, async () => {
      const { emulator } = await start({ modes: { rotateRefreshTokens: mode } });
      const refresh = (refresh_token: string) =>
        token(emulator, { grant_type: "refresh_token", refresh_token, scope: `${AUDIENCE}/.default` });
      const first = emulator.env({ user: true }).PARTNERCENTER_REFRESH_TOKEN!;
      const { body } = await refresh(first);
      expect(body.refresh_token !== undefined && body.refresh_token !== first).to.equal(rotates);
      expect((await refresh(first)).status).to.equal(oldStatus);
      if (body.refresh_token) expect((await refresh(body.refresh_token)).status).to.equal(200);
      expect((await refresh("0.made-up")).status).to.equal(400);
    });
});
