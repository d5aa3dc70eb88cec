import "@patternfly/react-core/dist/styles/base.css";
import "./parts/common.css";
import "./portal/portal.css";
import "./portal/device/device.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { setFront } from "./data/front.js";
import { startTheme } from "./parts/theme.js";
import { DeviceApp } from "./portal/device/device-app.js";
import { startLanguage } from "./portal/language.js";
import { LanguageChoice } from "./portal/language-choice.js";
import { portalAddress } from "./portal/place.js";
import { LoadBoundary, NotLoaded } from "./portal/not-loaded.js";
import { say } from "./portal/say.js";

setFront({ headers: { "x-tokenplane-portal": portalAddress }, onAnswer: () => {}, say });
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
            <DeviceApp />
          </LoadBoundary>
          <LanguageChoice />
        </>
      ) : (
        <NotLoaded />
      )}
    </StrictMode>,
  );
}
