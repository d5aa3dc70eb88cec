import type { TopLevelCode } from "../graphql/errors.js";

/** The body of an error in GraphQL's form, for answers without an operation. */
export function errorBody(code: TopLevelCode, message: string): string {
  return `${JSON.stringify({ errors: [{ message, extensions: { code } }] })}\n`;
}
