import { link } from "../wire";
import type { SampleCart } from "./sampleCart";

/** Five lines that become three orders. Their links name another customer than the cart's, as in the documents. */
export const SAMPLE_MIXED: SampleCart = {
  customerId: "d6bf25b7-e0a8-4f2d-a31b-97b55cfc774d",
  cartId: "b4c8fdea-cbe4-4d17-9576-13fcacbf9605",
  groups: ["OMS-0", "0", "1"],
  result: {
    orders: [
      {
        id: "3c6f2530-1e31-4088-8230-dd1c31a18bce",
        alternateId: "3c6f2530-1e31-4088-8230-dd1c31a18bce",
        referenceCustomerId: "d6bf25b7-e0a8-4f2d-a31b-97b55cfc774d",
        billingCycle: "monthly",
        currencyCode: "USD",
        lineItems: [
          {
            lineItemNumber: 0,
            offerId: "MS-AZR-0145P",
            subscriptionId: "EF2E1307-86E6-40E3-A794-872403FBD31C",
            termDuration: "P1Y",
            transactionType: "New",
            friendlyName: "Microsoft Azure",
            quantity: 1,
          },
        ],
        creationDate: "2019-01-16T00:48:44.76+00:00",
        status: "completed",
        transactionType: "UserPurchase",
        links: {
          self: link(
            "/customers/28045616-f6b9-462f-9701-0d89b5e65c44/orders/3c6f2530-1e31-4088-8230-dd1c31a18bce",
          ),
          provisioningStatus: link(
            "/customers/28045616-f6b9-462f-9701-0d89b5e65c44/orders/3c6f2530-1e31-4088-8230-dd1c31a18bce/provisioningstatus",
          ),
          patchOperation: link(
            "/customers/28045616-f6b9-462f-9701-0d89b5e65c44/orders/3c6f2530-1e31-4088-8230-dd1c31a18bce",
            "PATCH",
          ),
        },
        client: {},
        attributes: {
          objectType: "Order",
        },
      },
      {
        id: "311qiN8iFwkv-XARWMvXRYAwYKMACVqv1",
        alternateId: "0a3624c6e47d",
        referenceCustomerId: "d6bf25b7-e0a8-4f2d-a31b-97b55cfc774d",
        billingCycle: "one_time",
        currencyCode: "USD",
        currencySymbol: "$",
        lineItems: [
          {
            lineItemNumber: 0,
            offerId: "DZH318Z0BQ36:004G:DZH318Z08C0S",
            termDuration: "P1Y",
            transactionType: "New",
            friendlyName: "Reserved VM Instance, Standard_NV12, US East 2, 1 Year",
            quantity: 1,
            links: {
              product: link("/products/DZH318Z0BQ36?country=US"),
              sku: link("/products/DZH318Z0BQ36/skus/004G?country=US"),
              availability: link("/products/DZH318Z0BQ36/skus/004G/availabilities/DZH318Z08C0S?country=US"),
            },
          },
          {
            lineItemNumber: 1,
            offerId: "DZH318Z0BQ36:004J:DZH318Z08B8X",
            termDuration: "P3Y",
            transactionType: "New",
            friendlyName: "Reserved VM Instance, Standard_NV12, US East 2, 3 Years",
            quantity: 1,
            links: {
              product: link("/products/DZH318Z0BQ36?country=US"),
              sku: link("/products/DZH318Z0BQ36/skus/004J?country=US"),
              availability: link("/products/DZH318Z0BQ36/skus/004J/availabilities/DZH318Z08B8X?country=US"),
            },
          },
          {
            lineItemNumber: 2,
            offerId: "DG7GMGF0DWM3:0002:DG7GMGF0DT1M",
            transactionType: "New",
            friendlyName: "BizTalk Server 2016 Branch",
            quantity: 1,
            links: {
              product: link("/products/DG7GMGF0DWM3?country=US"),
              sku: link("/products/DG7GMGF0DWM3/skus/0002?country=US"),
              availability: link("/products/DG7GMGF0DWM3/skus/0002/availabilities/DG7GMGF0DT1M?country=US"),
            },
          },
        ],
        creationDate: "2019-01-16T00:48:51.6578126Z",
        status: "pending",
        transactionType: "UserPurchase",
        links: {
          self: link(
            "/customers/28045616-f6b9-462f-9701-0d89b5e65c44/orders/311qiN8iFwkv-XARWMvXRYAwYKMACVqv1",
          ),
          provisioningStatus: link(
            "/customers/28045616-f6b9-462f-9701-0d89b5e65c44/orders/311qiN8iFwkv-XARWMvXRYAwYKMACVqv1/provisioningstatus",
          ),
          patchOperation: link(
            "/customers/28045616-f6b9-462f-9701-0d89b5e65c44/orders/311qiN8iFwkv-XARWMvXRYAwYKMACVqv1",
            "PATCH",
          ),
        },
        client: {},
        attributes: {
          objectType: "Order",
        },
      },
      {
        id: "HVu_cO8Ea7fNRQP4ia1QTpZap-kg_7P71",
        alternateId: "55a4e6854d54",
        referenceCustomerId: "d6bf25b7-e0a8-4f2d-a31b-97b55cfc774d",
        billingCycle: "monthly",
        currencyCode: "USD",
        currencySymbol: "$",
        lineItems: [
          {
            lineItemNumber: 0,
            offerId: "DZH318Z0BXWC:0002:DZH318Z0BMRV",
            termDuration: "P1M",
            transactionType: "New",
            friendlyName: "Barracuda WaaS - Medium Plan",
            quantity: 1,
            links: {
              product: link("/products/DZH318Z0BXWC?country=US"),
              sku: link("/products/DZH318Z0BXWC/skus/0002?country=US"),
              availability: link("/products/DZH318Z0BXWC/skus/0002/availabilities/DZH318Z0BMRV?country=US"),
            },
          },
        ],
        creationDate: "2019-01-16T00:48:44.4514129Z",
        status: "pending",
        transactionType: "UserPurchase",
        links: {
          self: link(
            "/customers/28045616-f6b9-462f-9701-0d89b5e65c44/orders/HVu_cO8Ea7fNRQP4ia1QTpZap-kg_7P71",
          ),
          provisioningStatus: link(
            "/customers/28045616-f6b9-462f-9701-0d89b5e65c44/orders/HVu_cO8Ea7fNRQP4ia1QTpZap-kg_7P71/provisioningstatus",
          ),
          patchOperation: link(
            "/customers/28045616-f6b9-462f-9701-0d89b5e65c44/orders/HVu_cO8Ea7fNRQP4ia1QTpZap-kg_7P71",
            "PATCH",
          ),
        },
        client: {},
        attributes: {
          objectType: "Order",
        },
      },
    ],
    attributes: {
      objectType: "CartCheckoutResult",
    },
  },
};
