import type { AttemptEvent } from "../tokens/attempt-text.js";
import type { Database } from "../database/database.js";
import { Prisma } from "../database/generated/client.js";
import { toJson } from "../database/json.js";
import { type Circumstances, eventRows, insertEvents } from "../events/record.js";
import type { AnsweredQuestion } from "../factors/answer.js";
import type { RecordKey } from "../actions/idempotency.js";
import { USED_COUNTS_BACK } from "../messages/message-limits.js";
import { FAILURE_CEILING } from "../tokens/counting.js";
import type { Decision } from "./decide.js";
import { MAX_TRIES, type Snapshot } from "./snapshot.js";

/** The verdict that is stored for a repeat with the same idempotency key. */
export interface KeptVerdict {
  readonly record: RecordKey;
  readonly inputHmac: Buffer;
  readonly result: object;
  readonly expiresAt: Date;
}

/** What becomes of the challenge that an attempt answers. However it is answered, it must still be open. */
export interface ChallengeEnd {
  readonly id: string;
  /** OPEN: it can be answered again. TRIED: it can be, a few times. */
  readonly becomes: "DELETED" | "KEPT" | "TRIED" | "OPEN";
  /** The record of the answer, where it is kept. */
  readonly kept: AnsweredQuestion | null;
}

/** An attempt that was decided and waits to be settled. */
export interface Settlement {
  readonly circumstances: Circumstances;
  readonly snapshot: Snapshot;
  readonly decision: Decision;
  /** null when it answers none. */
  readonly challenge: ChallengeEnd | null;
  /** Failures that lock the token, and for how many minutes (0: until unlocked by hand). */
  readonly failureLimit: number;
  readonly lockMinutes: number;
  readonly events: readonly AttemptEvent[];
  readonly kept: KeptVerdict | null;
}

/**
 * What becomes of the challenge that an attempt names; null when it names none, when a bypass signs in, or when nothing is counted.
 * @param wearsOut whether wrong answers make challenges of the token void.
 */
export function getChallengeEnd(
  { challengeId }: Snapshot,
  decision: Decision,
  wearsOut: boolean,
): ChallengeEnd | null {
  if (!decision.granted) {
    if (challengeId === null || !decision.counts) return null;
    return { id: challengeId, becomes: wearsOut ? "TRIED" : "OPEN", kept: null };
  }
  const used = decision.method === "BYPASS" ? null : decision.proof.challenge;
  return used && { id: used.id, becomes: used.kept === null ? "DELETED" : "KEPT", kept: used.kept };
}

/**
 * The token of an attempt: its answer is used up, its failure is counted, or a bypass signs it in. A bypass
 * changes nothing, but must still be valid. null when the attempt has no token.
 */
export function heldTokenId({ snapshot, decision }: Settlement): string | null {
  return decision.granted || decision.counts ? snapshot.tokenId : null;
}

/** What becomes of the token of an attempt, and what it depends on. */
function getEffect({
  circumstances,
  decision,
  failureLimit,
  lockMinutes,
}: Settlement): Record<string, unknown> {
  if (!decision.granted) {
    const lockUntil = new Date(circumstances.now + lockMinutes * 60_000).toISOString();
    return {
      effect: "FAILURE",
      failure_limit: failureLimit,
      lock_until: lockMinutes === 0 ? null : lockUntil,
    };
  }
  if (decision.method === "BYPASS") return { effect: "BYPASS" };
  const { counter } = decision.proof;
  return { effect: "USE", step: counter?.step, new_drift: counter?.drift };
}

function asRow(settlement: Settlement, n: number): Record<string, unknown> {
  const { circumstances, snapshot, challenge } = settlement;
  return {
    n,
    account_id: circumstances.accountId,
    token_id: heldTokenId(settlement),
    revision: snapshot.revision,
    drift: snapshot.drift,
    last_step: snapshot.lastStep,
    now: new Date(circumstances.now).toISOString(),
    ...getEffect(settlement),
    challenge_id: challenge?.id,
    becomes: challenge?.becomes,
    answered_step: challenge?.kept?.step,
    remembered_until: challenge?.kept?.until.toISOString(),
  };
}

function keptRow({ circumstances, kept }: Settlement, n: number): Record<string, unknown>[] {
  if (kept === null) return [];
  const { record, inputHmac, result, expiresAt } = kept;
  return [
    {
      n,
      account_id: record.accountId,
      actor_id: record.actorId,
      mutation: record.mutation,
      key: record.key,
      input_hmac: inputHmac.toString("hex"),
      result,
      created_at: new Date(circumstances.now).toISOString(),
      expires_at: expiresAt.toISOString(),
    },
  ];
}

