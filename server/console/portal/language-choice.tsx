import { useEffect, useRef } from "react";
import { chooseLanguage, type Language, LANGUAGES, useLanguage, useTexts } from "./language.js";

const CHOICES = ["de", "en", "es", "fr", "pl", "uk"] as const satisfies readonly Language[];

/** The foot of every page: in which language the portal is. */
export function LanguageChoice() {
  const { common } = useTexts();
  const language = useLanguage();
  const select = useRef<HTMLSelectElement>(null);
  const before = useRef(language);
  useEffect(() => {
    if (before.current === language) return;
    before.current = language;
    // The heading has another text, and takes the focus as that of a new page.
    select.current?.focus({ preventScroll: true });
  }, [language]);
  return (
    <footer className="tp-language">
      <label>
        <span>{common.language}</span>
        <select
          ref={select}
          value={language}
          onChange={({ target }) => {
            const chosen = CHOICES.find((one) => one === target.value);
            // Without the server, the language stays.
            if (chosen !== undefined) chooseLanguage(chosen).catch(() => {});
          }}
        >
          {CHOICES.map((one) => (
            <option key={one} value={one} lang={one}>
              {LANGUAGES[one]}
            </option>
          ))}
        </select>
      </label>
    </footer>
  );
}
