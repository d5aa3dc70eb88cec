import { setTimeout } from "node:timers/promises";
import { acceptsNoWrites } from "../database/unreachable.js";
import { withTimeout } from "../with-timeout.js";
import type { ServerServices } from "../services.js";
import { warnRarely } from "../warn-rarely.js";

/** How long the write check may take, in milliseconds: health checks need an answer within seconds. */
const PROVEN_WITHIN = 3_000;

/** How long a result is used again, in milliseconds. */
const GOOD_FOR = 1_000;

/** The state of the database in `/health/ready`. */
export type Readiness = "ready" | "database unreachable" | "database accepts no writes";

/**
 * Checks whether the database accepts writes durably: the server writes a small row. A database that answers reads may
 * be a standby, wait for a standby that is gone, or have no room. Everybody may request this, so the check runs at most
 * once a second, and never while an earlier one is still running.
 */
export function readiness({
  database,
  log,
}: Pick<ServerServices, "database" | "log">): () => Promise<Readiness> {
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
      return acceptsNoWrites(error) ? "database accepts no writes" : "database unreachable";
    }
  };
  const prove = async (): Promise<Readiness> => {
    const written = write();
    void written.finally(() => void forget());
    const status = (await withTimeout(written, PROVEN_WITHIN)) ?? "database accepts no writes";
    if (status !== "ready") notReady(status);
    return status;
  };
  return () => (known ??= prove());
}
