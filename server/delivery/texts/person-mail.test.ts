import { LOCALES } from "@tokenplane/rules/channel";
import { describe, expect, it } from "vitest";
import { CONSOLE_MAIL_PURPOSES, type ConsoleMailPurpose, type MailFacts } from "./message-facts.js";
import { personMail } from "./person-mail.js";
import { PHRASES } from "./phrases.js";

const URL = "https://mfa.example.org/invitation#q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA";

const LINK = {
  url: URL,
  asksFor: "JOIN",
  by: "ada",
  until: Date.UTC(2026, 10, 28, 9, 6),
} as const;

function getFacts(purpose: ConsoleMailPurpose, changed: Partial<MailFacts> = {}): MailFacts {
  const hasLink = purpose === "INVITATION" || purpose === "PASSWORD_RESET";
  return {
    purpose,
    accountName: "Example Industries",
    login: "anna",
    clientAddress: hasLink ? null : "203.0.113.100",
    link: hasLink ? { ...LINK, asksFor: purpose === "INVITATION" ? "JOIN" : "PASSWORD" } : null,
    ...changed,
  };
}

describe.each(LOCALES.map((locale) => ({ locale })))("mails to a person in $locale", ({ locale }) => {
  const { mail, labels } = PHRASES[locale];

  it.each(CONSOLE_MAIL_PURPOSES)("say all there is to say for %s, as plain text", (purpose) => {
    const facts = getFacts(purpose);
    const { subject, text, html } = personMail(locale, facts);
    expect(html).toBeNull();
    for (const part of [subject, text]) {
      expect(part).not.toMatch(/[{}]/);
      expect(part).toContain("Example Industries");
    }
    expect(text).toContain(mail.advice[purpose]);
    expect(text).toContain(`${labels.login} anna`);
    if (facts.link === null) {
      expect(text).toContain(`${labels.address} 203. 0. 113. 100`);
      expect(text).not.toContain("://");
      return;
    }
    expect(text).toContain("ada ");
    expect(text).toContain(`${mail.steps[facts.link.asksFor]}\n${URL}\n`);
    expect(text).toMatch(/28[^\n]*2026[^\n]*9:06 UTC/);
    expect(text).not.toContain(labels.address);
  });

  it("ask for the password where a token is enrolled, and not for another one", () => {
    const { text } = personMail(locale, getFacts("INVITATION", { link: { ...LINK, asksFor: "TOKEN" } }));
    expect(text).toContain(mail.steps.TOKEN);
    expect(text).not.toContain(mail.steps.JOIN);
  });

  it("have one link only, whatever names and logins are", () => {
    const evil = "https://evil.example/invitation#x\n\nhttp://evil.example {link}";
    const { subject, text } = personMail(
      locale,
      getFacts("INVITATION", { accountName: evil, login: evil, link: { ...LINK, by: evil } }),
    );
    expect(text.match(/:\/\//g)).toHaveLength(1);
    expect(`${subject}\n${text}`).not.toContain("evil.example");
    expect(text.split("\n")).toHaveLength(personMail(locale, getFacts("INVITATION")).text.split("\n").length);
    expect(subject).not.toContain("\n");
  });
});
