import { GraphQLError } from "graphql";
import { type Plugin, YogaServer, type YogaServerOptions } from "graphql-yoga";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { BoundCounts } from "../bounds.js";
import { newId } from "../database/new-id.js";
import type { Context } from "../graphql/context.js";
import { topLevelError } from "../graphql/errors.js";
import { introspectionRule } from "../graphql/introspection.js";
import { schema } from "../graphql/schema.js";
import type { ServerServices } from "../services.js";
import type { Admission, NotAdmitted } from "./admission.js";
import { bodyLimit, type NodeContext } from "./body-limit.js";
import { CheckedDocuments, DocumentError } from "./checked-documents.js";
import { keepsWayIn } from "./console-request.js";
import { errorBody } from "./error-body.js";
import { countTooLarge, demandBounded } from "./json-excess.js";
import { masking } from "./masking.js";
import { asFetched, NodeResponse } from "./node-request.js";
import { hasHashOnly, type PersistedDocuments } from "./persisted-documents.js";
import { publicError } from "./public-error.js";
import { observeOperations, type RequestObserver } from "./request-observer.js";
import { noteDocument, traceOperations } from "./trace-operations.js";
import { uploads } from "./uploads.js";

/**
 * How many characters of documents are cached in parsed form. (Yoga itself caches 1,024 documents of any length:
 * gigabytes.)
 */
const MAX_KEPT = 500_000;

/**
 * JSON that cannot be parsed is reported without repeating it. (Yoga quotes it, or treats it as a server error
 * and logs it.) A client that went before its request was read is no failure of the server.
 */
const readableRequests: Plugin<object, NodeContext> = {
  onRequestParse({ requestParser, setRequestParser, serverContext: { req } }) {
    if (requestParser === undefined) return;
    setRequestParser(async (request) => {
      try {
        if (request.method === "GET") demandBounded(request.url.slice(request.url.indexOf("?") + 1));
        return await requestParser(request);
      } catch (error) {
        // Yoga does not hand on why the body could not be read.
        if (req.destroyed && !req.readableEnded) {
          throw topLevelError("BAD_REQUEST", "The connection ended before the whole request was read.", 400);
        }
        const quotes = error instanceof GraphQLError && error.extensions["originalError"] !== undefined;
        if (!quotes && !(error instanceof SyntaxError)) throw error;
        throw topLevelError("BAD_USER_INPUT", "The request contains JSON that cannot be parsed.", 400);
      }
    });
  },
};

/** Inserts the document that a request names. */
function persisted(documents: PersistedDocuments): Plugin<object, NodeContext> {
  return {
    onParams({ params, setParams, context }) {
      const documentId: unknown = Reflect.get(params, "documentId");
      if (hasHashOnly(params.query, documentId, params.extensions)) {
        throw new AggregateError(documents.unsupportedHash(200));
      }
      const text = documents.getText(params.query, documentId, context.admitted.actor);
      if (typeof text === "object") throw topLevelError(text.code, text.message, 400);
      if (typeof documentId !== "string" || text === undefined) return;
      noteDocument(context.res, documentId);
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

/** Parses and validates documents in one step, so that refused ones are cached as well. */
function checkedDocuments(): Plugin {
  const documents = new CheckedDocuments(MAX_KEPT, [introspectionRule], {
    syntax: "GRAPHQL_PARSE_FAILED",
    validation: "GRAPHQL_VALIDATION_FAILED",
  });
  return {
    onParse({ params, setParseFn }) {
      setParseFn(() => {
        const read = documents.read(String(params.source));
        if ("kind" in read) return read;
        // Clients that know GraphQL's own media type also get a matching status.
        const errors = read.map(
          ({ message, extensions, locations }) =>
            new DocumentError({
              message,
              locations,
              extensions: { ...extensions, http: { spec: true, status: 400 } },
            }),
        );
        throw new AggregateError(errors);
      });
    },
    onValidate({ setResult }) {
      setResult([]);
    },
  };
}

/** Subscriptions run only over WebSocket or SSE, where they end when their key is revoked. */
const noSubscriptions: Plugin = {
  onSubscribe() {
    throw topLevelError(
      "METHOD_NOT_ALLOWED",
      "Subscribe over WebSocket, or with Accept: text/event-stream.",
      405,
    );
  },
};

/** No error repeats the caller's values: they may be secrets or codes. */
const publicErrors = (bounds: BoundCounts): Plugin => ({
  onResultProcess({ result, setResult }) {
    if (!("errors" in result) || result.errors === undefined) return;
    countTooLarge(bounds, result.errors);
    setResult({
      ...result,
      errors: result.errors.map((error) => (error instanceof GraphQLError ? publicError(error) : error)),
    });
  },
});

/** How Yoga runs the endpoint. */
export function engineOptions(
  services: ServerServices,
  documents: PersistedDocuments,
  observer?: RequestObserver,
): YogaServerOptions<NodeContext, Context> {
  return {
    schema,
    graphqlEndpoint: "/graphql",
    landingPage: false,
    logging: false,
    maxRequestBodySize: false,
    parserAndValidationCache: false,
    multipart: false,
    cors: false,
    graphiql: false,
    plugins: [
      bodyLimit(services.bounds),
      uploads(services.bounds),
      readableRequests,
      persisted(documents),
      checkedDocuments(),
      noSubscriptions,
      publicErrors(services.bounds),
      ...(observer === undefined ? [] : [observeOperations(observer)]),
      ...(services.tracer === undefined ? [] : [traceOperations(services.tracer)]),
    ],
    context: ({ req, admitted: { actor, caller } }): Context => ({
      services,
      actor,
      callerAddress: caller.address,
      correlationId: newId(services.clock()),
      keepsWayIn: keepsWayIn(req),
      language: caller.language,
      loaded: {},
    }),
    maskedErrors: { maskError: masking(services) },
  };
}

/** The answer to a request that is not let in, in the media type that it accepts. */
function refusal({ headers }: IncomingMessage, why: NotAdmitted): NodeResponse {
  const isOwnType = (headers.accept ?? "").includes("application/graphql-response+json");
  const type = `application/${isOwnType ? "graphql-response+json" : "json"}; charset=utf-8`;
  return new NodeResponse(errorBody(why.code, why.message), {
    status: why.status,
    headers: { "content-type": type, ...why.headers },
  });
}

/** The GraphQL endpoint: Yoga, with requests and responses as Node.js has them. */
export function createEndpoint(
  services: ServerServices,
  admission: Admission,
  documents: PersistedDocuments,
  observer?: RequestObserver,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const engine = new YogaServer<NodeContext, Context>(engineOptions(services, documents, observer));
  Object.assign(engine.fetchAPI, { Response: NodeResponse });
  return async (req, res) => {
    const admitted = await admission.letIn(req);
    const answer =
      "code" in admitted
        ? refusal(req, admitted)
        : await engine.handle(asFetched(req), { req, res, admitted, waitUntil: () => {} });
    if (!(answer instanceof NodeResponse)) throw new TypeError("Yoga answered with another class");
    await answer.write(res);
  };
}
