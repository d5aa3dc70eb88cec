import type { Sql } from "../database/database.js";
import { Prisma } from "../database/generated/client.js";
import type { Transaction } from "../database/prisma.js";
import { hasWords, matches } from "../database/search.js";
import { foldedKey } from "../database/folded.js";
import { globalId } from "../global-id.js";
import { isOwnWord } from "./own-words.js";
import { dataWords, eventWords } from "./record.js";
import type { Signer } from "./seal/chain.js";
import { BY_PERSON, erasureHash, OF_PERSON, wordsHash } from "./seal/erased.js";
import { NEWEST } from "./seal/formats.js";
import { type HashedField, proofWithout } from "./seal/sealed-event.js";
import { sealable } from "./seal/seal-store.js";
import { EVENT_COLUMNS, type EventRow } from "./event-store.js";

/** An event, and which of its fields are to be erased. */
interface Erasing {
  readonly event: EventRow;
  readonly fields: readonly HashedField[];
}

/** Fields of an event about somebody else, or about no user, that may contain a login. */
interface Mentions {
  readonly inTokenName: boolean;
  readonly inChanges: boolean;
  readonly inSummary: boolean;
}

/** The login as a separate word, as a regular expression of PostgreSQL. */
function getWord(login: string): string {
  const literally = login.replaceAll(/[^\p{L}\p{N}]/gu, "\\$&");
  return `(^|[^[:alnum:]])${literally}($|[^[:alnum:]])`;
}

/** The login as a text in JSON has it: some values of changes are JSON. */
function inJson(login: string): string {
  return JSON.stringify(login).slice(1, -1);
}

/** The longest part of a login that JSON never escapes; empty when it has no letter or digit. */
function longestPart(login: string): string {
  const parts = login.match(/[\p{L}\p{N}]+/gu) ?? [];
  return parts.reduce((longest, part) => (part.length > longest.length ? part : longest), "");
}

/**
 * Logins that a deleted user had, and by which other events name this user. One that another user has now would be that user's,
 * too. By a word of the server's own sentences no user is named: erasing a user with the login admin would take the text of most
 * events.
 */
async function namingLogins(transaction: Transaction, accountId: string, userId: string): Promise<string[]> {
  const rows = await transaction.$queryRaw<{ login: string }[]>(Prisma.sql`
    SELECT DISTINCT user_login AS login FROM events
    WHERE account_id = ${accountId}::uuid AND user_id = ${userId}::uuid AND user_login IS NOT NULL`);
  const living = await transaction.user.findMany({
    where: { accountId, loginLower: { in: rows.map(({ login }) => foldedKey(login)) } },
    select: { loginLower: true },
  });
  const taken = new Set(living.map(({ loginLower }) => loginLower));
  return rows.map(({ login }) => login).filter((login) => !taken.has(foldedKey(login)) && !isOwnWord(login));
}

/** Events about others that contain one of some logins, locked. @param where a condition that an index serves. */
async function mentioning(
  transaction: Transaction,
  accountId: string,
  userId: string,
  logins: readonly string[],
  where: Sql,
  most: number,
): Promise<Erasing[]> {
  const words = logins.map(getWord);
  const wordsInChanges = [...words, ...logins.map(inJson).map(getWord)];
  // Values only: the names of fields are no user's login.
  const hasInChanges = Prisma.sql`EXISTS (SELECT 1 FROM jsonb_array_elements(changes) AS change
    WHERE change->>'from' ~* ANY(${wordsInChanges}::text[]) OR change->>'to' ~* ANY(${wordsInChanges}::text[]))`;
  const rows = await transaction.$queryRaw<(EventRow & Mentions)[]>(Prisma.sql`
    SELECT ${EVENT_COLUMNS}, coalesce(token_name ~* ANY(${words}::text[]), false) AS "inTokenName",
      ${hasInChanges} AS "inChanges", summary ~* ANY(${words}::text[]) AS "inSummary"
    FROM events WHERE account_id = ${accountId}::uuid AND user_id IS DISTINCT FROM ${userId}::uuid AND ${where}
      AND (token_name ~* ANY(${words}::text[]) OR ${hasInChanges} OR summary ~* ANY(${words}::text[]))
      AND lower(coalesce(user_login, '')) <> ALL(SELECT lower(login) FROM unnest(${[...logins]}::text[]) AS login)
    ORDER BY epoch, xid, position LIMIT ${most}::int FOR UPDATE`);
  return rows.map(({ inTokenName, inChanges, inSummary, ...event }) => ({
    event,
    fields: [
      ...(inTokenName ? (["tokenName"] as const) : []),
      ...(inChanges ? (["changes"] as const) : []),
      ...(inSummary ? (["summary"] as const) : []),
    ],
  }));
}

