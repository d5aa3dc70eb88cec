import "@patternfly/react-core/dist/styles/base.css";
import "./parts/common.css";
import "./portal/portal.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { setFront } from "./data/front.js";
import { startTheme } from "./parts/theme.js";
import { startLanguage } from "./portal/language.js";
import { LanguageChoice } from "./portal/language-choice.js";
import { noteUse } from "./portal/last-use.js";
import { portalAddress } from "./portal/place.js";
import { PortalApp } from "./portal/portal-app.js";
import { LoadBoundary, NotLoaded } from "./portal/not-loaded.js";
import { say } from "./portal/say.js";

setFront({ headers: { "x-tokenplane-portal": portalAddress }, onAnswer: noteUse, say });
startTheme();
const isReady = await startLanguage().then(
  () => true,
  () => false,
);
const root = document.querySelector("#root");
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      {isReady ? (
        <>
          <LoadBoundary>
            <PortalApp />
          </LoadBoundary>
          <LanguageChoice />
        </>
      ) : (
        <NotLoaded />
      )}
    </StrictMode>,
  );
}
