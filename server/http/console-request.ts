import type { IncomingMessage, ServerResponse } from "node:http";

/** The cookie of a session. Browsers take one of this name only from the whole host, over HTTPS or from this machine. */
const COOKIE = "__Host-tp-console";

/** What the console's own requests have: pages of other origins can send it only after a preflight request, which is refused. */
const HEADER = "x-tokenplane-console";

/** A request that has the cookie and was sent by another page. */
export const FOREIGN = Symbol("sent by another page");

/** The cookie of a request, whoever sent it; null when there is none. It may decide only what changes nothing. */
export function cookieOf({ headers }: IncomingMessage): string | null {
  for (const part of (headers.cookie ?? "").split(";")) {
    const [name = "", value = ""] = part.trim().split("=");
    if (name === COOKIE) return value;
  }
  return null;
}

/**
 * Whether the console's own page sent a request. Browsers send a cookie of SameSite=Strict also from other ports of the same
 * host, by POST and to open a WebSocket, so that the Origin decides.
 */
function isOwn({ headers }: IncomingMessage, origin: string): boolean {
  const site = headers["sec-fetch-site"];
  return headers.origin === origin && (site === undefined || site === "same-origin");
}

/**
 * The cookie of a request to the API that the console sent; null when there is none. A request with an API key, and one that
 * does not say that it is the console's, has the rights of its key, or none.
 * @param origin of the console.
 */
export function sessionOf(request: IncomingMessage, origin: string): string | null | typeof FOREIGN {
  const { headers, method } = request;
  if (headers.authorization !== undefined || headers[HEADER] !== "1") return null;
  const cookie = cookieOf(request);
  if (cookie === null) return null;
  return isOwn(request, origin) && (method === "POST" || method === "DELETE") ? cookie : FOREIGN;
}

/** The same for a request that opens a WebSocket, to which a page can add no header. */
export function sessionOfSocket(request: IncomingMessage, origin: string): string | null {
  const cookie = request.headers.authorization === undefined ? cookieOf(request) : null;
  if (cookie === null) return null;
  // Another page that may open sockets does so with an API key: it never has the rights of the cookie.
  return isOwn(request, origin) ? cookie : null;
}

/** Whether a request without a session may change something: it is the console's own. */
export function isFromConsole(request: IncomingMessage, origin: string): boolean {
  return request.headers[HEADER] === "1" && isOwn(request, origin);
}

/** Gives the browser a session's cookie, until the browser is closed. */
export function setSession(response: ServerResponse, secret: string): void {
  response.setHeader("set-cookie", `${COOKIE}=${secret}; Path=/; Secure; HttpOnly; SameSite=Strict`);
}

/** Takes the cookie from the browser. */
export function clearSession(response: ServerResponse): void {
  response.setHeader("set-cookie", `${COOKIE}=; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=0`);
}
