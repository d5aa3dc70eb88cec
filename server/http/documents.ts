import {
  getOperationAST,
  Kind,
  NoSchemaIntrospectionCustomRule,
  OperationTypeNode,
  visit,
  type DocumentNode,
  type GraphQLError,
  type OperationDefinitionNode,
} from "graphql";
import type { Actor } from "../actions/actor.js";
import { getDenial } from "../graphql/guard.js";
import { isOperation } from "../actions/permissions.js";
import { topLevelError } from "../graphql/errors.js";
import { schema } from "../graphql/schema.js";
import { CheckedDocuments } from "./checked-documents.js";
import { hasHashOnly, type PersistedDocuments } from "./persisted-documents.js";

/** How many characters of documents are cached in parsed form. */
const MAX_KEPT = 200_000;

/** A client's request to subscribe. */
export interface SubscriptionRequest {
  readonly query?: string | null | undefined;
  /** The id of a document in the server's file, instead of the query. */
  readonly documentId?: unknown;
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
  /** As they were sent. */
  readonly extensions?: unknown;
}

/** A validated subscription. */
export interface Subscription {
  readonly document: DocumentNode;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Equal for subscriptions that request the same fields in the same way, wherever they begin. */
  readonly selection: string;
}

/** The variables that an operation uses, except in the arguments of its root field. */
function variablesBelow(document: DocumentNode, operation: OperationDefinitionNode): string[] {
  const below = new Set<string>();
  const collect = (node: DocumentNode | OperationDefinitionNode, isRoot: boolean) => {
    let depth = 0;
    visit(node, {
      Field: {
        enter: (field) => {
          depth += 1;
          // The root's arguments have their effect before the first answer.
          return isRoot && depth === 1 ? { ...field, arguments: [] } : undefined;
        },
        leave: () => {
          depth -= 1;
        },
      },
      VariableDefinition: () => false,
      Variable: ({ name }) => {
        below.add(name.value);
      },
    });
  };
  collect(operation, true);
  const fragments = document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION);
  collect({ kind: Kind.DOCUMENT, definitions: fragments }, false);
  return [...below].toSorted();
}

// Introspection works only over HTTP, where answers are limited.
const documents = new CheckedDocuments(MAX_KEPT, [NoSchemaIntrospectionCustomRule], {
  syntax: "BAD_USER_INPUT",
  validation: "BAD_USER_INPUT",
});

/** For each executed operation, the variables that its answers depend on. */
const used = new WeakMap<OperationDefinitionNode, readonly string[]>();

function variablesOfAnswers(document: DocumentNode, operation: OperationDefinitionNode): readonly string[] {
  const known = used.get(operation) ?? variablesBelow(document, operation);
  used.set(operation, known);
  return known;
}

const FOLLOWED = Object.keys(schema.getSubscriptionType()?.getFields() ?? {}).filter(isOperation);

/** Why an actor may not follow anything; undefined when there is something that it may. */
function denialOfAll(actor: Actor): GraphQLError | undefined {
  const denials = FOLLOWED.map((name) => getDenial(actor, name, name));
  return denials.includes(undefined) ? undefined : denials[0];
}

/**
 * Reads a client's request to subscribe.
 * @param actor the caller. If it may follow nothing, the document is not read.
 * @returns the subscription, or its errors.
 */
export function readSubscription(
  { query: sent, documentId, operationName, variables, extensions }: SubscriptionRequest,
  actor: Actor,
  persisted: PersistedDocuments,
): Subscription | readonly GraphQLError[] {
  const denial = denialOfAll(actor);
  if (denial !== undefined) return [denial];
  if (hasHashOnly(sent, documentId, extensions)) return persisted.unsupportedHash();
  const query = persisted.getText(sent, documentId, actor) ?? "";
  if (typeof query === "object") return [topLevelError(query.code, query.message)];
  const document = documents.read(query);
  if (!("kind" in document)) return document;
  const operation = getOperationAST(document, operationName);
  if (operation == null) {
    return [
      topLevelError(
        "BAD_USER_INPUT",
        "Set operationName: the document has several operations, or none with that name.",
      ),
    ];
  }
  if (operation.operation !== OperationTypeNode.SUBSCRIPTION) {
    return [
      topLevelError(
        "METHOD_NOT_ALLOWED",
        "Only subscriptions run over this connection. Send queries and mutations by POST /graphql.",
      ),
    ];
  }
  // One that is absent has its default; null has not.
  const decisive = variablesOfAnswers(document, operation).map((name) =>
    variables != null && Object.hasOwn(variables, name) ? [name, variables[name]] : [name],
  );
  return {
    document,
    operationName: operationName ?? null,
    variables: variables ?? {},
    selection: JSON.stringify([query, operationName ?? null, decisive]),
  };
}
