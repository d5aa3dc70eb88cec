import { describe, expect, it } from "vitest";
import { csvLine } from "./csv-line.js";

describe("a row of CSV", () => {
  it("quotes what would end a cell, here or in a spreadsheet of another language, and leaves absent ones empty", () => {
    expect(csvLine(["a", null, "", 'say "b"', "c,d", "e\nf", "g;h", "i\tj"])).toBe(
      'a,,,"say ""b""","c,d","e\nf","g;h","i\tj"\r\n',
    );
  });

  it.each(["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\nx", "＝1+1", "＋1", "－1", "＠x"])(
    "makes text of %j, which a spreadsheet might run",
    (cell) => {
      expect(csvLine([cell])).toMatch(/^"?'/);
    },
  );

  it.each([
    ["x;=cmd|'/C calc'!A0;y", "\"x;'=cmd|'/C calc'!A0;y\""],
    ["x; +1", '"x; \'+1"'],
    ["x\t-1", '"x\t\'-1"'],
    ["x\r\n@y", '"x\r\n\'@y"'],
    ['x;"=1"', '"x;""\'=1"""'],
    ["x;;＝1;－1", "\"x;;'＝1;'－1\""],
    ["=1;=2", "\"'=1;'=2\""],
  ])("makes text of what a spreadsheet that splits at other characters might run: %j", (cell, written) => {
    expect(csvLine([cell])).toBe(`${written}\r\n`);
  });

  it("leaves what only holds such characters further on", () => {
    expect(csvLine(["a=b", "anna@example.org", "2026-11-25", " =1", "a;b=c", "a, -b"])).toBe(
      'a=b,anna@example.org,2026-11-25, =1,"a;b=c","a, -b"\r\n',
    );
  });
});
