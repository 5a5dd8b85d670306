import { createHmac, timingSafeEqual } from "node:crypto";
import { gatewayError, partnerError, type Refusal } from "./errors";
import { audienceOf, type Partner, RETIRED_AUDIENCE } from "./partner";
import type { EmulatorClock } from "./clock";
import type { NewToken } from "./inputs";
import type { Store } from "./store";

/** What an access token says. */
export interface Claims {
  aud: string;
  tid: string;
  appid: string;
  /** Whose token it is: the application's alone, or a user's through it. */
  kind: "app" | "user";
  amr?: string[];
  scp?: string;
  iat: number;
  exp: number;
  /** Tokens of an earlier generation are revoked. */
  generation: number;
}

/** Issues and checks tokens. They are signed, not stored, so a restarted emulator still knows them. */
export class Tokens {
  constructor(
    private readonly partner: Partner,
    private readonly clock: EmulatorClock,
    private readonly store: Store,
  ) {}

  issue({ kind = "app", audience, mfa = true, expiresInSeconds }: NewToken = {}): string {
    const iat = Math.floor(this.clock.now() / 1000);
    const claims: Claims = {
      aud: audience ?? audienceOf(this.partner.cloud),
      tid: this.partner.tenantId,
      appid: this.partner.clientId,
      kind,
      ...(kind === "user" && { amr: mfa ? ["pwd", "mfa"] : ["pwd"], scp: "user_impersonation" }),
      iat,
      exp: iat + (expiresInSeconds ?? this.store.state.modes.tokenLifetimeSeconds),
      generation: this.store.state.tokenGeneration,
    };
    return this.sign(`${encode({ typ: "JWT", alg: "HS256" })}.${encode(claims)}`);
  }

  /** The refresh token to hand out now. */
  refreshToken(): string {
    const { refreshGeneration } = this.store.state;
    return refreshGeneration === 0 ? this.partner.refreshToken : this.sign(`0.${refreshGeneration}`);
  }

  /** Whether a refresh token may be used: the newest one only, or any that was ever handed out. */
  knowsRefreshToken(token: string, newestOnly: boolean): boolean {
    if (newestOnly) return token === this.refreshToken();
    if (token === this.partner.refreshToken) return true;
    const generation = Number(/^0\.(\d+)\./.exec(token)?.[1]);
    return generation <= this.store.state.refreshGeneration && token === this.sign(`0.${generation}`);
  }

  /** Reads the Authorization header of an API call, or refuses as the API does. */
  authenticate(authorization: string | undefined): Claims {
    const claims = this.read(/^Bearer (\S+)$/i.exec(authorization ?? "")?.[1]);
    if (!claims || claims.generation !== this.store.state.tokenGeneration) throw unauthorized();
    if (claims.exp * 1000 <= this.clock.now()) throw unauthorized();
    if (claims.aud === RETIRED_AUDIENCE) throw partnerError("900420");
    if (claims.aud !== audienceOf(this.partner.cloud)) throw unauthorized();
    if (claims.kind === "user" && !claims.amr?.includes("mfa")) throw partnerError("900421");
    return claims;
  }

  private read(token: string | undefined): Claims | undefined {
    const [header, payload] = token?.split(".") ?? [];
    if (token === undefined || !header || !payload) return undefined;
    const expected = Buffer.from(this.sign(`${header}.${payload}`));
    const given = Buffer.from(token);
    if (expected.length !== given.length || !timingSafeEqual(expected, given)) return undefined;
    return JSON.parse(Buffer.from(payload, "base64url").toString("utf8")) as Claims;
  }

  private sign(text: string): string {
    const { cloud, tenantId, clientSecret } = this.partner;
    const key = JSON.stringify(["emulator token", cloud, tenantId, clientSecret]);
    return `${text}.${createHmac("sha256", key).update(text).digest("base64url")}`;
  }
}

function unauthorized(): Refusal {
  return gatewayError(401, undefined, { "WWW-Authenticate": `Bearer error="invalid_token"` });
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}
