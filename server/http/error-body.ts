import type { TopLevelCode } from "../graphql/errors.js";

/**
 * The body of an error in GraphQL's form, for answers without an operation.
 * @param correlationId under which the log has it; nothing when it is in no log.
 */
export function errorBody(code: TopLevelCode, message: string, correlationId?: string): string {
  const extensions = { code, ...(correlationId === undefined ? {} : { correlationId }) };
  return `${JSON.stringify({ errors: [{ message, extensions }] })}\n`;
}
