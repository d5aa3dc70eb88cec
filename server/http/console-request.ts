import { SELF_SERVICE } from "@tokenplane/rules/self-service";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { SessionPlace } from "../access/session-credential.js";

/** Pages of ours that people sign in to. What belongs to one opens nothing in the other. */
export interface Front {
  readonly kind: SessionPlace["kind"];
  /**
   * The header of the pages' own requests: pages of other origins can send it only after a preflight request, which is refused. The
   * console's says 1, a portal's says the portal's address.
   */
  readonly header: string;
  /** The name of the pages in messages. */
  readonly name: string;
}

/** The administrators' pages. */
export const CONSOLE: Front = {
  kind: "CONSOLE",
  header: "x-tokenplane-console",
  name: "console",
};

/** The users' pages. */
export const PORTAL: Front = {
  kind: "PORTAL",
  header: "x-tokenplane-portal",
  name: "portal",
};

/** A request that has the cookie and was sent by another page. */
export const FOREIGN = Symbol("sent by another page");

/**
 * The cookie of a session. Browsers take one of such a name only from the whole host, over HTTPS or from this machine. Each portal
 * has one of its own, so that people are in several at once, and a page acts in its own portal only.
 */
function cookieName(place: SessionPlace): string {
  return place.kind === "CONSOLE" ? "__Host-tp-console" : `__Host-tp-portal-${place.address}`;
}

/** The place whose page sent a request, as the request says; null when it says none that there can be. */
export function saidPlace({ headers }: IncomingMessage, { kind, header }: Front): SessionPlace | null {
  const said = headers[header];
  if (kind === "CONSOLE") return said === "1" ? { kind } : null;
  return typeof said === "string" && SELF_SERVICE.address(said) === null ? { kind, address: said } : null;
}

/** The cookie of a request, from any sender; null when there is none. It may decide only what changes nothing. */
export function getCookie({ headers }: IncomingMessage, place: SessionPlace): string | null {
  const cookie = cookieName(place);
  for (const part of (headers.cookie ?? "").split(";")) {
    const [name = "", value = ""] = part.trim().split("=");
    if (name === cookie) return value;
  }
  return null;
}

/** Whether a page says that it sent a request by itself, as when an event came, and not because its person did something. */
export function isInBackground({ headers }: IncomingMessage): boolean {
  return headers["x-tokenplane-background"] === "1";
}

/** Whether a change that ends the last way in to the console is to be refused, because the person has not been asked yet. */
export function keepsWayIn({ headers }: IncomingMessage): boolean {
  return headers["x-tokenplane-last-way-in"] === "keep";
}

/**
 * Whether a page of this server sent a request. Browsers send a cookie of SameSite=Strict also from other ports of the same
 * host, by POST and to open a WebSocket, so that the Origin decides.
 */
function isOwn({ headers }: IncomingMessage, origin: string): boolean {
  const site = headers["sec-fetch-site"];
  return headers.origin === origin && (site === undefined || site === "same-origin");
}

/** A cookie of a session, and the place whose page sent it. */
export interface SentSession {
  readonly secret: string;
  readonly place: SessionPlace;
}

/**
 * The cookie of a request to the API that the front's own pages sent; null when there is none. A request with an API key, and
 * one that does not say that it is theirs, has the rights of its key, or none.
 * @param origin of the pages.
 */
export function getSession(
  request: IncomingMessage,
  origin: string,
  front: Front,
): SentSession | null | typeof FOREIGN {
  const { headers, method } = request;
  const place = headers.authorization === undefined ? saidPlace(request, front) : null;
  const secret = place === null ? null : getCookie(request, place);
  if (place === null || secret === null) return null;
  const isOurs = isOwn(request, origin) && (method === "POST" || method === "DELETE");
  return isOurs ? { secret, place } : FOREIGN;
}

/** The same for a request of the console that opens a WebSocket, to which a page can add no header. */
export function sessionOfSocket(request: IncomingMessage, origin: string): string | null {
  const cookie = request.headers.authorization === undefined ? getCookie(request, { kind: "CONSOLE" }) : null;
  if (cookie === null) return null;
  // Another page that may open sockets does so with an API key: it never has the rights of the cookie.
  return isOwn(request, origin) ? cookie : null;
}

/** Whether a request without a session may change something: the front's own pages sent it. */
export function isFrom(front: Front, request: IncomingMessage, origin: string): boolean {
  return saidPlace(request, front) !== null && isOwn(request, origin);
}

/** Gives the browser a session's cookie, until the browser is closed. */
export function setSession(response: ServerResponse, place: SessionPlace, secret: string): void {
  response.setHeader(
    "set-cookie",
    `${cookieName(place)}=${secret}; Path=/; Secure; HttpOnly; SameSite=Strict`,
  );
}

/** Takes the cookie from the browser. */
export function clearSession(response: ServerResponse, place: SessionPlace): void {
  response.setHeader(
    "set-cookie",
    `${cookieName(place)}=; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=0`,
  );
}
