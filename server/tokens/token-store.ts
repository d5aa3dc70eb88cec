import type { Scope } from "../actions/scope.js";
import type { Database, Sql } from "../database/database.js";
import { Prisma } from "../database/generated/client.js";
import { inOrder } from "../database/in-order.js";
import type { Listing } from "../database/listing.js";
import type { Client, Transaction } from "../database/prisma.js";
import { searchWords, wordSearch } from "../database/search.js";
import { isBypassed } from "./bypassed.js";
import { isSuspended } from "../push/suspension.js";
import { hasBegun, hasNotEnded } from "./validity.js";

export type TokenRow = NonNullable<Awaited<ReturnType<typeof findToken>>>;

/** A token that computes codes from a secret. */
export type OathTokenRow = TokenRow & { readonly algorithm: string; readonly hash: string };

/** The same token, known to compute codes. @throws TypeError for one whose codes are sent. */
export function asOath(token: TokenRow): OathTokenRow {
  const { algorithm, hash } = token;
  if (algorithm === null || hash === null) throw new TypeError("the codes of this token are sent");
  return { ...token, algorithm, hash };
}

/** The key of a token: an id or a serial number. */
export type TokenKey = { readonly id: string } | { readonly serialNumber: string };

/** The condition on a token that it has a serial number, whatever the case; an index holds it unique in the account. */
export function hasSerialNumber(serialNumber: Sql): Sql {
  return Prisma.sql`lower(tokens.serial_number) = lower(${serialNumber})`;
}

async function getId(
  transaction: Client | Transaction,
  accountId: string,
  key: TokenKey,
): Promise<string | undefined> {
  if ("id" in key) return key.id;
  const [row] = await transaction.$queryRaw<{ id: string }[]>(Prisma.sql`
    SELECT id FROM tokens
    WHERE account_id = ${accountId}::uuid AND ${hasSerialNumber(Prisma.sql`${key.serialNumber}::text`)}`);
  return row?.id;
}

/** A token of the account, or null. Its secret is not among its columns. */
export async function findToken(transaction: Client | Transaction, accountId: string, key: TokenKey) {
  const id = await getId(transaction, accountId, key);
  return id === undefined
    ? null
    : transaction.token.findUnique({ where: { accountId_id: { accountId, id } } });
}

/** A token of the account, held for this transaction; or null. */
export async function lockToken(
  transaction: Transaction,
  accountId: string,
  key: TokenKey,
): Promise<TokenRow | null> {
  const locked = await lockTokens(transaction, accountId, [key]);
  return locked === 0 ? null : findToken(transaction, accountId, key);
}

/** The state of a token that changes when somebody changes it, or when it is locked. */
export interface HeldState {
  readonly revision: number | null;
  readonly lockReason: string | null;
  readonly lockedUntil: Date | null;
}

/**
 * Holds a token for this transaction, if there is one, by a lock that waits for no import of links.
 * @returns whether it is as it was when it was read.
 */
export async function isAsRead(
  transaction: Transaction,
  accountId: string,
  id: string,
  { revision, lockReason, lockedUntil }: HeldState,
): Promise<boolean> {
  const [row] = await transaction.$queryRaw<HeldState[]>(Prisma.sql`
    SELECT revision, lock_reason AS "lockReason", locked_until AS "lockedUntil" FROM tokens
    WHERE account_id = ${accountId}::uuid AND id = ${id}::uuid FOR NO KEY UPDATE`);
  return (
    (row?.revision ?? null) === revision &&
    (row?.lockReason ?? null) === lockReason &&
    (row?.lockedUntil?.getTime() ?? null) === (lockedUntil?.getTime() ?? null)
  );
}

/** Holds tokens of the account for this transaction, in the order of their ids. @returns how many there are. */
export async function lockTokens(
  transaction: Transaction,
  accountId: string,
  keys: readonly TokenKey[],
): Promise<number> {
  const ids = keys.flatMap((key) => ("id" in key ? [key.id] : []));
  const serialNumbers = keys.flatMap((key) => ("id" in key ? [] : [key.serialNumber]));
  const rows = await transaction.$queryRaw<unknown[]>(Prisma.sql`
    SELECT id FROM tokens WHERE account_id = ${accountId}::uuid AND id IN (
      SELECT unnest(${ids}::uuid[])
      UNION ALL SELECT id FROM tokens WHERE account_id = ${accountId}::uuid
        AND lower(serial_number) IN (SELECT lower(given) FROM unnest(${serialNumbers}::text[]) AS given))
    ORDER BY id FOR UPDATE`);
  return rows.length;
}

