import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { readEventSearch } from "../events/event-search.js";
import { consoleRoute } from "../shell/console-route.js";
import { TOKEN_EVENT_KINDS } from "./token-event-kinds.js";

export const tokenInfoRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: "/tokens/$id",
  validateSearch: (search: Record<string, unknown>) => readEventSearch(TOKEN_EVENT_KINDS, search),
  // Another token begins with nothing that was typed or opened for this one.
  remountDeps: ({ params }) => params,
  component: lazyRouteComponent(() => import("./token-info-page.js"), "TokenInfoPage"),
});
