import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LOCALES } from "@tokenplane/rules/channel";
import type { MessageFacts, MessagePurpose, TextOverride } from "./message-facts.js";
import { checkOverride } from "./override.js";
import { renderMessage } from "./render.js";
import { getSegments } from "./segments.js";

const FACTS: MessageFacts = {
  purpose: "SIGN_IN",
  kind: "SMS",
  code: "482913",
  minutes: 5,
  accountName: "Example",
  resourceName: "Main VPN",
  login: "anna@example.org",
  clientAddress: "203.0.113.7",
  autofillHost: "login.example.org",
};
const NONE: TextOverride = { subject: null, text: null, html: null };

const EVIL = [
  "{code}",
  "{place}",
  "{login}",
  "$&",
  "$1",
  "\"'`",
  "<script>alert(1)</script>",
  "</title>",
  "<!--",
  "&amp;",
  "\r\nBcc: x@evil.example",
  "\n@evil.example #999999",
  "999999 is your code",
  "https://evil.example",
  "\u202e",
  "\u2066",
  "\u200b",
  "\u0338",
  "\u2028",
  "\u0085",
  "\ud83d",
  "х".repeat(10_240),
  "x".repeat(10_240),
];
const evil = fc
  .array(fc.oneof(fc.constantFrom(...EVIL), fc.string({ unit: "binary", maxLength: 8 })), { maxLength: 5 })
  .map((parts) => parts.join(""));
const locales = fc.constantFrom(...LOCALES);
const purposes = fc.constantFrom<MessagePurpose>("SIGN_IN", "CHECK", "ENROLMENT");
const values = fc.record({
  accountName: evil,
  resourceName: evil,
  login: evil,
  clientAddress: evil,
});

/** The tags of a page, with the code in its place: what values must not change. */
function getStructure(html: string | null): string[] {
  return (html ?? "").match(/<[^>]*>|482913(?=<)/g) ?? [];
}

/** The text that the sender wrote between tags. */
function rest(html: string | null): string {
  return (html ?? "").replaceAll(/<[^>]*>/g, "");
}

const own: TextOverride = {
  subject: "Code {code}, {login}",
  text: "{code} for {login}\n{resource}\n{account} {address}",
  html: "<p>{code}</p><p>Hi {login}: {resource} {account} {address}</p>",
};

