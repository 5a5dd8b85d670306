import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import type { ClientEffects, ClientSettings } from "../../provider/client";
import {
  createPartnerCenter,
  PartnerCenterError,
  type PartnerCenter,
  type PartnerCenterLookups,
} from "../../provider/client";
import { sendJson, startHttpServer, type Handler, type HttpServer } from "./httpServer";

export const tenantId = "5b0e2f6a-7d41-4c39-9f1e-0a6c2d8e4b11";
export const customerId = "7c3a91d2-4e58-4b06-a1c7-93f2e5d80b64";
export const cartId = "c41d7e02-2b7d-4a13-8e90-5d1c6f3a9b27";
export const clientSecret = "s3cr3t/of+the app~";

/** A body of test/fixtures. */
export function fixture(name: string): unknown {
  return JSON.parse(readFileSync(join(__dirname, "..", "fixtures", `${name}.json`), "utf8"));
}

/** Time that only sleeping moves, and a list of all sleeps. */
export interface FakeTime {
  now(): number;
  sleep(ms: number): Promise<void>;
  sleeps: number[];
}

export function fakeTime(start = Date.parse("2026-11-21T10:00:00Z")): FakeTime {
  let time = start;
  const sleeps: number[] = [];
  return {
    sleeps,
    now: () => time,
    sleep: async (ms) => {
      sleeps.push(ms);
      time += ms;
    },
  };
}

/** A client on a server of its own that hands tokens out; `api` answers all other requests. */
export interface Rig {
  server: HttpServer;
  client: PartnerCenter & PartnerCenterLookups;
  time: FakeTime;
  /** The requests that were not for a token. */
  apiRequests(): HttpServer["requests"];
  tokenRequests(): HttpServer["requests"];
}

export interface RigOptions {
  settings?: Partial<ClientSettings>;
  effects?: Partial<ClientEffects>;
  /** Answers requests for a token. */
  token?: Handler;
}

const isToken = ({ url }: { url: string }) => url.includes("/oauth2/");

/** Starts a rig, lets the test use it, and ends it whatever happens. */
export async function withRig(
  api: Handler,
  test: (rig: Rig) => Promise<void>,
  options: RigOptions = {},
): Promise<void> {
  let tokens = 0;
  const giveToken: Handler = (_request, response) =>
    sendJson(response, 200, { access_token: `token-${++tokens}`, expires_in: "3600" });
  const server = await startHttpServer((request, response, socket) =>
    (isToken(request) ? (options.token ?? giveToken) : api)(request, response, socket),
  );
  const time = fakeTime();
  const settings = {
    tenantId,
    clientId: "8d5c3b1a-f0e9-4d87-a6c5-b4e3f2d1c0a9",
    clientSecret,
    endpoint: server.url,
    authority: server.url,
    ...options.settings,
  };
  try {
    await test({
      server,
      client: createPartnerCenter(settings, {
        now: time.now,
        sleep: time.sleep,
        random: () => 0,
        ...options.effects,
      }),
      time,
      apiRequests: () => server.requests.filter((request) => !isToken(request)),
      tokenRequests: () => server.requests.filter(isToken),
    });
  } finally {
    await server.close();
  }
}

/** The error that a call ends with. */
export async function errorOf(call: Promise<unknown>): Promise<PartnerCenterError> {
  const outcome = await call.catch((error: unknown) => error);
  expect(outcome).to.be.instanceOf(PartnerCenterError);
  return outcome as PartnerCenterError;
}
