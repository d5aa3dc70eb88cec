import { GraphQLError, parse } from "graphql";
import { createYoga, type Plugin } from "graphql-yoga";
import { newId } from "../database/new-id.js";
import type { Context } from "../graphql/context.js";
import { topLevelError } from "../graphql/errors.js";
import { introspectionRule } from "../graphql/introspection.js";
import { MOST_TOKENS, widthRule } from "../graphql/limits.js";
import { excessOf } from "../graphql/variables.js";
import { toldError } from "../graphql/without-value.js";
import { schema } from "../schema.js";
import type { Services } from "../services.js";
import { authentication } from "./authentication.js";
import { bodyLimit, type NodeContext } from "./body-limit.js";
import type { Admitted, Gate } from "./gate.js";
import { masking } from "./masking.js";
import type { PersistedDocuments } from "./persisted-documents.js";
import { Recent } from "./recent.js";
import { uploads } from "./uploads.js";

/**
 * Characters of the documents that are kept parsed; twice as many at most. Parsed they take a hundred times
 * their length. (Yoga itself keeps 1,024 documents of any length: gigabytes, if somebody wants that.)
 */
const MOST_KEPT = 250_000;

/** Documents that cannot be read are read again: only they who send them pay for that. */
const NOTHING = { get: () => undefined, set: () => {} };

/** JSON that is none is told without repeating it. (Yoga quotes it, or takes it for a fault of ours and logs it.) */
const readableRequests: Plugin = {
  onRequestParse({ requestParser, setRequestParser }) {
    if (requestParser === undefined) return;
    setRequestParser(async (request) => {
      try {
        return await requestParser(request);
      } catch (error) {
        const quotes = error instanceof GraphQLError && error.extensions["originalError"] !== undefined;
        if (!quotes && !(error instanceof SyntaxError)) throw error;
        throw topLevelError("BAD_USER_INPUT", "The request holds JSON that cannot be read.", 400);
      }
    });
  },
};

/** Puts the document that a request names in its place. */
function persisted(documents: PersistedDocuments): Plugin {
  return {
    onParams({ params, setParams }) {
      const documentId: unknown = Reflect.get(params, "documentId");
      const text = documents.textOf(params.query, documentId);
      if (typeof text === "object") throw topLevelError(text.code, text.message, 400);
      if (documentId == null || text === undefined) return;
      const { variables, operationName, extensions } = params;
      setParams({
        query: text,
        ...(variables === undefined ? {} : { variables }),
        ...(operationName === undefined ? {} : { operationName }),
        ...(extensions === undefined ? {} : { extensions }),
      });
    },
  };
}

/** What can be told to be too large before it is read, parsed or run. */
const documentLimits: Plugin = {
  onParams({ params }) {
    const excess = excessOf(params.variables);
    if (excess !== undefined) throw topLevelError("COST_LIMIT_EXCEEDED", excess, 400);
  },
  onParse({ params, setParseFn }) {
    // A document has no more tokens than characters; short ones keep Yoga's own parser and its cache.
    if (typeof params.source === "string" && params.source.length <= MOST_TOKENS) return;
    setParseFn((source: string) => {
      try {
        return parse(source, { maxTokens: MOST_TOKENS });
      } catch (error) {
        if (error instanceof GraphQLError && error.message.endsWith("Parsing aborted.")) {
          throw topLevelError("COST_LIMIT_EXCEEDED", `A document has at most ${MOST_TOKENS} tokens.`, 400);
        }
        throw error;
      }
    });
  },
  onValidate({ addValidationRule }) {
    addValidationRule(widthRule);
    addValidationRule(introspectionRule);
  },
};

/** What is followed comes over WebSocket or SSE, where it ends with the key that opened it. */
const noSubscriptions: Plugin = {
  onSubscribe() {
    throw topLevelError(
      "METHOD_NOT_ALLOWED",
      "Subscribe over WebSocket, or with Accept: text/event-stream.",
      405,
    );
  },
};

/** No error repeats what the caller sent: it may be a secret or a code. */
const toldErrors: Plugin = {
  onResultProcess({ result, setResult }) {
    if (!("errors" in result) || result.errors === undefined) return;
    setResult({
      ...result,
      errors: result.errors.map((error) => (error instanceof GraphQLError ? toldError(error) : error)),
    });
  },
};

/** The GraphQL endpoint. */
export function createEndpoint(services: Services, gate: Gate, documents: PersistedDocuments) {
  const admitted = new WeakMap<Request, Admitted>();
  return createYoga<NodeContext, Context>({
    schema,
    graphqlEndpoint: "/graphql",
    landingPage: false,
    logging: false,
    maxRequestBodySize: false,
    parserAndValidationCache: {
      documentCache: new Recent(MOST_KEPT, (text) => text.length),
      errorCache: NOTHING,
    },
    multipart: false,
    cors: false,
    graphiql: false,
    plugins: [
      authentication(gate, admitted, services.log),
      bodyLimit(),
      uploads(admitted),
      readableRequests,
      persisted(documents),
      documentLimits,
      noSubscriptions,
      toldErrors,
    ],
    context: ({ request }): Context => {
      const known = admitted.get(request);
      if (known === undefined) throw topLevelError("UNAUTHENTICATED", "Sign in with an API key.", 401);
      return {
        services,
        actor: known.actor,
        callerAddress: known.caller.address,
        correlationId: newId(services.clock()),
        loaded: {},
      };
    },
    maskedErrors: { maskError: masking(services) },
  });
}