/**
 * The state of an attempt: it is settled; what it depends on changed, so it must be decided again; or its token or its challenge is
 * locked by another transaction, which may change it.
 */
export type Settled = "SETTLED" | "CHANGED" | "LOCKED";

/** The token of an attempt, if it is still as it was when the attempt was decided. */
const AS_DECIDED = Prisma.sql`
  SELECT id FROM tokens AS token WHERE token.account_id = entry.account_id AND token.id = entry.token_id
    AND token.revision = entry.revision AND token.drift = entry.drift
    AND (token.lock_reason IS NULL OR token.locked_until <= entry.now)
    AND CASE WHEN entry.step IS NULL THEN token.last_step = entry.last_step ELSE token.last_step < entry.step END`;

/** Each challenge must still be open. It is locked after its token, as everywhere, so that there are no deadlocks. */
const STILL_OPEN = Prisma.sql`LEFT JOIN LATERAL (
        SELECT id FROM challenges AS challenge
        WHERE challenge.account_id = entry.account_id AND challenge.id = entry.challenge_id AND challenge.token_id = held.id
          AND challenge.answered_step IS NULL AND challenge.tries < ${MAX_TRIES}::int
        FOR UPDATE SKIP LOCKED
      ) AS open ON true
      WHERE entry.challenge_id IS NULL OR open.id IS NOT NULL`;

/** The statement for the challenges that are answered, after what becomes of each. What was sent for one was of use. */
const ANSWERED = Prisma.sql`answered AS (
      DELETE FROM challenges AS challenge USING unchanged
      WHERE unchanged.becomes = 'DELETED'
        AND challenge.account_id = unchanged.account_id AND challenge.id = unchanged.challenge_id
    ), remembered AS (
      UPDATE challenges AS challenge SET slot = NULL, answered_step = unchanged.answered_step, expires_at = remembered_until
      FROM unchanged
      WHERE unchanged.becomes = 'KEPT'
        AND challenge.account_id = unchanged.account_id AND challenge.id = unchanged.challenge_id
    ), tried AS (
      UPDATE challenges AS challenge SET tries = tries + 1
      FROM unchanged
      WHERE unchanged.becomes = 'TRIED'
        AND challenge.account_id = unchanged.account_id AND challenge.id = unchanged.challenge_id
    ), read AS (
      UPDATE messages AS message SET used = true
      FROM unchanged
      WHERE unchanged.becomes IN ('DELETED', 'KEPT')
        AND message.account_id = unchanged.account_id AND message.challenge_id = unchanged.challenge_id
      RETURNING message.person_counts
    ), counted_back AS (${USED_COUNTS_BACK}),`;

/**
 * Settles attempts, at most one for each token, in one statement. For each it uses up what the answer proves, counts the
 * failure, or signs in by a bypass. It does so only if the token is still as it was when the attempt was
 * decided: nothing it depends on changed, no other attempt used the same up, and no lock is active. Only then it
 * writes the events and the result.
 *
 * (The LIMITs tell the planner how few rows there are; otherwise it assumes a hundred, and reads the whole
 * table.)
 *
 * This is the one guarded update that makes a code work once: the tokens are locked in one order, and then the
 * conditions are checked again against the last committed row. The lock is the weakest that does so: a transaction that only keeps a
 * token's user and the token itself from going, as an import of links does, holds up no sign-in.
 *
 * An attempt whose token or challenge another transaction has locked is not settled: the others, which may be of other accounts,
 * do not wait for it.
 * @returns what became of each.
 */
