import { describe, expect, it } from "vitest";
import { LOCALES } from "@tokenplane/rules/channel";
import type { MessageFacts, MessagePurpose } from "./message-facts.js";
import { minutesIn, PHRASES } from "./phrases.js";
import { contactSms } from "./portal-sms.js";
import { renderMessage } from "./render.js";
import { getSegments } from "./segments.js";

const PURPOSES: readonly MessagePurpose[] = ["SIGN_IN", "CHECK", "ENROLMENT", "CONTACT", "TEST"];

/** Names of 20 characters, which is a usual length. */
const RESOURCE = "Remote access Berlin";
const ACCOUNT = "Example Industries 7";

const FACTS: MessageFacts = {
  purpose: "SIGN_IN",
  kind: "SMS",
  code: "482913",
  minutes: 10,
  accountName: ACCOUNT,
  resourceName: RESOURCE,
  login: "anna",
  clientAddress: "203.0.113.100",
  autofillHost: null,
};
const SHOWN_ADDRESS = "203. 0. 113. 100";

function getFacts(purpose: MessagePurpose, kind: MessageFacts["kind"]): MessageFacts {
  return { ...FACTS, purpose, kind, code: purpose === "TEST" ? null : "482913" };
}

function plain(html: string | null): string {
  return (html ?? "").replaceAll("&#39;", "'").replaceAll("&quot;", '"');
}

const languages = LOCALES.map((locale) => ({ locale, most: locale === "uk" ? 2 : 1 }));

describe.each(languages)("the texts in $locale", ({ locale, most }) => {
  const encoding = locale === "uk" ? "UCS_2" : "GSM_7";

  it.each(PURPOSES)("say all there is to say for %s, in each kind", (purpose) => {
    const sms = renderMessage(locale, getFacts(purpose, "SMS"), null);
    const bot = renderMessage(locale, getFacts(purpose, "BOT"), null);
    const email = renderMessage(locale, getFacts(purpose, "EMAIL"), null);
    expect([sms.subject, sms.html, bot.subject, bot.html]).toEqual(["", null, "", null]);
    const texts = [sms.text, bot.text, email.text, plain(email.html)];
    for (const text of [...texts, email.subject]) {
      expect(text).not.toMatch(/[{}]/);
      expect(text).toContain(RESOURCE);
      expect(text).toContain(ACCOUNT);
    }
    for (const text of [email.text, plain(email.html)]) {
      for (const part of [PHRASES[locale].advice[purpose], "anna", SHOWN_ADDRESS])
        expect(text).toContain(part);
    }
    expect(bot.text.split("\n")[0]).toBe(email.subject);
    if (purpose === "TEST") {
      for (const text of [...texts.slice(0, 3), email.subject]) expect(text).not.toContain("482913");
      return;
    }
    for (const text of [sms.text, bot.text, email.text, email.subject]) expect(text).toMatch(/^482913 /);
    for (const text of texts) {
      expect(text).toContain(SHOWN_ADDRESS);
      expect(text).toMatch(/\b10\b/);
    }
    const { secrecy } = PHRASES[locale];
    const secret = secrecy.slice(secrecy.indexOf(". ") + 2);
    for (const text of texts.slice(1)) {
      expect(text).toContain(minutesIn(locale, 10));
      expect(text).toContain(secret);
    }
  });

  it.each(PURPOSES)("fit in as few SMS as there can be for %s", (purpose) => {
    const facts = getFacts(purpose, "SMS");
    const variants = [
      facts,
      { ...facts, clientAddress: null },
      { ...facts, resourceName: null },
      { ...facts, clientAddress: null, autofillHost: "login.example.org" },
    ];
    for (const variant of variants) {
      const { text } = renderMessage(locale, variant, null);
      expect(getSegments(text), text).toEqual({ encoding, segments: expect.any(Number) });
      expect(getSegments(text).segments, text).toBeLessThanOrEqual(most);
      expect(text).toContain(ACCOUNT);
      expect(text.includes("IP ")).toBe(variant.clientAddress !== null && purpose !== "TEST");
    }
    // With all there can be, names may be shorter, but no SMS more is sent.
    const all = renderMessage(locale, { ...facts, autofillHost: "login.example.org" }, null).text;
    expect(getSegments(all).segments, all).toBeLessThanOrEqual(most);
    expect(all).toContain(RESOURCE.slice(0, 9));
    expect(all).toContain(ACCOUNT.slice(0, 9));
  });

  it.each(["EMAIL_CHANGED", "PHONE_NUMBER_CHANGED"] as const)(
    "say of %s in as few SMS as there can be what happened and what to do, without a link",
    (change) => {
      const { text } = contactSms(locale, { accountName: ACCOUNT, resourceName: RESOURCE, change });
      expect(getSegments(text), text).toEqual({ encoding, segments: expect.any(Number) });
      expect(getSegments(text).segments, text).toBeLessThanOrEqual(most);
      expect(text).toContain(`${RESOURCE} (${ACCOUNT})`);
      expect(text).not.toMatch(/[{}]/);
      const evil = "https://evil.example\n111111 is your code {place}";
      const odd = contactSms(locale, { accountName: evil, resourceName: evil, change }).text;
      expect(odd).not.toMatch(/:\/\/|\n|evil\.example/);
    },
  );

  it("name the account alone where there is no resource", () => {
    const facts = { ...getFacts("ENROLMENT", "EMAIL"), resourceName: null, login: null, clientAddress: null };
    const { subject, text, html } = renderMessage(locale, facts, null);
    expect(subject.endsWith(ACCOUNT)).toBe(true);
    const { labels } = PHRASES[locale];
    expect(text).toContain(`${labels.account} ${ACCOUNT}`);
    for (const label of [labels.resource, labels.login, labels.address]) {
      expect(text).not.toContain(label);
      expect(html).not.toContain(label);
    }
  });

  it("have a page in the language", () => {
    expect(renderMessage(locale, getFacts("SIGN_IN", "EMAIL"), null).html).toContain(
      `<html lang="${locale}" `,
    );
  });
});

describe("minutesIn", () => {
  it.each([
    ["en", 1, "1 minute"],
    ["en", 5, "5 minutes"],
    ["de", 1, "1 Minute"],
    ["de", 5, "5 Minuten"],
    ["fr", 1, "1 minute"],
    ["fr", 5, "5 minutes"],
    ["es", 1, "1 minuto"],
    ["es", 5, "5 minutos"],
    ["pl", 1, "1 minutę"],
    ["pl", 2, "2 minuty"],
    ["pl", 5, "5 minut"],
    ["pl", 12, "12 minut"],
    ["pl", 22, "22 minuty"],
    ["uk", 1, "1 хвилину"],
    ["uk", 3, "3 хвилини"],
    ["uk", 5, "5 хвилин"],
    ["uk", 11, "11 хвилин"],
    ["uk", 21, "21 хвилину"],
  ] as const)("says in %s of %i: %s", (locale, minutes, text) => {
    expect(minutesIn(locale, minutes)).toBe(text);
  });
});
