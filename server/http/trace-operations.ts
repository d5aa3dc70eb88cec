import { getOperationAST } from "graphql";
import type { Plugin } from "graphql-yoga";
import type { ServerResponse } from "node:http";
import type { Tracer } from "../actions/tracer.js";
import type { Context } from "../graphql/context.js";
import type { NodeContext } from "./body-limit.js";

const documentIds = new WeakMap<ServerResponse, string>();

/** Notes that a request named its document by an id. @param id of a document that the server has: others are client text. */
export function noteDocument(response: ServerResponse, id: string): void {
  documentIds.set(response, id);
}

/**
 * Makes each operation a part of its request's trace: by its kind, and by the id of its document if it was named by one. The
 * document itself, its names and its variables are client text.
 */
export function traceOperations(tracer: Tracer): Plugin<NodeContext & Context, NodeContext> {
  return {
    onExecute({ args: { contextValue, document, operationName }, executeFn, setExecuteFn }) {
      const name = getOperationAST(document, operationName)?.operation ?? "none";
      const documentId = documentIds.get(contextValue.res);
      const notes = {
        "graphql.operation.type": name,
        "tokenplane.correlation_id": contextValue.correlationId,
        ...(documentId === undefined ? {} : { "graphql.document.id": documentId }),
      };
      setExecuteFn((args: Parameters<typeof executeFn>[0]) =>
        tracer.during({ name, notes }, async (): Promise<unknown> => executeFn(args)),
      );
    },
  };
}
