import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { readNamedSearch } from "../lists/named-search.js";
import { consoleRoute } from "../shell/console-route.js";

export const resourcesRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: "/resources",
  validateSearch: readNamedSearch,
  component: lazyRouteComponent(() => import("./resources-page.js"), "ResourcesPage"),
});
