import { GraphQLError } from "graphql";
import { maskError } from "graphql-yoga";
import { newId } from "../database/new-id.js";
import { isUnreachable } from "../database/unreachable.js";
import { INTERNAL, UNAVAILABLE } from "../graphql/errors.js";
import { RequestError } from "../request-error.js";
import type { ServerServices } from "../services.js";

/** No detail of an internal failure leaves the server, only an id under which the log has it. */
export function masking({ log, clock }: Pick<ServerServices, "log" | "clock">) {
  return (error: unknown, message: string): GraphQLError => {
    const original = error instanceof GraphQLError ? error.originalError : error;
    const where =
      error instanceof GraphQLError ? { nodes: error.nodes ?? null, path: error.path ?? null } : {};
    if (original instanceof RequestError) {
      const { code, message: sentence, more } = original;
      return new GraphQLError(sentence, { ...where, extensions: { code, ...more } });
    }
    const masked = maskError(error, message, false);
    if (masked instanceof GraphQLError && masked.extensions["code"] !== "INTERNAL_SERVER_ERROR")
      return masked;
    const correlationId = newId(clock());
    const cause = original ?? error;
    log.error({ correlationId, err: cause }, "an operation failed");
    if (isUnreachable(cause)) {
      const { code, message: sentence } = UNAVAILABLE;
      return new GraphQLError(sentence, { ...where, extensions: { code, correlationId } });
    }
    const { code, message: sentence } = INTERNAL;
    return new GraphQLError(sentence, { ...where, extensions: { code, correlationId } });
  };
}
