import type { IncomingMessage } from "node:http";
import { isUnreachable } from "../database/unreachable.js";
import { UNAVAILABLE } from "../graphql/errors.js";
import type { Log } from "../log.js";
import type { Admitted, Denial, Admission } from "./admission.js";
import { errorBody } from "./error-body.js";
import { NodeResponse } from "./node-request.js";
import type { Limited } from "./rate-limits.js";
import { warnRarely } from "./warn-rarely.js";

function refusal({ headers }: IncomingMessage, why: Denial | Limited | typeof UNAVAILABLE): NodeResponse {
  const isOwnType = (headers.accept ?? "").includes("application/graphql-response+json");
  return new NodeResponse(errorBody(why.code, why.message), {
    status: "status" in why ? why.status : 429,
    headers: {
      "content-type": `application/${isOwnType ? "graphql-response+json" : "json"}; charset=utf-8`,
      ...("retryAfter" in why ? { "retry-after": String(why.retryAfter) } : { "www-authenticate": "Bearer" }),
    },
  });
}

/**
 * Decides of a request after its headers whether it is let in.
 * @returns a function to the caller of a request, or the answer that refuses it; undefined for a preflight request, which
 * browsers send without a key.
 */
export function authentication(
  admission: Admission,
  log: Log,
): (request: IncomingMessage) => Promise<Admitted | NodeResponse | undefined> {
  const unreachable = warnRarely(log, "requests were refused: the database cannot be reached");
  return async (request) => {
    const caller = admission.arrive(request);
    if ("code" in caller) return refusal(request, caller);
    if (request.method === "OPTIONS") return undefined;
    try {
      const result = await admission.admit(caller, { authorization: request.headers.authorization ?? null });
      return "code" in result ? refusal(request, result) : result;
    } catch (error) {
      if (!isUnreachable(error)) throw error;
      unreachable();
      return refusal(request, UNAVAILABLE);
    }
  };
}
