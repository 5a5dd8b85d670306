import type { SampleCart } from "./sampleCart";

/** A licence of new commerce, with prices. The documents give no ids of its cart; these are the emulator's. */
export const SAMPLE_NEW_COMMERCE: SampleCart = {
  customerId: "94cd6638-11b6-4323-8c9f-6ae3088adc59",
  cartId: "c41d7e02-2b7d-4a13-8e90-5d1c6f3a9b27",
  groups: ["0"],
  result: {
    orders: [
      {
        id: "a68736758d9c",
        alternateId: "a68736758d9c",
        referenceCustomerId: "94cd6638-11b6-4323-8c9f-6ae3088adc59",
        billingCycle: "monthly",
        currencyCode: "USD",
        currencySymbol: "US$",
        lineItems: [
          {
            lineItemNumber: 0,
            offerId: "CFQ7TTC0LF8S:0001:CFQ7TTC0N81H",
            subscriptionId: "0c353b8e-da9d-4007-d0d4-bca8bd5b5ce1",
            termDuration: "P1M",
            transactionType: "New",
            friendlyName: "Office 365 E5 without Audio Conferencing",
            quantity: 1,
            links: {
              product: {
                uri: "/products/CFQ7TTC0LF8S?country=US",
                method: "GET",
                headers: [],
              },
              sku: {
                uri: "/products/CFQ7TTC0LF8S/skus/0001?country=US",
                method: "GET",
                headers: [],
              },
              availability: {
                uri: "/products/CFQ7TTC0LF8S/skus/0001/availabilities/CFQ7TTC0N81H?country=US",
                method: "GET",
                headers: [],
              },
            },
            pricing: {
              listPrice: 36.48,
              discountedPrice: 36.48,
              proratedPrice: 36.48,
              price: 36.48,
              extendedPrice: 36.48,
            },
          },
        ],
        creationDate: "2023-04-18T22:03:45.4505136Z",
        status: "pending",
        transactionType: "UserPurchase",
        links: {
          self: {
            uri: "/customers/94cd6638-11b6-4323-8c9f-6ae3088adc59/orders/a68736758d9c",
            method: "GET",
            headers: [],
          },
          provisioningStatus: {
            uri: "/customers/94cd6638-11b6-4323-8c9f-6ae3088adc59/orders/a68736758d9c/provisioningstatus",
            method: "GET",
            headers: [],
          },
          patchOperation: {
            uri: "/customers/94cd6638-11b6-4323-8c9f-6ae3088adc59/orders/a68736758d9c",
            method: "PATCH",
            headers: [],
          },
        },
        client: {},
        attributes: {
          objectType: "Order",
        },
        totalPrice: 36.48,
      },
    ],
    attributes: {
      objectType: "CartCheckoutResult",
    },
  },
};
