import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { consoleRoute } from "../shell/console-route.js";

/** The kinds of objects that a file may contain. */
export const WHATS = ["tokens", "users", "links"] as const;
export type What = (typeof WHATS)[number];

/** The kind in an address; without it, tokens are imported. */
function readImportSearch(search: Record<string, unknown>): { readonly what?: What } {
  const what = WHATS.find((one) => one === search["what"]);
  return what === undefined ? {} : { what };
}

export const importRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: "/tokens/import",
  validateSearch: readImportSearch,
  component: lazyRouteComponent(() => import("./import-page.js"), "ImportPage"),
});
