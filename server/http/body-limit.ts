import { GraphQLError } from "graphql";
import type { Plugin } from "graphql-yoga";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { BoundCounts } from "../bounds.js";
import type { Admitted } from "../admission/admission.js";
import { topLevelError } from "../graphql/errors.js";
import { OVERLOADED } from "./close-with.js";
import { isUpload } from "./multipart.js";
import { RequestBytes } from "./request-bytes.js";

/** The maximum size of a request body, in bytes. */
const LARGEST_BODY = 1_000_000;

/** How many bytes of requests are in memory at once. Parsed JSON needs ten times as much. */
const MAX_HELD = 32_000_000;
const MAX_HELD_OF_ACCOUNT = 20_000_000;

/** The context that Yoga gets from the HTTP server about a request. */
export interface NodeContext {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  readonly admitted: Admitted;
}

/**
 * Limits bodies by their stated length, which Node enforces: each body, and all together. (Yoga's own limit pipes every
 * body through a stream and halves the throughput.) Uploads have their own limits.
 */
export function bodyLimit(bounds: BoundCounts): Plugin<object, NodeContext> {
  const bytes = new RequestBytes(MAX_HELD, MAX_HELD_OF_ACCOUNT, () => bounds.reached("memory"));
  return {
    onRequestParse({ request, serverContext: { req, res, admitted } }) {
      if (request.method !== "POST" || isUpload(request.headers.get("content-type"))) return;
      const length = request.headers.get("content-length");
      if (length === null) {
        throw topLevelError("LENGTH_REQUIRED", "Send the body with a Content-Length, not in chunks.", 411);
      }
      if (Number(length) > LARGEST_BODY) {
        bounds.reached("request_bytes");
        throw topLevelError("REQUEST_ENTITY_TOO_LARGE", `A request has at most ${LARGEST_BODY} bytes.`, 413);
      }
      if (!bytes.take(admitted.actor.accountId, req, res, Number(length))) {
        const { code, status, message } = OVERLOADED;
        throw new GraphQLError(message, {
          extensions: { code, http: { status, headers: { "retry-after": "1" } } },
        });
      }
    },
  };
}
