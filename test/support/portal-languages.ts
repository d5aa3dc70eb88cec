import { type Texts, texts as en } from "../../server/console/portal/texts/en.js";
import { texts as de } from "../../server/console/portal/texts/de.js";
import { texts as es } from "../../server/console/portal/texts/es.js";
import { texts as fr } from "../../server/console/portal/texts/fr.js";
import { texts as pl } from "../../server/console/portal/texts/pl.js";
import { texts as uk } from "../../server/console/portal/texts/uk.js";
import type { Page } from "playwright-core";
import type { AlarmTexts } from "../../server/console/session/alarm-texts/en.js";
import { ALARM_TEXTS } from "./alarm-texts.js";

/** The texts of a portal in each language. */
export const PORTAL_TEXTS = { en, de, es, fr, pl, uk } as const;

/** The languages besides English, each with one that a browser has. */
export const OTHER_LANGUAGES = [
  ["de", "de-DE"],
  ["es", "es-MX"],
  ["fr", "fr-CA"],
  ["pl", "pl-PL"],
  ["uk", "uk-UA"],
] as const;

/** Every text of a dictionary as a pattern: `.+` replaces the arguments of a text. */
function getPatterns(node: unknown): readonly string[] {
  if (typeof node === "object" && node !== null) return Object.values(node).flatMap(getPatterns);
  const said = typeof node === "function" ? String(Reflect.apply(node, undefined, ["⟨⟩", "⟨⟩", "⟨⟩"])) : node;
  return typeof said === "string"
    ? [said.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`).replaceAll(/⟨⟩|NaN/g, ".+")]
    : [];
}

/** Words that a sentence in English has, and one in the other languages has not. */
const ENGLISH_WORDS = /\b(?:the|this|that|you|your|with|code of)\b/i;

/** All that a page says, to eyes and to screen readers. */
function saidOn(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { document, NodeFilter } = globalThis;
    const said: string[] = [document.title.replace(/ · Tokenplane$/, "")];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode() !== null) {
      const { parentElement, textContent } = walker.currentNode;
      if (parentElement?.closest("script, style") === null) said.push(textContent ?? "");
    }
    for (const element of document.body.querySelectorAll("*")) {
      for (const name of ["aria-label", "alt", "placeholder"]) said.push(element.getAttribute(name) ?? "");
    }
    return said.map((text) => text.replaceAll(/\s+/g, " ").trim()).filter((text) => text !== "");
  });
}

/** The English texts for those of a page in another language. @param texts of that language. */
export async function englishOn(
  page: Page,
  texts: Texts | (Texts & { readonly alarm: AlarmTexts }),
): Promise<readonly string[]> {
  const own = new Set(getPatterns(texts));
  const foreign = getPatterns({ ...en, alarm: ALARM_TEXTS.en }).filter(
    (pattern) => !own.has(pattern) && pattern !== ".+",
  );
  const english = new RegExp(`^(?:${foreign.join("|")})$`);
  return (await saidOn(page)).filter((text) => english.test(text) || ENGLISH_WORDS.test(text));
}
