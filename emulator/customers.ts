import { partnerError } from "./errors";
import { modesOf, type Service } from "./service";
import type { CustomerRecord } from "./store";

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The customer, or the refusal for an id that is no GUID or that the partner has nothing to do with. */
export function requireCustomer(service: Service, customerId = ""): CustomerRecord {
  if (!GUID.test(customerId)) throw partnerError("2000");
  const id = customerId.toLowerCase();
  const known = service.store.state.customers[id];
  if (known) return known;
  if (modesOf(service).customers === "listed") throw partnerError("20002", service.partner.tenantId, id);
  return { id, companyName: "Contoso", agreementAccepted: true };
}
