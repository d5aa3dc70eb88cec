/** The languages in which events are said. A new one is a line here, and what does not compile without it. */
export const LANGUAGES = {
  en: { description: "English." },
  de: { description: "German." },
} as const;

export type Language = keyof typeof LANGUAGES;

export function isLanguage(text: string): text is Language {
  return Object.hasOwn(LANGUAGES, text);
}

/**
 * The language that somebody reads best (RFC 9110 §12.5.4).
 * @param accepted a header Accept-Language. @returns undefined when it names none in which events are said.
 */
export function acceptedLanguage(accepted: string | undefined): Language | undefined {
  const wanted = (accepted ?? "").split(",").flatMap((range, place) => {
    const [tag = "", ...settings] = range.toLowerCase().split(";");
    const language = tag.trim().split("-")[0] ?? "";
    const weight = settings.map((one) => /^\s*q\s*=\s*([\d.]+)\s*$/.exec(one)?.[1]).find(Boolean);
    const quality = weight === undefined ? 1 : Number(weight);
    return isLanguage(language) && quality > 0 ? [{ language, quality, place }] : [];
  });
  return wanted.toSorted((one, other) => other.quality - one.quality || one.place - other.place)[0]?.language;
}
