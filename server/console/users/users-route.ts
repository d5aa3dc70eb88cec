import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { consoleRoute } from "../shell/console-route.js";
import { readUserSearch } from "./user-search.js";

export const usersRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: "/users",
  validateSearch: readUserSearch,
  component: lazyRouteComponent(() => import("./users-page.js"), "UsersPage"),
});
