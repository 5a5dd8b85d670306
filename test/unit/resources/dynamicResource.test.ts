import { runInNewContext } from "node:vm";
import { expect } from "chai";
import { providerText } from "../../../provider/resources/dynamicResource";

describe("providerText", () => {
  it("is frozen for CartCheckout: the state of every stack holds these bytes", () => {
    expect(providerText("CartCheckout")).to.equal(
      'exports.handler=()=>require("pulumi-partnercenter/dynamic").cartCheckout',
    );
  });

  it("takes at most 120 bytes of every resource's state", () => {
    expect(Buffer.byteLength(providerText("CartCheckout"))).to.be.at.most(120);
  });

  it("is a program whose handler gives what the frozen entry exports under that name", () => {
    const module = { exports: {} as { handler?: () => unknown } };
    const entry = { cartCheckout: Symbol("the provider") };
    const required: string[] = [];
    const require = (name: string) => {
      required.push(name);
      return entry;
    };
    runInNewContext(providerText("CartCheckout"), { exports: module.exports, require });
    expect(module.exports.handler?.()).to.equal(entry.cartCheckout);
    expect(required).to.deep.equal(["pulumi-partnercenter/dynamic"]);
  });
});
