import pino from "pino";
import { systemClock } from "../../server/clock.js";
import { readConfig } from "../../server/config.js";
import { Prisma } from "../../server/database/generated/client.js";
import { openInstallation } from "../../server/installation.js";

/** Rows that one statement makes. */
const ROUND = 50_000;

/**
 * Makes an account grow: tokens that nobody has, and events of the last two years.
 * @param tokens how many it shall have in all. @param events how many are added.
 */
export async function grow(
  environment: Record<string, string>,
  accountId: string,
  tokens: number,
  events: number,
): Promise<void> {
  const config = readConfig({ ...environment, TOKENPLANE_LOG_LEVEL: "silent" });
  const { services, close } = await openInstallation(config, systemClock, pino({ level: "silent" }));
  const { database } = services;
  const [row] = await database.query<{ count: number }>(
    Prisma.sql`SELECT count(*)::int AS count FROM tokens WHERE account_id = ${accountId}::uuid`,
  );
  const there = row?.count ?? 0;
  for (let from = there; from < tokens; from += ROUND) {
    await database.query(Prisma.sql`
      INSERT INTO tokens (account_id, id, name, model, serial_number, status, algorithm, digits, hash, period_seconds, secret, secret_fingerprint, search, created_at, updated_at)
      SELECT ${accountId}::uuid, gen_random_uuid(), 'Fob ' || n, 'TWO', 'F-' || n, 'ACTIVE', 'TOTP', 6, 'SHA1', 30, '\\x00'::bytea, sha256(n::text::bytea),
        ARRAY['fob', n::text, 'f-' || n, 'f'] || CASE WHEN n > ${tokens / 2}::float8 THEN ARRAY['late'] ELSE '{}' END,
        now(), now()
      FROM generate_series(${from}::int, ${Math.min(tokens, from + ROUND) - 1}::int) AS n`);
    process.stdout.write(`\r${Math.min(tokens, from + ROUND)} tokens …   `);
  }
  for (let from = 0; from < events; from += ROUND) {
    await database.query(Prisma.sql`
      INSERT INTO events (account_id, id, epoch, type, occurred_at, actor_kind, actor_name, token_id, token_name, user_login,
        resource_name, outcome, correlation_id, changes, summary, search)
      SELECT ${accountId}::uuid, gen_random_uuid(), (SELECT epoch FROM installation), 'AUTHENTICATION_GRANTED',
        now() - interval '2 years' * (${events}::int - n) / ${events}::int, 'API_KEY', 'gateway', gen_random_uuid(), 'Token of guest' || n,
        'guest' || n, 'VPN', 'GRANTED', n::text, '[]', 'guest' || n || ' signed in at VPN with token Token of guest' || n || '.',
        ARRAY['guest' || n, 'signed', 'in', 'at', 'vpn', 'with', 'token', 'of']
          || CASE WHEN n < ${events / 10}::float8 THEN ARRAY['legacy'] ELSE '{}' END
      FROM generate_series(${from}::int, ${Math.min(events, from + ROUND) - 1}::int) AS n`);
    process.stdout.write(`\r${Math.min(events, from + ROUND)} events …   `);
  }
  process.stdout.write("\r");
  await database.script(database.embedded ? "ANALYZE" : "VACUUM ANALYZE");
  await close();
}
