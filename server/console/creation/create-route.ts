import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { consoleRoute } from "../shell/console-route.js";

export const createTokenRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: "/tokens/new",
  component: lazyRouteComponent(() => import("./create-page.js"), "CreatePage"),
});
