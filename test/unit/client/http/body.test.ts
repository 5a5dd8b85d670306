import { expect } from "chai";
import { parseBody } from "../../../../provider/client/http/body";

describe("parseBody", () => {
  const unreadable = (why: string, empty = false) => ({ kind: "unreadable", why, empty });
  const cases: [title: string, bytes: string | number[], expected: unknown][] = [
    ["JSON", '{"a":1}', { kind: "json", value: { a: 1 } }],
    ["JSON behind a byte order mark", [0xef, 0xbb, 0xbf, 0x7b, 0x7d], { kind: "json", value: {} }],
    ["JSON between blank lines", "\r\n {} \n", { kind: "json", value: {} }],
    ["a JSON text", '"success"', { kind: "json", value: "success" }],
    ["nothing", "", unreadable("an empty body", true)],
    ["a byte order mark alone", [0xef, 0xbb, 0xbf], unreadable("an empty body", true)],
    ["blanks", " \r\n", unreadable("an empty body", true)],
    ["a page", "<!DOCTYPE html><p>secret</p>", unreadable("an HTML or XML page")],
    ["JSON that was cut off", '{"orders":[{"id":"secr', unreadable("JSON that is cut off or malformed")],
    ["other text", "upstream secret error", unreadable("a body that is not JSON")],
    ["bytes that are no text", [0xff, 0xfe, 0x00], unreadable("a body that is not JSON")],
  ];
  for (const [title, bytes, expected] of cases) {
    it(`reads ${title}`, () => {
      expect(parseBody(Buffer.from(bytes as string))).to.deep.equal(expected);
    });
  }
});
