import { LOCALES } from "@tokenplane/rules/channel";
import { describe, expect, it } from "vitest";
import { PORTAL_CHANGES, type PortalChangeMail, type PortalMail } from "./message-facts.js";
import { minutesIn, PHRASES } from "./phrases.js";
import { portalMail } from "./portal-mail.js";

const ANNA = { accountName: "Example Industries", login: "anna" };
const URL = "https://mfa.example.org/alarm#q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA";
const AT = Date.UTC(2026, 10, 27, 9, 6);
const UNTIL = Date.UTC(2026, 11, 4, 9, 6);

const INVITATION: PortalMail = {
  purpose: "PORTAL_INVITATION",
  asksFor: "ENROL",
  resourceName: "Remote access",
  url: URL,
  by: "ada",
  until: UNTIL,
};

const CODE: PortalMail = {
  purpose: "PORTAL_CODE",
  resourceName: "Remote access",
  code: "482913",
  minutes: 5,
  clientAddress: "203.0.113.100",
};

const CHANGE: PortalChangeMail = {
  purpose: "PORTAL_CHANGE",
  resourceName: "Remote access",
  change: "TOKEN_ENROLLED",
  tokenName: "Anna's phone",
  at: AT,
  clientAddress: "203.0.113.100",
  alarm: { url: URL, until: UNTIL },
};

const changes = PORTAL_CHANGES.map((change) => ({ change }));

describe.each(LOCALES.map((locale) => ({ locale })))("mails about a portal in $locale", ({ locale }) => {
  const { portal, labels, secrecy } = PHRASES[locale];
  const written = (mail: PortalMail) => portalMail(locale, ANNA, mail);

  /** The conditions that all mails meet. @returns the text. */
  function expectWhole(mail: PortalMail, subjectHas: string): string {
    const { subject, text, html } = written(mail);
    expect(html).toBeNull();
    for (const part of [subject, text]) expect(part).not.toMatch(/[{}]|undefined|null/);
    expect(subject).toContain(subjectHas);
    expect(subject).toContain("Remote access (Example Industries)");
    expect(text).toContain(`${labels.resource} Remote access\n${labels.account} Example Industries\n`);
    expect(text).toContain(`${labels.login} anna`);
    expect(text.match(/:\/\//g) ?? []).toHaveLength(mail.purpose === "PORTAL_CODE" ? 0 : 1);
    return text;
  }

  it("invite with a link, until when it works, and what to do with it", () => {
    const text = expectWhole(INVITATION, "");
    expect(text).toContain(`${portal.steps}\n${URL}\n`);
    expect(text).toContain("ada ");
    expect(text).toMatch(/\b4\b[^\n]*2026[^\n]*9:06 UTC/);
    expect(text).toContain(PHRASES[locale].mail.advice.INVITATION);
    expect(text).not.toContain(labels.address);
  });

  it("bring a link that sets another password, and say that a code is asked for, too", () => {
    const text = expectWhole({ ...INVITATION, asksFor: "PASSWORD" }, "");
    expect(text).toContain(`${portal.resetSteps}\n${URL}\n`);
    expect(text).toContain("ada ");
    expect(text).toContain(PHRASES[locale].mail.advice.PASSWORD_RESET);
    expect(text).not.toContain(portal.steps);
  });

  it("bring a code first, with how long it is valid, who asked, and that nobody else may know it", () => {
    const text = expectWhole(CODE, "482913 ");
    expect(text).toMatch(/^482913 /);
    expect(text).toContain(secrecy.replace("{validity}", minutesIn(locale, 5)));
    expect(text).toContain(`${labels.address} 203. 0. 113. 100`);
    expect(text).toContain(portal.codeAdvice);
    expect(written({ ...CODE, clientAddress: null }).text).not.toContain(labels.address);
  });

  it.each(changes)("tell $change: what, where, when, from which address, and what to do", ({ change }) => {
    const mail = { ...CHANGE, change };
    const text = expectWhole(mail, portal.changes[change].replace("{place}", "").slice(0, 5).trim());
    expect(text.split("\n")[0]).toBe(
      `${portal.changes[change].replace("{place}", "Remote access (Example Industries)")}.`,
    );
    expect(text).toContain(`${labels.token} Anna's phone\n`);
    expect(text).toMatch(new RegExp(`${labels.time} 27[^\\n]*2026[^\\n]*9:06 UTC\\n`));
    expect(text).toContain(`${labels.address} 203. 0. 113. 100\n`);
    expect(text).toContain(`${portal.notMe}\n${URL}\n`);
    expect(text).toMatch(/\b4\b[^\n]*2026[^\n]*9:06 UTC/);
  });

  it("say each change in other words", () => {
    expect(new Set(Object.values(portal.changes)).size).toBe(PORTAL_CHANGES.length);
  });

  it("leave out what is not known, and tell whom to inform where no link leads to the server", () => {
    const { text } = written({ ...CHANGE, tokenName: null, clientAddress: null, alarm: null });
    for (const label of [labels.token, labels.address]) expect(text).not.toContain(label);
    expect(text).not.toContain("://");
    expect(text).toContain(portal.notMeByHand);
    expect(text).not.toMatch(/[{}]/);
  });

  it("have one link only, whatever names, logins and addresses are", () => {
    const evil = "https://evil.example/alarm#x\n\nhttp://evil.example {link}";
    const named = { accountName: evil, login: evil };
    for (const mail of [
      { ...INVITATION, resourceName: evil, by: evil },
      { ...CHANGE, resourceName: evil, tokenName: evil, clientAddress: evil },
    ]) {
      const { subject, text } = portalMail(locale, named, mail);
      expect(text.match(/:\/\//g)).toHaveLength(1);
      expect(`${subject}\n${text}`).not.toContain("evil.example");
      expect(subject).not.toContain("\n");
      const usual = mail.purpose === "PORTAL_CHANGE" ? CHANGE : INVITATION;
      expect(text.split("\n")).toHaveLength(written(usual).text.split("\n").length);
    }
    const { subject, text } = portalMail(locale, named, { ...CODE, resourceName: evil });
    expect(`${subject}\n${text}`).not.toContain("://");
    expect(text).toMatch(/^482913 /);
  });
});
