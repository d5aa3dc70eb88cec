import { describe, expect, it } from "vitest";
import { LOCALES } from "@tokenplane/rules/channel";
import { getLocale, textLocale } from "./locale.js";

describe("localeOf", () => {
  it.each([
    ["de-AT", "de"],
    ["pl_PL", "pl"],
    ["UK", "uk"],
    ["uk-Cyrl-UA", "uk"],
    ["fr.UTF-8", "fr"],
    ["es-419", "es"],
    ["en", "en"],
  ])("takes %s for %s", (tag, locale) => {
    expect(getLocale(tag)).toBe(locale);
  });

  it.each(["", "e", "eng", "english", "it-IT", "x-en", " en", "-de", "e\u0301n", "en1"])(
    "knows no language of %j",
    (tag) => {
      expect(getLocale(tag)).toBeNull();
    },
  );

  it("knows each locale by its own name", () => {
    expect(LOCALES.map(getLocale)).toEqual(LOCALES);
  });
});

describe("textLocale", () => {
  it.each([
    ["pl_PL", "de", "pl"],
    [null, "de-AT", "de"],
    ["ja", "uk", "uk"],
    ["ja", "xx", "en"],
    [null, "", "en"],
  ])("of %s in an account with %s is %s", (wanted, account, locale) => {
    expect(textLocale(wanted, account)).toBe(locale);
  });
});
