import type { IncomingMessage, ServerResponse } from "node:http";

/** Pages of ours that people sign in to. What belongs to one opens nothing in the other. */
export interface Front {
  readonly kind: "CONSOLE" | "PORTAL";
  /** The cookie of a session. Browsers take one of such a name only from the whole host, over HTTPS or from this machine. */
  readonly cookie: string;
  /** What the pages' own requests have: pages of other origins can send it only after a preflight request, which is refused. */
  readonly header: string;
  /** What messages call the pages. */
  readonly name: string;
}

/** The administrators' pages. */
export const CONSOLE: Front = {
  kind: "CONSOLE",
  cookie: "__Host-tp-console",
  header: "x-tokenplane-console",
  name: "console",
};

/** The users' pages. */
export const PORTAL: Front = {
  kind: "PORTAL",
  cookie: "__Host-tp-portal",
  header: "x-tokenplane-portal",
  name: "portal",
};

/** A request that has the cookie and was sent by another page. */
export const FOREIGN = Symbol("sent by another page");

/** The cookie of a request, whoever sent it; null when there is none. It may decide only what changes nothing. */
export function cookieOf({ headers }: IncomingMessage, { cookie }: Front): string | null {
  for (const part of (headers.cookie ?? "").split(";")) {
    const [name = "", value = ""] = part.trim().split("=");
    if (name === cookie) return value;
  }
  return null;
}

/**
 * Whether a page of this server sent a request. Browsers send a cookie of SameSite=Strict also from other ports of the same
 * host, by POST and to open a WebSocket, so that the Origin decides.
 */
function isOwn({ headers }: IncomingMessage, origin: string): boolean {
  const site = headers["sec-fetch-site"];
  return headers.origin === origin && (site === undefined || site === "same-origin");
}

/**
 * The cookie of a request to the API that the front's own pages sent; null when there is none. A request with an API key, and
 * one that does not say that it is theirs, has the rights of its key, or none.
 * @param origin of the pages.
 */
export function sessionOf(
  request: IncomingMessage,
  origin: string,
  front: Front,
): string | null | typeof FOREIGN {
  const { headers, method } = request;
  if (headers.authorization !== undefined || headers[front.header] !== "1") return null;
  const cookie = cookieOf(request, front);
  if (cookie === null) return null;
  return isOwn(request, origin) && (method === "POST" || method === "DELETE") ? cookie : FOREIGN;
}

/** The same for a request of the console that opens a WebSocket, to which a page can add no header. */
export function sessionOfSocket(request: IncomingMessage, origin: string): string | null {
  const cookie = request.headers.authorization === undefined ? cookieOf(request, CONSOLE) : null;
  if (cookie === null) return null;
  // Another page that may open sockets does so with an API key: it never has the rights of the cookie.
  return isOwn(request, origin) ? cookie : null;
}

/** Whether a request without a session may change something: the front's own pages sent it. */
export function isFrom(front: Front, request: IncomingMessage, origin: string): boolean {
  return request.headers[front.header] === "1" && isOwn(request, origin);
}

/** Gives the browser a session's cookie, until the browser is closed. */
export function setSession(response: ServerResponse, { cookie }: Front, secret: string): void {
  response.setHeader("set-cookie", `${cookie}=${secret}; Path=/; Secure; HttpOnly; SameSite=Strict`);
}

/** Takes the cookie from the browser. */
export function clearSession(response: ServerResponse, { cookie }: Front): void {
  response.setHeader("set-cookie", `${cookie}=; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=0`);
}
