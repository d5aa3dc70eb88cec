// Pictures of the components: `npm run gallery` shows them, and test/console/gallery.test.ts looks at them. It is no page of a release.
import "@patternfly/react-core/dist/styles/base.css";
import "../parts/common.css";
import "../shell/console.css";
import "../portal/portal.css";
import "../portal/device/device.css";
import "./gallery.css";
import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { createQueryClient } from "../data/queries.js";
import { startTheme } from "../parts/theme.js";
import { startLanguage } from "../portal/language.js";
import { Gallery } from "./gallery.js";

startTheme();
await startLanguage();
const root = document.querySelector("#root");
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={createQueryClient()}>
        <Gallery />
      </QueryClientProvider>
    </StrictMode>,
  );
}
