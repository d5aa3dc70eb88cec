import { keepText, keptText } from "../parts/browser-storage.js";
import { portalAddress } from "./place.js";

const KEY = `tokenplane-asks-first-${portalAddress}`;

/**
 * Whether a code was sent here the last time, or a phone asked: then that is the first step. The browser remembers it, because the
 * server must not say which token somebody has before a code was right.
 */
export function asksFirst(): boolean {
  return keptText("localStorage", KEY) !== null;
}

/** Remembers for the next sign-in with this browser, whether a code is asked for first. */
export function keepAsksFirst(isFirst: boolean): void {
  keepText("localStorage", KEY, isFirst ? "1" : null);
}
