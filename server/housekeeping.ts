import { SECRETS_TTL_MS } from "./actions/idempotency.js";
import type { ActingServices, Services } from "./actions/services.js";
import { ALARM_TTL_MS } from "./alarms/alarm-store.js";
import type { Clock } from "./clock.js";
import { keepLogShort } from "./database/embedded-copy.js";
import { getDatabaseFolder } from "./database/embedded-folder.js";
import { vacuumOne } from "./database/embedded-vacuum.js";
import { Prisma } from "./database/generated/client.js";
import { ensurePartitions } from "./events/partitions.js";
import { expireEvents, LogInUseError } from "./events/seal/retention.js";
import { clearImports } from "./imports/abandoned.js";
import { KEPT_AFTER_END_MS } from "./factors/challenge-store.js";
import { makeTimeCheck } from "./jobs/credible-time.js";
import { type Job, JobError } from "./jobs/job.js";
import { MESSAGES_TTL_MS } from "./messages/message-store.js";
import { suspendCountries } from "./messages/suspend.js";

/** How long sessions and links are kept after their end: networks are known by them that people signed in from. */
const ENDED_TTL_MS = 30 * 24 * 60 * 60 * 1_000;

/**
 * The work that is due at any time: it makes the next partitions of the event log, stops SMS to countries where codes are not
 * used, and does for the embedded database what PostgreSQL does by itself.
 */
async function keepGoing(services: ActingServices & Pick<Services, "log">): Promise<void> {
  const { database, clock, log } = services;
  if (database.embedded) await keepLogShort(database, getDatabaseFolder(services.config.dataDir));
  await ensurePartitions(database, clock(), log);
  await suspendCountries(services);
  if (database.embedded) await vacuumOne(database);
}

/**
 * Removes what has expired: nothing depends on when that is done, because the clock decides what has expired, and this only
 * frees the disk. So it can wait while a clock may be wrong: what is removed too early never comes back.
 */
async function removeExpired(
  services: ActingServices & Pick<Services, "databaseTime" | "log">,
  signal: AbortSignal,
): Promise<void> {
  const { database, clock } = services;
  const now = new Date(clock());
  const secretsEnd = new Date(clock() - SECRETS_TTL_MS);
  await database.query(Prisma.sql`DELETE FROM enrolments WHERE expires_at <= ${now}`);
  // Somebody may still say of a request on a phone that it was not theirs.
  const late = new Date(clock() - KEPT_AFTER_END_MS);
  await database.query(Prisma.sql`DELETE FROM challenges WHERE expires_at <= ${late}`);
  await database.query(Prisma.sql`DELETE FROM idempotency_records WHERE expires_at <= ${now}`);
  await database.query(
    Prisma.sql`UPDATE idempotency_records SET secrets = NULL WHERE secrets IS NOT NULL AND created_at <= ${secretsEnd}`,
  );
  // Used TOTP codes, once none of them is in reach; the migration says how far that is.
  await database.query(Prisma.sql`
    DELETE FROM used_secrets WHERE period_seconds > 0 AND consecutive_failures = 0
      AND (last_step + 2000) * period_seconds < ${Math.floor(clock() / 1_000)}::bigint`);
  await database.query(Prisma.sql`DELETE FROM send_counts WHERE ends_at <= ${now}`);
  await database.query(
    Prisma.sql`DELETE FROM messages WHERE created_at <= ${new Date(clock() - MESSAGES_TTL_MS)} AND settled_at IS NOT NULL`,
  );
  await database.query(Prisma.sql`DELETE FROM sign_ins WHERE expires_at <= ${now}`);
  await database.query(Prisma.sql`DELETE FROM contact_changes WHERE expires_at <= ${now}`);
  await database.query(Prisma.sql`DELETE FROM alarms WHERE expires_at <= ${now}`);
  await database.query(Prisma.sql`DELETE FROM password_delays WHERE ends_at <= ${now}`);
  // The changes that an alarm could still block are kept.
  await database.query(Prisma.sql`
    DELETE FROM recovered_tokens WHERE replaces IS NULL AND created_at <= ${new Date(clock() - ALARM_TTL_MS)}`);
  const past = new Date(clock() - ENDED_TTL_MS);
  await database.query(Prisma.sql`DELETE FROM sessions WHERE expires_at <= ${past}`);
  await database.query(Prisma.sql`DELETE FROM invitations WHERE expires_at <= ${past}`);
  await clearImports(services);
  // Last, because it may have to wait for a long reader of the event log.
  await expireEvents(services, signal).catch((error: unknown) => {
    if (!(error instanceof LogInUseError)) throw error;
    throw new JobError(
      "Expired events were not removed yet, because a long transaction, such as a backup, uses the event log. The server tries again each minute.",
    );
  });
}

/**
 * Does all housekeeping that is due.
 * @param checkTime throws a JobError while nothing may be removed, because the clock may be wrong.
 * @param signal tells that the server stops: then it ends early.
 */
export async function keepHouse(
  given: ActingServices & Pick<Services, "databaseTime" | "log">,
  checkTime: () => Promise<void> = async () => {},
  signal: AbortSignal = new AbortController().signal,
): Promise<void> {
  const services = { ...given, database: given.database.background };
  await keepGoing(services);
  await checkTime();
  await removeExpired(services, signal);
}

const NAME = "housekeeping";

/** Housekeeping, once a minute for the whole installation. @param uptime milliseconds of a clock that cannot be set. */
export function housekeeping(
  services: ActingServices & Pick<Services, "databaseTime" | "log">,
  uptime?: Clock,
): Job {
  const demandCredibleTime = makeTimeCheck(services, NAME, uptime);
  return {
    name: NAME,
    description:
      "Removes expired data, creates the next partitions of the event log, ends abandoned imports, and stops SMS to countries where codes are not used.",
    everySeconds: 60,
    isShared: true,
    run: (signal) => keepHouse(services, demandCredibleTime, signal),
  };
}
