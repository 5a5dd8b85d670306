/** The clouds of Partner Center. */
export type Cloud = "global" | "china" | "usgov";

/** The partner that an emulator serves. */
export interface Partner {
  cloud: Cloud;
  /** Tenant of the partner, a GUID. */
  tenantId: string;
  /** The registered application. */
  clientId: string;
  clientSecret: string;
  /** First refresh token of the application's user (App+User). */
  refreshToken: string;
}

/** The ready-made test partner. None of this opens anything but an emulator. */
export const TEST_PARTNER: Readonly<Partner> = {
  cloud: "global",
  tenantId: "5b0e2f6a-7d41-4c39-9f1e-0a6c2d8e4b11",
  clientId: "8d5c3b1a-f0e9-4d87-a6c5-b4e3f2d1c0a9",
  clientSecret: "emulator-client-secret",
  refreshToken: "0.emulator-refresh-token",
};

/** The object id that carts name as the one who changed them. */
export const PARTNER_USER_ID = "2f94c6e8-13ab-4d70-8c5e-b7a0d9f1e326";

/** The retired audience: tokens for it are issued, and refused by the API with code 900420. */
export const RETIRED_AUDIENCE = "https://graph.windows.net";

/** The audience that the API of a cloud accepts. */
export function audienceOf(cloud: Cloud): string {
  return cloud === "china"
    ? "https://partner.partnercenterapi.microsoftonline.cn"
    : "https://api.partnercenter.microsoft.com";
}
