import type { LOCALES } from "@tokenplane/rules/channel";
import { useSyncExternalStore } from "react";
import { keepText, keptText } from "../parts/browser-storage.js";
import { setWords } from "../words/shared-words.js";
import type { Texts } from "./texts/en.js";

/** A language of the portal: those of the messages. */
export type Language = (typeof LOCALES)[number];

/** The name of each language in the language itself. */
export const LANGUAGES: Readonly<Record<Language, string>> = {
  de: "Deutsch",
  en: "English",
  es: "Español",
  fr: "Français",
  pl: "Polski",
  uk: "Українська",
};

/** Only the language in use is loaded. */
const TEXTS: Readonly<Record<Language, () => Promise<{ readonly texts: Texts }>>> = {
  de: () => import("./texts/de.js"),
  en: () => import("./texts/en.js"),
  es: () => import("./texts/es.js"),
  fr: () => import("./texts/fr.js"),
  pl: () => import("./texts/pl.js"),
  uk: () => import("./texts/uk.js"),
};

const KEY = "tokenplane-language";

function isLanguage(text: string): text is Language {
  return Object.hasOwn(LANGUAGES, text);
}

/** The language that the person chose before in this browser, or else the first language of the browser that there are texts in. */
export function wantedLanguage(): Language {
  const tags = [keptText("localStorage", KEY) ?? "", ...navigator.languages];
  return tags.map((tag) => tag.split("-")[0]?.toLowerCase() ?? "").find(isLanguage) ?? "en";
}

interface Shown {
  readonly language: Language;
  readonly texts: Texts;
}

let shown: Shown | undefined;
let wanted: Language;
let loadBeside: (language: Language) => Promise<void> = () => Promise.resolve();
const listeners = new Set<() => void>();

/** @returns whether no other language was wanted meanwhile. */
async function show(language: Language): Promise<boolean> {
  wanted = language;
  const [loaded] = await Promise.all([TEXTS[language](), loadBeside(language)]);
  if (wanted !== language) return false;
  shown = { language, texts: loaded.texts };
  document.documentElement.lang = language;
  setWords(loaded.texts.words);
  for (const listener of listeners) listener();
  return true;
}

/**
 * Loads the texts, before anything is shown.
 * @param beside loads what a page says that is none of the portal, with every language that is chosen.
 */
export async function startLanguage(beside = loadBeside): Promise<void> {
  loadBeside = beside;
  await show(wantedLanguage());
}

let chosen: Language | undefined;

/** Shows the portal in another language from now on, in this browser. What was typed stays. @throws TypeError when it cannot be loaded. */
export async function chooseLanguage(language: Language): Promise<void> {
  const before = chosen;
  // A page that is shown again right away knows it.
  chosen = language;
  try {
    if (await show(language)) keepText("localStorage", KEY, language);
  } catch (problem) {
    chosen = before;
    throw problem;
  }
}

/** The language that the person chose since the page was loaded; undefined for none. */
export function chosenLanguage(): Language | undefined {
  return chosen;
}

/** Shows the language that the server keeps with the person, unless another one was chosen in this browser. */
export async function showKnownLanguage(locale: string | null): Promise<void> {
  if (locale === null || !isLanguage(locale) || locale === shown?.language) return;
  if (keptText("localStorage", KEY) === null && chosen === undefined) await show(locale);
}

function shownNow(): Shown {
  if (shown === undefined) throw new TypeError("no language is loaded");
  return shown;
}

/** The texts of the portal now. In a component, use `useTexts`. */
export function texts(): Texts {
  return shownNow().texts;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The texts of the portal now, also after a change. */
export function useTexts(): Texts {
  return useSyncExternalStore(subscribe, texts);
}

/** The current language. In a component, use `useLanguage`. */
export function shownLanguage(): Language {
  return shownNow().language;
}

/** The current language, also after a change. */
export function useLanguage(): Language {
  return useSyncExternalStore(subscribe, shownLanguage);
}

/** The tag by which dates and times of a language are written: with the country, if the browser says one. */
export function getLocale(language: Language): string {
  return navigator.languages.find((tag) => tag.startsWith(`${language}-`)) ?? language;
}
