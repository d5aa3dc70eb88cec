import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { consoleRoute } from "../shell/console-route.js";
import { readResourceSearch } from "./resource-search.js";

export const resourceInfoRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: "/resources/$id",
  validateSearch: readResourceSearch,
  // Another resource begins with nothing that was typed or opened for this one.
  remountDeps: ({ params }) => params,
  component: lazyRouteComponent(() => import("./resource-info-page.js"), "ResourceInfoPage"),
});
