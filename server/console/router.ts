import type { QueryClient } from "@tanstack/react-query";
import { createRoute, createRouter, redirect } from "@tanstack/react-router";
import { setGuards } from "./data/guards.js";
import type { ToastList } from "./parts/toast-list.js";
import { ProblemPage } from "./problem-page.js";
import { apiKeysRoute } from "./api-keys/api-keys-route.js";
import { createTokenRoute } from "./creation/create-route.js";
import { importRoute } from "./imports/import-route.js";
import { alarmRoute } from "./session/alarm-route.js";
import { invitationRoute } from "./session/invitation-route.js";
import { enrolmentRoute } from "./session/enrolment-route.js";
import { readSessionState, sessionStateQuery } from "./session/session-state.js";
import { resourceInfoRoute } from "./resource-info/resource-info-route.js";
import { resourcesRoute } from "./resources/resources-route.js";
import { signInRoute } from "./session/sign-in-route.js";
import { tokenInfoRoute } from "./token-info/token-info-route.js";
import { tokensRoute } from "./tokens/tokens-route.js";
import { userInfoRoute } from "./user-info/user-info-route.js";
import { usersRoute } from "./users/users-route.js";
import { consoleRoute } from "./shell/console-route.js";
import { rootRoute } from "./root-route.js";

const startRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/",
  beforeLoad() {
    throw redirect({ to: "/tokens" });
  },
});

const routeTree = rootRoute.addChildren([
  startRoute,
  signInRoute,
  invitationRoute,
  alarmRoute,
  enrolmentRoute,
  consoleRoute.addChildren([
    tokensRoute,
    createTokenRoute,
    importRoute,
    tokenInfoRoute,
    usersRoute,
    userInfoRoute,
    resourcesRoute,
    resourceInfoRoute,
    apiKeysRoute,
  ]),
]);

/** All pages, by their addresses. @param toasts which end with the session, too. */
export function makeRouter(queries: QueryClient, toasts: Pick<ToastList, "clear">) {
  const router = createRouter({
    routeTree,
    context: { queries },
    // In place of the one page that fails: what is around it stays, with its dialogs.
    defaultErrorComponent: ProblemPage,
    scrollRestoration: true,
    // A new page begins at its top.
    scrollToTopSelectors: [".pf-v6-c-page__main-container"],
    // Pages get only what their routes have read from an address.
    search: { strict: true },
  });
  let isEnding = false;
  setGuards({
    isSignedIn: async () => (await readSessionState()).level === 2,
    sessionEnded() {
      const { pathname, href } = router.state.location;
      if (pathname === "/sign-in" || isEnding) return;
      isEnding = true;
      // Nothing of what was shown stays: not on the screen, and not in memory.
      toasts.clear();
      const isShown = ({ queryKey }: { readonly queryKey: readonly unknown[] }) =>
        queryKey[0] !== sessionStateQuery.queryKey[0];
      void router
        // Not even a page that asks before it is left may keep on the screen what it shows.
        .navigate({ to: "/sign-in", search: { next: href, ended: true }, ignoreBlocker: true })
        .then(() => queries.removeQueries({ predicate: isShown }))
        .finally(() => {
          isEnding = false;
        });
    },
  });
  return router;
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
