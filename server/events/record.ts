import { newId } from "../database/new-id.js";
import type { Sql } from "../database/database.js";
import { Prisma } from "../database/generated/client.js";
import type { Transaction } from "../database/prisma.js";
import { searchWords } from "../database/search.js";
import type { ActorKind, EventType, Method, Reason } from "./event-types.js";

/** A change of one field, as text. Secrets and codes are never among them. */
export interface Change {
  readonly field: string;
  readonly from: string | null;
  readonly to: string | null;
}

/** What an event says happened. */
export interface EventDraft {
  /** Its id, if something else refers to it; else a new one. */
  readonly id?: string;
  readonly type: EventType;
  readonly token?: {
    readonly id: string;
    readonly name: string;
    readonly serialNumber: string | null;
  } | null;
  /** Without its login if that was erased. */
  readonly user?: { readonly id: string; readonly login: string | null } | null;
  readonly resource?: { readonly id: string; readonly name: string } | null;
  readonly outcome?: "GRANTED" | "DENIED" | "VALID" | "INVALID";
  readonly method?: Method;
  readonly reason?: Reason;
  readonly subjectHmac?: string;
  readonly clientAddress?: string | null;
  readonly changes?: readonly Change[];
  /** One sentence for people. */
  readonly summary: string;
}

/** Who did what an event says. */
export interface EventActor {
  readonly kind: ActorKind;
  readonly id: string;
  readonly name: string;
}

/** What all events of one action share. */
export interface Circumstances {
  readonly accountId: string;
  readonly actor: EventActor;
  /** Milliseconds since 1970 UTC. */
  readonly now: number;
  readonly callerAddress: string | null;
  readonly correlationId: string;
}

/** The words by which an event is found: of its type, its summary, and the names of its objects. */
export function eventWords(type: string, ...texts: readonly (string | null | undefined)[]): string[] {
  return searchWords(type, ...texts);
}

/** The rows of drafts, for `insertEvents`. `extra` fields are kept beside the columns. */
export function eventRows(
  circumstances: Circumstances,
  drafts: readonly (EventDraft & { readonly extra?: Readonly<Record<string, unknown>> })[],
): Record<string, unknown>[] {
  const { accountId, actor, now, callerAddress, correlationId } = circumstances;
  return drafts.map((draft) => ({
    account_id: accountId,
    id: draft.id ?? newId(now),
    type: draft.type,
    occurred_at: new Date(now).toISOString(),
    actor_kind: actor.kind,
    actor_id: actor.id,
    actor_name: actor.name,
    token_id: draft.token?.id,
    token_name: draft.token?.name,
    user_id: draft.user?.id,
    user_login: draft.user?.login,
    resource_id: draft.resource?.id,
    resource_name: draft.resource?.name,
    outcome: draft.outcome,
    method: draft.method,
    reason: draft.reason,
    subject_hmac: draft.subjectHmac,
    client_address: draft.clientAddress,
    caller_address: callerAddress,
    correlation_id: correlationId,
    changes: draft.changes ?? [],
    summary: draft.summary,
    search: eventWords(
      draft.type,
      draft.summary,
      draft.token?.name,
      draft.token?.serialNumber,
      draft.user?.login,
      draft.resource?.name,
    ),
    ...draft.extra,
  }));
}

const COLUMNS = Prisma.raw(
  "account_id, id, type, occurred_at, actor_kind, actor_id, actor_name, token_id, token_name, user_id, user_login, resource_id, resource_name, outcome, method, reason, subject_hmac, client_address, caller_address, correlation_id, changes, summary, search",
);

const TYPES = Prisma.raw(
  "account_id uuid, id uuid, type text, occurred_at timestamptz, actor_kind text, actor_id uuid, actor_name text, token_id uuid, token_name text, user_id uuid, user_login text, resource_id uuid, resource_name text, outcome text, method text, reason text, subject_hmac text, client_address text, caller_address text, correlation_id text, changes jsonb, summary text, search text[]",
);

/**
 * The current epoch of the feed. Every statement that writes or reads events reads it from the database: a copy
 * in a server would be wrong as soon as another server begins the next epoch.
 */
export const CURRENT_EPOCH = Prisma.raw("(SELECT epoch FROM installation)");

/**
 * The statement (or the part of one) that inserts events.
 * @param rows of `eventRows`, as JSON.
 * @param extra declarations of fields beside the columns, for `condition`; it begins with a comma.
 * @param condition what follows the rows: a join with, or a condition on, another part of the statement.
 */
export function insertEvents(rows: string, extra: Sql = Prisma.empty, condition: Sql = Prisma.empty): Sql {
  return Prisma.sql`INSERT INTO events (epoch, ${COLUMNS})
    SELECT ${CURRENT_EPOCH}, ${COLUMNS} FROM json_to_recordset(${rows}::text::json) AS event (${TYPES}${extra}) ${condition}`;
}

/** Events of one statement, which has a time limit; most requests have one event. */
const ROUND = 1_000;

/** Records events in the transaction of what caused them. */
export async function recordEvents(
  transaction: Transaction,
  circumstances: Circumstances,
  drafts: readonly EventDraft[],
): Promise<void> {
  for (let first = 0; first < drafts.length; first += ROUND) {
    const rows = eventRows(circumstances, drafts.slice(first, first + ROUND));
    await transaction.$executeRaw(insertEvents(JSON.stringify(rows)));
  }
}

/** The changes between two versions of something, field by field. */
export function changesBetween(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): Change[] {
  const text = (value: unknown) => {
    if (value === null || value === undefined) return null;
    return typeof value === "string" ? value : JSON.stringify(value);
  };
  return Object.keys(after)
    .map((field) => ({ field, from: text(before[field]), to: text(after[field]) }))
    .filter(({ from, to }) => from !== to);
}

/** A number of things, for a summary: "no link", "1 link", "2 links". */
export function counted(number: number, thing: string): string {
  return `${number === 0 ? "no" : number} ${thing}${number > 1 ? "s" : ""}`;
}
