import type { Config } from "../config.js";
import { Turns } from "../turns.js";

/** The connections that stay free for sign-ins: two statements read at the same time, and two settle. */
const OF_SIGN_INS = 4;

/** How much of one account may wait. */
const WAITING = 1_000;

/** How long it may wait on the embedded database, in milliseconds: as long as the longest transaction takes. */
const EMBEDDED_WAIT = 60_000;

/** Requests that take long with much data: so many at once, and one of each account. */
const LONG_AT_ONCE = 2;
const LONG_WAITING = 20;

/** What accounts take turns at, so that none of them occupies all connections to the database. */
export interface RequestTurns {
  /** Lists, and transactions that requests wait for. */
  readonly usual: Turns;
  /** Transactions that take longer with more data. They have connections for background work. */
  readonly long: Turns;
}

/** @param isEmbedded whether there is only one connection, for everything. */
export function requestTurns(
  { poolSize, databaseSeconds, databaseLongSeconds }: Config,
  isEmbedded: boolean,
): RequestTurns {
  const atOnce = isEmbedded ? 1 : Math.max(1, poolSize - OF_SIGN_INS);
  return {
    usual: new Turns({
      atOnce,
      ofOne: isEmbedded ? 1 : Math.max(1, atOnce - 1),
      waitingOfOne: WAITING,
      waitMs: isEmbedded ? EMBEDDED_WAIT : databaseSeconds * 1_000,
      refusal: "Too many requests of this account are being done. Nothing was done: try again in a moment.",
    }),
    long: new Turns({
      atOnce: LONG_AT_ONCE,
      ofOne: 1,
      waitingOfOne: LONG_WAITING,
      waitMs: databaseLongSeconds * 1_000,
      refusal: "Too much of this account is being deleted. Nothing was done: try again later.",
    }),
  };
}
