import { getOperationAST, GraphQLError } from "graphql";
import type { Plugin } from "graphql-yoga";
import type { IncomingMessage, ServerResponse } from "node:http";
import { isUnreachable } from "../database/unreachable.js";
import { UNAVAILABLE } from "../graphql/errors.js";
import type { NodeContext } from "./body-limit.js";
import { RequestGone } from "./node-request.js";

/** The route that answers a request: a name for each place that the server has, and one for all that it does not have. */
export type RouteName =
  | "health"
  | "graphiql"
  | "graphql"
  | "events"
  | "push"
  | "receipts"
  | "sign_in"
  | "portal"
  | "console"
  | "none";

/** The kind of operation that a request to the API has; none for one that has none, or that was refused before it was read. */
export type OperationKind = "query" | "mutation" | "subscription" | "none";

/** How a request was answered. */
export interface Answered {
  readonly route: RouteName;
  readonly operation: OperationKind;
  /** The HTTP status; null when the client went before there was one. */
  readonly status: number | null;
  readonly seconds: number;
}

/** The counter of requests. It learns nothing that a client wrote. */
export interface RequestObserver {
  /** A request was answered, or its client has gone. */
  answered(one: Answered): void;
  /** An answer of the API has an error at the top level, with this code; or a request to another place failed in the server. */
  failed(code: string): void;
}

const operations = new WeakMap<ServerResponse, OperationKind>();

/** Tells an observer how a request is answered, once it is. */
export function observeRequest(observer: RequestObserver, route: RouteName, response: ServerResponse): void {
  const begun = performance.now();
  response.once("close", () => {
    observer.answered({
      route,
      operation: route === "events" ? "subscription" : (operations.get(response) ?? "none"),
      status: response.headersSent ? response.statusCode : null,
      seconds: (performance.now() - begun) / 1_000,
    });
  });
}

/**
 * Whether a request failed because its client went before it had arrived, or before it was read: that is no failure of the server.
 * @param error with which it failed.
 */
export function isCutOff({ destroyed, complete }: IncomingMessage, error: unknown): boolean {
  return error instanceof RequestGone || (destroyed && !complete);
}

/** Tells an observer of what failed in the server, and not as an answer of the API. */
export function observeFailure(observer: RequestObserver, error: unknown): void {
  observer.failed(isUnreachable(error) ? UNAVAILABLE.code : "INTERNAL");
}

/** Tells an observer of an error at the top level of an answer. */
export function observeError(observer: RequestObserver, error: unknown): void {
  const code = error instanceof GraphQLError ? error.extensions["code"] : undefined;
  observer.failed(typeof code === "string" ? code : "INTERNAL");
}

/** Notes the kind of each operation, and tells an observer of errors at the top level. */
export function observeOperations(observer: RequestObserver): Plugin<NodeContext> {
  return {
    onExecute({ args: { contextValue, document, operationName } }) {
      operations.set(contextValue.res, getOperationAST(document, operationName)?.operation ?? "none");
    },
    onResultProcess({ result }) {
      if (!("errors" in result) || result.errors === undefined) return;
      for (const error of result.errors) observeError(observer, error);
    },
  };
}
