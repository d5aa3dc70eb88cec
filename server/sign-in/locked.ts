import type { Services } from "../actions/services.js";
import { Prisma } from "../database/generated/client.js";
import { RequestError } from "../request-error.js";
import { getLock } from "../tokens/token-store.js";
import { waitSeconds } from "./wait-seconds.js";

/** A person who proved the first factor, and where. */
export interface KnownPerson {
  readonly accountId: string;
  readonly userId: string;
  readonly resourceId: string;
}

/** The error for a person whose token is locked. @param seconds until it is not; null for until somebody unlocks it. */
function tokenLocked(seconds: number | null): RequestError {
  const minutes = Math.ceil((seconds ?? 0) / 60);
  const end =
    seconds === null
      ? "Ask an administrator or the helpdesk to unlock it."
      : `Try again in ${minutes === 1 ? "1 minute" : `${minutes} minutes`}.`;
  return new RequestError(
    "SIGN_IN_REFUSED",
    `Your token is locked, because too many codes were wrong. No code is accepted now. ${end}`,
    // Pages that say it in another language know it by this.
    { reason: "LOCKED", ...(seconds === null ? {} : { retryAfter: String(seconds) }) },
  );
}

/**
 * The answer while the token of a person is locked; null while it is not. Only for a person who proved the first factor: no other
 * person learns who has a token, and that it is locked.
 */
export async function lockedAnswer(
  { database, clock }: Pick<Services, "database" | "clock">,
  { accountId, userId, resourceId }: KnownPerson,
): Promise<RequestError | null> {
  const [token] = await database.query<{ lockReason: string | null; lockedUntil: Date | null }>(Prisma.sql`
    SELECT t.lock_reason AS "lockReason", t.locked_until AS "lockedUntil"
    FROM assignments AS link JOIN tokens AS t ON t.account_id = link.account_id AND t.id = link.token_id
    WHERE link.account_id = ${accountId}::uuid AND link.resource_id = ${resourceId}::uuid
      AND link.user_id = ${userId}::uuid AND t.enabled`);
  const now = clock();
  const lock = token === undefined ? null : getLock(token, now);
  if (lock === null) return null;
  return tokenLocked(lock.until === null ? null : waitSeconds(lock.until.getTime(), now));
}
