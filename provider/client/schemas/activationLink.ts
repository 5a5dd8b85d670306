import * as v from "valibot";
import { asText, count, object, text, withoutUndefined } from "./scalars";

/** Where a marketplace purchase is activated. Page: "Get activation link by order line item". */
export interface ActivationLink {
  /** The order line that it belongs to. */
  lineItemNumber?: number;
  /** The address to open. Who has it can activate the purchase, so treat it as a secret. */
  uri: string;
  /** HTTP method, usually `GET`. */
  method?: string;
}

const linkPart = object({
  uri: v.pipe(v.unknown(), v.transform(asText), v.string()),
  method: text,
});

export const activationLinkSchema: v.GenericSchema<unknown, ActivationLink> = v.pipe(
  object({ lineItemNumber: count, link: linkPart }),
  v.transform(({ lineItemNumber, link }) => withoutUndefined({ lineItemNumber, ...link })),
);
