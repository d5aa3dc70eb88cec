// The credentials in requests of HTTP, as the admission takes them.
import type { IncomingMessage } from "node:http";
import type { Presented, Rejection } from "../access/credential.js";
import {
  CONSOLE,
  FOREIGN,
  getSession,
  isInBackground,
  PORTAL,
  saidPlace,
  sessionOfSocket,
} from "./console-request.js";

/** The API key in an Authorization header, or in what replaces the header on a WebSocket; or why there is none. */
export function presentedKey(authorization: string | undefined): Presented | Rejection {
  if (authorization === undefined) return "MISSING";
  const text = /^Bearer +(\S+)$/i.exec(authorization)?.[1];
  return text === undefined ? "MALFORMED" : { kind: "API_KEY", text, place: null, isBackground: false };
}

/**
 * The credential of a request, or why there is none. With an Authorization header, a cookie is not looked at.
 * @param origin of this server's pages.
 */
export function presentedIn(
  request: IncomingMessage,
  origin: string,
): Presented | Rejection | typeof FOREIGN {
  const { authorization } = request.headers;
  if (authorization !== undefined) return presentedKey(authorization);
  const ofConsole = getSession(request, origin, CONSOLE);
  const ofPortal = getSession(request, origin, PORTAL);
  if (ofConsole === FOREIGN || ofPortal === FOREIGN) return FOREIGN;
  const isBackground = isInBackground(request);
  if (ofConsole !== null) {
    return { kind: "SESSION", text: ofConsole.secret, place: null, isBackground };
  }
  if (ofPortal?.place.kind === "PORTAL") {
    return { kind: "PORTAL_SESSION", text: ofPortal.secret, place: ofPortal.place.address, isBackground };
  }
  const isOfPage = saidPlace(request, CONSOLE) !== null || saidPlace(request, PORTAL) !== null;
  return isOfPage ? "NO_COOKIE" : "MISSING";
}

/**
 * The console's session of a request that opens a WebSocket; null for a program, which says later who it is. The console opens a socket
 * by itself, also whenever one is lost.
 */
export function presentedAtSocket(request: IncomingMessage, origin: string): Presented | null {
  const cookie = sessionOfSocket(request, origin);
  return cookie === null ? null : { kind: "SESSION", text: cookie, place: null, isBackground: true };
}
