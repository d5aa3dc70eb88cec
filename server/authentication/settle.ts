import type { Sql } from "../database/database.js";
import { Prisma } from "../database/generated/client.js";
import { eventRows, insertEvents, type Circumstances, type EventDraft } from "../events/record.js";
import type { RecordKey } from "../graphql/idempotency.js";
import type { Decision } from "./decide.js";
import type { Snapshot } from "./snapshot.js";

/** So many failures in a row lock a token for good (SP 800-63B-4 §3.2.2). */
export const FAILURE_CEILING = 100;

/** An event of an attempt; with `whenLocked`, only if the attempt locks the token for that reason. */
export type AttemptEvent = EventDraft & { readonly whenLocked?: "FAILURES" | "FAILURE_CEILING" };

/** What is kept for a repeat with the same idempotency key. */
export interface KeptVerdict {
  readonly record: RecordKey;
  readonly inputHmac: Buffer<ArrayBuffer>;
  readonly result: string;
  readonly expiresAt: Date;
}

/**
 * The token is still as it was when the attempt was decided: nothing changed what decides it, no other attempt
 * used a code up, and no lock holds. Whoever finds it otherwise decides anew.
 */
function unchanged(accountId: string, snapshot: Snapshot, now: number): Sql {
  return Prisma.sql`account_id = ${accountId}::uuid AND id = ${snapshot.tokenId}::uuid AND revision = ${snapshot.revision}::int
    AND drift = ${snapshot.drift}::int AND (lock_reason IS NULL OR locked_until <= ${new Date(now)})`;
}

/** Uses the code up: the one guarded update that makes it work once. */
function useUp(accountId: string, snapshot: Snapshot, step: number, drift: number, now: number): Sql {
  return Prisma.sql`
    UPDATE tokens SET last_step = ${step}::bigint, drift = ${drift}::int, failures = 0, consecutive_failures = 0,
      lock_reason = NULL, locked_until = NULL, last_used_at = ${new Date(now)}
    WHERE ${unchanged(accountId, snapshot, now)} AND last_step < ${step}::bigint
    RETURNING lock_reason AS locked_now`;
}

/** Counts a wrong code, and locks the token with the last one that is allowed. A lock that is over was an unlock. */
function count(accountId: string, snapshot: Snapshot, limit: number, lockMinutes: number, now: number): Sql {
  const failures = Prisma.sql`(CASE WHEN lock_reason IS NULL THEN failures ELSE 0 END + 1)`;
  const until = lockMinutes === 0 ? null : new Date(now + lockMinutes * 60_000);
  return Prisma.sql`
    UPDATE tokens SET failures = ${failures}, consecutive_failures = consecutive_failures + 1,
      lock_reason = CASE WHEN consecutive_failures + 1 >= ${FAILURE_CEILING}::int THEN 'FAILURE_CEILING'
                         WHEN ${failures} >= ${limit}::int THEN 'FAILURES' END,
      locked_until = CASE WHEN consecutive_failures + 1 < ${FAILURE_CEILING}::int AND ${failures} >= ${limit}::int
                          THEN ${until}::timestamptz END
    WHERE ${unchanged(accountId, snapshot, now)} AND last_step = ${snapshot.lastStep}::text::bigint
    RETURNING lock_reason AS locked_now`;
}

/**
 * The statement that settles an attempt: it uses the code up or counts the failure if the token is still as it
 * was, and only then writes the events and the verdict. One row comes back when it did, none when the attempt
 * must be decided anew.
 */
export function settleStatement(
  circumstances: Circumstances,
  snapshot: Snapshot,
  decision: Decision,
  limit: number,
  lockMinutes: number,
  events: readonly AttemptEvent[],
  kept: KeptVerdict | null,
): Sql {
  const { accountId, now } = circumstances;
  const settled = decision.granted
    ? useUp(accountId, snapshot, decision.step, decision.drift, now)
    : decision.counts
      ? count(accountId, snapshot, limit, lockMinutes, now)
      : Prisma.sql`SELECT NULL::text AS locked_now`;
  const rows = eventRows(
    circumstances,
    events.map((event) => ({ ...event, extra: { when_locked: event.whenLocked } })),
  );
  const told = insertEvents(
    rows,
    Prisma.sql`, when_locked text`,
    Prisma.sql`CROSS JOIN settled WHERE when_locked IS NULL OR when_locked = locked_now`,
  );
  const keep =
    kept === null
      ? Prisma.empty
      : Prisma.sql`, kept AS (
          INSERT INTO idempotency_records (account_id, actor_id, mutation, key, input_hmac, result, created_at, expires_at)
          SELECT ${kept.record.accountId}::uuid, ${kept.record.actorId}::uuid, ${kept.record.mutation}, ${kept.record.key},
            ${kept.inputHmac}::bytea, ${kept.result}::text::jsonb, ${new Date(now)}::timestamptz, ${kept.expiresAt}::timestamptz
          FROM settled)`;
  return Prisma.sql`WITH settled AS (${settled}), told AS (${told}) ${keep} SELECT locked_now FROM settled`;
}
