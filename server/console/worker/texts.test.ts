import { expect, it } from "vitest";
import { LOCALES } from "@tokenplane/rules/channel";
import { notificationTexts } from "./texts.js";

it("the notification on a phone says that a request waits, in the language of the page, or else in English", () => {
  const english = { title: "A request waits for you", body: expect.stringContaining("decline it") };
  for (const search of ["", "?language=", "?language=it", "?language=toString", "?language=en"]) {
    expect(notificationTexts(search)).toEqual(english);
  }
  const said = LOCALES.map((locale) => notificationTexts(`?language=${locale}`));
  expect(new Set(said.flatMap(({ title, body }) => [title, body])).size).toBe(2 * LOCALES.length);
  expect(notificationTexts("?language=de").title).toBe("Eine Anfrage wartet auf Sie");
});
