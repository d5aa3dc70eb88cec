import { parseSuite } from "@tokenplane/rules/ocra-suite";
import { describe, expect, it } from "vitest";
import { ocra } from "./ocra.js";
import { newQuestion } from "./question.js";

describe("a new question", () => {
  it.each(["QN04", "QN08", "QN64", "QA08", "QA64", "QH08", "QH64"])(
    "is one of %s, as long as it says",
    (name) => {
      const suite = parseSuite(`OCRA-1:HOTP-SHA1-6:C-${name}`);
      const input = { counter: 0, pin: null, step: 0 };
      for (let n = 0; n < 50; n += 1) {
        const question = newQuestion(suite.question);
        expect(question).toHaveLength(suite.question.length);
        expect(ocra(suite, Buffer.alloc(20), { ...input, question })).toMatch(/^[0-9]{6}$/);
      }
    },
  );

  it("uses every character, and none that looks like another", () => {
    const seen = (format: "N" | "A" | "H") =>
      [...new Set(Array.from({ length: 100 }, () => newQuestion({ format, length: 64 })).join(""))]
        .toSorted()
        .join("");
    expect(seen("N")).toBe("0123456789");
    expect(seen("A")).toBe("23456789ABCDEFGHJKLMNPQRSTUVWXYZ");
    expect(seen("H")).toBe("0123456789ABCDEF");
  });
});
