import { apiAnswer } from "../answer";
import { requireCustomer } from "../customers";
import type { Handler } from "../service";
import { link } from "../wire";

export const getCustomer: Handler = (service, passage) => {
  const { id, companyName } = requireCustomer(service, passage.params.customerId);
  const domain = `${companyName.toLowerCase().replace(/[^a-z0-9]/g, "")}.onmicrosoft.com`;
  return apiAnswer(service, passage, {
    id,
    commerceId: id,
    companyProfile: {
      tenantId: id,
      domain,
      companyName,
      links: { self: link(`/customers/${id}/profiles/company`) },
      attributes: { objectType: "CustomerCompanyProfile" },
    },
    relationshipToPartner: "reseller",
    links: { self: link(`/customers/${id}`) },
    attributes: { objectType: "Customer" },
  });
};
