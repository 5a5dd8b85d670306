import type { CloudName } from "./partnerCenter";

/** Where one national cloud of Partner Center lives. Page: "Partner Center REST URLs". */
export interface Cloud {
  /** Base URL of the API, without the version segment. */
  apiBase: string;
  /** Base URL of the token service. */
  authority: string;
  /** What a token must be made for (`resource`, or `scope` with `/.default` behind it). */
  audience: string;
}

/** The clouds as data. US Government shares the API of the global cloud and differs in its token service. */
export const clouds: Readonly<Record<CloudName, Cloud>> = {
  global: {
    apiBase: "https://api.partnercenter.microsoft.com",
    authority: "https://login.microsoftonline.com",
    audience: "https://api.partnercenter.microsoft.com",
  },
  china: {
    apiBase: "https://partner.partnercenterapi.microsoftonline.cn",
    authority: "https://login.partner.microsoftonline.cn",
    audience: "https://partner.partnercenterapi.microsoftonline.cn",
  },
  usgov: {
    apiBase: "https://api.partnercenter.microsoft.com",
    authority: "https://login.microsoftonline.us",
    audience: "https://api.partnercenter.microsoft.com",
  },
};

/** The names of all clouds. */
export const cloudNames = Object.keys(clouds) as CloudName[];

/** Whether a text is the name of a cloud. */
export function isCloudName(text: string): text is CloudName {
  return (cloudNames as string[]).includes(text);
}

/** Which of the two base URLs an address is meant for. */
export type AddressKind = "endpoint" | "authority";

/**
 * What is wrong with a base URL, in words that follow "endpoint ", or undefined. The words never repeat the address,
 * because it may hold a password.
 */
export function addressProblem(address: string, kind: AddressKind, cloud: CloudName): string | undefined {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    return "is not a URL";
  }
  const encrypted = url.protocol === "https:";
  if (!encrypted && !(url.protocol === "http:" && isLoopback(url.hostname))) {
    return "must start with https:// (http:// is for a loopback address only)";
  }
  if (url.username || url.password) {
    return "must not hold a user name or password";
  }
  if (url.search || url.hash) {
    return "must not have a query or a fragment";
  }
  const owner = otherOwner(url.hostname, kind, cloud);
  return owner && `belongs to the cloud ${owner}, but the cloud is ${cloud}`;
}

/** The other cloud that owns this host, so that credentials and tokens of one cloud never reach another. */
function otherOwner(host: string, kind: AddressKind, cloud: CloudName): CloudName | undefined {
  const owners = cloudNames.filter((name) => {
    const { apiBase, authority } = clouds[name];
    return new URL(kind === "endpoint" ? apiBase : authority).hostname === host;
  });
  return owners.includes(cloud) ? undefined : owners[0];
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(host);
}
