import { expect, it } from "vitest";
import { called } from "./rule.js";
import { email, login, name, phoneNumber, reason } from "./text.js";

const LOGIN = login("Login");
const NAME = name("First name");
const REASON = reason("Reason");

it.each([
  [NAME, "First name has 1 to 50 characters.", ["", "n".repeat(51), "😀".repeat(51), "n".repeat(1_000_000)]],
  [NAME, "First name begins or ends with a space; remove it.", [" a", "a ", "a\u00a0", "\u3000a"]],
  [NAME, "First name has a control character; remove it.", ["a\nb", "a\u0000b", "a\ud800b", "a\udfffb"]],
  [
    NAME,
    "First name has an invisible character, such as one that changes the direction of writing; remove it.",
    [
      ..."\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c\u200b\u2060\u00ad\u3164\u{e0041}",
    ].map((one) => `a${one}b`),
  ],
  [NAME, null, ["می\u200cخواهم", "क्\u200dष", "👩\u200d🔧", "❤\ufe0f", "Zoë", "אנה", "عمر"]],
  [NAME, null, ["a", "n".repeat(50), "😀".repeat(50), "a b"]],
  [REASON, "Reason has 1 to 200 characters.", ["", "n".repeat(201)]],
  [REASON, null, ["n".repeat(200)]],
  [
    LOGIN,
    "Login has 1 to 254 characters.",
    ["", "a".repeat(255), "\ufdfa".repeat(20), "\u0301".repeat(80_000)],
  ],
  [LOGIN, "Login begins or ends with a space; remove it.", [" anna"]],
  [LOGIN, null, ["a".repeat(254), "😀".repeat(254), "\ufdfa".repeat(14)]],
  [
    email,
    "An e-mail address looks like anna@example.org.",
    ["", "anna", "a@b@c", "a b@c", `${"a".repeat(254)}@b`, "anna\u202e@example.org", "anna@example.org\n", "anna\u200d@example.org", "anna@example.org\u200c", "anna@example.org\ufe0f", " anna@example.org"], // prettier-ignore
  ],
  [
    email,
    "An e-mail address has no brackets, quotation marks, commas, colons, semicolons or backslashes. Write only the address, like anna@example.org.",
    ["<a@example.org>", "a@example.org;", "a@example.org,", "a,b@example.org", '"a"@example.org', "a@[192.0.2.1]", "mailto:a@example.org", "a(b)@example.org", "a\\b@example.org", "a@example.org:25", "<a@example.org"], // prettier-ignore
  ],
  [email, "An e-mail address has at most 64 characters before the @.", [`${"a".repeat(65)}@b.c`]],
  [
    email,
    "Behind the @ of an e-mail address is a domain, like example.org: letters, digits and hyphens, with single dots between them.",
    ["a@example.org.", "a@.example.org", "a@example..org", "a@-example.org", "a@example-.org", "a@192.0.2.1", "a@example.1", "a@example.org!", "a@exam/ple", "a@example.org'", "a@example.org\uff1b", `a@${"b".repeat(64)}.org`, "a@|b", "a@b?subject=c"], // prettier-ignore
  ],
  [
    email,
    null,
    ["anna@example.org", "a@b", "anna+mfa@example.org", "o'neill/x=y@example.org", "a.@example.org", "a..b@example.org", "_a-@ex_ample.org", "müller@exämple.org", "用户@例え.jp", "a@例え。jp", "a@ｅｘａｍｐｌｅ.org", "a@xn--exmple-cua.org", "a@col·legi.cat", "راه@نامه\u200cای.ir", "a@हिन्दी.भारत", "a@1.2.3.example", "100%@b.org", `${"a".repeat(64)}@${"b".repeat(63)}.org`], // prettier-ignore
  ],
  [
    phoneNumber,
    "A phone number is written with its country code: + and then 7 to 15 digits, nothing else.",
    ["", "0151 123", "+0151123456", "+123456", "+1234567890123456", "+49 151 12345678", "+1234567\n"],
  ],
  [phoneNumber, null, ["+1234567", "+123456789012345"]],
] as const)("the rule %o answers %j to %j", (rule, sentence, values) => {
  for (const value of values) expect(rule(value)).toBe(sentence);
});

it.each([
  ["failedAttemptsBeforeLock", "Failed attempts before lock"],
  ["failed_attempts_before_lock", "Failed attempts before lock"],
  ["login", "Login"],
])("a message calls the field %s %s", (field, words) => {
  expect(called(field)).toBe(words);
});
