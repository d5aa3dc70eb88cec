import "@patternfly/react-core/dist/styles/base.css";
import "./parts/common.css";
import "./shell/console.css";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { withBackground } from "./data/background.js";
import { front, setFront } from "./data/front.js";
import { keepSession } from "./data/keep-session.js";
import { joinTabs, noteUse } from "./data/last-use.js";
import { watchUse } from "./data/watch-use.js";
import { createQueryClient } from "./data/queries.js";
import { makeRouter } from "./router.js";
import { startTheme } from "./parts/theme.js";
import { createToastList } from "./parts/toast-list.js";
import { ToastArea } from "./parts/toasts.js";

startTheme();

const isUsed = watchUse(globalThis);
setFront(withBackground({ ...front(), onAnswer: noteUse }, isUsed));
joinTabs("console");

const queries = createQueryClient();
const toasts = createToastList();
const router = makeRouter(queries, toasts);
// A person who connects an app has the time that the page says, however long they type.
keepSession(() => isUsed() && router.state.location.pathname !== "/enrol");
const root = document.querySelector("#root");
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <ToastArea toasts={toasts}>
          <RouterProvider router={router} />
        </ToastArea>
      </QueryClientProvider>
    </StrictMode>,
  );
}