/**
 * Whether a person did what an event says: programs have ids of their own. The index `events_by_person` finds them.
 * @param userId of the person.
 */
function didIt(userId: string): Sql {
  return Prisma.sql`(actor_id = ${userId}::uuid AND actor_kind IN ('ADMINISTRATOR', 'USER'))`;
}

/**
 * Events about a user, or those of what the user did, that still contain personal data, locked. Each kind has an index in
 * the order of the feed; a condition that is true of either would be answered by a walk over everybody's events.
 */
async function ofPerson(
  transaction: Transaction,
  accountId: string,
  userId: string,
  kind: "about" | "by",
  most: number,
): Promise<Erasing[]> {
  const isAbout = Prisma.sql`(user_id = ${userId}::uuid AND type <> 'USER_ERASED'
    AND (user_login IS NOT NULL OR token_name IS NOT NULL OR client_address IS NOT NULL OR changes <> '[]' OR summary <> '' OR params IS NOT NULL))`;
  const isBy = Prisma.sql`(${didIt(userId)} AND (actor_name <> '' OR caller_address IS NOT NULL))`;
  const rows = await transaction.$queryRaw<(EventRow & { isAbout: boolean; isBy: boolean })[]>(Prisma.sql`
    SELECT ${EVENT_COLUMNS}, coalesce(${isAbout}, false) AS "isAbout", coalesce(${isBy}, false) AS "isBy" FROM events
    WHERE account_id = ${accountId}::uuid AND ${kind === "about" ? isAbout : isBy}
    ORDER BY epoch, xid, position LIMIT ${most}::int FOR UPDATE`);
  return rows.map(({ isAbout: about, isBy: by, ...event }) => ({
    event,
    fields: [...(about ? OF_PERSON : []), ...(by ? BY_PERSON : [])],
  }));
}

/** The event that an erasure refers to. */
export interface Eraser {
  readonly accountId: string;
  /** Id of the USER_ERASED event that will report it. */
  readonly eventId: string;
  readonly sealKey: Signer;
}

/** The remaining values of an event, as a row of `erase`. */
function getLeft({ event, fields: named }: Erasing, { accountId, eventId, sealKey }: Eraser) {
  const fields: HashedField[] = [...named, "words"];
  const isErased = (field: HashedField) => fields.includes(field);
  const tokenName = isErased("tokenName") ? null : event.tokenName;
  const userLogin = isErased("userLogin") ? null : event.userLogin;
  const summary = isErased("summary") ? "" : event.summary;
  const clientAddress = isErased("clientAddress") ? null : event.clientAddress;
  const params = isErased("params") ? null : event.params;
  const names = [tokenName, userLogin, event.resourceName];
  const search =
    params === null
      ? eventWords(event.type, summary, ...names)
      : dataWords({ ...event, clientAddress }, params, ...names);
  const sealed = sealable(event);
  const erasure = {
    event: globalId("Event", eventId),
    fields,
    words: wordsHash(search),
    format: NEWEST.number,
  };
  const hash = erasureHash(globalId("Account", accountId), sealed, erasure, NEWEST);
  return {
    id: event.id,
    occurred_at: event.occurredAt.toISOString(),
    token_name: tokenName,
    user_login: userLogin,
    client_address: clientAddress,
    actor_name: isErased("actorName") ? "" : event.actorName,
    caller_address: isErased("callerAddress") ? null : event.callerAddress,
    changes: isErased("changes") ? [] : event.changes,
    summary,
    params,
    search,
    erasure: {
      fields: proofWithout(sealed, fields),
      erasures: [...sealed.proof.erasures, { ...erasure, signature: sealKey.sign(hash) }],
    },
  };
}

