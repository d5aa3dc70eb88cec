import { Prisma } from "./database/generated/client.js";
import type { Database } from "./database/database.js";
import { forgetOtherKeys, othersEncryptDifferently } from "./master-keys/in-use.js";
import { NOTHING } from "./nothing.js";
import type { Clock } from "./clock.js";
import { StartError } from "./start-error.js";
import { installationPlace } from "./secrets/installation-place.js";
import type { Place, SecretBox } from "./secrets/secret-box.js";

/** Rows of one round: short transactions, so that servers go on meanwhile. */
const ROUND = 200;

interface Kept {
  readonly accountId: string;
  readonly row: string;
  readonly secret: Uint8Array<ArrayBuffer>;
}

/** A column that holds secrets: how its rows are read in order and written. */
interface Column {
  readonly table: string;
  readonly column: string;
  /** The row's id, as its place names it, in SQL. */
  readonly row: string;
}

const COLUMNS: readonly Column[] = [
  { table: "tokens", column: "secret", row: "id::text" },
  { table: "tokens", column: "suite_pin", row: "id::text" },
  { table: "enrolments", column: "secret", row: "token_id::text" },
  { table: "push_devices", column: "server_key", row: "id::text" },
  { table: "push_devices", column: "wake_token", row: "id::text" },
  { table: "channels", column: "secrets", row: "id::text" },
  { table: "messages", column: "payload", row: "id::text" },
  {
    table: "idempotency_records",
    column: "secrets",
    row: "actor_id || ' ' || mutation || ' ' || key",
  },
];

function after(database: Database, { table, column, row }: Column, last: Kept | undefined): Promise<Kept[]> {
  return database.query<Kept>(Prisma.sql`
    SELECT account_id AS "accountId", ${Prisma.raw(row)} AS row, ${Prisma.raw(column)} AS secret
    FROM ${Prisma.raw(table)} WHERE ${Prisma.raw(column)} IS NOT NULL
      AND (account_id, ${Prisma.raw(row)}) > (${last?.accountId ?? NOTHING}::uuid, ${last?.row ?? ""}::text)
    ORDER BY account_id, ${Prisma.raw(row)} LIMIT ${ROUND}::int`);
}

interface Rotated {
  readonly database: Database;
  readonly secrets: SecretBox;
  readonly clock: Clock;
}

/**
 * Wraps every stored secret with the first master key. Secrets that change meanwhile are left as they are: a server
 * that was started with the new key first has wrapped them with it already.
 * @param progress is called with the number of secrets that were checked so far.
 * @returns how many were changed.
 * @throws StartError when a server that runs encrypts with another key: its secrets would stay under that key.
 */
export async function rotate(rotated: Rotated, progress: (soFar: number) => void): Promise<number> {
  const { database, secrets } = rotated;
  await demandFirstKey(rotated);
  let seen = 0;
  let changed = 0;
  for (const column of COLUMNS) {
    let last: Kept | undefined;
    for (;;) {
      const rows = await after(database, column, last);
      for (const { accountId, row, secret } of rows) {
        const place: Place = { account: accountId, table: column.table, column: column.column, row };
        if (secrets.isCurrent(secret)) continue;
        const updated = await database.query(Prisma.sql`
          UPDATE ${Prisma.raw(column.table)} SET ${Prisma.raw(column.column)} = ${secrets.rewrap(secret, place)}
          WHERE account_id = ${accountId}::uuid AND ${Prisma.raw(column.row)} = ${row} AND ${Prisma.raw(column.column)} = ${secret}
          RETURNING 1`);
        changed += updated.length;
      }
      seen += rows.length;
      progress(seen);
      last = rows.at(-1);
      if (last === undefined) break;
    }
  }
  changed += await rotateInstallation(database, secrets);
  // A server that began meanwhile, with another key first, has written down that it uses it.
  await database.exclusively(async () => {
    await demandFirstKey(rotated);
    await forgetOtherKeys(database, secrets);
  });
  return changed;
}

async function demandFirstKey({ database, secrets, clock }: Rotated): Promise<void> {
  if (!(await othersEncryptDifferently(database, secrets, clock()))) return;
  throw new StartError(
    "A server that runs encrypts with another master key than the first given one: start all servers with NEW,OLD, then run this " +
      "again. (A server that was killed counts as running for a minute.)",
  );
}

/** The secrets of the installation itself. The keys in them stay the same: what depends on them goes on. */
async function rotateInstallation(database: Database, secrets: SecretBox): Promise<number> {
  const row = await database.prisma.installation.findUniqueOrThrow({
    where: { id: 1 },
    omit: { masterKeyCheck: false, hmacKey: false, pinPepper: false, sealKey: false, vapidKey: false },
  });
  const { masterKeyCheck, hmacKey, pinPepper, sealKey, vapidKey } = row;
  const all = [masterKeyCheck, hmacKey, pinPepper, sealKey, ...(vapidKey === null ? [] : [vapidKey])];
  if (all.every((secret) => secrets.isCurrent(secret))) return 0;
  const rewrapped = (column: Parameters<typeof installationPlace>[0], secret: Uint8Array) =>
    secrets.rewrap(secret, installationPlace(column));
  await database.prisma.installation.update({
    where: { id: 1 },
    data: {
      masterKeyCheck: rewrapped("master_key_check", masterKeyCheck),
      hmacKey: rewrapped("hmac_key", hmacKey),
      pinPepper: rewrapped("pin_pepper", pinPepper),
      sealKey: rewrapped("seal_key", sealKey),
      ...(vapidKey === null ? {} : { vapidKey: rewrapped("vapid_key", vapidKey) }),
    },
  });
  return all.length;
}
