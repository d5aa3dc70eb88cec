import { Prisma } from "../database/generated/client.js";
import { differenceBetween, type Lineage } from "../database/lineage.js";
import type { Session } from "../database/session.js";
import { beginEpoch, recordEverywhere } from "../events/epoch.js";
import type { Change } from "../events/record.js";
import { refuseForgottenCodes } from "./forgotten-uses.js";

/** The history in the installation's row. */
export interface Kept extends Lineage {
  readonly epoch: number;
}

/** A difference that shows another history: what was known, and what was found instead. */
export type Break = Change & { readonly from: string; readonly to: string };

const KEPT = Prisma.sql`SELECT epoch, system_identifier AS "systemIdentifier", timeline FROM installation`;

/** Reads the installation's row. @param suffix as in `FOR UPDATE`. */
export async function readKept(session: Pick<Session, "query">, suffix = Prisma.empty): Promise<Kept> {
  const [kept] = await session.query<Kept>(Prisma.sql`${KEPT} ${suffix}`);
  if (kept === undefined) throw new TypeError("an installation without its row");
  return kept;
}

/** Whether the row already has everything that was found, so that nothing is to be done. */
export function isWrittenDown(kept: Kept, found: Lineage): boolean {
  const says = (field: "systemIdentifier" | "timeline") =>
    found[field] === null || kept[field] === found[field];
  return says("systemIdentifier") && says("timeline");
}

function breakBetween(kept: Kept, found: Lineage): Break | null {
  const field = differenceBetween(kept, found);
  return field === null ? null : { field, from: String(kept[field]), to: String(found[field]) };
}

/**
 * Transaction ids order the feed, and start again in another cluster. A stored id that this cluster has not reached yet
 * shows that the database came from another one, even if the role may not read the identifier.
 */
async function aheadOfCluster(session: Pick<Session, "query">): Promise<Break | null> {
  const [row] = await session.query<{ stored: string; next: string; isAhead: boolean }>(Prisma.sql`
    SELECT xid::text AS stored, pg_snapshot_xmax(pg_current_snapshot())::text AS next,
      xid >= pg_snapshot_xmax(pg_current_snapshot()) AS "isAhead"
    FROM events WHERE epoch = (SELECT epoch FROM installation) ORDER BY epoch DESC, xid DESC, position DESC LIMIT 1`);
  return row?.isAhead === true ? { field: "transaction", from: row.stored, to: row.next } : null;
}

async function makeGood(session: Session, { field, from, to }: Break, now: number): Promise<void> {
  await refuseForgottenCodes(session, now);
  // A parallel event is recorded before or after this, never in an epoch that is over.
  await session.script("LOCK TABLE events IN SHARE ROW EXCLUSIVE MODE");
  await beginEpoch(session, now);
  await recordEverywhere(session, "server", now, {
    type: "INSTALLATION_FAILED_OVER",
    changes: [{ field, from, to }],
    params: {},
  });
}

/** Does work that may take longer than a request. */
export type Unhurried = <Result>(work: () => Promise<Result>) => Promise<Result>;

/**
 * Stores which history the installation belongs to, in one transaction and under a lock. If it differs from the stored
 * one, a new epoch begins, codes that may have been used are refused, and every account gets an event.
 * @param found what the session is connected to.
 * @param isStart whether to compare transaction ids, too; within one running database they never go backwards.
 * @param now milliseconds since 1970 UTC.
 * @param unhurried for what takes longer with more data. It begins when the lock is there: a caller that waits for the process that has
 * the lock, or for a database that does not answer, waits no longer than a request may.
 * @returns what is stored from now on, and the difference; null when there was none, or another process was faster.
 */
export async function beginAgain(
  session: Session,
  found: Lineage,
  isStart: boolean,
  now: number,
  unhurried: Unhurried,
): Promise<{ readonly kept: Kept; readonly different: Break | null }> {
  await session.script("BEGIN");
  try {
    const before = await readKept(session, Prisma.sql`FOR UPDATE`);
    return await unhurried(async () => {
      await session.script("SET LOCAL statement_timeout = 0");
      const different = breakBetween(before, found) ?? (isStart ? await aheadOfCluster(session) : null);
      if (different !== null) await makeGood(session, different, now);
      await session.query(Prisma.sql`
        UPDATE installation SET system_identifier = coalesce(${found.systemIdentifier}::text, system_identifier),
          timeline = coalesce(${found.timeline}::integer, timeline)`);
      const kept = await readKept(session);
      await session.script("COMMIT");
      return { kept, different };
    });
  } catch (error) {
    await session.script("ROLLBACK").catch(() => {});
    throw error;
  }
}
