import type { Sql } from "../database/database.js";
import { Prisma } from "../database/generated/client.js";
import type { Transaction } from "../database/prisma.js";
import { searchWords } from "../database/search.js";
import { globalId } from "../global-id.js";
import { eventWords } from "./record.js";
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

/** Fields of an event about somebody else, or about no user, that may name a user who had the token. */
interface Mentions {
  readonly inTokenName: boolean;
  readonly inChanges: boolean;
  readonly inSummary: boolean;
}

/** A name of a token while a user had it. */
interface HeldToken {
  readonly token: string;
  readonly name: string | null;
}

/** What events of tokens that a user had show of the user: also those from when somebody else had them. */
interface Traces {
  readonly tokens: readonly string[];
  /** The logins of the user, and the names of tokens that contain one. */
  readonly names: readonly string[];
}

/** Whether the name of a token contains a login as a separate word. */
function contains(name: string, login: string): boolean {
  const literally = login.replaceAll(
    /[^\p{L}\p{N}]/gu,
    (sign) => `\\u{${sign.codePointAt(0)?.toString(16) ?? ""}}`,
  );
  return new RegExp(`(?<![\\p{L}\\p{N}])${literally}(?![\\p{L}\\p{N}])`, "iu").test(name);
}

/** The tokens that a user had, and by which names they show who that was. */
async function getTraces(transaction: Transaction, accountId: string, userId: string): Promise<Traces> {
  const logins = await transaction.$queryRaw<{ login: string }[]>(Prisma.sql`
    SELECT DISTINCT user_login AS login FROM events
    WHERE account_id = ${accountId}::uuid AND user_id = ${userId}::uuid AND user_login IS NOT NULL`);
  const held = await transaction.$queryRaw<HeldToken[]>(Prisma.sql`
    SELECT DISTINCT token_id AS token, token_name AS name FROM events
    WHERE account_id = ${accountId}::uuid AND user_id = ${userId}::uuid AND token_id IS NOT NULL`);
  const named = held.flatMap(({ name }) =>
    name !== null && logins.some(({ login }) => contains(name, login)) ? [name] : [],
  );
  return {
    tokens: [...new Set(held.map(({ token }) => token))],
    names: [...new Set([...named, ...logins.map(({ login }) => login)])],
  };
}

/** Events about others of the tokens that a user had, in which a name shows the user, locked. */
async function ofTokens(
  transaction: Transaction,
  accountId: string,
  userId: string,
  { tokens, names }: Traces,
  most: number,
): Promise<Erasing[]> {
  const isNamed = Prisma.sql`token_name = ANY(${names}::text[])`;
  const isInChanges = Prisma.sql`EXISTS (SELECT 1 FROM jsonb_array_elements(changes) AS change
    WHERE change->>'from' = ANY(${names}::text[]) OR change->>'to' = ANY(${names}::text[]))`;
  // The sentence of an event of an earlier version.
  const isInSummary = Prisma.sql`EXISTS (SELECT 1 FROM unnest(${names}::text[]) AS name WHERE strpos(summary, name) > 0)`;
  const rows = await transaction.$queryRaw<(EventRow & Mentions)[]>(Prisma.sql`
    SELECT ${EVENT_COLUMNS}, coalesce(${isNamed}, false) AS "inTokenName", ${isInChanges} AS "inChanges", ${isInSummary} AS "inSummary"
    FROM events WHERE account_id = ${accountId}::uuid AND token_id = ANY(${tokens}::uuid[])
      AND user_id IS DISTINCT FROM ${userId}::uuid AND (${isNamed} OR ${isInChanges} OR ${isInSummary})
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
    summary === ""
      ? eventWords({ ...event, clientAddress }, params ?? {}, ...names)
      : searchWords(event.type, summary, ...names);
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
 * who did it. In other events of the tokens that the user had: the login, and the names of the token that contain it.
 * No other event is looked at: an event names a person only by what it refers to (docs/decisions/12-erasure-by-references.md).
 * The seals over them stay valid. The erasure is signed, so that no other party can remove values in this way.
 * Other events are processed first, because the user's own events show which tokens and names these were.
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
  const traces = await getTraces(transaction, accountId, userId);
  if (traces.tokens.length > 0) {
    await take((number) => ofTokens(transaction, accountId, userId, traces, number));
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
