import assert from "node:assert/strict";
import type { Page, Route } from "playwright-core";
import documents from "../../server/console/generated/documents.json" with { type: "json" };

/** The id of one of the console's documents, by the name of its operation. */
export function getDocumentId(operation: string): string {
  const found = Object.entries(documents).find(([, text]) =>
    new RegExp(`\\b(?:query|mutation|subscription) ${operation}\\b`).test(text),
  );
  assert.ok(found, `the console has no operation ${operation}`);
  return found[0];
}

/** An answer of a server that does not answer now. */
export const TOO_MANY = { errors: [{ message: "Too many requests.", extensions: { code: "RATE_LIMITED" } }] };

/** Does something else with the requests of a page that are one of these operations. The others pass. */
export async function intercept(
  page: Page,
  operations: readonly string[],
  handle: (route: Route) => Promise<void>,
): Promise<void> {
  const ids = operations.map(getDocumentId);
  await page.route("**/graphql", (route) => {
    const sent = route.request().postDataBuffer()?.toString() ?? "";
    return ids.some((id) => sent.includes(id)) ? handle(route) : route.fallback();
  });
}
