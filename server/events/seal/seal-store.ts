import type { Database } from "../../database/database.js";
import { Prisma } from "../../database/generated/client.js";
import { inOrder } from "../../database/in-order.js";
import { encodeCursor, type Listing, notYetKnown, type Order } from "../../database/listing.js";
import { globalId, globalIdOr } from "../../global-id.js";
import { CURRENT_EPOCH } from "../record.js";
import { getActorId, EVENT_COLUMNS, type EventRow, NEWEST_FIRST } from "../event-store.js";
import { NO_SEAL, type Seal } from "./chain.js";
import type { SealableEvent } from "./sealed-event.js";

/** A place in the feed: epoch, xid and position, as text. */
export type Place = readonly [epoch: string, xid: string, position: string];

const START: Place = ["0", "0", "0"];

/** A seal as it is kept. */
export interface SealRow extends Omit<Seal, "oldestAt" | "newestAt" | "sealedAt" | "account"> {
  readonly id: string;
  readonly oldestAt: Date;
  readonly newestAt: Date;
  readonly sealedAt: Date;
  /** In Base64; null when its events have expired. */
  readonly eventHashes: string | null;
}

function row([epoch, xid, position]: Place) {
  return Prisma.sql`(${epoch}::text::integer, ${xid}::text::xid8, ${position}::text::bigint)`;
}

/** A place for a statement that reads events in their order up to a limit. */
function placeInOrder([epoch, xid, position]: Place) {
  const values = [
    Prisma.sql`${epoch}::text::integer`,
    Prisma.sql`${xid}::text::xid8`,
    Prisma.sql`${position}::text::bigint`,
  ];
  return Prisma.sql`(${Prisma.join(values.map(notYetKnown))})`;
}

/** An event as the API shows it and as it is sealed. */
export function sealable(event: EventRow): SealableEvent {
  const { id, type, occurredAt, outcome, method, reason, subjectHmac, clientAddress, callerAddress } = event;
  const { tokenName, userLogin, resourceName, correlationId, changes, summary, params } = event;
  return {
    id: globalId("Event", id),
    type,
    occurredAt: occurredAt.toISOString(),
    actor: { kind: event.actorKind, id: getActorId(event), name: event.actorName },
    tokenId: globalIdOr("Token", event.tokenId),
    tokenName,
    userId: globalIdOr("User", event.userId),
    userLogin,
    resourceId: globalIdOr("Resource", event.resourceId),
    resourceName,
    outcome,
    method,
    reason,
    subjectHmac,
    clientAddress,
    callerAddress,
    correlationId,
    changes,
    summary,
    params,
    proof: {
      salt: event.salt,
      fields: event.erasure?.fields ?? [],
      words: event.search,
      erasures: event.erasure?.erasures.map((one) => ({ ...one, format: one.format ?? null })) ?? [],
    },
  };
}

/** Below this position the feed is final: no open transaction can still add an event there. */
export async function finalPlace(database: Database): Promise<Place> {
  const [now] = await database.query<{ epoch: string; xmin: string }>(
    Prisma.sql`SELECT ${CURRENT_EPOCH}::text AS epoch, pg_snapshot_xmin(pg_current_snapshot())::text AS xmin`,
  );
  if (now === undefined) throw new TypeError("a snapshot has an xmin");
  return [now.epoch, now.xmin, "0"];
}

/** Accounts that have events between two places; without the first, all accounts. */
export async function accountsWithEvents(
  database: Database,
  from: Place | undefined,
  to: Place,
): Promise<string[]> {
  const rows = await database.query<{ id: string }>(
    from === undefined
      ? Prisma.sql`SELECT id FROM accounts ORDER BY id`
      : Prisma.sql`SELECT DISTINCT account_id AS id FROM events
          WHERE (epoch, xid, position) >= ${row(from)} AND (epoch, xid, position) < ${row(to)} ORDER BY 1`,
  );
  return rows.map(({ id }) => id);
}

/** The end of an account's chain. */
export interface ChainEnd {
  readonly number: number;
  readonly hash: string;
  readonly place: Place;
}

export async function chainEnd(database: Database, accountId: string): Promise<ChainEnd> {
  const [last] = await database.query<ChainEnd>(Prisma.sql`
    SELECT number, encode(hash, 'hex') AS hash,
      ARRAY[last_epoch::text, last_xid::text, last_position::text] AS place
    FROM event_seals WHERE account_id = ${accountId}::uuid ORDER BY number DESC LIMIT 1`);
  return last ?? { number: 0, hash: NO_SEAL, place: START };
}

/** Events of an account between two places, in the order of the feed. */
export function eventsBetween(
  database: Database,
  accountId: string,
  after: Place,
  before: Place,
  most: number,
): Promise<EventRow[]> {
  return database.query<EventRow>(Prisma.sql`
    SELECT ${EVENT_COLUMNS} FROM events WHERE account_id = ${accountId}::uuid
      AND (epoch, xid, position) > ${placeInOrder(after)} AND (epoch, xid, position) < ${placeInOrder(before)}
    ORDER BY epoch, xid, position LIMIT ${most}::int`);
}

