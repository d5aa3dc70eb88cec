import { StrictMode, type ReactNode } from "react";
import { createRoot } from "react-dom/client";
import { setFront } from "../data/front.js";
import { startTheme } from "../parts/theme.js";
import { startLanguage } from "./language.js";
import { LanguageChoice } from "./language-choice.js";
import { LoadBoundary, NotLoaded } from "./not-loaded.js";
import { portalAddress } from "./place.js";
import { say } from "./say.js";

/** Shows a page of a portal in the language of its person, or that a part of it could not be loaded. @param onAnswer see `setFront`. */
export async function startPage(page: ReactNode, onAnswer: () => void = () => {}): Promise<void> {
  setFront({ headers: { "x-tokenplane-portal": portalAddress }, onAnswer, say });
  startTheme();
  const isReady = await startLanguage().then(
    () => true,
    () => false,
  );
  const root = document.querySelector("#root");
  if (root === null) return;
  createRoot(root).render(
    <StrictMode>
      {isReady ? (
        <>
          <LoadBoundary>{page}</LoadBoundary>
          <LanguageChoice />
        </>
      ) : (
        <NotLoaded />
      )}
    </StrictMode>,
  );
}
