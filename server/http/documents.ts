import {
  getOperationAST,
  GraphQLError,
  Kind,
  NoSchemaIntrospectionCustomRule,
  OperationTypeNode,
  parse,
  specifiedRules,
  validate,
  visit,
  type DocumentNode,
  type OperationDefinitionNode,
} from "graphql";
import { topLevelError } from "../graphql/errors.js";
import { MOST_TOKENS, widthRule } from "../graphql/limits.js";
import { excessOf } from "../graphql/variables.js";
import { toldError } from "../graphql/without-value.js";
import { schema } from "../schema.js";
import type { PersistedDocuments } from "./persisted-documents.js";
import { Recent } from "./recent.js";

/** Characters of the documents that are kept parsed; twice as many at most. */
const MOST_KEPT = 100_000;

/** What a client asks to follow. */
export interface SubscriptionRequest {
  readonly query?: string | null | undefined;
  /** Of a document that the server was given, instead of the query. */
  readonly documentId?: unknown;
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
}

/** A subscription that may be run. */
export interface Subscription {
  readonly document: DocumentNode;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
  /** The same for subscriptions that ask for the same fields in the same way, wherever they begin. */
  readonly selection: string;
}

interface Known {
  readonly document: DocumentNode;
  /** For each subscription of the document, the variables that its answers depend on. */
  readonly used: ReadonlyMap<OperationDefinitionNode, readonly string[]>;
}

function wrongSyntax(error: unknown): readonly GraphQLError[] {
  if (!(error instanceof GraphQLError)) throw error;
  if (error.message.endsWith("Parsing aborted.")) {
    return [topLevelError("COST_LIMIT_EXCEEDED", `A document has at most ${MOST_TOKENS} tokens.`)];
  }
  return [toldError(error)];
}

/** The variables of an operation that stand elsewhere than in the arguments of the field at its root. */
function variablesBelow(document: DocumentNode, operation: OperationDefinitionNode): string[] {
  const below = new Set<string>();
  const collect = (node: DocumentNode | OperationDefinitionNode, isRoot: boolean) => {
    let depth = 0;
    visit(node, {
      Field: {
        enter: (field) => {
          depth += 1;
          // What the root's arguments say is done before there is an answer.
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

const documents = new Recent<Known>(MOST_KEPT, (text) => text.length);

function readDocument(query: string): Known | readonly GraphQLError[] {
  const known = documents.get(query);
  if (known !== undefined) return known;
  let document: DocumentNode;
  try {
    document = parse(query, { maxTokens: MOST_TOKENS });
  } catch (error) {
    return wrongSyntax(error);
  }
  // The schema is asked about over HTTP, where its answers are bounded.
  const errors = validate(schema, document, [...specifiedRules, widthRule, NoSchemaIntrospectionCustomRule]);
  if (errors.length > 0) return errors.map(toldError);
  const used = new Map<OperationDefinitionNode, readonly string[]>();
  for (const one of document.definitions) {
    if (one.kind === Kind.OPERATION_DEFINITION) used.set(one, variablesBelow(document, one));
  }
  const made: Known = { document, used };
  documents.set(query, made);
  return made;
}

/** Reads what a client asks to follow. @returns the subscription, or what is wrong with it. */
export function readSubscription(
  { query: sent, documentId, operationName, variables }: SubscriptionRequest,
  persisted: PersistedDocuments,
): Subscription | readonly GraphQLError[] {
  const query = persisted.textOf(sent, documentId) ?? "";
  if (typeof query === "object") return [topLevelError(query.code, query.message)];
  const excess = excessOf(variables);
  if (excess !== undefined) return [topLevelError("COST_LIMIT_EXCEEDED", excess)];
  const known = readDocument(query);
  if (!("document" in known)) return known;
  const operation = getOperationAST(known.document, operationName);
  if (operation == null) {
    return [
      topLevelError("BAD_USER_INPUT", "Name the operation: the document has none of that name, or several."),
    ];
  }
  if (operation.operation !== OperationTypeNode.SUBSCRIPTION) {
    return [
      topLevelError("METHOD_NOT_ALLOWED", "Here only subscriptions run. Send this one by POST /graphql."),
    ];
  }
  const used = (known.used.get(operation) ?? []).map((name) => [name, variables?.[name] ?? null]);
  return {
    document: known.document,
    operationName: operationName ?? null,
    variables: variables ?? {},
    selection: JSON.stringify([query, operationName ?? null, used]),
  };
}
