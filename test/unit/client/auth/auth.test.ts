import { expect } from "chai";
import { withLife } from "../../../../provider/client/auth/auth";

describe("withLife", () => {
  const start = 1_000_000_000_000;
  const minute = 60_000;
  const cases: [title: string, life: Record<string, number>, renewAfter: number, endsAfter: number][] = [
    ["an hour", { expires_in: 3600 }, 55 * minute, 60 * minute],
    ["six minutes: at half of its life", { expires_in: 360 }, 3 * minute, 6 * minute],
    ["ten seconds: at half of its life", { expires_in: 10 }, 5_000, 10_000],
    ["an end instead of a life", { expires_on: start / 1000 + 3600 }, 55 * minute, 60 * minute],
    ["neither: five minutes", {}, 2.5 * minute, 5 * minute],
    ["nothing left", { expires_in: -5 }, 0, 0],
  ];
  for (const [title, life, renewAfter, endsAfter] of cases) {
    it(`renews a token in time that has ${title}`, () => {
      expect(withLife({ access_token: "t", ...life }, start)).to.deep.equal({
        value: "t",
        renewAt: start + renewAfter,
        endsAt: start + endsAfter,
      });
    });
  }
});
