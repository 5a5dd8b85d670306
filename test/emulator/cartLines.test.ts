import { expect } from "chai";
import type { Cart } from "../../emulator";
import { emulators } from "./harness";
import {
  ARCHIVING,
  CUSTOMER_ID,
  E5,
  OFFICE,
  PLAN,
  PREMIUM,
  PROMOTION,
  SAVINGS,
  create,
  created,
} from "./lines";

describe("cart lines", () => {
  const start = emulators({ now: () => Date.parse("2026-11-14T12:00:00Z") });

  it("keep every member that a client sets, in any case of its names", async () => {
    const { api } = await start();
    const line = {
      ...PREMIUM,
      friendlyName: "Sales team",
      currencyCode: "USD",
      participants: [
        { key: "transaction_reseller", value: "5550001" },
        { key: "additional_transaction_reseller", value: "5550002" },
      ],
      provisioningContext: { Note: "kept as it is" },
      renewsTo: { termDuration: "P1Y" },
      customTermEndDate: "2026-11-30T00:00:00Z",
      attestationAccepted: true,
      promotionId: PROMOTION,
      purchaseCommitment: { amount: 0.05, currency: "usd", grain: "hourly" },
    };
    const shouted = Object.fromEntries(
      Object.entries(line).map(([name, value]) => [name[0]!.toUpperCase() + name.slice(1), value]),
    );
    const answer = await create(api, [shouted], { PartnerOnRecordAttestationAccepted: true });
    expect(answer.json().partnerOnRecordAttestationAccepted).to.equal(true);
    const { id, orderGroup, pricing, ...kept } = answer.json().lineItems[0]!;
    expect([id, orderGroup, pricing !== undefined]).to.deep.equal([0, "0", true]);
    expect(kept).to.deep.equal(line);
  });

  it("take add-ons of the older catalogue, which become order lines of their own", async () => {
    const { api } = await start();
    const { id, lineItems } = (await create(api, [{ ...OFFICE, AddonItems: [ARCHIVING] }])).json();
    const addon = { id: 0, ...ARCHIVING, billingCycle: "monthly", currencyCode: "USD" };
    expect(lineItems[0]!.addonItems).to.deep.equal([addon]);
    const [order] = (await api.checkout({ customerId: CUSTOMER_ID, cartId: id })).json().orders!;
    const [root, onTop] = order!.lineItems;
    expect(onTop).to.include({ offerId: ARCHIVING.catalogItemId, quantity: 2 });
    expect(onTop!.parentSubscriptionId).to.equal(root!.subscriptionId);
  });

  it("hand their members on to the order", async () => {
    const { api } = await start();
    const lines = [
      { ...SAVINGS, friendlyName: "Compute" },
      { ...PREMIUM, participants: [{ key: "transaction_reseller", value: "5550001" }] },
    ];
    const cart = (await create(api, lines)).json();
    const { orders } = (await api.checkout({ customerId: CUSTOMER_ID, cartId: cart.id })).json();
    const [savings, premium] = orders!.map((order) => order.lineItems[0]);
    const { purchaseCommitment, provisioningContext } = SAVINGS;
    expect(savings).to.deep.include({ friendlyName: "Compute", purchaseCommitment, provisioningContext });
    expect(premium).to.include({
      friendlyName: "Microsoft 365 Business Premium",
      partnerIdOnRecord: "5550001",
    });
  });

  it("end with another subscription of the customer", async () => {
    const { api, emulator } = await start();
    emulator.addOrder({
      customerId: CUSTOMER_ID,
      lineItems: [E5],
      placedAt: Date.parse("2026-03-10T08:00:00Z"),
    });
    const [line] = await created(api, { ...PREMIUM, customTermEndDate: "2027-03-09T00:00:00Z" });
    expect(line!.error).to.equal(undefined);
  });

  const six = Array.from({ length: 6 }, (_, i) => ({
    key: "additional_transaction_reseller",
    value: `555000${i}`,
  }));

  it("with additional resellers need the attestation of the cart, and take five of them", async () => {
    const { api } = await start();
    const refused = await create(api, [{ ...E5, participants: six.slice(0, 5) }]);
    expect([refused.status, refused.json().code]).to.deep.equal([400, 900206]);
    const attested = { partnerOnRecordAttestationAccepted: true };
    const cart = await create(
      api,
      [
        { ...E5, participants: six.slice(0, 5) },
        { ...E5, participants: six },
      ],
      attested,
    );
    expect(cart.json().lineItems.map((line) => line.error?.errorCode)).to.deep.equal([
      undefined,
      "invalid_input",
    ]);
  });

  it("name no resellers where the partner may not", async () => {
    const { api } = await start({ modes: { participants: "refused" } });
    const [line] = await created(api, { ...E5, participants: [{ key: "transaction_reseller", value: "1" }] });
    expect(line!.error?.errorCode).to.equal("participants_is_not_supported_for_partner");
  });

  it("with items of products that the catalog lacks are good, unless it is closed", async () => {
    const { api, emulator } = await start();
    const line = { ...E5, catalogItemId: "CFQ7TTC0E101:0001:CFQ7TTC0E1A1" };
    expect((await created(api, line))[0]!.error).to.equal(undefined);
    emulator.setModes({ catalog: "closed" });
    expect((await created(api, line, OFFICE)).map((one) => one.error?.errorCode)).to.deep.equal([
      "catalog_item_id_is_not_valid",
      undefined,
    ]);
  });

  it("of an Azure plan lose their friendly name, and any line what the mode says", async () => {
    const { api } = await start({ modes: { droppedLineMembers: ["renewsTo", "participants"] } });
    const participants = [{ key: "transaction_reseller", value: "1" }];
    const [plan, licence] = await created(
      api,
      { ...PLAN, friendlyName: "Production" },
      { ...E5, friendlyName: "Sales", renewsTo: { termDuration: "P1Y" }, participants },
    );
    expect(plan).not.to.have.property("friendlyName");
    expect(licence).not.to.have.any.keys("renewsTo", "participants");
    expect(licence!.friendlyName).to.equal("Sales");
  });

  it("get a promotion that nobody asked for, by mode", async () => {
    const { api } = await start({ modes: { promotions: "applied" } });
    const [line] = await created(api, { ...PREMIUM, quantity: 2 });
    expect(line!.promotionId).to.equal(PROMOTION);
    expect(line!.pricing).to.deep.equal({
      listPrice: 17.6,
      discountedPrice: 14.96,
      proratedPrice: 14.96,
      price: 14.96,
      extendedPrice: 359.04,
    });
  });

  it("become another cart for a repeated MS-RequestId, by mode", async () => {
    const { api } = await start({ modes: { cartRequestIds: "forgotten" } });
    const post = () =>
      api.call<Cart>("POST", `/v1/customers/${CUSTOMER_ID}/carts`, {
        body: { lineItems: [E5] },
        headers: { "MS-RequestId": "a" },
      });
    expect((await post()).json().id).not.to.equal((await post()).json().id);
  });

  it("withdrawn since are refused at the checkout with 400019, and bad when sent again", async () => {
    const { api, emulator } = await start();
    const cart = { customerId: CUSTOMER_ID, cartId: (await create(api, [E5])).json().id };
    emulator.withdraw(E5.catalogItemId, { replacedBy: "CFQ7TTC0N81J" });
    const refused = await api.checkout(cart);
    expect([refused.status, refused.json().code]).to.deep.equal([404, 400019]);
    const put = (catalogItemId: string) =>
      api.call<Cart>("PUT", `/v1/customers/${CUSTOMER_ID}/carts/${cart.cartId}`, {
        body: { lineItems: [{ ...E5, catalogItemId }] },
      });
    expect((await put(E5.catalogItemId)).json().lineItems[0]!.error?.errorCode).to.equal(
      "catalog_item_id_is_not_valid",
    );
    await put("CFQ7TTC0LF8S:0001:CFQ7TTC0N81J");
    expect((await api.checkout(cart)).status).to.equal(201);
    emulator.withdraw("CFQ7TTC0LF8S:0001:CFQ7TTC0N81J");
    expect((await api.checkout(cart)).status).to.equal(201);
    expect(emulator.journal.purchases()).to.have.length(1);
  });
});
