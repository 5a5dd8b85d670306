import * as v from "valibot";
import { count, object, read, text } from "./scalars";

/** The token service's answer. Its v1 form writes numbers as strings. */
export interface TokenAnswer {
  access_token: string;
  /** Life in seconds. */
  expires_in?: number;
  /** End of life, seconds since 1970. */
  expires_on?: number;
  /** A new refresh token, when the service rotates them. */
  refresh_token?: string;
}

const tokenSchema: v.GenericSchema<unknown, TokenAnswer> = object({
  access_token: v.pipe(v.string(), v.trim(), v.nonEmpty()),
  expires_in: count,
  expires_on: count,
  refresh_token: text,
});

export function readTokenAnswer(body: unknown): TokenAnswer | undefined {
  return read(tokenSchema, body);
}
