import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import { Component, type ReactNode } from "react";
import { type Language, wantedLanguage } from "./language.js";
import { LonePage } from "./page-card.js";
import { loadAgain } from "./place.js";

/** The texts for a missing part: they are not in a dictionary, because the dictionary may be what is missing. */
const TEXTS: Readonly<Record<Language, Readonly<Record<"title" | "body" | "again", string>>>> = {
  en: {
    title: "This page cannot be shown",
    body: "The connection may be gone, or the server was upgraded.",
    again: "Load the page again",
  },
  de: {
    title: "Diese Seite kann nicht gezeigt werden",
    body: "Vielleicht fehlt die Verbindung, oder der Server wurde erneuert.",
    again: "Seite noch einmal laden",
  },
  es: {
    title: "Esta página no se puede mostrar",
    body: "Quizá no hay conexión, o el servidor se ha actualizado.",
    again: "Volver a cargar la página",
  },
  fr: {
    title: "Cette page ne peut pas être affichée",
    body: "La connexion est peut-être coupée, ou le serveur a été mis à jour.",
    again: "Recharger la page",
  },
  pl: {
    title: "Nie można pokazać tej strony",
    body: "Być może nie ma połączenia lub serwer został zaktualizowany.",
    again: "Załaduj stronę ponownie",
  },
  uk: {
    title: "Цю сторінку неможливо показати",
    body: "Можливо, немає з’єднання, або сервер оновлено.",
    again: "Завантажити сторінку ще раз",
  },
};

/** Is shown in the place of a page of which something could not be loaded. */
export function NotLoaded() {
  const texts = TEXTS[wantedLanguage()];
  return (
    <LonePage title={texts.title} problem={texts.body}>
      <div>
        <Button onClick={loadAgain}>{texts.again}</Button>
      </div>
    </LonePage>
  );
}

/** Shows that a part could not be loaded, or shown, where React by itself would show an empty page. */
export class LoadBoundary extends Component<
  { readonly children: ReactNode },
  { readonly isBroken: boolean }
> {
  override state = { isBroken: false };

  static getDerivedStateFromError() {
    return { isBroken: true };
  }

  override render() {
    return this.state.isBroken ? <NotLoaded /> : this.props.children;
  }
}