/** The words a token is found by. */
export function tokenSearch(name: string, serialNumber: string | null): string[] {
  return searchWords(name, serialNumber);
}

/** A lock of a token, or null when it is not locked at the moment. */
export function getLock(
  token: Pick<TokenRow, "lockReason" | "lockedUntil">,
  now: number,
): { readonly reason: "FAILURES" | "FAILURE_CEILING"; readonly until: Date | null } | null {
  const { lockReason, lockedUntil } = token;
  if (lockReason === null || (lockedUntil !== null && lockedUntil.getTime() <= now)) return null;
  return { reason: lockReason === "FAILURE_CEILING" ? "FAILURE_CEILING" : "FAILURES", until: lockedUntil };
}

/** Wrong codes that count at the moment: a timed lock that is over was an unlock. */
export function getFailures(
  token: Pick<TokenRow, "failures" | "lockReason" | "lockedUntil">,
  now: number,
): number {
  return token.lockReason !== null && getLock(token, now) === null ? 0 : token.failures;
}

const ORDERS = {
  CREATED_AT: { column: Prisma.raw("tokens.created_at"), type: Prisma.raw("timestamptz") },
  NAME: { column: Prisma.raw("tokens.name"), type: Prisma.raw("text") },
  LAST_USED_AT: {
    column: Prisma.raw("coalesce(tokens.last_used_at, '-infinity')"),
    type: Prisma.raw("timestamptz"),
  },
} as const;

export type TokenOrderField = keyof typeof ORDERS;

/** Tokens by id; null for those that the scope does not have. */
export async function readTokens(
  { prisma }: Database,
  { accountId, resourceId }: Scope,
  ids: readonly string[],
): Promise<(TokenRow | null)[]> {
  const linked = resourceId === null ? {} : { assignments: { some: { resourceId } } };
  return inOrder(ids, await prisma.token.findMany({ where: { accountId, id: { in: [...ids] }, ...linked } }));
}

/** The ids of tokens by their serial numbers, in one statement; null for numbers that no token of the account has. */
export async function readIdsOfSerialNumbers(
  { query }: Database,
  accountId: string,
  serialNumbers: readonly string[],
): Promise<({ readonly id: string } | null)[]> {
  const rows = await query<{ place: number; id: string }>(Prisma.sql`
    SELECT place::int, tokens.id FROM unnest(${[...serialNumbers]}::text[]) WITH ORDINALITY AS asked (serial_number, place)
    JOIN tokens ON tokens.account_id = ${accountId}::uuid AND ${hasSerialNumber(Prisma.sql`asked.serial_number`)}`);
  const found = new Map(rows.map(({ place, id }) => [place, { id }]));
  return serialNumbers.map((_, index) => found.get(index + 1) ?? null);
}

/** The open enrolments of tokens, without their secrets. @param now milliseconds since 1970 UTC. */
export async function readEnrolments(
  { prisma }: Database,
  { accountId }: Scope,
  tokenIds: readonly string[],
  now: number,
) {
  const rows = await prisma.enrolment.findMany({
    where: { accountId, tokenId: { in: [...tokenIds] }, expiresAt: { gt: new Date(now) } },
  });
  return inOrder(
    tokenIds,
    rows.map((row) => ({ ...row, id: row.tokenId })),
  );
}

/** The phones in use of tokens. */
export async function readDevices({ prisma }: Database, { accountId }: Scope, tokenIds: readonly string[]) {
  const rows = await prisma.pushDevice.findMany({
    where: { accountId, tokenId: { in: [...tokenIds] }, state: "ACTIVE" },
    select: {
      tokenId: true,
      publicKey: true,
      rolledOutAt: true,
      wakeToken: true,
      unanswered: true,
      lastAskedAt: true,
      silentUntil: true,
    },
  });
  return inOrder(
    tokenIds,
    rows.map(({ tokenId, wakeToken, ...row }) => ({ ...row, id: tokenId, canBeWoken: wakeToken !== null })),
  );
}

