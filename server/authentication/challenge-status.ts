import type { Actor } from "../actions/actor.js";
import type { Services } from "../actions/services.js";
import { batcher } from "../database/batcher.js";
import type { Database } from "../database/database.js";
import { Prisma } from "../database/generated/client.js";
import { ELSEWHERE_TTL_MS } from "../factors/challenge-store.js";

/** The state of a challenge. */
export interface ChallengeStatus {
  readonly id: string;
  readonly state: "PENDING" | "APPROVED" | "DECLINED" | "EXPIRED";
}

/** Which challenge is asked for, and by whom. */
interface Question {
  readonly accountId: string;
  readonly id: string;
  /** Of a key that is bound to one resource; null for others. */
  readonly resourceId: string | null;
}

interface Found {
  readonly pushState: string | null;
  readonly expiresAt: Date | null;
  /** Challenges from before are closed: their answers may be lost. */
  readonly since: Date | null;
}

/** Challenges in one statement. */
const MAX_TOGETHER = 256;

const readers = new WeakMap<Database, (question: Question) => Promise<Found>>();

/** Reads challenges of many pages together: all of them look at the same moments. */
function getReader(database: Database): (question: Question) => Promise<Found> {
  const known = readers.get(database);
  if (known !== undefined) return known;
  const made = batcher<Question, Found>(
    (questions) => {
      const asked = questions.map(({ accountId, id, resourceId }, n) => ({
        n,
        account_id: accountId,
        id,
        resource_id: resourceId,
      }));
      return database.query<Found>(Prisma.sql`
        SELECT challenge.push_state AS "pushState", challenge.expires_at AS "expiresAt",
          (SELECT challenges_since FROM installation) AS since
        FROM json_to_recordset(${JSON.stringify(asked)}::text::json)
          AS asked (n integer, account_id uuid, id uuid, resource_id uuid)
        LEFT JOIN LATERAL (
          SELECT push_state, expires_at FROM challenges
          WHERE account_id = asked.account_id AND id = asked.id AND push_state IS NOT NULL
            AND (asked.resource_id IS NULL OR resource_id = asked.resource_id) LIMIT 1
        ) AS challenge ON true ORDER BY n`);
    },
    { most: MAX_TOGETHER, inFlight: 1, getKey: () => null },
  );
  readers.set(database, made);
  return made;
}

/** When a challenge was made: its id says so (UUIDv7, RFC 9562 §5.7). */
function getMoment(id: string): number {
  return Number.parseInt(id.replaceAll("-", "").slice(0, 12), 16);
}

/**
 * The state of a challenge, for a page that waits for a phone. One that does not exist, and one that no phone answers, is
 * shown as a request that is not answered: decoys are not stored, so all of these must look the same.
 */
export async function challengeStatus(
  { database, clock }: Pick<Services, "clock" | "database">,
  { accountId, resourceId }: Actor,
  id: string,
): Promise<ChallengeStatus> {
  const { pushState, expiresAt, since } = await getReader(database)({ accountId, id, resourceId });
  const now = clock();
  // An id that somebody made up says what they like.
  const ends = expiresAt?.getTime() ?? Math.min(getMoment(id), now) + ELSEWHERE_TTL_MS;
  // The phone cannot answer it any more. Nor a decoy of that time, which this does not reveal as one.
  const isClosed = expiresAt === null && since !== null && getMoment(id) <= since.getTime();
  if (!(ends > now) || isClosed) return { id, state: "EXPIRED" };
  return { id, state: pushState === "APPROVED" || pushState === "DECLINED" ? pushState : "PENDING" };
}
