/** A BAD EXAMPLE, kept to be measured: a dynamic provider for checkouts as one writes it first. Don't copy it. */
import * as pulumi from "@pulumi/pulumi";
import axios from "axios";

const provider: pulumi.dynamic.ResourceProvider = {
  async create({ customerId, cartId }: { customerId: string; cartId: string }) {
    const { env } = process;
    const form = new URLSearchParams({
      grant_type: "client_credentials",
      client_id: String(env["PARTNERCENTER_CLIENT_ID"]),
      client_secret: String(env["PARTNERCENTER_CLIENT_SECRET"]),
      scope: "https://api.partnercenter.microsoft.com/.default",
    });
    const { PARTNERCENTER_AUTHORITY: authority, PARTNERCENTER_TENANT_ID: tenant } = env;
    const token = await axios.post<{ access_token: string }>(
      `${authority}/${tenant}/oauth2/v2.0/token`,
      form,
    );
    const answer = await axios.post<{ orders: { id: string }[] }>(
      `${env["PARTNERCENTER_ENDPOINT"]}/v1/customers/${customerId}/carts/${cartId}/checkout`,
      undefined,
      {
        headers: { Authorization: `Bearer ${token.data.access_token}`, "Content-Type": "application/json" },
        timeout: Number(env["TIMEOUT_SECONDS"]) * 1000,
      },
    );
    return { id: cartId, outs: { customerId, cartId, orderIds: answer.data.orders.map(({ id }) => id) } };
  },
  read(id, props: unknown) {
    return Promise.resolve({ id, props });
  },
};

class Checkout extends pulumi.dynamic.Resource {
  constructor(name: string, args: { customerId: string; cartId: string }) {
    super(provider, name, args);
  }
}

new Checkout(String(process.env["RESOURCE_NAME"]), {
  customerId: String(process.env["CUSTOMER_ID"]),
  cartId: String(process.env["CART_ID"]),
});
