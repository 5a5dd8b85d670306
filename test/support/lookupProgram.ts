import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { LookupError } from "../../provider";
import { sendJson, startHttpServer, type Handler, type ReceivedRequest } from "./httpServer";
import { clientSecret, tenantId } from "./partnerCenterClient";

/** What a program's look-ups meet. */
export interface LookupWorld {
  /** What look-ups sent, without the requests for tokens: method and address. */
  asked(): string[];
  /** How many tokens were asked for. */
  tokens(): number;
  /** Settings of this world's server, as stack configuration of the default profile or a named one. */
  config(profile?: string): Record<string, string>;
}

const isToken = ({ url }: ReceivedRequest) => url.includes("/oauth2/");

/** Lets look-ups run as in a program whose stack configuration points to a server of its own. */
export async function withLookups(
  api: Handler,
  test: (world: LookupWorld) => Promise<void>,
  configured: (world: LookupWorld) => Record<string, string> = (world) => world.config(),
): Promise<void> {
  const server = await startHttpServer((request, response, socket) =>
    isToken(request)
      ? sendJson(response, 200, { access_token: "token", expires_in: "3600" })
      : api(request, response, socket),
  );
  const config = (profile?: string) => {
    const namespace = profile === undefined ? "partnercenter" : `partnercenter-${profile}`;
    const settings = {
      tenantId,
      clientId: "8d5c3b1a-f0e9-4d87-a6c5-b4e3f2d1c0a9",
      clientSecret,
      endpoint: server.url,
      authority: server.url,
    };
    return Object.fromEntries(
      Object.entries(settings).map(([name, value]) => [`${namespace}:${name}`, value]),
    );
  };
  const world: LookupWorld = {
    config,
    asked: () => server.requests.filter((r) => !isToken(r)).map(({ method, url }) => `${method} ${url}`),
    tokens: () => server.requests.filter(isToken).length,
  };
  const { env } = process;
  const before = pulumi.runtime.allConfig();
  process.env = Object.fromEntries(
    Object.entries(env).filter(([name]) => !name.startsWith("PARTNERCENTER_")),
  );
  pulumi.runtime.setAllConfig(configured(world));
  try {
    await test(world);
  } finally {
    pulumi.runtime.setAllConfig(before);
    process.env = env;
    await server.close();
  }
}

/** What an output turns out to be; fails as it fails. */
export function settled<T>(output: pulumi.Output<T>): Promise<T> {
  return (output as unknown as { promise(): Promise<T> }).promise();
}

/** The error that a look-up ends with. */
export async function lookupErrorOf(lookup: Promise<unknown>): Promise<LookupError> {
  const outcome = await lookup.catch((error: unknown) => error);
  expect(outcome).to.be.instanceOf(LookupError);
  return outcome as LookupError;
}

/** An output whose value isn't known in this preview. */
export function unknownOutput(): pulumi.Output<string> {
  const { unknown } = pulumi as unknown as { unknown: string };
  return pulumi.output(unknown);
}
