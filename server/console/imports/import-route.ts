import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { consoleRoute } from "../shell/console-route.js";

/** What a file may have in it. */
export const WHATS = ["tokens", "users", "links"] as const;
export type What = (typeof WHATS)[number];

/** What an address asks for; without it, tokens are imported. */
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
