import { type KeptBypass, runningBypass } from "../bypass/use.js";
import type { Database } from "../database/database.js";
import { composed } from "../database/folded.js";
import { Prisma } from "../database/generated/client.js";
import { toJson } from "../database/json.js";
import { CHALLENGE_PART, TOKEN_PART } from "../factors/by-kind.js";
import type { StoredPart } from "../factors/stored-part.js";
import type { RecordKey } from "../actions/idempotency.js";
import type { ResourceKey } from "../resources/resource-store.js";
import type { Subject } from "../tokens/token-subject.js";
import { loginKey } from "../users/user-store.js";

/** A challenge that an attempt answers, and its purpose. */
export interface AskedChallenge {
  readonly id: string;
  readonly purpose: "SIGN_IN" | "CHECK";
}

/** Which snapshot to read. */
export interface Question {
  readonly accountId: string;
  /** null when the attempt is at no resource. */
  readonly resource: ResourceKey | null;
  /** The resource that the caller's key is bound to: for this key, no other resource exists. */
  readonly boundTo: string | null;
  readonly subject: Subject;
  readonly challenge: AskedChallenge | null;
  readonly record: RecordKey | null;
}

/** Everything that decides an attempt, at one moment: read in one statement. */
export interface Snapshot {
  readonly resourceId: string | null;
  readonly resourceName: string | null;
  readonly resourceEnabled: boolean | null;
  /** CONSOLE for the one that administrators sign in to. */
  readonly resourceKind: string | null;
  readonly failureLimit: number | null;
  readonly lockMinutes: number | null;
  readonly allowedAddresses: string[] | null;
  readonly pinBeforeSending: boolean | null;
  readonly pushConfirmation: string | null;
  readonly userId: string | null;
  readonly login: string | null;
  readonly userEnabled: boolean | null;
  readonly tokenId: string | null;
  readonly kind: string | null;
  /** The columns that only its kind has. */
  readonly tokenPart: StoredPart | null;
  readonly tokenName: string | null;
  readonly serialNumber: string | null;
  readonly status: string | null;
  readonly tokenEnabled: boolean | null;
  readonly validFrom: Date | null;
  readonly validUntil: Date | null;
  readonly pinHash: string | null;
  readonly pinPosition: string | null;
  readonly revision: number | null;
  readonly digits: number | null;
  readonly lastStep: string | null;
  readonly drift: number | null;
  readonly lockReason: string | null;
  readonly lockedUntil: Date | null;
  /** Whether the token is linked to the resource. */
  readonly linked: boolean;
  /** The bypasses that may make the code unnecessary at the resource. */
  readonly bypass: KeptBypass | null;
  /** Whether the attempt names a challenge. */
  readonly challengeGiven: boolean;
  /** That challenge, if it exists and was created for this token, this purpose and this resource. */
  readonly challengeId: string | null;
  readonly challengeEnds: Date | null;
  /** The columns of the challenge that only the token's kind has. */
  readonly challengePart: StoredPart | null;
  /** Whether the PIN was right before the code was sent. */
  readonly pinChecked: boolean | null;
  readonly earlierHmac: Uint8Array | null;
  readonly earlierResult: unknown;
  readonly earlierEnds: Date | null;
}

function subjectColumns(subject: Subject): Record<string, string> {
  if ("user" in subject) {
    const { user } = subject;
    return "id" in user ? { user_id: user.id } : { login_lower: loginKey(user.login) };
  }
  const { token } = subject;
  return "id" in token ? { token_id: token.id } : { serial_number: token.serialNumber };
}

function asRow(
  { accountId, resource, boundTo, subject, challenge, record }: Question,
  n: number,
): Record<string, unknown> {
  const named =
    resource === null
      ? {}
      : "id" in resource
        ? { resource_id: resource.id }
        : { resource_name: composed(resource.name) };
  return {
    n,
    account_id: accountId,
    bound_to: boundTo,
    ...named,
    ...subjectColumns(subject),
    challenge_id: challenge?.id,
    purpose: challenge?.purpose,
    ...record,
  };
}

/** Wrong codes after which a code that was sent, or that a phone showed, is void. */
export const MAX_TRIES = 3;

/**
 * The columns of a challenge, and the tables they come from. Attempts without a challenge do not join them.
 */
