import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { readNamedSearch } from "../lists/named-search.js";
import { consoleRoute } from "../shell/console-route.js";

export const usersRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: "/users",
  validateSearch: readNamedSearch,
  component: lazyRouteComponent(() => import("./users-page.js"), "UsersPage"),
});