/** Which tokens; null is no condition. */
export interface TokenFilter {
  readonly text: string | null;
  readonly models: readonly string[] | null;
  readonly status: string | null;
  readonly enabled: boolean | null;
  readonly locked: boolean | null;
  /** Whether the token's phone shows no requests for some time. */
  readonly requestsSuspended: boolean | null;
  readonly bypassed: boolean | null;
  readonly assigned: boolean | null;
  readonly userId: string | null;
  readonly resourceId: string | null;
  readonly usedAfter: Date | null;
  readonly usedBefore: Date | null;
  readonly valid: boolean | null;
  readonly validUntilBefore: Date | null;
}

export const EVERY_TOKEN: TokenFilter = {
  text: null,
  models: null,
  status: null,
  enabled: null,
  locked: null,
  requestsSuspended: null,
  bypassed: null,
  assigned: null,
  userId: null,
  resourceId: null,
  usedAfter: null,
  usedBefore: null,
  valid: null,
  validUntilBefore: null,
};

function linkedTo(resourceId: string): Sql {
  return Prisma.sql`EXISTS (SELECT 1 FROM assignments WHERE assignments.account_id = tokens.account_id
    AND assignments.token_id = tokens.id AND assignments.resource_id = ${resourceId}::uuid)`;
}

function conditions(filter: TokenFilter, { resourceId }: Scope, now: number): Sql[] {
  const where: Sql[] = [];
  const { locked, bypassed, assigned } = filter;
  if (filter.models !== null) where.push(Prisma.sql`tokens.model = ANY(${[...filter.models]}::text[])`);
  if (filter.status !== null) where.push(Prisma.sql`tokens.status = ${filter.status}`);
  if (filter.enabled !== null) where.push(Prisma.sql`tokens.enabled = ${filter.enabled}`);
  if (locked !== null) {
    where.push(
      Prisma.sql`(tokens.lock_reason IS NOT NULL AND coalesce(tokens.locked_until > ${new Date(now)}, true)) = ${locked}`,
    );
  }
  if (filter.requestsSuspended !== null) {
    where.push(Prisma.sql`${isSuspended(now)} = ${filter.requestsSuspended}`);
  }
  if (bypassed !== null) where.push(Prisma.sql`${isBypassed(now, resourceId)} = ${bypassed}`);
  if (assigned !== null) where.push(Prisma.sql`(tokens.user_id IS NOT NULL) = ${assigned}`);
  if (filter.userId !== null) where.push(Prisma.sql`tokens.user_id = ${filter.userId}::uuid`);
  if (filter.resourceId !== null) where.push(linkedTo(filter.resourceId));
  if (filter.usedAfter !== null) where.push(Prisma.sql`tokens.last_used_at >= ${filter.usedAfter}`);
  if (filter.usedBefore !== null) where.push(Prisma.sql`tokens.last_used_at < ${filter.usedBefore}`);
  if (filter.valid !== null) {
    where.push(Prisma.sql`(${hasBegun(now)} AND ${hasNotEnded(now)}) = ${filter.valid}`);
  }
  if (filter.validUntilBefore !== null) {
    where.push(Prisma.sql`tokens.valid_until < ${filter.validUntilBefore}`);
  }
  return where;
}

/** The tokens of a scope, or those of a user in it. @param now milliseconds since 1970 UTC. */
export function tokenListing(
  scope: Scope,
  now: number,
  filter: TokenFilter,
  field: TokenOrderField,
  descending: boolean,
  parent: "account" | "user",
): Listing {
  const where = conditions(filter, scope, now);
  where.push(Prisma.sql`tokens.account_id = ${scope.accountId}::uuid`);
  if (scope.resourceId !== null) where.push(linkedTo(scope.resourceId));
  return {
    from: Prisma.raw("tokens"),
    id: Prisma.raw("tokens.id"),
    parent: Prisma.raw(parent === "account" ? "tokens.account_id" : "tokens.user_id"),
    where,
    words:
      filter.text === null
        ? undefined
        : wordSearch(Prisma.raw("tokens"), Prisma.raw("tokens.search"), filter.text),
    order: {
      name: `tokens ${field}`,
      columns: [ORDERS[field], { column: Prisma.raw("tokens.id"), type: Prisma.raw("uuid") }],
      descending,
    },
  };
}
