import { describe, expect, it } from "vitest";
import type { MessagePurpose, TextOverride } from "./message-facts.js";
import { checkOverride } from "./override.js";

const NONE: TextOverride = { subject: null, text: null, html: null };

function check(kind: "SMS" | "EMAIL" | "BOT", parts: Partial<TextOverride>, purpose?: MessagePurpose) {
  return checkOverride(kind, { ...NONE, ...parts }, purpose);
}

/** Texts that are refused: what is wrong, the kind of message, the parts, and the sentence. */
const REFUSED_TEXTS: [string, "SMS" | "EMAIL" | "BOT", Partial<TextOverride>, RegExp][] = [
  ["a subject of an SMS", "SMS", { subject: "{code}" }, /^Only e-mails have a subject/],
  ["HTML of a chat message", "BOT", { html: "{code}" }, /^Only e-mails have an HTML text/],
  ["an empty text", "SMS", { text: " \n" }, /^The text is empty/],
  ["a text without the code", "SMS", { text: "Hello" }, /^The text has no \{code\}/],
  ["HTML without the code", "EMAIL", { html: "<p>Hello</p>" }, /^The HTML text has no \{code\}/],
  ["HTML with the code in its title", "EMAIL", { html: "<title>{code}</title>" }, /^The HTML text has no/],
  [
    "an unknown placeholder",
    "SMS",
    { text: "{code} {otp}" },
    /^The text has \{otp\}, which is not a placeholder/,
  ],
  ["one of ours", "SMS", { text: "{code} {place}" }, /has \{place\}/],
  ["one with a space", "SMS", { text: "{code} { login }" }, /has \{ login \}/],
  ["a single brace", "SMS", { text: "{code} {login" }, /has \{, which/],
  ["a capital", "EMAIL", { html: "{code} {Login}" }, /has \{Login\}/],
  ["an unknown placeholder in a subject", "EMAIL", { subject: "{x}" }, /^The subject has \{x\}/],
  [
    "a line break in a subject",
    "EMAIL",
    { subject: "{code}\nBcc: x" },
    /^The subject has a control character/,
  ],
  ["a tab in a text", "SMS", { text: "{code}\t" }, /^The text has a control character/],
  ["a carriage return alone", "SMS", { text: "{code}\r" }, /^The text has a control character/],
  ["a NUL", "EMAIL", { html: "{code}\0" }, /^The HTML text has a control character/],
  ["a change of direction", "BOT", { text: "{code}\u202e" }, /^The text has an invisible character/],
  ["a login before the code", "SMS", { text: "{login}, {code}" }, /before \{code\}; put \{code\} first/],
  ["a name before the code in HTML", "EMAIL", { html: "{account} {code}" }, /^The HTML text has a name/],
  [
    "a name before the code in a subject",
    "EMAIL",
    { subject: "{resource} {code}" },
    /^The subject has a name/,
  ],
  ["a long subject", "EMAIL", { subject: "x".repeat(151) }, /^The subject has at most 150 characters/],
  ["a long text", "EMAIL", { text: "{code}" + "x".repeat(5000) }, /^The text has at most 5000/],
  ["long HTML", "EMAIL", { html: "{code}" + "x".repeat(20_000) }, /^The HTML text has at most 20000/],
  [
    "an SMS of four parts",
    "SMS",
    { text: "{code}" + "x".repeat(454) },
    /^The text needs 4 SMS; shorten it to fit into 3 SMS/,
  ],
  [
    "one of other letters",
    "SMS",
    { text: "{code}" + "я".repeat(196) },
    /needs 4 SMS, because of its letters/,
  ],
  ["one that names fill", "SMS", { text: "{code}" + "{login}".repeat(38) }, /needs 4 SMS/],
  ["a chat message that names fill", "BOT", { text: "{code}" + "{login}".repeat(205) }, /has over 4096/],
  ["a value in a tag", "EMAIL", { html: "{code}<a href={login}>x</a>" }, /inside of a tag/],
  ["a value in a comment", "EMAIL", { html: "{code}<!-- > {login} -->" }, /inside of a tag, a comment/],
  ["a value in a style sheet", "EMAIL", { html: "{code}<style>{login}</style>" }, /a style sheet/],
  ["a value in a tag that does not end", "EMAIL", { html: "{code}<a {login}" }, /inside of a tag/],
];

describe("checkOverride", () => {
  it("takes texts that have the code", () => {
    expect(
      check("SMS", { text: "{code} is for {resource} ({account}).\r\nValid {minutes} min." }),
    ).toBeNull();
    expect(check("BOT", { text: "⚠️ {minutes} min: {code}, {login} at {address}" })).toBeNull();
    expect(check("EMAIL", {})).toBeNull();
    const html = "<title>{login}</title>\n<p style='color: red'>{code}</p>\t<p title='x'>{login}</p>";
    expect(check("EMAIL", { html: html.replace("{login}", "Hi") })).toBeNull();
    expect(check("EMAIL", { subject: "For {account}", text: "{code}", html: "{code}" })).toBeNull();
    expect(check("SMS", { text: "It works, {account}." }, "TEST")).toBeNull();
    expect(check("EMAIL", { text: "It works.", html: "<p>It works.</p>" }, "TEST")).toBeNull();
  });

  it.each(REFUSED_TEXTS)("refuses %s", (_what, kind, parts, refusal) => {
    const sentence = check(kind, parts);
    expect(sentence).toMatch(refusal);
    expect(sentence).toMatch(/\.$/);
  });

  it("takes what is as long as can be", () => {
    expect(check("SMS", { text: "{code}" + "x".repeat(453) })).toBeNull();
    expect(check("SMS", { text: "{code}" + "я".repeat(195) })).toBeNull();
    expect(check("EMAIL", { subject: "x".repeat(150), text: "{code}" + "x".repeat(4994) })).toBeNull();
  });

  it("refuses a code in a test message, which has none", () => {
    for (const parts of [{ text: "{code}" }, { html: "{code}" }, { subject: "{code}" }]) {
      expect(check("EMAIL", parts, "TEST")).toMatch(/a test message has no code; remove it\.$/);
    }
  });
});
