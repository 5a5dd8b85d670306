import { expect } from "chai";
import { addressProblem, cloudNames, clouds, isCloudName } from "../../../provider/client/clouds";
import type { CloudName } from "../../../provider/client/partnerCenter";

describe("clouds", () => {
  it("accept their own addresses", () => {
    for (const name of cloudNames) {
      expect(addressProblem(clouds[name].apiBase, "endpoint", name)).to.equal(undefined);
      expect(addressProblem(clouds[name].authority, "authority", name)).to.equal(undefined);
    }
  });

  it("are known by exact names", () => {
    expect(cloudNames.every(isCloudName)).to.equal(true);
    expect(["Global", "germany", "", "toString"].some(isCloudName)).to.equal(false);
  });

  const cases: [address: string, cloud: CloudName, expected: RegExp | undefined][] = [
    ["http://127.0.0.1:8080", "global", undefined],
    ["http://127.1.2.3", "china", undefined],
    ["http://localhost:1/base", "usgov", undefined],
    ["http://[::1]:5000", "global", undefined],
    ["https://proxy.example/partner", "global", undefined],
    ["http://proxy.example", "global", /https/],
    ["http://127.0.0.1.attacker.example", "global", /https/],
    ["http://localhost.attacker.example", "global", /https/],
    ["ftp://127.0.0.1", "global", /https/],
    ["127.0.0.1:8080", "global", /not a URL|https/],
    ["", "global", /not a URL/],
    ["https://user:pass@proxy.example", "global", /user name or password/],
    ["https://proxy.example/?key=pass", "global", /query/],
    ["https://proxy.example/#pass", "global", /fragment/],
    ["https://partner.partnercenterapi.microsoftonline.cn", "global", /cloud china/],
    ["https://api.partnercenter.microsoft.com", "china", /cloud global/],
    ["https://API.partnercenter.microsoft.com", "china", /cloud global/],
    ["https://api.partnercenter.microsoft.com", "usgov", undefined],
  ];
  for (const [address, cloud, expected] of cases) {
    it(`${expected ? "refuse" : "accept"} the endpoint "${address}" for ${cloud}`, () => {
      const problem = addressProblem(address, "endpoint", cloud);
      if (expected) {
        expect(problem).to.match(expected).and.not.to.contain("pass@");
      } else {
        expect(problem).to.equal(undefined);
      }
    });
  }

  it("refuse the token service of another cloud", () => {
    expect(addressProblem("https://login.microsoftonline.us", "authority", "global")).to.match(/cloud usgov/);
    expect(addressProblem("https://login.chinacloudapi.cn", "authority", "china")).to.equal(undefined);
  });
});
