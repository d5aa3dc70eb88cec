import type { Sql } from "../database/database.js";
import { Prisma } from "../database/generated/client.js";
import type { EventType } from "../events/event-types.js";
import { type Circumstances, CURRENT_EPOCH, eventWords } from "../events/record.js";

/** The contents of an import's events, in SQL over the columns of its rows. */
interface ImportEvents {
  readonly type: EventType;
  /** The columns of events that name the object, and their values. */
  readonly columns: string;
  readonly values: string;
  /** As JSON; absent means none. */
  readonly changes?: Sql;
  readonly summary: Sql;
  /** The search words of the summary and of the names; those of the type are added. */
  readonly search: Sql;
  /** `staged`, and what is joined to it. */
  readonly from: Sql;
}

/** One event for each row in `staged`: the part of a statement that inserts them. */
export function insertedEvents(circumstances: Circumstances, events: ImportEvents): Sql {
  const { accountId, actor, now, callerAddress, correlationId } = circumstances;
  return Prisma.sql`
    INSERT INTO events (account_id, id, epoch, type, occurred_at, actor_kind, actor_id, actor_name,
      caller_address, correlation_id, changes, summary, search, ${Prisma.raw(events.columns)})
    SELECT ${accountId}::uuid, event_id, ${CURRENT_EPOCH}, ${events.type}::text, ${new Date(now)}::timestamptz, ${actor.kind}::text, ${actor.id}::uuid,
      ${actor.name}::text, ${callerAddress}::text, ${correlationId}::text, ${events.changes ?? Prisma.sql`'[]'::jsonb`}, ${events.summary}, ${events.search} || ${eventWords(events.type)}::text[], ${Prisma.raw(events.values)}
    FROM ${events.from} RETURNING 1`;
}
