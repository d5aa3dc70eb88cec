import { ofRole } from "../actions/actor.js";
import type { Plugin } from "graphql-yoga";
import type { BoundCounts } from "../bounds.js";
import { GraphQLError } from "graphql";
import { isAllowed } from "../actions/permissions.js";
import { topLevelError } from "../graphql/errors.js";
import type { NodeContext } from "./body-limit.js";
import { OVERLOADED } from "./close-with.js";
import { isUpload, LARGEST_UPLOAD, readMultipart, tooLarge } from "./multipart.js";
import { RequestBytes } from "./request-bytes.js";

/** How many bytes of uploads are received at once. */
const MAX_UPLOADED = 100_000_000;

/** How many of them one account may send: two files whose length is not stated. */
const MAX_UPLOADED_OF_ACCOUNT = 70_000_000;

/** Headers that a page of another site can send only after a preflight request. */
const PREFLIGHT = ["graphql-preflight", "graphql-require-preflight", "apollo-require-preflight"];

/** Accepts files (GraphQL multipart request specification) from callers that may import. */
export function uploads(bounds: BoundCounts): Plugin<object, NodeContext> {
  const bytes = new RequestBytes(MAX_UPLOADED, MAX_UPLOADED_OF_ACCOUNT, () => bounds.reached("memory"));
  return {
    onRequestParse({ request, serverContext: { req, res, admitted }, setRequestParser }) {
      if (request.method !== "POST" || !isUpload(request.headers.get("content-type"))) return;
      const refuse = (error: GraphQLError): never => {
        // A refused request is not read: the connection ends with the answer.
        res.setHeader("connection", "close");
        if (error.extensions["code"] === "REQUEST_ENTITY_TOO_LARGE") bounds.reached("request_bytes");
        throw error;
      };
      if (!PREFLIGHT.some((name) => (request.headers.get(name) ?? "") !== "")) {
        refuse(
          topLevelError("FORBIDDEN", "Send the header `graphql-preflight: 1` with a multipart request.", 403),
        );
      }
      const { actor } = admitted;
      if (!isAllowed(actor, "tokenImport")) {
        refuse(topLevelError("FORBIDDEN", `${ofRole(actor)} may not send files.`, 403));
      }
      const stated = request.headers.get("content-length");
      const length = stated === null ? LARGEST_UPLOAD : Number(stated);
      if (length > LARGEST_UPLOAD) refuse(tooLarge());
      if (!bytes.take(actor.accountId, req, res, length)) {
        const { code, status, message } = OVERLOADED;
        refuse(
          new GraphQLError(message, {
            extensions: { code, http: { status, headers: { "retry-after": "1" } } },
          }),
        );
      }
      setRequestParser(() =>
        readMultipart(req).catch((error: unknown) => {
          if (error instanceof GraphQLError) refuse(error);
          throw error;
        }),
      );
    },
  };
}
