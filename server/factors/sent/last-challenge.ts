import { createHmac } from "node:crypto";
import type { Action } from "../../actions/action.js";
import { Prisma } from "../../database/generated/client.js";

/** A challenge that a code answers, and until when it does. */
export interface CodeChallenge {
  readonly id: string;
  readonly expiresAt: Date;
}

/**
 * The challenge for a user who asks for a code: the new one, which is kept; or, for one who asks too early, the one of the code that
 * was sent last. So that code works with the newest challenge. The same is done for decoys, which are not stored as challenges: no
 * client learns by a challenge that comes again who exists.
 * @param what whose code it is, and what for: as a text of which only a keyed hash is stored.
 */
export async function challengeOfLastCode(
  { transaction, accountId, now, services }: Action,
  what: string,
  made: CodeChallenge,
  isInTime: boolean,
): Promise<CodeChallenge> {
  const key = createHmac("sha256", services.hmacKey).update(`last challenge ${accountId} ${what}`).digest();
  const at = new Date(now);
  const [last] = isInTime
    ? await transaction.$queryRaw<CodeChallenge[]>(Prisma.sql`
        INSERT INTO send_counts (key, count, last_at, ends_at, challenge_id)
        VALUES (${key}, 0, ${at}, ${made.expiresAt}, ${made.id}::uuid)
        ON CONFLICT (key) DO UPDATE SET last_at = excluded.last_at, ends_at = excluded.ends_at, challenge_id = excluded.challenge_id
        RETURNING challenge_id AS id, ends_at AS "expiresAt"`)
    : await transaction.$queryRaw<CodeChallenge[]>(Prisma.sql`
        SELECT challenge_id AS id, ends_at AS "expiresAt" FROM send_counts
        WHERE key = ${key} AND challenge_id IS NOT NULL AND ends_at > ${at}`);
  return last ?? made;
}
