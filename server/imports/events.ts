import type { Sql } from "../database/database.js";
import { Prisma } from "../database/generated/client.js";
import { wholeWords } from "../database/search.js";
import type { EVENT_TYPES, EventType } from "../events/event-types.js";
import { type Circumstances, CURRENT_EPOCH } from "../events/record.js";
import type { Named } from "../events/types/declaration.js";

/** The object that an event names, in SQL over the columns of its rows: its id, and its name or login. */
interface InSql {
  readonly id: string;
  readonly name: string;
}

/** The fields for what the events of a type name; each of these may be null in some rows, unless they always have it. */
type NamedInSql<About extends Named> = {
  readonly [Field in "token" | "user" | "resource" as About[Field] extends "NEVER" ? never : Field]: InSql;
};

/** The contents of an import's events, in SQL over the columns of its rows. */
interface ImportEvents<Type extends EventType> {
  readonly type: Type;
  readonly names: NamedInSql<(typeof EVENT_TYPES)[Type]["about"]>;
  /** As JSON; absent means none. */
  readonly changes?: Sql;
  /** The parameters as they are stored, as JSON. */
  readonly params: Sql;
  /** The search words of the texts of the parameters, and of the names; those of the type are added. */
  readonly search: Sql;
  /** `staged`, and what is joined to it. */
  readonly from: Sql;
}

/** One event for each row in `staged`: the part of a statement that inserts them. */
export function insertedEvents<Type extends EventType>(
  circumstances: Circumstances,
  events: ImportEvents<Type>,
): Sql {
  const named = Object.entries<InSql>(events.names);
  const columns = named.flatMap(([field]) => [
    `${field}_id`,
    field === "user" ? "user_login" : `${field}_name`,
  ]);
  const values = named.flatMap(([, { id, name }]) => [id, name]);
  const { accountId, actor, now, callerAddress, correlationId } = circumstances;
  return Prisma.sql`
    INSERT INTO events (account_id, id, epoch, type, occurred_at, actor_kind, actor_id, actor_name,
      caller_address, correlation_id, changes, params, search, ${Prisma.raw(columns.join(", "))})
    SELECT ${accountId}::uuid, event_id, ${CURRENT_EPOCH}, ${events.type}::text, ${new Date(now)}::timestamptz, ${actor.kind}::text, ${actor.id}::uuid,
      ${actor.name}::text, ${callerAddress}::text, ${correlationId}::text, ${events.changes ?? Prisma.sql`'[]'::jsonb`}, ${events.params}, ${events.search} || ${wholeWords(events.type)}::text[], ${Prisma.raw(values.join(", "))}
    FROM ${events.from} RETURNING 1`;
}
