import { type Language, startLanguage, useLanguage } from "../portal/language.js";
import type { AlarmTexts } from "./alarm-texts/en.js";

/** Only the language in use is loaded. These texts are apart from those of the portal, whose pages do not say them. */
const TEXTS: Readonly<Record<Language, () => Promise<{ readonly texts: AlarmTexts }>>> = {
  de: () => import("./alarm-texts/de.js"),
  en: () => import("./alarm-texts/en.js"),
  es: () => import("./alarm-texts/es.js"),
  fr: () => import("./alarm-texts/fr.js"),
  pl: () => import("./alarm-texts/pl.js"),
  uk: () => import("./alarm-texts/uk.js"),
};

const loaded = new Map<Language, AlarmTexts>();

/**
 * Loads the texts of this page with those of the portal, before anything is shown.
 * @throws TypeError when they cannot be loaded.
 */
export async function startAlarmLanguage(): Promise<void> {
  await startLanguage(async (language) => {
    const { texts } = await TEXTS[language]();
    loaded.set(language, texts);
  });
}

/** The texts of this page now, also after a change. */
export function useAlarmTexts(): AlarmTexts {
  const texts = loaded.get(useLanguage());
  if (texts === undefined) throw new TypeError("no language is loaded");
  return texts;
}