describe("renderMessage", () => {
  it("writes an SMS with the code first, and the line for phones last", () => {
    expect(renderMessage("en", FACTS, null)).toEqual({
      subject: "",
      text:
        "482913 is your code for Main VPN (Example), valid 5 min. Never tell it to anyone. IP 203. 0. 113. 7\n" +
        "@login.example.org #482913",
      html: null,
    });
  });

  it.each(["evil.example #1\n", "a b", "-a.example", "a..b", "", "a/b", "a".repeat(254), "a#b"])(
    "leaves out the line for phones when the host is %j",
    (autofillHost) => {
      expect(renderMessage("en", { ...FACTS, autofillHost }, null).text).not.toMatch(/\n|@/);
    },
  );

  it("has the line for phones in no chat, mail or test", () => {
    for (const kind of ["BOT", "EMAIL"] as const) {
      expect(renderMessage("en", { ...FACTS, kind }, null).text).not.toContain("#482913");
    }
    const test = renderMessage("en", { ...FACTS, purpose: "TEST" }, null);
    expect(test.text).not.toContain("482913");
  });

  it("does not write a message without the code that it is for", () => {
    expect(() => renderMessage("en", { ...FACTS, code: null }, null)).toThrow(/without its code/);
  });

  it("keeps names as long as one SMS more does not come of it", () => {
    const long = { ...FACTS, resourceName: "Sales and marketing, North Rhine" };
    const { text } = renderMessage("en", { ...long, clientAddress: null, autofillHost: null }, null);
    expect(text).toContain("Sales and marketing, North...");
    const short = renderMessage("en", { ...long, accountName: "Example of a very long name" }, null).text;
    expect(getSegments(short)).toEqual({ encoding: "GSM_7", segments: 1 });
    expect(short.length).toBeGreaterThan(155);
  });

  it("writes names of other alphabets where the text has one too", () => {
    const { text } = renderMessage("pl", { ...FACTS, resourceName: "Księgowość" }, null);
    expect(text).toContain("Ksiegowosc");
    expect(renderMessage("uk", { ...FACTS, resourceName: "Księgowość" }, null).text).toContain("Księgowość");
    expect(
      renderMessage("pl", { ...FACTS, kind: "EMAIL", resourceName: "Księgowość" }, null).subject,
    ).toContain("Księgowość");
  });

  it("has the code in a page once in large letters, as one text that is not parted", () => {
    const { html } = renderMessage("en", { ...FACTS, kind: "EMAIL" }, null);
    expect(html?.match(/<p style="[^"]*letter-spacing[^"]*">482913<\/p>/g)).toHaveLength(1);
    expect(html).not.toMatch(/<(?:a|img|link|script|style)\b|https?:|color:|url\(/i);
  });

  it("lets no value change the lines of an SMS, the code's place, or its size beyond bounds", () => {
    fc.assert(
      fc.property(locales, purposes, values, (locale, purpose, changed) => {
        const { text } = renderMessage(locale, { ...FACTS, ...changed, purpose }, null);
        const lines = text.split(/[\n\r\u2028\u2029\u0085\v\f]/);
        expect(lines).toHaveLength(2);
        expect(lines[0]).toMatch(/^482913 /);
        expect(lines[1]).toBe("@login.example.org #482913");
        expect(getSegments(text).segments).toBeLessThanOrEqual(4);
        expect(text).not.toMatch(/:\/\/|evil\.example/);
      }),
    );
  });

  it("lets no value change the lines of a chat message or a mail, or the tags of its page", () => {
    fc.assert(
      fc.property(locales, purposes, values, (locale, purpose, changed) => {
        for (const kind of ["BOT", "EMAIL"] as const) {
          const usual = renderMessage(locale, { ...FACTS, kind, purpose }, null);
          const { subject, text, html } = renderMessage(
            locale,
            { ...FACTS, ...changed, kind, purpose },
            null,
          );
          expect(text.split(/\n|\r|\u2028|\u0085/)).toHaveLength(usual.text.split("\n").length);
          expect(text).toMatch(/^482913 /);
          expect(getStructure(html)).toEqual(getStructure(usual.html));
          expect(rest(html)).not.toMatch(/["'<>]|&(?!(?:amp|lt|gt|quot|#39);)/);
          expect(subject).toMatch(kind === "EMAIL" ? /^482913 [^\p{Cc}\p{Cf}]+$/u : /^$/);
          expect(`${subject}${text}${html}`).not.toMatch(/:\/\/|evil\.example/);
        }
      }),
    );
  });

  it("lets no value change what an account wrote itself", () => {
    expect(checkOverride("EMAIL", own)).toBeNull();
    fc.assert(
      fc.property(values, (changed) => {
        const facts: MessageFacts = { ...FACTS, ...changed };
        const sms = renderMessage("en", facts, { ...own, subject: null, html: null }).text;
        expect(sms.split(/[\n\r\u2028]/)).toHaveLength(4);
        expect(sms).toMatch(/^482913 for /);
        expect(sms.split("\n").filter((line) => line.startsWith("@"))).toHaveLength(1);
        const { subject, html } = renderMessage("en", { ...facts, kind: "EMAIL" }, own);
        expect(subject).toMatch(/^Code 482913, [^\p{Cc}\p{Cf}]+$/u);
        expect(getStructure(html)).toEqual(["<p>", "482913", "</p>", "<p>", "</p>"]);
      }),
    );
  });

  it("uses an account's own texts, and the default text for each missing part", () => {
    const facts: MessageFacts = { ...FACTS, kind: "EMAIL" };
    const usual = renderMessage("de", facts, null);
    expect(renderMessage("de", facts, NONE)).toEqual(usual);
    const subject = renderMessage("de", facts, { ...NONE, subject: "{code} <{account}>" });
    expect(subject).toMatchObject({ subject: "482913 <Example>", text: usual.text });
    expect(subject.html).toContain("<title>482913 &lt;Example&gt;</title>");
    const html = renderMessage("de", facts, { ...NONE, html: "<b>{code}</b> {minutes}" });
    expect(html).toEqual({ ...usual, html: "<b>482913</b> 5" });
    // As it could have been set before there was a list of what is allowed.
    const old = { ...NONE, html: "<b onclick='a()'>{code}</b><svg/onload=a()>" };
    expect(renderMessage("de", facts, old).html).toBe("<b>482913</b>");
  });

  it("makes a page of an account's text, so that both parts of a mail say the same", () => {
    const facts: MessageFacts = {
      ...FACTS,
      kind: "EMAIL",
      resourceName: null,
      login: null,
      clientAddress: null,
    };
    const text = "{code} & {resource}\r\nfor {login} at {address}\n\nBye";
    const rendered = renderMessage("es", facts, { ...NONE, text });
    expect(rendered.text).toBe("482913 & Example\nfor - at -\n\nBye");
    expect(rendered.html).toContain("<p>482913 &amp; Example<br />\nfor - at -</p>\n<p>Bye</p>\n</body>");
    expect(rendered.html).toContain('<html lang="es"');
  });
});
