import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute } from "../root-route.js";

export const enrolmentRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/enrol",
  component: lazyRouteComponent(() => import("./enrolment-page.js"), "EnrolmentPage"),
});
