import type * as v from "valibot";
import { flag, object, part, requiredId, text } from "./scalars";

/** What kind of product something is. Page: "Product resources", ItemType. */
export interface ProductType {
  /** Such as `OnlineServicesNCE`, `AzurePlan`, `Software`, as the service spells it. */
  id?: string;
  /** For people. */
  displayName?: string;
  /** A finer kind, such as `Perpetual`. */
  subType?: {
    /** As the service spells it. */
    id?: string;
    /** For people. */
    displayName?: string;
  };
}

/** A product of the catalog. Page: "Product resources". */
export interface Product {
  /** Twelve characters, such as `CFQ7TTC0LF8R`. */
  id: string;
  /** In the language of the setting `locale`. */
  title?: string;
  /** In the language of the setting `locale`. */
  description?: string;
  /** What kind of product it is. */
  productType?: ProductType;
  /** `false` for the marketplace's third parties. */
  isMicrosoftProduct?: boolean;
  /** Who publishes it. */
  publisherName?: string;
}

export const productTypeSchema: v.GenericSchema<unknown, ProductType> = object({
  id: text,
  displayName: text,
  subType: part<{ id?: string; displayName?: string }>(object({ id: text, displayName: text })),
});

export const productSchema: v.GenericSchema<unknown, Product> = object({
  id: requiredId,
  title: text,
  description: text,
  productType: part(productTypeSchema),
  isMicrosoftProduct: flag,
  publisherName: text,
});
