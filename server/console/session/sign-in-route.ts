import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute } from "../root-route.js";

/** An address on this server; others are left out, so that no link leads from the sign-in to another site. */
function addressHere(value: unknown): string | undefined {
  return typeof value === "string" && /^\/(?![/\\])/.test(value) ? value : undefined;
}

export const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/sign-in",
  validateSearch: (search): { readonly next?: string } => {
    const next = addressHere(search["next"]);
    return next === undefined ? {} : { next };
  },
  component: lazyRouteComponent(() => import("./sign-in-page.js"), "SignInPage"),
});
