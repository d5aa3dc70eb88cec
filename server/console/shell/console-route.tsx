import { createRoute, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { hasCode } from "../data/request-error.js";
import { rootRoute } from "../root-route.js";
import { viewerQuery } from "./viewer.js";

/** Around every page of a person who is signed in: masthead, navigation, dialogs. */
export const consoleRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: "console",
  async beforeLoad({ context, location }) {
    try {
      await context.queries.ensureQueryData(viewerQuery);
    } catch (problem) {
      if (!hasCode(problem, "UNAUTHENTICATED")) throw problem;
      throw redirect({ to: "/sign-in", search: { next: location.href } });
    }
  },
  component: lazyRouteComponent(() => import("./frame.js"), "Frame"),
});
