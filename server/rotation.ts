import { Prisma } from "./database/generated/client.js";
import type { Database } from "./database/database.js";
import { idsOfEnvelopes, getKeyIdSql, SEALED_COLUMNS, type SealedColumn } from "./master-keys/envelopes.js";
import { forgetOtherKeys, othersEncryptDifferently } from "./master-keys/in-use.js";
import type { MasterKeyWatch } from "./master-keys/watch.js";
import { StartError } from "./start-error.js";
import { installationPlace } from "./secrets/installation-place.js";
import { DecryptionError, type SecretBox } from "./secrets/secret-box.js";

/** Rows of one round: short transactions, so that servers continue meanwhile. */
const ROUND = 200;

/** Milliseconds from one sign of life to the next: a rotation may take longer than others wait for one. */
const LOOK_EVERY_MS = 5_000;

/** How many secrets that cannot be decrypted are named. */
const MAX_NAMED = 10;

const STOPPED =
  "The rotation was stopped: some secrets may still be encrypted with another key. Keep all keys, and run this command again: it continues with these secrets.";

interface Kept {
  /** The primary key as text, account first. */
  readonly key: readonly [accountId: string, ...others: string[]];
  /** The row that the secret's place names. */
  readonly row: string;
  readonly secret: Uint8Array<ArrayBuffer>;
}

/** A column's primary key in SQL, account first. */
function getKey({ key }: SealedColumn): readonly (readonly [name: string, type: string])[] {
  return [["account_id", "uuid"], ...key];
}

/** A comparison of the primary key with that of a row; by types, so that the index is used. */
function compared(column: SealedColumn, operator: "=" | ">", key: readonly string[]): Prisma.Sql {
  const names = getKey(column).map(([name]) => Prisma.raw(name));
  const values = getKey(column).map(
    ([, type], index) => Prisma.sql`${key[index]}::text::${Prisma.raw(type)}`,
  );
  return Prisma.sql`(${Prisma.join(names)}) ${Prisma.raw(operator)} (${Prisma.join(values)})`;
}

/** The next rows whose secret is under another key than the first. */
function after(
  { database, secrets }: Rotated,
  sealed: SealedColumn,
  last: Kept | undefined,
): Promise<Kept[]> {
  const { table, column, place } = sealed;
  const [first] = secrets.keyIds();
  const key = getKey(sealed).map(([name]) => Prisma.raw(name));
  const texts = key.map((name) => Prisma.sql`${name}::text`);
  const row =
    place === undefined
      ? Prisma.join(texts.slice(1), " || ' ' || ")
      : Prisma.sql`${Prisma.raw(place.row)}::text`;
  return database.background.query<Kept>(Prisma.sql`
    SELECT ARRAY[${Prisma.join(texts)}] AS key, ${row} AS row, ${Prisma.raw(column)} AS secret
    FROM ${Prisma.raw(table)} WHERE ${Prisma.raw(column)} IS NOT NULL AND ${getKeyIdSql(column)} <> ${first}::text
      ${last === undefined ? Prisma.empty : Prisma.sql`AND ${compared(sealed, ">", last.key)}`}
    ORDER BY ${Prisma.join(key)} LIMIT ${ROUND}::int`);
}

interface Rotated {
  readonly database: Database;
  readonly secrets: SecretBox;
  readonly masterKeys: Pick<MasterKeyWatch, "look">;
}

/**
 * Wraps every stored secret with the first master key, until none is under another one. Secrets that change meanwhile are left
 * as they are: a server that was started with the new key first has wrapped them with it already, and what another one wrote
 * is found in the next pass.
 * @param progress is called with the number of secrets that were changed so far.
 * @param stop ends it between two rounds: the next rotation continues with what is left.
 * @returns how many were changed.
 * @throws StartError when a server that runs encrypts with another key: its secrets would stay under that key; or when secrets cannot
 * be decrypted: all others were changed; or when it was stopped.
 */
export async function rotate(
  rotated: Rotated,
  progress: (soFar: number) => void,
  stop?: AbortSignal,
): Promise<number> {
  const { database, secrets, masterKeys } = rotated;
  const [first] = secrets.keyIds();
  await demandFirstKey(rotated);
  let lookedAt = performance.now();
  const stayKnown = async () => {
    if (performance.now() - lookedAt < LOOK_EVERY_MS) return;
    lookedAt = performance.now();
    const problem = await masterKeys.look();
    if (problem !== null) throw new StartError(problem);
  };
  let changed = 0;
  for (;;) {
    const unreadable: string[] = [];
    const atBegin = changed;
    for (const column of SEALED_COLUMNS) {
      const before = changed;
      const round = {
        async begin() {
          if (stop?.aborted === true) throw new StartError(STOPPED);
          // To find the rows of a round may take longer than this process counts as running, where few are left.
          await stayKnown();
        },
        end(soFar: number) {
          changed = before + soFar;
          progress(changed);
        },
        cannotRead: (which: string) => void unreadable.push(which),
      };
      await rotateColumn(rotated, column, round);
    }
    await stayKnown();
    changed += await rotateInstallation(database, secrets);
    // The values that are left cannot be decrypted: another pass would find the same.
    if (unreadable.length > 0 && changed === atBegin) throw cannotBeDecrypted(unreadable);
    // A server that began meanwhile, with another key first, has written down that it uses it; if it has ended, what it
    // encrypted is there.
    const isDone = await database.exclusively(async () => {
      await demandFirstKey(rotated);
      if ((await idsOfEnvelopes(database.background, [first])).length > 0) return false;
      await forgetOtherKeys(database, secrets);
      return true;
    });
    if (isDone) return changed;
  }
}