async function erase(transaction: Transaction, eraser: Eraser, erasing: readonly Erasing[]): Promise<void> {
  await transaction.$executeRaw(Prisma.sql`
    UPDATE events SET token_name = kept.token_name, user_login = kept.user_login, client_address = kept.client_address,
      actor_name = kept.actor_name, caller_address = kept.caller_address, changes = kept.changes, summary = kept.summary, params = kept.params, search = kept.search, salt = NULL, erasure = kept.erasure
    FROM json_to_recordset(${JSON.stringify(erasing.map((one) => getLeft(one, eraser)))}::text::json) AS kept (id uuid, occurred_at timestamptz,
      token_name text, user_login text, client_address text, actor_name text, caller_address text, changes jsonb, summary text, params jsonb, search text[], erasure jsonb)
    WHERE events.account_id = ${eraser.accountId}::uuid AND events.id = kept.id AND events.occurred_at = kept.occurred_at`);
}

/** Whether there is an event about a user, or about what the user did. */
export async function hasEvents(
  transaction: Transaction,
  accountId: string,
  userId: string,
): Promise<boolean> {
  const rows = await transaction.$queryRaw<unknown[]>(Prisma.sql`
    SELECT 1 FROM events WHERE account_id = ${accountId}::uuid AND (user_id = ${userId}::uuid OR ${didIt(userId)}) LIMIT 1`);
  return rows.length > 0;
}

/**
 * Erases the personal data of a deleted user from events. In events about that user: the login, the token's
 * name, the client's address, the changes and the summary. In events about what the user did: the name and the address of
 * who did it. In other events: the fields that contain the login, unless it is a word of the server's own sentences.
 * The seals over them stay valid. The erasure is signed, so that no other party can remove values in this way.
 * Other events are processed first, because the user's own events show which logins to look for.
 * @param most how many events one transaction processes.
 * @returns in how many events something was erased, and whether that was all.
 */
export async function eraseUser(
  transaction: Transaction,
  eraser: Eraser,
  userId: string,
  most: number,
): Promise<{ readonly erased: number; readonly isComplete: boolean }> {
  const { accountId } = eraser;
  let left = most;
  const take = async (find: (most: number) => Promise<Erasing[]>) => {
    if (left === 0) return;
    const erasing = await find(left);
    if (erasing.length > 0) await erase(transaction, eraser, erasing);
    left -= erasing.length;
  };
  const logins = await namingLogins(transaction, accountId, userId);
  // No search finds a value that is only in changes, such as a name that a token had before. This comes first: it takes
  // seconds after a million changes, and the feed waits for it only when something was locked before.
  if (logins.length > 0) {
    // A part of the login is looked for first: to take all changes apart takes three times as long.
    const mayHaveIt = Prisma.sql`changes <> '[]' AND changes::text ~* ANY(${logins.map(longestPart)}::text[])`;
    await take((number) => mentioning(transaction, accountId, userId, logins, mayHaveIt, number));
  }
  for (const login of logins) {
    const isFound = hasWords(login) ? matches(Prisma.raw("events.search"), login) : Prisma.sql`true`;
    await take((number) => mentioning(transaction, accountId, userId, [login], isFound, number));
  }
  // Which ones the user granted is known by the events of it, as long as these have the name.
  await transaction.$executeRaw(Prisma.sql`
    UPDATE bypasses SET granted_by_name = '' WHERE account_id = ${accountId}::uuid AND granted_by_name <> '' AND (token_id, granted_at, granted_by_name) IN (
      SELECT token_id, occurred_at, actor_name FROM events WHERE account_id = ${accountId}::uuid AND ${didIt(userId)} AND type = 'BYPASS_GRANTED')`);
  for (const kind of ["about", "by"] as const) {
    await take((number) => ofPerson(transaction, accountId, userId, kind, number));
  }
  return { erased: most - left, isComplete: left > 0 };
}
