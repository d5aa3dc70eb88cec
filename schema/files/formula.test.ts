import { describe, expect, it } from "vitest";
import { refuseFormula } from "./formula.js";

describe("what a spreadsheet would run", () => {
  it.each(["=1", "+1", "-1", "@x", "\tx", "\rx", "\nx", "=", "＝1", "＋1", "－1", "＠x"])(
    "%j is refused by name",
    (text) => {
      expect(() => refuseFormula(text, "login")).toThrow(/^The login begins like a formula/);
    },
  );

  it.each(["", "1=", "a@b", "T-1", " =1", "1+1", "x;=1"])("%j is none", (text) => {
    expect(() => refuseFormula(text, "login")).not.toThrow();
  });
});
