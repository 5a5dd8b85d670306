import { expect } from "chai";
import { createSecrets } from "../../../../provider/client/http/redact";

describe("createSecrets", () => {
  it("removes every spelling of every secret", () => {
    const secrets = createSecrets();
    secrets.add('p~ "q"/+');
    secrets.add("token-1");
    secrets.add("");
    const spellings = ['p~ "q"/+', "p~%20%22q%22%2F%2B", "p%7E+%22q%22%2F%2B", 'p~ \\"q\\"/+', "token-1"];
    expect(secrets.removeFrom(spellings.join("|"))).to.equal(Array(5).fill("[secret]").join("|"));
    expect(secrets.removeFrom("nothing here")).to.equal("nothing here");
  });
});
