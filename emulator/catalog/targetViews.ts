import { partnerError } from "../errors";
import type { CatalogItem } from "./catalogItem";

const AZURE = ({ kind }: CatalogItem) => kind === "azurePlan" || kind === "savingsPlan";

/** What each `targetView` shows, by its name in lower case. The catalog has no specialised offers. */
const VIEWS: Record<string, (entry: CatalogItem) => boolean> = {
  azure: AZURE,
  microsoftazure: AZURE,
  azurereservations: ({ kind }) => kind === "reservation",
  azurereservationsvm: ({ reservationOf }) => reservationOf === "VM",
  azurereservationssql: ({ reservationOf }) => reservationOf === "SQL",
  azurereservationscosmosdb: ({ reservationOf }) => reservationOf === "CosmosDb",
  onlineservices: ({ kind }) => kind === "licence",
  software: ({ kind }) => kind === "perpetual" || kind === "softwareSubscription",
  softwareperpetual: ({ kind }) => kind === "perpetual",
  softwaresubscriptions: ({ kind }) => kind === "softwareSubscription",
  softwaresuselinux: ({ publisher }) => publisher === "SUSE",
  marketplacesaas: ({ kind }) => kind === "saas",
  specializedoffers: () => false,
};

/** What a view shows. One that is missing or unknown is refused with 800002. */
export function viewOf(name: string): (entry: CatalogItem) => boolean {
  const shows = VIEWS[name.toLowerCase()];
  if (!shows) throw partnerError("800002");
  return shows;
}
