import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { consoleRoute } from "../shell/console-route.js";
import { readKeySearch } from "./key-search.js";

export const apiKeysRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: "/api-keys",
  validateSearch: readKeySearch,
  component: lazyRouteComponent(() => import("./api-keys-page.js"), "ApiKeysPage"),
});
