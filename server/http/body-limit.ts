import { GraphQLError } from "graphql";
import type { Plugin } from "graphql-yoga";
import type { IncomingMessage, ServerResponse } from "node:http";
import { topLevelError } from "../graphql/errors.js";
import { OVERLOADED } from "./close-with.js";
import { isUpload } from "./multipart.js";
import { RequestBytes } from "./request-bytes.js";

/** Bytes of a request body. */
const LARGEST_BODY = 1_000_000;

/** Bytes of requests that are held at once. What is made of JSON takes ten times as much. */
const MAX_HELD = 32_000_000;

/** What the HTTP server tells Yoga of a request. */
export interface NodeContext {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
}

/**
 * Bounds bodies by their stated length, which Node holds senders to: each, and all together. (Yoga's own limit
 * pipes every body through a stream and halves the throughput.) Uploads have bounds of their own.
 */
export function bodyLimit(): Plugin<object, NodeContext> {
  const bytes = new RequestBytes(MAX_HELD);
  return {
    onRequestParse({ request, serverContext: { req, res } }) {
      if (request.method !== "POST" || isUpload(request.headers.get("content-type"))) return;
      const length = request.headers.get("content-length");
      if (length === null) {
        throw topLevelError("LENGTH_REQUIRED", "Send the body with a Content-Length, not in chunks.", 411);
      }
      if (Number(length) > LARGEST_BODY) {
        throw topLevelError("REQUEST_ENTITY_TOO_LARGE", `A request has at most ${LARGEST_BODY} bytes.`, 413);
      }
      if (!bytes.take(req, res, Number(length))) {
        const { code, status, message } = OVERLOADED;
        throw new GraphQLError(message, {
          extensions: { code, http: { status, headers: { "retry-after": "1" } } },
        });
      }
    },
  };
}
