import type { IncomingMessage } from "node:http";
import { boundedCache } from "../bounded-cache.js";
import { type Actor, getCredentialId } from "../actions/actor.js";
import type { GivenCredentials, Rejection } from "../access/credential.js";
import { presentedIn } from "../access/credentials.js";
import { DENIALS } from "../access/denials.js";
import type { Config } from "../config.js";
import { isUnreachable } from "../database/unreachable.js";
import { UNAVAILABLE } from "../graphql/errors.js";
import type { ServerServices } from "../services.js";
import { callers, type Caller } from "./caller-address.js";
import { CONSOLE, FOREIGN, isInBackground, PORTAL, saidPlace, getSession } from "./console-request.js";
import { type Limited, type RateLimit, rateLimits } from "./rate-limits.js";
import { observeFailure, type RequestObserver } from "./request-observer.js";
import { warnRarely } from "./warn-rarely.js";

/** How many keys are remembered as valid. */
const MAX_PROVEN = 20_000;

/** Why a request is not let in, as its sender gets it. */
export interface Denial {
  readonly status: 401 | 403;
  readonly code: "UNAUTHENTICATED" | "FORBIDDEN";
  readonly message: string;
}

function getDenial(rejection: Rejection): Denial {
  const { code, message } = DENIALS[rejection];
  return { status: code === "FORBIDDEN" ? 403 : 401, code, message };
}

/** Why a stream ended whose credential is no longer valid. */
export function whyEnded({ credential }: Pick<Actor, "credential">): string {
  return credential?.kind === "API_KEY" ? "The API key is no longer valid." : DENIALS.SESSION_ENDED.message;
}

/** The answer to a request that has a cookie of this server and comes from another page. */
export const FOREIGN_PAGE: Denial = {
  status: 403,
  code: "FORBIDDEN",
  message: "Only this server's own pages may send its cookies. Programs and other pages send an API key.",
};

/** The caller of a request, and its address. */
export interface Admitted {
  readonly actor: Actor;
  readonly caller: Caller;
}

/** Why a request is refused after its headers, as HTTP says it. */
export interface NotAdmitted {
  readonly status: number;
  readonly code: Denial["code"] | Limited["code"] | typeof UNAVAILABLE.code;
  readonly message: string;
  readonly headers: Readonly<Record<string, string>>;
}

function notAdmitted(why: Denial | Limited | typeof UNAVAILABLE): NotAdmitted {
  const { code, message } = why;
  return {
    status: "status" in why ? why.status : 429,
    code,
    message,
    headers:
      "retryAfter" in why ? { "retry-after": String(why.retryAfter) } : { "www-authenticate": "Bearer" },
  };
}

/** Decides who is let in, and how often. */
export interface Admission {
  /** Counts a request to the API, and looks at its Authorization header. @returns who sent it, or why it is refused. */
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
  /** The actor of a request, or why there is none. */
  admit(caller: Caller, given: GivenCredentials): Promise<Admitted | Denial | Limited>;
}

/** Creates the admission of a process. @param observer who counts failures, if anybody does. */
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
  const { ofKey, ofNetwork, withoutKey } = rateLimits(config, services);
  // Keys that were valid here: their owners are let in while somebody else at the same address guesses keys.
  const proven = boundedCache<true>(MAX_PROVEN);
  const unreachable = warnRarely(services.log, "requests were refused: the database cannot be reached");
  const admission: Admission = {
    async letIn(request) {
      const caller = admission.arrive(request);
      if ("code" in caller) return notAdmitted(caller);
      try {
        const { url } = services.console;
        const session = getSession(request, url, CONSOLE);
        const portalSession = getSession(request, url, PORTAL);
        if (session === FOREIGN || portalSession === FOREIGN) return notAdmitted(FOREIGN_PAGE);
        const given = {
          authorization: request.headers.authorization ?? null,
          session: session?.secret ?? null,
          portalSession:
            portalSession?.place.kind === "PORTAL"
              ? { secret: portalSession.secret, address: portalSession.place.address }
              : null,
          isPage:
            request.headers.authorization === undefined &&
            (saidPlace(request, CONSOLE) !== null || saidPlace(request, PORTAL) !== null),
          isBackground: isInBackground(request),
        };
        const result = await admission.admit(caller, given);
        return "code" in result ? notAdmitted(result) : result;
      } catch (error) {
        if (!isUnreachable(error)) throw error;
        admission.countUnreachable(error);
        return notAdmitted(UNAVAILABLE);
      }
    },
    arrive(request) {
      const caller = getCaller(request);
      return ofNetwork.take(caller.network) ?? caller;
    },
    visit(request) {
      const caller = admission.arrive(request);
      return "code" in caller ? caller : (withoutKey.take(caller.network) ?? caller);
    },
    withoutKey,
    letInAgain: (admitted) => ofKey.take(getCredentialId(admitted.actor)) ?? admitted,
    countUnreachable(error) {
      unreachable();
      if (observer !== undefined) observeFailure(observer, error);
    },
    async admit(caller, given) {
      const { network } = caller;
      const presented = presentedIn(given);
      if (typeof presented === "string") return withoutKey.take(network) ?? getDenial(presented);
      const { kind, hash } = presented;
      const name = `${kind.name} ${hash.toString("base64")}`;
      const isProven = proven.get(name) === true;
      // Counted before the look-up, so that no guess over the limit is answered; given back when the key was
      // right.
      const tooMany = isProven ? undefined : withoutKey.take(network);
      if (tooMany !== undefined) return tooMany;
      const actor = await kind.authenticate(services, hash, given).catch((error: unknown) => {
        if (!isProven) withoutKey.putBack(network);
        throw error;
      });
      if (typeof actor === "string") {
        proven.delete(name);
        return (isProven ? withoutKey.take(network) : undefined) ?? getDenial(actor);
      }
      if (!isProven) {
        withoutKey.putBack(network);
        proven.set(name, true);
      }
      return ofKey.take(getCredentialId(actor)) ?? { actor, caller };
    },
  };
  return admission;
}
