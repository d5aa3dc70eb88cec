import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { consoleRoute } from "../shell/console-route.js";
import { readEventSearch } from "./event-search.js";

export const tokenInfoRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: "/tokens/$id",
  validateSearch: readEventSearch,
  component: lazyRouteComponent(() => import("./token-info-page.js"), "TokenInfoPage"),
});
