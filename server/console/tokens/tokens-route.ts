import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { consoleRoute } from "../shell/console-route.js";
import { readTokenSearch } from "./token-search.js";

export const tokensRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: "/tokens",
  validateSearch: readTokenSearch,
  component: lazyRouteComponent(() => import("./tokens-page.js"), "TokensPage"),
});
