import { setTimeout } from "node:timers/promises";
import { takesNoWrites } from "../database/unreachable.js";
import type { Services } from "../services.js";
import { warnRarely } from "./warn-rarely.js";

/** Time to prove a write at most, in milliseconds: whoever checks health asks for an answer within seconds. */
const PROVEN_WITHIN = 3_000;

/** How long an answer is good for, in milliseconds. */
const GOOD_FOR = 1_000;

/** What `/health/ready` says of the database. */
export type Readiness = "ready" | "database unreachable" | "database takes no writes";

/**
 * Tells whether the database accepts writes that last: the server writes a little. A database that answers reads may be a
 * standby, wait for a standby that is gone, or have no room. Anybody may ask, so it is tried once a second at most, and
 * never again while an earlier try has not ended.
 */
export function readiness({ database, log }: Pick<Services, "database" | "log">): () => Promise<Readiness> {
  let known: Promise<Readiness> | undefined;
  const notReady = warnRarely(log, "the server is not ready: it cannot write to the database");
  const forget = async () => {
    await setTimeout(GOOD_FOR, undefined, { ref: false });
    known = undefined;
  };
  const write = async (): Promise<Readiness> => {
    try {
      await database.proveWrite();
      return "ready";
    } catch (error) {
      return takesNoWrites(error) ? "database takes no writes" : "database unreachable";
    }
  };
  const prove = async (): Promise<Readiness> => {
    const giveUp = new AbortController();
    const written = write();
    void written.finally(() => {
      giveUp.abort();
      void forget();
    });
    const late = setTimeout(PROVEN_WITHIN, "database takes no writes" as const, { signal: giveUp.signal });
    const status = await Promise.race([written, late.catch(() => written)]);
    if (status !== "ready") notReady(status);
    return status;
  };
  return () => (known ??= prove());
}
