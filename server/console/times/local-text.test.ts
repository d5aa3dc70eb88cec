import { expect, it } from "vitest";
import { localText, momentIn } from "./local-text.js";

it("the field for a moment is read, and an error says when it contains no moment", () => {
  const at = "2027-01-01T10:00:42.000Z";
  expect(momentIn(localText(at), null)).toBe("2027-01-01T10:00:00.000Z");
  expect(momentIn(localText(at), at)).toBe(at);
  expect(momentIn("", at)).toBeNull();
  for (const text of ["20271-01-01T10:00", "202712-01-01T10:00"])
    expect(momentIn(text, at), text).toBeUndefined();
});
