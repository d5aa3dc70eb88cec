import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute } from "../root-route.js";

/** An address on this server; others are left out, so that no link leads from the sign-in to another site. */
function addressHere(value: unknown): string | undefined {
  return typeof value === "string" && /^\/(?![/\\])/.test(value) ? value : undefined;
}

export const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/sign-in",
  validateSearch: (search): { readonly next?: string; readonly ended?: boolean } => {
    const next = addressHere(search["next"]);
    // Whether a session has ended that the person did not end.
    const ended = search["ended"] === true ? { ended: true } : {};
    return next === undefined ? ended : { next, ...ended };
  },
  component: lazyRouteComponent(() => import("./sign-in-page.js"), "SignInPage"),
});
