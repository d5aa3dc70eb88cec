import type { Plugin } from "graphql-yoga";
import type { IncomingMessage } from "node:http";
import { isUnreachable } from "../database/unreachable.js";
import { UNAVAILABLE } from "../graphql/errors.js";
import type { Log } from "../log.js";
import { errorBody } from "./error-body.js";
import type { Admitted, Denial, Admission } from "./admission.js";
import type { Limited } from "./rate-limits.js";
import { warnRarely } from "./warn-rarely.js";

/**
 * Refuses requests without a valid key after their headers.
 * @param admitted the callers, for the context of each request.
 */
export function authentication(
  admission: Admission,
  admitted: WeakMap<Request, Admitted>,
  log: Log,
): Plugin<object, { readonly req: IncomingMessage }> {
  const unreachable = warnRarely(log, "requests were refused: the database cannot be reached");
  return {
    async onRequest({ request, serverContext, url, fetchAPI, endResponse }) {
      if (url.pathname !== "/graphql") return;
      const wanted = request.headers.get("accept") ?? "";
      const end = (refusal: Denial | Limited | typeof UNAVAILABLE) => {
        const { code, message } = refusal;
        const contentType = wanted.includes("application/graphql-response+json")
          ? "application/graphql-response+json; charset=utf-8"
          : "application/json; charset=utf-8";
        const why: Record<string, string> =
          "retryAfter" in refusal
            ? { "retry-after": String(refusal.retryAfter) }
            : { "www-authenticate": "Bearer" };
        endResponse(
          new fetchAPI.Response(errorBody(code, message), {
            status: "status" in refusal ? refusal.status : 429,
            headers: { "content-type": contentType, ...why },
          }),
        );
      };
      const caller = admission.arrive(serverContext.req);
      if ("code" in caller) {
        end(caller);
        return;
      }
      if (request.method === "OPTIONS") return;
      const result = await admission
        .admit(caller, { authorization: request.headers.get("authorization") })
        .catch((error: unknown) => {
          if (!isUnreachable(error)) throw error;
          unreachable();
          return UNAVAILABLE;
        });
      if ("code" in result) end(result);
      else admitted.set(request, result);
    },
  };
}