function bytes(hex: string) {
  return Buffer.from(hex, "hex");
}

/** Adds a seal to its chain. @returns false when another server has sealed that number. */
export async function insertSeal(
  database: Database,
  accountId: string,
  seal: Seal & { readonly eventHashes: Buffer },
  [epoch, xid, position]: Place,
): Promise<boolean> {
  const { number, previousHash, hash, signature, keyId, count, eventsHash } = seal;
  const { oldestAt, newestAt, sealedAt, format } = seal;
  const rows = await database.query(Prisma.sql`
    INSERT INTO event_seals (account_id, number, previous_hash, hash, signature, key_id, count, events_hash,
      event_hashes, oldest_at, newest_at, sealed_at, format, last_epoch, last_xid, last_position)
    VALUES (${accountId}::uuid, ${number}::int, ${bytes(previousHash)}::bytea, ${bytes(hash)}::bytea,
      ${Buffer.from(signature, "base64")}::bytea, ${keyId}::text, ${count}::int, ${bytes(eventsHash)}::bytea,
      ${seal.eventHashes}::bytea, ${oldestAt}::timestamptz, ${newestAt}::timestamptz, ${sealedAt}::timestamptz, ${format}::smallint,
      ${epoch}::text::integer, ${xid}::text::xid8, ${position}::text::bigint)
    ON CONFLICT (account_id, number) DO NOTHING RETURNING 1`);
  return rows.length === 1;
}

const SEAL_COLUMNS = Prisma.raw(`number::text AS id, number, encode(previous_hash, 'hex') AS "previousHash",
  encode(hash, 'hex') AS hash, translate(encode(signature, 'base64'), E'\\n', '') AS signature, key_id AS "keyId",
  count, encode(events_hash, 'hex') AS "eventsHash", translate(encode(event_hashes, 'base64'), E'\\n', '') AS "eventHashes",
  oldest_at AS "oldestAt", newest_at AS "newestAt", sealed_at AS "sealedAt", format`);

/** Seals of an account by their numbers; null where there is none. */
export async function readSeals(
  database: Database,
  accountId: string,
  numbers: readonly string[],
): Promise<(SealRow | null)[]> {
  return inOrder(
    numbers,
    await database.query<SealRow>(Prisma.sql`
      SELECT ${SEAL_COLUMNS} FROM event_seals
      WHERE account_id = ${accountId}::uuid AND number = ANY(${[...numbers]}::text[]::integer[])`),
  );
}

/** Numbers of the seals that cover places of an account, each given as JSON; null where none does yet. */
export async function readCoveringSeals(
  database: Database,
  accountId: string,
  places: readonly string[],
): Promise<(number | null)[]> {
  const rows = await database.query<{ number: number | null }>(Prisma.sql`
    SELECT seal.number FROM json_array_elements(${`[${places.join(",")}]`}::text::json) WITH ORDINALITY AS place (key, n)
    LEFT JOIN LATERAL (
      SELECT number FROM event_seals WHERE account_id = ${accountId}::uuid
        AND (last_epoch, last_xid, last_position)
          >= ((key->>0)::integer, (key->>1)::xid8, (key->>2)::bigint)
      ORDER BY last_epoch, last_xid, last_position LIMIT 1
    ) AS seal ON true ORDER BY n`);
  return rows.map(({ number }) => number);
}

const BY_NUMBER: Order = {
  name: "eventSeals",
  columns: [{ column: Prisma.raw("event_seals.number"), type: Prisma.raw("integer") }],
  descending: false,
};

/** The seals of an account from a number on, oldest first. */
export function sealListing(from: number): Listing {
  return {
    from: Prisma.raw("event_seals"),
    id: Prisma.raw("event_seals.number::text"),
    parent: Prisma.raw("event_seals.account_id"),
    where: [Prisma.sql`event_seals.number >= ${from}::int`],
    order: BY_NUMBER,
  };
}

/** A horizon as it is kept, with the place from which on everything is there. */
export interface HorizonRow {
  readonly through: number;
  readonly expiredAt: Date;
  /** In Base64. */
  readonly signature: string;
  readonly place: Place;
}

/** Up to where an account's events have expired; null when none have. */
export async function findHorizon(database: Database, accountId: string): Promise<HorizonRow | null> {
  const [found] = await database.query<HorizonRow>(Prisma.sql`
    SELECT through, expired_at AS "expiredAt", translate(encode(horizon.signature, 'base64'), E'\\n', '') AS signature,
      ARRAY[last_epoch::text, last_xid::text, last_position::text] AS place
    FROM event_horizons AS horizon
    JOIN event_seals AS seal ON seal.account_id = horizon.account_id AND seal.number = through
    WHERE horizon.account_id = ${accountId}::uuid`);
  return found ?? null;
}

/**
 * The oldest cursor after which an account's events are all still there; null when none have expired. What comes
 * before it has expired: a feed cannot be resumed from there.
 */
export async function oldestCursor(database: Database, accountId: string): Promise<string | null> {
  const horizon = await findHorizon(database, accountId);
  return horizon === null ? null : encodeCursor(NEWEST_FIRST, horizon.place);
}
