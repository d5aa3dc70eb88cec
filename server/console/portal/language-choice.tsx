import { useEffect, useRef } from "react";
import { chooseLanguage, type Language, LANGUAGES, useLanguage, useTexts } from "./language.js";

const CHOICES = ["de", "en", "es", "fr", "pl", "uk"] as const satisfies readonly Language[];

/** The foot of every page: in which language the portal is. All of them are in sight: a list that opens there has no place below it. */
export function LanguageChoice() {
  const { common } = useTexts();
  const language = useLanguage();
  const current = useRef<HTMLButtonElement>(null);
  const before = useRef(language);
  /** Whether the person chose it here, and did not find it so. */
  const isChosen = useRef(false);
  useEffect(() => {
    if (before.current === language) return;
    before.current = language;
    // The heading has another text, and takes the focus as that of a new page.
    if (isChosen.current) current.current?.focus({ preventScroll: true });
    isChosen.current = false;
  }, [language]);
  return (
    <footer className="tp-language">
      <div role="group" aria-label={common.language}>
        {CHOICES.map((one) => (
          <button
            key={one}
            ref={one === language ? current : null}
            type="button"
            lang={one}
            aria-pressed={one === language}
            onClick={() => {
              isChosen.current = true;
              // Without the server, the language stays.
              chooseLanguage(one).catch(() => {});
            }}
          >
            {LANGUAGES[one]}
          </button>
        ))}
      </div>
    </footer>
  );
}
