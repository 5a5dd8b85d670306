import { expect } from "chai";
import { createPartnerCenter, PartnerCenterError, type Exchange } from "../../provider/client";
import { sendJson } from "../support/httpServer";
import {
  cartId,
  clientSecret,
  customerId,
  fakeTime,
  fixture,
  tenantId,
  withRig,
} from "../support/partnerCenterClient";

const ordered = fixture("cart-ordered");

/** The fields of a token request. */
function form(request: { body: string } | undefined): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(request?.body));
}

describe("tokens over HTTP", () => {
  it("asks once for callers at the same time, and again only when the token ends", () =>
    withRig(
      (_request, response) => sendJson(response, 200, ordered),
      async ({ client, tokenRequests, time }) => {
        await Promise.all(Array.from({ length: 5 }, () => client.getCart(customerId, cartId)));
        expect(tokenRequests()).to.have.length(1);

        await time.sleep(54 * 60_000);
        await client.getCart(customerId, cartId);
        expect(tokenRequests()).to.have.length(1);

        await time.sleep(60_000);
        await client.getCart(customerId, cartId);
        expect(tokenRequests()).to.have.length(2);
      },
    ));

  it("sends the App-only form of version 2", () =>
    withRig(
      (_request, response) => sendJson(response, 200, ordered),
      async ({ client, tokenRequests }) => {
        await client.getCart(customerId, cartId);
        expect(tokenRequests()[0]).to.include({ method: "POST", url: `/${tenantId}/oauth2/v2.0/token` });
        expect(tokenRequests()[0]?.headers["content-type"]).to.equal("application/x-www-form-urlencoded");
        expect(form(tokenRequests()[0])).to.deep.equal({
          grant_type: "client_credentials",
          client_id: "8d5c3b1a-f0e9-4d87-a6c5-b4e3f2d1c0a9",
          client_secret: clientSecret,
          scope: "https://api.partnercenter.microsoft.com/.default",
        });
      },
    ));

  it("sends the App-only form of version 1 when told to", () =>
    withRig(
      (_request, response) => sendJson(response, 200, ordered),
      async ({ client, tokenRequests }) => {
        await client.getCart(customerId, cartId);
        expect(tokenRequests()[0]?.url).to.equal(`/${tenantId}/oauth2/token`);
        expect(form(tokenRequests()[0])).to.include({
          grant_type: "client_credentials",
          resource: "https://partner.partnercenterapi.microsoftonline.cn",
        });
        expect(form(tokenRequests()[0])).not.to.have.property("scope");
      },
      { settings: { authVersion: "v1", cloud: "china" } },
    ));

  it("refreshes an App+User token with the newest refresh token it was given", () => {
    const answers = [
      { access_token: "first", expires_in: 60, refresh_token: "rotated" },
      { access_token: "second", expires_in: 60 },
      { access_token: "third", expires_in: 60 },
    ];
    return withRig(
      (_request, response) => sendJson(response, 200, ordered),
      async ({ client, tokenRequests, apiRequests, time }) => {
        for (let call = 0; call < 3; call++) {
          await client.getCart(customerId, cartId);
          await time.sleep(60_000);
        }
        expect(tokenRequests().map((request) => form(request)["grant_type"])).to.deep.equal(
          Array(3).fill("refresh_token"),
        );
        expect(tokenRequests().map((request) => form(request)["refresh_token"])).to.deep.equal([
          "original",
          "rotated",
          "rotated",
        ]);
        expect(apiRequests().map(({ headers }) => headers["authorization"])).to.deep.equal([
          "Bearer first",
          "Bearer second",
          "Bearer third",
        ]);
      },
      {
        settings: { refreshToken: "original" },
        token: (_request, response) => sendJson(response, 200, answers.shift()),
      },
    );
  });

  it("takes a fresh token after a 401, once, with the same ids", () =>
    withRig(
      (request, response) =>
        request.headers["authorization"] === "Bearer token-1"
          ? sendJson(response, 401, fixture("error-401-gateway"))
          : sendJson(response, 200, ordered),
      async ({ client, apiRequests, tokenRequests, time }) => {
        await client.getCart(customerId, cartId);
        const ids = apiRequests().map(({ headers }) => headers["ms-requestid"]);
        expect(ids).to.have.length(2);
        expect(ids[0]).to.equal(ids[1]);
        expect(tokenRequests()).to.have.length(2);
        expect(time.sleeps).to.be.empty;
      },
    ));

  it("gives up after the second 401", () =>
    withRig(
      (_request, response) => sendJson(response, 401, fixture("error-401-900421-mfa")),
      async ({ client, apiRequests }) => {
        const error = await client.getCart(customerId, cartId).catch((thrown: unknown) => thrown);
        expect(error).to.be.instanceOf(PartnerCenterError).and.to.include({ code: "900421", status: 401 });
        expect((error as Error).message).to.contain("multifactor");
        expect(apiRequests()).to.have.length(2);
      },
    ));

  it("tries a token service in trouble again, and does not remember a failure", () => {
    let count = 0;
    return withRig(
      (_request, response) => sendJson(response, 200, ordered),
      async ({ client, tokenRequests }) => {
        const error = await client.getCart(customerId, cartId).catch((thrown: unknown) => thrown);
        expect(error).to.be.instanceOf(PartnerCenterError).and.to.include({ code: "invalid_grant" });
        await client.getCart(customerId, cartId);
        expect(tokenRequests()).to.have.length(4);
      },
      {
        token: (_request, response, socket) => {
          count++;
          if (count === 1) sendJson(response, 503, {});
          else if (count === 2) socket.destroy();
          else if (count === 3)
            sendJson(response, 400, { error: "invalid_grant", error_description: "AADSTS70008" });
          else sendJson(response, 200, fixture("token-app-only-response"));
        },
      },
    );
  });

  it("goes on with a token that still holds when it can't be renewed early", () => {
    let count = 0;
    return withRig(
      (_request, response) => sendJson(response, 200, ordered),
      async ({ client, time, apiRequests }) => {
        await client.getCart(customerId, cartId);
        await time.sleep(56 * 60_000);
        await client.getCart(customerId, cartId);
        expect(apiRequests()).to.have.length(2);
      },
      {
        token: (_request, response) =>
          count++ === 0
            ? sendJson(response, 200, { access_token: "only", expires_in: 3600 })
            : sendJson(response, 400, { error: "invalid_request", error_description: "AADSTS900" }),
      },
    );
  });

  it("does not wait for a token beyond the caller's deadline", () =>
    withRig(
      () => expect.fail("nothing may arrive"),
      async ({ client, time }) => {
        const call = client.getCart(customerId, cartId, { deadline: time.now() + 50 });
        const error = await call.catch((thrown: unknown) => thrown);
        expect((error as PartnerCenterError).facts).to.include({ reason: "auth", tries: 0 });
      },
      { token: () => undefined, settings: { requestTimeoutSeconds: 0.2 } },
    ));

  it("never sends a token of one cloud to another", async () => {
    const sent: { host: string; token?: string }[] = [];
    const time = fakeTime();
    const roundTrip = async (request: {
      url: string;
      headers: Record<string, string>;
    }): Promise<Exchange> => {
      const { host } = new URL(request.url);
      sent.push({ host, token: request.headers["Authorization"] });
      const value = request.url.includes("/oauth2/") ? { access_token: `token of ${host}` } : ordered;
      return {
        kind: "answer",
        meta: { status: 200, requestId: "", correlationId: "" },
        body: { kind: "json", value },
      };
    };
    for (const cloud of ["global", "china", "usgov"] as const) {
      const settings = { tenantId, clientId: "c", clientSecret, cloud };
      await createPartnerCenter(settings, { ...time, roundTrip }).getCart(customerId, cartId);
    }
    expect(sent).to.deep.equal([
      { host: "login.microsoftonline.com", token: undefined },
      { host: "api.partnercenter.microsoft.com", token: "Bearer token of login.microsoftonline.com" },
      { host: "login.partner.microsoftonline.cn", token: undefined },
      {
        host: "partner.partnercenterapi.microsoftonline.cn",
        token: "Bearer token of login.partner.microsoftonline.cn",
      },
      { host: "login.microsoftonline.us", token: undefined },
      { host: "api.partnercenter.microsoft.com", token: "Bearer token of login.microsoftonline.us" },
    ]);
    const mixed = { tenantId, clientId: "c", clientSecret, cloud: "china" as const };
    expect(() => createPartnerCenter({ ...mixed, endpoint: "https://api.partnercenter.microsoft.com" }))
      .to.throw(PartnerCenterError, "belongs to the cloud global")
      .with.nested.property("facts.reason", "settings");
  });
});