function cannotBeDecrypted(secrets: readonly string[]): StartError {
  const more = secrets.length > MAX_NAMED ? `; and ${secrets.length - MAX_NAMED} more` : "";
  return new StartError(
    `Secrets cannot be decrypted (${secrets.length}), because they were altered, or moved to another row or column: ` +
      `${secrets.slice(0, MAX_NAMED).join("; ")}${more}. All other secrets are encrypted with the first master key. ` +
      "Keep the other keys. Give the object of each of these secrets a new secret, or delete the object. Then run this command again.",
  );
}

/** The functions for the rounds of a column. */
interface Rounds {
  /** Before the secrets of a round are changed. */
  begin(): Promise<void>;
  /** @param soFar how many of this column were changed. */
  end(soFar: number): void;
  /** @param which secret cannot be decrypted, in words for people. */
  cannotRead(which: string): void;
}

/** The secret wrapped with the first key; null when it cannot be decrypted. */
function rewrapped(
  secrets: SecretBox,
  ...given: Parameters<SecretBox["rewrap"]>
): Buffer<ArrayBuffer> | null {
  try {
    return secrets.rewrap(...given);
  } catch (error) {
    if (error instanceof DecryptionError) return null;
    throw error;
  }
}

async function rotateColumn(rotated: Rotated, sealed: SealedColumn, round: Rounds): Promise<void> {
  const { database, secrets } = rotated;
  const { table, column, place } = sealed;
  let changed = 0;
  let last: Kept | undefined;
  for (;;) {
    const rows = await after(rotated, sealed, last);
    await round.begin();
    for (const { key, row, secret } of rows) {
      const [account, ...others] = key;
      const at = { account, table: place?.table ?? table, column: place?.column ?? column, row };
      const again = rewrapped(secrets, secret, at);
      if (again === null) {
        round.cannotRead(`${table}.${column} of the account ${account}, ${others.join(" ")}`);
        continue;
      }
      const updated = await database.query(Prisma.sql`
        UPDATE ${Prisma.raw(table)} SET ${Prisma.raw(column)} = ${again}
        WHERE ${compared(sealed, "=", key)} AND ${Prisma.raw(column)} = ${secret} RETURNING 1`);
      changed += updated.length;
    }
    round.end(changed);
    last = rows.at(-1);
    if (last === undefined) return;
  }
}

async function demandFirstKey({ database, secrets }: Rotated): Promise<void> {
  if (!(await othersEncryptDifferently(database, secrets))) return;
  throw new StartError(
    "A running server encrypts with another master key than the first one that is given here: start all servers with NEW,OLD, then run this command again. A server that was killed counts as running for one minute.",
  );
}

/** The secrets of the installation itself. The keys in them stay the same: what depends on them continues to work. */
async function rotateInstallation(database: Database, secrets: SecretBox): Promise<number> {
  const row = await database.prisma.installation.findUniqueOrThrow({
    where: { id: 1 },
    omit: { masterKeyCheck: false, hmacKey: false, pinPepper: false, sealKey: false, vapidKey: false },
  });
  const { masterKeyCheck, hmacKey, pinPepper, sealKey, vapidKey } = row;
  const all = [masterKeyCheck, hmacKey, pinPepper, sealKey, ...(vapidKey === null ? [] : [vapidKey])];
  if (all.every((secret) => secrets.isCurrent(secret))) return 0;
  const again = (column: Parameters<typeof installationPlace>[0], secret: Uint8Array) =>
    secrets.rewrap(secret, installationPlace(column));
  await database.prisma.installation.update({
    where: { id: 1 },
    data: {
      masterKeyCheck: again("master_key_check", masterKeyCheck),
      hmacKey: again("hmac_key", hmacKey),
      pinPepper: again("pin_pepper", pinPepper),
      sealKey: again("seal_key", sealKey),
      ...(vapidKey === null ? {} : { vapidKey: again("vapid_key", vapidKey) }),
    },
  });
  return all.length;
}
