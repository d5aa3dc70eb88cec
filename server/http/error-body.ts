import type { TopLevelCode } from "../graphql/errors.js";

/** An error as GraphQL tells it, for answers that no operation led to. */
export function errorBody(code: TopLevelCode, message: string): string {
  return `${JSON.stringify({ errors: [{ message, extensions: { code } }] })}\n`;
}
