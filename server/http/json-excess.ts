import { GraphQLError } from "graphql";
import { jsonExcess, type JsonExcess } from "../bounded-json.js";
import type { BoundCounts } from "../bounds.js";
import { topLevelError } from "../graphql/errors.js";

/** The answer to JSON that has too many levels or values. */
export function excessError({ message }: Pick<JsonExcess, "message">): GraphQLError {
  return topLevelError("COST_LIMIT_EXCEEDED", message, 400);
}

/** Where a query string or a form of GraphQL over HTTP has JSON. */
const WITH_JSON = ["variables", "extensions"];

/** Looks at the JSON in a query string or a form, before anybody parses it. @throws GraphQLError when it has too many levels or values. */
export function demandBounded(form: string): void {
  const parameters = new URLSearchParams(form);
  for (const message of WITH_JSON.map((name) => jsonExcess(parameters.get(name) ?? ""))) {
    if (message !== undefined) throw excessError({ message });
  }
}

/** Counts an answer of the API whose operation was too large: its JSON, its document, or its cost. */
export function countTooLarge(bounds: BoundCounts, errors: readonly unknown[]): void {
  const isTooLarge = (error: unknown) =>
    error instanceof GraphQLError && error.extensions["code"] === "COST_LIMIT_EXCEEDED";
  if (errors.some(isTooLarge)) bounds.reached("operation_size");
}
