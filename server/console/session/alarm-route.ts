import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute } from "../root-route.js";

/** The link's token stands after #, where no server and no log sees it. */
export const alarmRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/alarm",
  component: lazyRouteComponent(() => import("./alarm-page.js"), "AlarmPage"),
});
