import { GraphQLError, parse } from "graphql";
import { createYoga, maskError, type Plugin } from "graphql-yoga";
import type { IncomingMessage } from "node:http";
import { newId } from "../database/new-id.js";
import type { Actor } from "../access/actor.js";
import { authenticateKey, type Rejection } from "../access/authenticate-key.js";
import type { Config } from "../config.js";
import type { Context } from "../graphql/context.js";
import { topLevelError } from "../graphql/errors.js";
import { MOST_TOKENS, widthRule } from "../graphql/limits.js";
import { toldError } from "../graphql/without-value.js";
import { schema } from "../schema.js";
import type { Services } from "../services.js";
import { callerAddress } from "./caller-address.js";
import { EXAMPLES } from "./examples.js";

/** Bytes of a request body. */
const LARGEST_BODY = 1_000_000;

/** What the HTTP server tells Yoga of a request. */
interface NodeContext {
  readonly req: IncomingMessage;
}

const REJECTIONS: Record<Rejection, GraphQLError> = {
  MISSING: topLevelError("UNAUTHENTICATED", "Sign in with an API key: Authorization: Bearer tp_…", 401),
  MALFORMED: topLevelError("UNAUTHENTICATED", "The Authorization header holds no API key: Bearer tp_…", 401),
  UNKNOWN: topLevelError("UNAUTHENTICATED", "There is no such API key.", 401),
  REVOKED: topLevelError("UNAUTHENTICATED", "The API key was revoked.", 401),
  EXPIRED: topLevelError("UNAUTHENTICATED", "The API key has expired.", 401),
  ACCOUNT_DISABLED: topLevelError("FORBIDDEN", "The account is disabled. Its operator can enable it.", 403),
};

/**
 * Bounds bodies by their stated length, which Node holds senders to. (Yoga's own limit pipes every body
 * through a stream and halves the throughput.)
 */
const bodyLimit: Plugin = {
  onRequestParse({ request }) {
    const length = request.headers.get("content-length");
    if (request.method !== "POST") return;
    if (length === null) {
      throw topLevelError("LENGTH_REQUIRED", "Send the body with a Content-Length, not in chunks.", 411);
    }
    if (Number(length) > LARGEST_BODY) {
      throw topLevelError("REQUEST_ENTITY_TOO_LARGE", `A request has at most ${LARGEST_BODY} bytes.`, 413);
    }
  },
};

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

/** Nobody's request gets further than its headers. */
function authentication(services: Services, actors: WeakMap<Request, Actor>): Plugin {
  return {
    async onRequest({ request, url, fetchAPI, endResponse }) {
      const wantsPage =
        request.method === "GET" && (request.headers.get("accept") ?? "").includes("text/html");
      if (url.pathname !== "/graphql" || request.method === "OPTIONS" || wantsPage) return;
      const actor = await authenticateKey(services, request.headers.get("authorization"));
      if (typeof actor !== "string") {
        actors.set(request, actor);
        return;
      }
      const error = REJECTIONS[actor];
      const wanted = request.headers.get("accept") ?? "";
      endResponse(
        new fetchAPI.Response(
          JSON.stringify({
            errors: [{ message: error.message, extensions: { code: error.extensions["code"] } }],
          }),
          {
            status: actor === "ACCOUNT_DISABLED" ? 403 : 401,
            headers: {
              "content-type": wanted.includes("application/graphql-response+json")
                ? "application/graphql-response+json; charset=utf-8"
                : "application/json; charset=utf-8",
              "www-authenticate": "Bearer",
            },
          },
        ),
      );
    },
  };
}

const documentLimits: Plugin = {
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

/** Nothing of a failure inside leaves the server but an id by which the log tells it. */
function masking({ log, clock }: Services) {
  return (error: unknown, message: string): Error => {
    const masked = maskError(error, message, false);
    if (masked instanceof GraphQLError && masked.extensions["code"] !== "INTERNAL_SERVER_ERROR")
      return masked;
    const correlationId = newId(clock());
    const cause = error instanceof GraphQLError ? (error.originalError ?? error) : error;
    log.error({ correlationId, err: cause }, "an operation failed");
    return new GraphQLError("Something failed here. Tell the operator this correlation id.", {
      ...(error instanceof GraphQLError ? { nodes: error.nodes ?? null, path: error.path ?? null } : {}),
      extensions: { code: "INTERNAL", correlationId },
    });
  };
}

/** The GraphQL endpoint. */
export function createEndpoint(services: Services, trustedProxies: Config["trustedProxies"]) {
  const actors = new WeakMap<Request, Actor>();
  return createYoga<NodeContext, Context>({
    schema,
    graphqlEndpoint: "/graphql",
    landingPage: false,
    logging: false,
    maxRequestBodySize: false,
    multipart: false,
    cors: false,
    graphiql: {
      title: "Tokenplane",
      defaultQuery: EXAMPLES,
      headers: JSON.stringify({ Authorization: "Bearer PASTE_YOUR_API_KEY" }, null, 2),
      defaultEditorToolsVisibility: "headers",
    },
    // Nine megabytes of script, which only a browser wants: they are not read at the start.
    renderGraphiQL: async (options) =>
      (await import("@graphql-yoga/render-graphiql")).renderGraphiQL(options),
    plugins: [authentication(services, actors), bodyLimit, readableRequests, documentLimits, toldErrors],
    context: ({ request, req }): Context => {
      const actor = actors.get(request);
      if (actor === undefined) throw REJECTIONS.MISSING;
      return {
        services,
        actor,
        callerAddress: callerAddress(
          req.socket.remoteAddress,
          request.headers.get("x-forwarded-for"),
          trustedProxies,
        ),
        correlationId: newId(services.clock()),
        loaded: {},
      };
    },
    maskedErrors: { maskError: masking(services) },
  });
}
