import { acceptedLanguage } from "../events/words/language.js";
import type { IncomingMessage } from "node:http";
import type { Presented, Rejection } from "../access/credential.js";
import type { Denied } from "../access/denials.js";
import { type Admitted, makeAdmission as makeRoom } from "../admission/admission.js";
import type { Caller } from "../admission/caller.js";
import type { Limited, RateLimit } from "../admission/rate-limits.js";
import type { Config } from "../config.js";
import { isUnreachable } from "../database/unreachable.js";
import { UNAVAILABLE } from "../graphql/errors.js";
import type { ServerServices } from "../services.js";
import { warnRarely } from "../warn-rarely.js";
import { callers } from "./caller-address.js";
import { FOREIGN } from "./console-request.js";
import { presentedIn } from "./presented.js";
import { observeFailure, type RequestObserver } from "./request-observer.js";

const STATUS = { UNAUTHENTICATED: 401, FORBIDDEN: 403, RATE_LIMITED: 429, UNAVAILABLE: 503 } as const;

/** The answer to a request that has a cookie of this server and comes from another page. */
const FOREIGN_PAGE: Denied = {
  code: "FORBIDDEN",
  message: "Only this server's own pages may send its cookies. Programs and other pages send an API key.",
};

/** Why a request is refused after its headers, as HTTP says it. */
export interface NotAdmitted {
  readonly status: number;
  readonly code: keyof typeof STATUS;
  readonly message: string;
  readonly headers: Readonly<Record<string, string>>;
}

function notAdmitted(why: Denied | Limited | typeof UNAVAILABLE): NotAdmitted {
  const { code, message } = why;
  return {
    status: STATUS[code],
    code,
    message,
    headers:
      "retryAfter" in why ? { "retry-after": String(why.retryAfter) } : { "www-authenticate": "Bearer" },
  };
}

/** Gives requests of HTTP to the admission, and says its refusals as HTTP does. */
export interface Admission {
  /** Counts a request to the API, and looks at its credentials. @returns who sent it, or why it is refused. */
  letIn(request: IncomingMessage): Promise<Admitted | NotAdmitted>;
  /** Counts a request to the API. @returns the caller, or that it must wait. */
  arrive(request: IncomingMessage): Caller | Limited;
  /** Counts a request for something that needs no key. @returns the caller, or that it must wait. */
  visit(request: IncomingMessage): Caller | Limited;
  /** The limit of requests of a caller's network without a valid key, for doors at which something else proves who calls. */
  readonly withoutKey: RateLimit;
  /** Counts a request that was refused because the database cannot be reached, and says so in the log, but rarely. */
  countUnreachable(error: unknown): void;
  /** Counts one more request of somebody who was let in before and is still there. @returns who, or that it must wait. */
  letInAgain(admitted: Admitted): Admitted | Limited;
  /** The actor of a credential, or why there is none, with its HTTP status. */
  admit(
    caller: Caller,
    presented: Presented | Rejection,
  ): Promise<Admitted | Limited | (Denied & { readonly status: number })>;
}

/** Creates the admission of requests of HTTP. @param observer who counts failures, if anybody does. */
export function makeAdmission(
  services: ServerServices,
  config: Config,
  observer?: RequestObserver,
): Admission {
  const getCaller = callers(config.trustedProxies, (sender) =>
    services.log.warn(
      { sender },
      "X-Forwarded-For is ignored: TOKENPLANE_TRUSTED_PROXIES does not name its sender. If this is your proxy, name it there; until then, all its clients count as one caller",
    ),
  );
  const { arrive, withoutKey, admit, admitAgain } = makeRoom(services, config);
  const unreachable = warnRarely(services.log, "requests were refused: the database cannot be reached");
  const admission: Admission = {
    async letIn(request) {
      const caller = admission.arrive(request);
      if ("code" in caller) return notAdmitted(caller);
      try {
        const presented = presentedIn(request, services.console.url);
        if (presented === FOREIGN) return notAdmitted(FOREIGN_PAGE);
        const result = await admit(caller, presented, null);
        return "code" in result ? notAdmitted(result) : result;
      } catch (error) {
        if (!isUnreachable(error)) throw error;
        admission.countUnreachable(error);
        return notAdmitted(UNAVAILABLE);
      }
    },
    arrive(request) {
      const caller = getCaller(request);
      const language = acceptedLanguage(request.headers["accept-language"]);
      return arrive(caller) ?? { ...caller, language };
    },
    visit(request) {
      const caller = admission.arrive(request);
      return "code" in caller ? caller : (withoutKey.take(caller.network) ?? caller);
    },
    withoutKey,
    letInAgain: admitAgain,
    countUnreachable(error) {
      unreachable();
      if (observer !== undefined) observeFailure(observer, error);
    },
    async admit(caller, presented) {
      const result = await admit(caller, presented, null);
      if (!("code" in result) || "retryAfter" in result) return result;
      return { status: STATUS[result.code], ...result };
    },
  };
  return admission;
}
