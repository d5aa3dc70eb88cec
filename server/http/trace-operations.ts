import { getOperationAST } from "graphql";
import type { Plugin } from "graphql-yoga";
import type { Tracer } from "../actions/tracer.js";
import type { Context } from "../graphql/context.js";
import type { NodeContext } from "./body-limit.js";

/**
 * Makes each operation a part of its request's trace: by its kind, and by the id of its document if it was named by one. The
 * document itself, its names and its variables are client text.
 */
export function traceOperations(tracer: Tracer): Plugin<NodeContext & Context, NodeContext> {
  const documentIds = new WeakMap<object, string>();
  return {
    onParams({ params, context }) {
      const documentId: unknown = Reflect.get(params, "documentId");
      if (!params.query && typeof documentId === "string") documentIds.set(context.res, documentId);
    },
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
