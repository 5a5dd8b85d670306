import { expect } from "chai";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { requestLine, type ServedRequest } from "../../emulator/servedRequest";
import { commands } from "./commandLine";
import { failure } from "./harness";

const SERVED: ServedRequest = {
  at: "2026-11-15T12:00:00.000Z",
  method: "POST",
  path: "/v1/customers/a/carts",
  status: 201,
  cut: false,
  durationMs: 12.4,
  requestId: "b",
};

describe("what the command prints", () => {
  const { run, launch } = commands();

  it("is the settings, and a refresh token with which a user signs in", async () => {
    const { url, env, refreshToken } = await launch();
    expect(env).not.to.have.property("PARTNERCENTER_REFRESH_TOKEN");
    const answer = await fetch(`${url}/${env["PARTNERCENTER_TENANT_ID"]}/oauth2/v2.0/token`, {
      method: "POST",
      body: new URLSearchParams({
        grant_type: "refresh_token",
        client_id: env["PARTNERCENTER_CLIENT_ID"]!,
        client_secret: env["PARTNERCENTER_CLIENT_SECRET"]!,
        refresh_token: refreshToken,
        scope: "https://api.partnercenter.microsoft.com/user_impersonation",
      }),
    });
    expect(answer.status).to.equal(200);
  });

  it("is the same as shell commands, the refresh token as a comment", async () => {
    const { line } = run();
    const lines = [await line()];
    while (!lines.at(-1)?.includes("REFRESH_TOKEN=")) lines.push(await line());
    const commented = lines.filter((text) => text.startsWith("# export "));
    expect(commented).to.deep.equal(["# export PARTNERCENTER_REFRESH_TOKEN=0.emulator-refresh-token"]);
    expect(lines.filter((text) => text.startsWith("export ")).join("\n"))
      .to.match(/^export PARTNERCENTER_ENDPOINT=http:\/\/127\.0\.0\.1:\d+$/m)
      .and.match(/^export PARTNERCENTER_TENANT_ID=/m)
      .and.match(/^export PARTNERCENTER_CLIENT_ID=/m)
      .and.match(/^export PARTNERCENTER_CLIENT_SECRET=/m);
  });

  it("is a line for each request then, without anything that authorises", async () => {
    const { url, line, env } = await launch();
    const headers = { Authorization: "Bearer secret-token", "MS-RequestId": "one" };
    await fetch(`${url}/v1/customers/a/orders?size=2`, { headers });
    const body = new URLSearchParams({ client_secret: env["PARTNERCENTER_CLIENT_SECRET"]! });
    await fetch(`${url}/a/oauth2/token`, { method: "POST", body });
    const printed = [await line(), await line()];
    const requests = printed.map((text) => JSON.parse(text) as ServedRequest);
    expect(requests.map(({ method, path, status, requestId }) => [method, path, status, requestId])).to.eql([
      ["GET", "/v1/customers/a/orders", 401, "one"],
      ["POST", "/a/oauth2/token", 400, undefined],
    ]);
    expect(printed.join()).not.to.match(/secret/);
  });

  it("is nothing about requests without the log, nor about the control API", async () => {
    const silent = await launch("--no-log");
    await fetch(`${silent.url}/v1/customers/a/orders`);
    silent.child.kill("SIGTERM");
    expect((await failure(silent.line())).message).to.include("nothing more");

    const { url, line } = await launch();
    await fetch(`${url}/_emulator/journal`);
    await fetch(`${url}/v1/customers/a/orders`);
    expect((JSON.parse(await line()) as ServedRequest).path).to.equal("/v1/customers/a/orders");
  });

  it("may be read by nobody: the emulator stays", async () => {
    const { url, child } = await launch();
    child.stdout?.destroy();
    for (let n = 0; n < 3; n += 1) expect((await fetch(`${url}/v1/customers/a/orders`)).status).to.equal(401);
  });

  it("is its version, when that is asked for", async () => {
    const manifest = readFileSync(join(__dirname, "../../emulator/package.json"), "utf8");
    const { version } = JSON.parse(manifest) as { version: string };
    expect(await run("--version").line()).to.equal(version);
  });
});

describe("the line of a request", () => {
  it("has time, method, path, status, duration and MS-RequestId", () => {
    expect(requestLine(SERVED)).to.equal("2026-11-15T12:00:00.000Z POST /v1/customers/a/carts 201 12 ms b");
  });

  it("says when the connection was cut, before or after a status left, and when there is no id", () => {
    expect(requestLine({ ...SERVED, cut: true })).to.include(" 201 cut 12 ms ");
    expect(requestLine({ ...SERVED, cut: true, status: null })).to.include(" cut 12 ms ");
    expect(requestLine({ ...SERVED, requestId: undefined })).to.match(/ 12 ms -$/);
  });
});
