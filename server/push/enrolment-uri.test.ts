import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { appUrl, scan } from "../../test/support/phone.js";
import { appLink, type EnrolmentParts, enrolmentUri, isNormalized } from "./enrolment-uri.js";

function parts(changes: Partial<EnrolmentParts> = {}): EnrolmentParts {
  return {
    label: "anna@example.com",
    issuer: "ACME Berlin & Söhne",
    url: "https://mfa.example/push/acme",
    ttlMinutes: 10,
    credential: "mY-credential_1",
    serial: "0191f0c0-0000-7000-8000-000000000001",
    pollOnly: true,
    ...changes,
  };
}

describe("the URI of an enrolment", () => {
  it("is the app's, letter by letter", () => {
    expect(enrolmentUri(parts({ forceUnlock: "biometric" }))).toBe(
      "otpauth://pipush/anna%40example.com?url=https%3A%2F%2Fmfa.example%2Fpush%2Facme&ttl=10" +
        "&issuer=ACME%20Berlin%20%26%20S%C3%B6hne&enrollment_credential=mY-credential_1&v=1" +
        "&serial=0191f0c0-0000-7000-8000-000000000001&sslverify=1&poll_only=True&app_force_unlock=biometric",
    );
    expect(appLink(parts())).toBe(enrolmentUri(parts()).replace("otpauth://", "pia://"));
    expect(enrolmentUri(parts({ pollOnly: false }))).toMatch(/&poll_only=False$/);
  });

  it.each([
    ["a+b c%41&d=e#f?g/h\\", "a+b c%41&d=e#f?g/h\\"],
    ["host:8080: VPN", "host-8080 - VPN"],
    ["日本 🎉", "日本 🎉"],
    ["half \ud800 of one", "half \ufffd of one"],
    ["..", "S-1"],
    [".", "S-1"],
    [" ", "S-1"],
    [":", "-"],
  ])("shows %j as %j", (label, shown) => {
    for (const uri of [enrolmentUri, appLink]) {
      expect(scan(uri(parts({ label, serial: "S-1" })))).toMatchObject({ label: shown, serial: "S-1" });
    }
  });

  it.each([
    ["ACME: Berlin", "ACME: Berlin"],
    ["100 %", "100 %"],
    ["100%25 of %41", "100％25 of ％41"],
    ["Steam", "STEAM"],
  ])("has the issuer %j as %j", (issuer, shown) => {
    expect(scan(enrolmentUri(parts({ issuer }))).issuer).toBe(shown);
  });

  it("is read by the app whatever the names are", () => {
    const name = fc.string({ unit: "grapheme", minLength: 1, maxLength: 50 });
    fc.assert(
      fc.property(name, name, (label, issuer) => {
        const scanned = scan(enrolmentUri(parts({ label, issuer })));
        expect(scanned.label).not.toBe("");
        expect(scanned.label).not.toContain(":");
        if (!/[%:]|Steam/.test(issuer)) expect(scanned.issuer).toBe(issuer.trim());
        const { url, credential, serial, ttlMinutes, pollOnly, sslVerify } = scanned;
        expect({ url, credential, serial, ttlMinutes, pollOnly, sslVerify }).toEqual({
          url: parts().url,
          credential: parts().credential,
          serial: parts().serial,
          ttlMinutes: 10,
          pollOnly: true,
          sslVerify: true,
        });
      }),
    );
  });

  it("has whole minutes", () => {
    for (const ttlMinutes of [0, -1, 1.5, Number.NaN]) {
      expect(() => enrolmentUri(parts({ ttlMinutes }))).toThrow(RangeError);
    }
  });
});

describe("a URL that the app signs as it stands", () => {
  it.each([
    "https://mfa.example/push/acme",
    "https://mfa.example:8443/a/push/acme.corp",
    "http://127.0.0.1:3000/push/acme-1_2~3",
    "https://[2001:db8::1]/push/.well",
  ])("is %s", (url) => {
    expect(isNormalized(url)).toBe(true);
    expect(appUrl(url)).toBe(url);
  });

  it.each([
    "https://mfa.example",
    "https://mfa.example/",
    "https://MFA.example/push",
    "https://mfa.example:443/push",
    "http://mfa.example:80/push",
    "https://mfa.example:99999/push",
    "https://mfa.example/a/../push",
    "https://mfa.example/a/..",
    "https://mfa.example/./push",
    "https://mfa.example//push",
    "https://mfa.example/push/",
    "https://mfa.example/p%75sh",
    "https://mfa.example/push?a=b",
    "https://mfa.example/push#a",
    "https://mfa.example/a|b",
    "https://mfa.example/push\n",
    "https://mfa.example/ü",
    "https://ü.example/push",
    "https://a@mfa.example/push",
    "ftp://mfa.example/push",
    "push",
  ])("is not %j", (url) => {
    expect(isNormalized(url)).toBe(false);
  });

  it("is one that the app's reader leaves alone", () => {
    const url = fc.stringMatching(/^https:\/\/[a-z0-9.:-]{1,8}(\/[A-Za-z0-9.%~-]{0,4}){0,4}$/);
    fc.assert(
      fc.property(url, (text) => {
        fc.pre(isNormalized(text));
        expect(appUrl(text)).toBe(text);
      }),
    );
  });
});
