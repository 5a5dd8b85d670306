import { sendJson, type Handler } from "./httpServer";
import { fixture } from "./partnerCenterClient";

/** What {@link tokenAndCart} hands out. */
export const ACCESS_TOKEN = "acc3ss.token-of.the-test";

/** The least of a Partner Center: hands out tokens, shows one cart, and checks it out. */
export const tokenAndCart: Handler = ({ method, url }, response) => {
  if (url.includes("/oauth2/")) sendJson(response, 200, { access_token: ACCESS_TOKEN, expires_in: 3600 });
  else if (method === "POST") sendJson(response, 201, fixture("cart-checkout-result-nce"));
  else sendJson(response, 200, fixture("cart-ordered"));
};
