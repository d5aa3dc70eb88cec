import { ERROR_CODES, Refusal } from "@tokenplane/rules/refusal";
import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import { getOpenSession } from "../access/session-credential.js";
import { JsonExcess, parseJson } from "../bounded-json.js";
import { isUnreachable } from "../database/unreachable.js";
import { UNAVAILABLE } from "../graphql/errors.js";
import { RequestError } from "../request-error.js";
import type { ServerServices } from "../services.js";
import type { Visitor } from "../sessions/begin.js";
import { sessionEnded } from "../sessions/ended.js";
import { hashSecret } from "../sessions/session-secret.js";
import type { KnownSession } from "../sessions/session-store.js";
import type { Admission } from "./admission.js";
import { signOutReplaced } from "../sign-in/sign-out.js";
import {
  FOREIGN,
  type Front,
  isFrom,
  isInBackground,
  saidPlace,
  getSession,
  setSession,
} from "./console-request.js";
import { getPath, readText, saysAtMost } from "./node-request.js";
import type { Limited } from "../admission/rate-limits.js";

/** Bytes of a request: names and a password. */
const LARGEST = 10_000;

const STATUS: Partial<Record<string, number>> = {
  UNAUTHENTICATED: 401,
  SIGN_IN_REFUSED: 401,
  ATTEMPT_EXPIRED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  REQUEST_ENTITY_TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  RATE_LIMITED: 429,
  OVERLOADED: 503,
};

/** Why a request is not done, in a way that only this door knows. */
export class NotDone extends Error {
  readonly code: string;
  /** The further data that the page gets. */
  readonly more: Readonly<Record<string, unknown>>;

  constructor(code: string, message: string, more: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.code = code;
    this.more = more;
  }
}

/** A text that may be left out. */
export const optional = z
  .string()
  .nullish()
  .transform((text) => (text === undefined || text === "" ? null : text));

/** The request of a page. */
export interface Asked {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly services: ServerServices;
  readonly visitor: Visitor;
}

export type Reply = Readonly<Record<string, unknown>> | null;

/** The JSON of a request. @throws NotDone */
export async function getBody<T>({ request, services: { bounds } }: Asked, schema: z.ZodType<T>): Promise<T> {
  if (!saysAtMost(request, LARGEST)) {
    bounds.reached("request_bytes");
    throw new NotDone("REQUEST_ENTITY_TOO_LARGE", `Send a Content-Length of at most ${LARGEST} bytes.`);
  }
  if (!/^application\/json\b/.test(request.headers["content-type"] ?? "")) {
    throw new NotDone("UNSUPPORTED_MEDIA_TYPE", "Send JSON, with the content type application/json.");
  }
  const text = await readText(request);
  let json: unknown;
  try {
    json = parseJson(text);
  } catch (error) {
    if (error instanceof JsonExcess) {
      bounds.reached("operation_size");
      throw new NotDone("BAD_USER_INPUT", error.message);
    }
    throw new NotDone("BAD_USER_INPUT", "The request contains JSON that cannot be parsed.");
  }
  const parsed = schema.safeParse(json);
  if (!parsed.success || text.includes("\\u0000")) {
    throw new NotDone("BAD_USER_INPUT", "The request does not have the fields that the page sends.");
  }
  return parsed.data;
}

/** The open session of a request to a front; null for none. */
async function openSessionAt({ request, services }: Asked, front: Front): Promise<KnownSession | null> {
  const sent = getSession(request, services.console.url, front);
  if (sent === null || sent === FOREIGN) return null;
  const session = await getOpenSession(
    services,
    hashSecret(sent.secret),
    sent.place,
    isInBackground(request),
  );
  return session === "ACCOUNT_DISABLED" ? null : session;
}

/** The open session of a request to a front, of one of the levels. @throws RequestError UNAUTHENTICATED */
export async function sessionOfRequest(
  asked: Asked,
  front: Front,
  levels: readonly number[],
): Promise<KnownSession> {
  const session = await openSessionAt(asked, front);
  if (session === null || !levels.includes(session.level)) throw sessionEnded();
  return session;
}

