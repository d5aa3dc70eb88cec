import { describe, expect, it } from "vitest";
import { csvRow } from "./csv.js";

describe("a row of CSV", () => {
  it("quotes what would end a cell, and leaves absent ones empty", () => {
    expect(csvRow(["a", null, "", 'say "b"', "c,d", "e\nf"])).toBe('a,,,"say ""b""","c,d","e\nf"\r\n');
  });

  it.each(["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\nx", "＝1+1", "＋1", "－1", "＠x"])(
    "makes text of %j, which a spreadsheet might run",
    (cell) => {
      expect(csvRow([cell])).toMatch(/^"?'/);
    },
  );

  it("leaves what only holds such characters further on", () => {
    expect(csvRow(["a=b", "anna@example.org", "2026-11-25", " =1"])).toBe(
      "a=b,anna@example.org,2026-11-25, =1\r\n",
    );
  });
});
