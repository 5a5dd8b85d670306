import { Hono } from "hono";
import { apiAnswer } from "../answer";
import { requireCustomer } from "../customers";
import type { Env, Service } from "../service";
import { link } from "../wire";

/** GET of a customer. */
export function customerRoutes(service: Service): Hono<Env> {
  const routes = new Hono<Env>({ strict: false });
  routes.get("/:customerId", (c) => {
    const { id, companyName } = requireCustomer(service, c.req.param("customerId"));
    const domain = `${companyName.toLowerCase().replace(/[^a-z0-9]/g, "")}.onmicrosoft.com`;
    const body = {
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
    };
    return apiAnswer(service, c.env, c.req.raw.headers, 200, JSON.stringify(body));
  });
  return routes;
}