const CHALLENGE = {
  columns: Prisma.sql`q.challenge_id IS NOT NULL AS "challengeGiven", c.id AS "challengeId", c.expires_at AS "challengeEnds",
    c.pin_checked AS "pinChecked", CASE WHEN c.id IS NOT NULL THEN ${CHALLENGE_PART} END AS "challengePart"`,
  join: Prisma.sql`LEFT JOIN LATERAL (
      SELECT * FROM challenges
      WHERE account_id = q.account_id AND id = q.challenge_id AND token_id = t.id AND purpose = q.purpose
        AND answered_step IS NULL AND tries < ${MAX_TRIES}::int AND resource_id IS NOT DISTINCT FROM r.id LIMIT 1
    ) c ON true`,
};
const NO_CHALLENGE = {
  columns: Prisma.sql`false AS "challengeGiven", NULL AS "challengeId", NULL AS "challengeEnds", NULL AS "pinChecked",
    NULL AS "challengePart"`,
  join: Prisma.empty,
};

/**
 * Reads snapshots, one for each request, in one statement. For a user, the token is the one that is linked to
 * the resource; for a token, the user is the one that has it.
 *
 * Each table is read by its key, request by request: LIMIT 1 prevents the join over the whole table that the
 * planner prefers while a table is small.
 */
export async function readSnapshots(
  database: Pick<Database, "query">,
  questions: readonly Question[],
): Promise<Snapshot[]> {
  const asked = questions.some(({ challenge }) => challenge !== null) ? CHALLENGE : NO_CHALLENGE;
  return database.query<Snapshot>(Prisma.sql`
    SELECT r.id AS "resourceId", r.name AS "resourceName", r.enabled AS "resourceEnabled", r.kind AS "resourceKind",
      r.failed_attempts_before_lock AS "failureLimit", r.lock_minutes AS "lockMinutes",
      r.allowed_addresses AS "allowedAddresses", r.pin_before_sending AS "pinBeforeSending", r.push_confirmation AS "pushConfirmation",
      u.id AS "userId", u.login, u.enabled AS "userEnabled",
      t.id AS "tokenId", t.kind, ${TOKEN_PART} AS "tokenPart", t.name AS "tokenName", t.serial_number AS "serialNumber", t.status,
      t.enabled AS "tokenEnabled", t.valid_from AS "validFrom", t.valid_until AS "validUntil",
      t.pin_hash AS "pinHash", t.pin_position AS "pinPosition", t.revision, t.digits, ${asked.columns},
      t.last_step::text AS "lastStep", t.drift, t.lock_reason AS "lockReason", t.locked_until AS "lockedUntil",
      link.id IS NOT NULL AS linked, ${runningBypass} AS bypass,
      i.input_hmac AS "earlierHmac", i.result AS "earlierResult", i.expires_at AS "earlierEnds"
    FROM json_to_recordset(${toJson(questions.map(asRow))}::text::json) AS q (
      n integer, account_id uuid, resource_id uuid, resource_name text, bound_to uuid, user_id uuid, login_lower text,
      token_id uuid, serial_number text, challenge_id uuid, purpose text, "actorId" uuid, mutation text, key text)
    LEFT JOIN LATERAL (
      SELECT * FROM resources WHERE account_id = q.account_id AND id = q.resource_id
      UNION ALL SELECT * FROM resources WHERE account_id = q.account_id AND name = q.resource_name
    ) r ON q.bound_to IS NULL OR r.id = q.bound_to
    LEFT JOIN LATERAL (
      SELECT id FROM users WHERE account_id = q.account_id AND id = q.user_id
      UNION ALL SELECT id FROM users WHERE account_id = q.account_id AND login_lower = q.login_lower
    ) named_user ON true
    LEFT JOIN LATERAL (
      SELECT token_id FROM assignments
      WHERE account_id = q.account_id AND resource_id = r.id AND user_id = named_user.id LIMIT 1
    ) users_token ON true
    LEFT JOIN LATERAL (
      SELECT * FROM tokens WHERE account_id = q.account_id AND id = coalesce(q.token_id, users_token.token_id)
      UNION ALL SELECT * FROM tokens WHERE account_id = q.account_id AND lower(serial_number) = lower(q.serial_number)
    ) t ON true
    LEFT JOIN LATERAL (
      SELECT id, login, enabled FROM users
      WHERE account_id = q.account_id AND id = coalesce(named_user.id, t.user_id) LIMIT 1
    ) u ON true
    LEFT JOIN LATERAL (
      SELECT id FROM assignments
      WHERE account_id = q.account_id AND resource_id = r.id AND token_id = t.id LIMIT 1
    ) link ON true
    ${asked.join}
    LEFT JOIN LATERAL (
      SELECT input_hmac, result, expires_at FROM idempotency_records
      WHERE account_id = q.account_id AND actor_id = q."actorId" AND mutation = q.mutation AND key = q.key LIMIT 1
    ) i ON true
    ORDER BY q.n`);
}