/** Gives the browser the cookie of a session, in the place whose page asked. @param secret the cookie. */
export function keepInBrowser({ request, response }: Asked, front: Front, secret: string): void {
  const place = saidPlace(request, front);
  if (place !== null) setSession(response, place, secret);
}

/**
 * Gives the browser the cookie of a new session. The session whose cookie it replaces ends: else it would stay open, and no person
 * could sign out of it.
 */
export async function enterInBrowser(asked: Asked, front: Front, secret: string): Promise<void> {
  const replaced = await openSessionAt(asked, front);
  keepInBrowser(asked, front, secret);
  if (replaced !== null) await signOutReplaced(asked.services, replaced, asked.visitor);
}

/** Answers one kind of request of a page; null for an answer without a body. */
export type Handler = (asked: Asked) => Promise<Reply>;

function send(response: ServerResponse, status: number, body: Reply): void {
  if (body === null) {
    response.writeHead(status, { "cache-control": "no-store" }).end();
    return;
  }
  response.writeHead(status, {
    "content-type": "application/json; charset=utf-8",
    "cache-control": "no-store",
  });
  response.end(JSON.stringify(body));
}

function failure(code: string, message: string, more: Readonly<Record<string, unknown>> = {}): Reply {
  return { errors: [{ message, extensions: { code, ...more } }] };
}

function sendError(response: ServerResponse, admission: Admission, error: unknown): void {
  if (error instanceof Refusal) {
    const { code, message, path } = error;
    if (!Object.hasOwn(ERROR_CODES, code)) throw error;
    send(response, STATUS[code] ?? 400, failure(code, message, { path }));
  } else if (error instanceof RequestError) {
    const { code, message, more } = error;
    const retryAfter = more["retryAfter"] ?? (code === "RATE_LIMITED" ? "1" : undefined);
    if (retryAfter !== undefined) response.setHeader("retry-after", retryAfter);
    send(response, STATUS[code] ?? 400, failure(code, message, more));
  } else if (error instanceof NotDone) {
    send(response, STATUS[error.code] ?? 400, failure(error.code, error.message, error.more));
  } else if (isUnreachable(error)) {
    admission.countUnreachable(error);
    response.setHeader("retry-after", String(UNAVAILABLE.retryAfter));
    send(response, UNAVAILABLE.status, failure(UNAVAILABLE.code, UNAVAILABLE.message));
  } else throw error;
}

function sendLimited(response: ServerResponse, { code, message, retryAfter }: Limited): void {
  response.setHeader("retry-after", String(retryAfter));
  send(response, 429, failure(code, message));
}

/** The requests that a door answers. */
export interface Door {
  readonly front: Front;
  /** The handlers of changes, by method and path, as in `POST /sign-in`. Only the front's own pages may call them. */
  readonly handlers: Readonly<Record<string, Handler>>;
  /** Where a page learns what it must know before anybody types, with GET. It changes nothing. */
  readonly statePath: string;
  readonly state: Handler;
}

/** A door at which people sign in, and out. Only the pages of its front may use it. */
export function pageDoor(
  { front, handlers, statePath, state }: Door,
  services: ServerServices,
  admission: Admission,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  return async (request, response) => {
    const path = getPath(request);
    const isState = request.method === "GET" && path === statePath;
    const handler = isState ? state : handlers[`${request.method} ${path}`];
    const isForeign = !isState && !isFrom(front, request, services.console.url);
    // Another page that sends requests from somebody's browser uses up nothing that this person needs.
    const caller =
      isState || isForeign || handler === undefined ? admission.arrive(request) : admission.visit(request);
    if ("code" in caller) return sendLimited(response, caller);
    if (handler === undefined) {
      return send(response, 405, failure("METHOD_NOT_ALLOWED", "Open this address in a browser."));
    }
    if (isForeign) {
      return send(
        response,
        403,
        failure("FORBIDDEN", `Only the ${front.name}'s own pages may do this. Open ${services.console.url}.`),
      );
    }
    const { address, network } = caller;
    const agent = request.headers["user-agent"] ?? null;
    const asked = { request, response, services, visitor: { address, network, agent } };
    try {
      const reply = await handler(asked);
      send(response, reply === null ? 204 : 200, reply);
    } catch (error) {
      sendError(response, admission, error);
    }
  };
}
