import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { readEventSearch } from "../events/event-search.js";
import { consoleRoute } from "../shell/console-route.js";
import { USER_EVENT_KINDS } from "./user-event-kinds.js";

export const userInfoRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: "/users/$id",
  validateSearch: (search: Record<string, unknown>) => readEventSearch(USER_EVENT_KINDS, search),
  // Another user begins with nothing that was typed or opened for this one.
  remountDeps: ({ params }) => params,
  component: lazyRouteComponent(() => import("./user-info-page.js"), "UserInfoPage"),
});
