import { object, read, text } from "./scalars";

/** What an error body says. Page: "Partner Center REST error codes". */
export interface ServiceError {
  /** As text, whether it came as a number or not; absent in the gateway's form. */
  code?: string;
  description: string;
}

/** Longest description that the documents allow. */
const MAX_DESCRIPTION = 1024;

const bodySchema = object({
  code: text,
  description: text,
  statusCode: text,
  message: text,
  error: text,
  error_description: text,
});

/**
 * Reads any of the forms that errors come in: `{code, description}`, the gateway's `{statusCode, message}`, the
 * agreements' `{code, message, description, errorName}` and the token service's `{error, error_description}`.
 * Undefined for everything else.
 */
export function readServiceError(body: unknown): ServiceError | undefined {
  const fields = read(bodySchema, body);
  const code = fields?.code ?? fields?.error;
  if (!fields || (code === undefined && fields.statusCode === undefined)) {
    return undefined;
  }
  const words = fields.description ?? fields.message ?? fields.error_description ?? "no description";
  const description = words.replace(/\s+/g, " ").slice(0, MAX_DESCRIPTION);
  return code === undefined ? { description } : { code, description };
}
