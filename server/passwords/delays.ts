import { createHmac } from "node:crypto";
import type { Services } from "../actions/services.js";
import type { Database } from "../database/database.js";
import { Prisma } from "../database/generated/client.js";
import { RequestError } from "../request-error.js";
import { loginKey } from "../users/user-store.js";

/** Wrong passwords for one login from one network that cost no time. */
const FREE = 5;

/** How long the next one must wait after these, in milliseconds: 1 s, then twice as long each time, up to 15 minutes. */
const FIRST_DELAY_MS = 1_000;
const LONGEST_DELAY_MS = 15 * 60 * 1_000;

/** How long wrong passwords are remembered after the last one, in milliseconds. */
const MEMORY_MS = 24 * 60 * 60 * 1_000;

/**
 * By how much clocks of servers may differ, in milliseconds. A delay that ends even later than the longest one is from before
 * the clock was set back.
 */
const CLOCKS_DIFFER_MS = 60_000;

/** The login and the client by which wrong passwords are counted. */
interface Counted {
  readonly accountId: string;
  readonly login: string;
  readonly network: string;
}

/** The kinds of secrets that are guessed. Each is counted by itself. */
export type Guessed = "password" | "recovery code";

/** The key of a counter: a keyed hash, so that no login is stored that no user has. */
export function delayKey(
  hmacKey: Buffer,
  { accountId, login, network }: Counted,
  guessed: Guessed = "password",
): Buffer<ArrayBuffer> {
  return createHmac("sha256", hmacKey)
    .update(`${guessed} ${accountId}\n${network}\n${loginKey(login)}`)
    .digest();
}

/**
 * Counts one password or recovery code before it is checked, so that parallel guesses are all counted; `forgive` takes it back.
 * @throws RequestError RATE_LIMITED while wrong ones before it must be waited for.
 */
export async function countGuess(
  { database, bounds, clock }: Pick<Services, "bounds" | "clock" | "database">,
  key: Buffer<ArrayBuffer>,
  guessed: Guessed = "password",
): Promise<void> {
  const now = clock();
  const moment = new Date(now);
  const endsAt = new Date(now + MEMORY_MS);
  const fromAnotherClock = new Date(now + LONGEST_DELAY_MS + CLOCKS_DIFFER_MS);
  const rows = await database.query(Prisma.sql`
    INSERT INTO password_delays AS d (key, failures, blocked_until, ends_at) VALUES (${key}, 1, ${moment}, ${endsAt})
    ON CONFLICT (key) DO UPDATE SET
      failures = CASE WHEN d.ends_at <= ${moment} THEN 1 ELSE d.failures + 1 END,
      blocked_until = CASE WHEN d.ends_at <= ${moment} OR d.failures + 1 < ${FREE}::int THEN ${moment}::timestamptz
        ELSE ${moment}::timestamptz + least(${LONGEST_DELAY_MS}::float8, ${FIRST_DELAY_MS}::float8 * power(2, least(d.failures + 1 - ${FREE}::int, 30))) * interval '1 millisecond' END,
      ends_at = ${endsAt}
      WHERE d.blocked_until <= ${moment} OR d.failures < ${FREE}::int OR d.blocked_until > ${fromAnotherClock}
    RETURNING 1 AS counted`);
  if (rows.length > 0) return;
  bounds.reached("wrong_passwords");
  const [row] = await database.query<{ blockedUntil: Date }>(
    Prisma.sql`SELECT blocked_until AS "blockedUntil" FROM password_delays WHERE key = ${key}`,
  );
  const seconds = Math.max(1, Math.ceil(((row?.blockedUntil.getTime() ?? now) - now) / 1_000));
  throw new RequestError(
    "RATE_LIMITED",
    `Too many wrong ${guessed}s were sent for this login from your address. Wait ${seconds} s, and try again.`,
    { retryAfter: String(seconds) },
  );
}

/** Forgets the wrong ones of a login and network: the right one was proven. */
export async function forgive(
  { database, hmacKey }: Pick<Services, "database" | "hmacKey">,
  counted: Counted,
  guessed: Guessed = "password",
): Promise<void> {
  const key = delayKey(hmacKey, counted, guessed);
  await database.query(Prisma.sql`DELETE FROM password_delays WHERE key = ${key}`);
}

/** Takes a counted password back that was never checked. */
export async function takeBack(database: Database, key: Buffer<ArrayBuffer>, now: number): Promise<void> {
  await database.query(Prisma.sql`
    UPDATE password_delays SET failures = greatest(failures - 1, 0), blocked_until = ${new Date(now)} WHERE key = ${key}`);
}