export async function settleAll(database: Database, settlements: readonly Settlement[]): Promise<Settled[]> {
  const entries = JSON.stringify(settlements.map(asRow));
  const kept = toJson(settlements.flatMap(keptRow));
  const events = JSON.stringify(
    settlements.flatMap(({ circumstances, events: drafts }, n) =>
      eventRows(
        circumstances,
        drafts.map((draft) => ({ ...draft, extra: { n, when_locked: draft.whenLocked } })),
      ),
    ),
  );
  const logged = insertEvents(
    events,
    Prisma.sql`, n integer, when_locked text`,
    Prisma.sql`JOIN settled USING (n) WHERE when_locked IS NULL OR when_locked = locked_now`,
  );
  // An expired lock counts as an unlock: counting starts again. `countedFailure` computes the same outside
  // SQL.
  const failures = Prisma.sql`(CASE WHEN token.lock_reason IS NULL THEN token.failures ELSE 0 END + 1)`;
  const consecutive = Prisma.sql`(token.consecutive_failures + 1)`;
  const isAnswering = settlements.some(({ challenge }) => challenge !== null);
  const rows = await database.query<{ n: number; isLocked: boolean }>(Prisma.sql`
    WITH entry AS (
      SELECT * FROM json_to_recordset(${entries}::text::json) AS entry (
        n integer, account_id uuid, token_id uuid, revision integer, drift integer, last_step bigint, now timestamptz,
        effect text, step bigint, new_drift integer, failure_limit integer, lock_until timestamptz,
        challenge_id uuid, becomes text, answered_step bigint, remembered_until timestamptz)
      LIMIT ${settlements.length}::int
    ), unchanged AS (
      SELECT entry.* FROM (SELECT * FROM entry ORDER BY account_id, token_id) AS entry
      CROSS JOIN LATERAL (${AS_DECIDED} FOR NO KEY UPDATE SKIP LOCKED) AS held
      ${isAnswering ? STILL_OPEN : Prisma.empty}
    ), ${isAnswering ? ANSWERED : Prisma.empty} used_up AS (
      UPDATE tokens AS token SET last_step = coalesce(step, token.last_step), drift = coalesce(new_drift, token.drift),
        failures = 0, consecutive_failures = 0, lock_reason = NULL, locked_until = NULL, last_used_at = now
      FROM unchanged
      WHERE effect = 'USE' AND token.account_id = unchanged.account_id AND token.id = unchanged.token_id
      RETURNING n, token.lock_reason AS locked_now
    ), counted AS (
      UPDATE tokens AS token SET failures = ${failures}, consecutive_failures = ${consecutive},
        lock_reason = CASE WHEN ${consecutive} >= ${FAILURE_CEILING}::int THEN 'FAILURE_CEILING'
                           WHEN ${failures} >= failure_limit THEN 'FAILURES' END,
        locked_until = CASE WHEN ${consecutive} < ${FAILURE_CEILING}::int AND ${failures} >= failure_limit
                            THEN lock_until END
      FROM unchanged
      WHERE effect = 'FAILURE' AND token.account_id = unchanged.account_id AND token.id = unchanged.token_id
      RETURNING n, token.lock_reason AS locked_now
    ), settled AS (
      SELECT n, locked_now FROM used_up UNION ALL SELECT n, locked_now FROM counted
      UNION ALL SELECT n, NULL FROM unchanged WHERE effect = 'BYPASS'
      UNION ALL SELECT n, NULL FROM entry WHERE token_id IS NULL
    ), logged AS (${logged}), kept AS (
      INSERT INTO idempotency_records (account_id, actor_id, mutation, key, input_hmac, result, created_at, expires_at)
      SELECT account_id, actor_id, mutation, key, decode(input_hmac, 'hex'), result, created_at, expires_at
      FROM json_to_recordset(${kept}::text::json) AS kept (
        n integer, account_id uuid, actor_id uuid, mutation text, key text, input_hmac text, result jsonb,
        created_at timestamptz, expires_at timestamptz)
      JOIN settled USING (n)
    )
    SELECT n, false AS "isLocked" FROM settled
    UNION ALL SELECT n, true FROM entry
    WHERE token_id IS NOT NULL AND n NOT IN (SELECT n FROM unchanged) AND EXISTS (${AS_DECIDED})`);
  const done = new Map(rows.map(({ n, isLocked }) => [n, isLocked ? "LOCKED" : "SETTLED"] as const));
  return settlements.map((_settlement, n) => done.get(n) ?? "CHANGED");
}

/** Waits until no other transaction has locked the token of an attempt, or the challenge that it answers. */
export async function untilFree(database: Database, settlement: Settlement): Promise<void> {
  const { accountId } = settlement.circumstances;
  // In two statements: the locks of the first are free again before the second waits.
  await database.query(Prisma.sql`
    SELECT FROM tokens WHERE account_id = ${accountId}::uuid AND id = ${heldTokenId(settlement)}::uuid FOR NO KEY UPDATE`);
  const { challenge } = settlement;
  if (challenge === null) return;
  await database.query(Prisma.sql`
    SELECT FROM challenges WHERE account_id = ${accountId}::uuid AND id = ${challenge.id}::uuid FOR UPDATE`);
}
