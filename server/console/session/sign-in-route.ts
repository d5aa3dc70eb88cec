import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute } from "../shell/root-route.js";

/** An address on this server; others are left out, so that no link leads from the sign-in to another site. */
function addressHere(value: unknown): string | undefined {
  return typeof value === "string" && /^\/(?![/\\])/.test(value) ? value : undefined;
}

export const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/sign-in",
  // Written also when it is left out: the router would take it from the address as it stands otherwise.
  validateSearch: (search): { readonly next?: string | undefined } => ({ next: addressHere(search["next"]) }),
  component: lazyRouteComponent(() => import("./sign-in-page.js"), "SignInPage"),
});
