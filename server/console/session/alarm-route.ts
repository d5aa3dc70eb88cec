import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute } from "../root-route.js";

/** The link's token is after #, where no server and no log sees it. */
export const alarmRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/alarm",
  // The rest of the console is in English, and loads no other language.
  loader: async () => (await import("./alarm-language.js")).startAlarmLanguage(),
  staleTime: Infinity,
  component: lazyRouteComponent(() => import("./alarm-page.js"), "AlarmPage"),
});
