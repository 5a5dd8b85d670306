import * as v from "valibot";
import { object, requiredId, text, withoutUndefined } from "./scalars";

/** A customer of the partner. Page: "Get a customer by ID". */
export interface Customer {
  /** The customer's tenant id. */
  id: string;
  /** As the customer's profile has it. */
  companyName?: string;
  /** Such as `contoso.onmicrosoft.com`. */
  domain?: string;
  /** Such as `reseller`. */
  relationshipToPartner?: string;
}

const profileSchema = v.optional(v.fallback(object({ companyName: text, domain: text }), {}));

export const customerSchema: v.GenericSchema<unknown, Customer> = v.pipe(
  object({ id: requiredId, relationshipToPartner: text, companyProfile: profileSchema }),
  v.transform(({ id, relationshipToPartner, companyProfile }) =>
    withoutUndefined({
      id,
      relationshipToPartner,
      companyName: companyProfile?.companyName,
      domain: companyProfile?.domain,
    }),
  ),
);
