import { newId } from "../database/new-id.js";
import type { Sql } from "../database/database.js";
import { Prisma } from "../database/generated/client.js";
import type { Transaction } from "../database/prisma.js";
import { searchWords, wholeWords } from "../database/search.js";
import { type ParamsOf, type StoredParams, storedParams, textsOf } from "./params.js";
import { type ActorKind, EVENT_TYPES, type EventType, type Method, type Reason } from "./event-types.js";

/** A change of one field, as text. Secrets and codes are never among them. */
export interface Change {
  readonly field: string;
  readonly from: string | null;
  readonly to: string | null;
}

/** A token that an event names. */
export interface NamedToken {
  readonly id: string;
  readonly name: string;
  readonly serialNumber: string | null;
  /** Whose token it is, or was until now. */
  readonly userId: string | null;
}

/** A user whom an event names: without the login if that was erased, or is not known any more. */
export interface NamedUser {
  readonly id: string;
  readonly login: string | null;
}

/** A resource that an event names. */
export interface NamedResource {
  readonly id: string;
  readonly name: string;
}

/** The contents of an event, besides the objects that it names. */
interface EventText {
  /** Its id, if something else refers to it; else a new one. */
  readonly id?: string;
  readonly outcome?: "GRANTED" | "DENIED" | "VALID" | "INVALID";
  readonly method?: Method;
  readonly reason?: Reason;
  readonly subjectHmac?: string;
  readonly changes?: readonly Change[];
}

/** An event with all that it names. */
export interface CompleteDraft extends EventText {
  readonly type: EventType;
  readonly token?: NamedToken | null;
  readonly user?: NamedUser | null;
  readonly resource?: NamedResource | null;
  readonly clientAddress?: string | null;
  readonly params: Readonly<Record<string, string | number | boolean | Date | null>>;
}

/** A field for what is named: required, required though there may be none, or absent. */
type Naming<Field extends string, How, What> = How extends "ALWAYS"
  ? { readonly [Name in Field]: What }
  : How extends "IF_ANY"
    ? { readonly [Name in Field]: What | null }
    : How extends "HOLDER"
      ? { readonly [Name in Field]?: What | null }
      : { readonly [Name in Field]?: never };

/**
 * An event of a type. It must name what EVENT_TYPES says. The user of a token need not be given: `recordEvents` reads who has it.
 */
export type DraftOf<Type extends EventType> = {
  [Each in Type]: EventText & { readonly type: Each; readonly params: ParamsOf<Each> } & Naming<
      "token",
      (typeof EVENT_TYPES)[Each]["about"]["token"],
      NamedToken
    > &
    Naming<"user", (typeof EVENT_TYPES)[Each]["about"]["user"], NamedUser> &
    Naming<"resource", (typeof EVENT_TYPES)[Each]["about"]["resource"], NamedResource> &
    Naming<"clientAddress", (typeof EVENT_TYPES)[Each]["about"]["clientAddress"], string>;
}[Type];

/** An event before it is recorded. */
export type EventDraft = DraftOf<EventType>;

/** The actor of an event. */
export interface EventActor {
  readonly kind: ActorKind;
  readonly id: string;
  readonly name: string;
}

/** The fields that all events of one action share. */
export interface Circumstances {
  readonly accountId: string;
  readonly actor: EventActor;
  /** Milliseconds since 1970 UTC. */
  readonly now: number;
  readonly callerAddress: string | null;
  readonly correlationId: string;
}

/** The words by which an event is found: of its type and reason, of what its parameters say, and the names of its objects. */
export function eventWords(
  { type, reason, clientAddress }: { type: string; reason?: string | null; clientAddress?: string | null },
  params: StoredParams,
  ...names: readonly (string | null | undefined)[]
): string[] {
  // What a code is called is known when somebody searches (words/codes-named.ts).
  return [
    ...new Set([
      ...wholeWords(type, reason, clientAddress),
      ...searchWords(...textsOf(type, params), ...names),
    ]),
  ];
}

/** The rows of drafts, for `insertEvents`. `extra` fields are kept beside the columns. */
export function eventRows(
  circumstances: Circumstances,
  drafts: readonly (CompleteDraft & { readonly extra?: Readonly<Record<string, unknown>> })[],
): Record<string, unknown>[] {
  const { accountId, actor, now, callerAddress, correlationId } = circumstances;
  return drafts.map((draft) => {
    const { token, user, resource } = draft;
    const params = storedParams(draft.params);
    const names = [token?.name, token?.serialNumber, user?.login, resource?.name];
    return {
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
      params,
      search: eventWords(draft, params, ...names),
      ...draft.extra,
    };
  });
}

const COLUMNS = Prisma.raw(
  "account_id, id, type, occurred_at, actor_kind, actor_id, actor_name, token_id, token_name, user_id, user_login, resource_id, resource_name, outcome, method, reason, subject_hmac, client_address, caller_address, correlation_id, changes, params, search",
);

const TYPES = Prisma.raw(
  "account_id uuid, id uuid, type text, occurred_at timestamptz, actor_kind text, actor_id uuid, actor_name text, token_id uuid, token_name text, user_id uuid, user_login text, resource_id uuid, resource_name text, outcome text, method text, reason text, subject_hmac text, client_address text, caller_address text, correlation_id text, changes jsonb, params jsonb, search text[]",
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

/** Whose token an event is about, where the draft leaves this out; undefined where it does not. */
function getHolder(draft: CompleteDraft): string | undefined {
  if (EVENT_TYPES[draft.type].about.user !== "HOLDER" || draft.user != null) return undefined;
  return draft.token?.userId ?? undefined;
}

/** Adds the users of tokens to the drafts that leave them out: one statement for all, and none without such a draft. */
async function withHolders(
  transaction: Transaction,
  accountId: string,
  drafts: readonly CompleteDraft[],
): Promise<readonly CompleteDraft[]> {
  const ids = new Set(drafts.flatMap((draft) => getHolder(draft) ?? []));
  if (ids.size === 0) return drafts;
  const users = await transaction.user.findMany({
    where: { accountId, id: { in: [...ids] } },
    select: { id: true, login: true },
  });
  const known = new Map(users.map((user) => [user.id, user]));
  return drafts.map((draft) => {
    const id = getHolder(draft);
    return id === undefined ? draft : { ...draft, user: known.get(id) ?? { id, login: null } };
  });
}

/** Records events in the transaction of what caused them. */
export async function recordEvents(
  transaction: Transaction,
  circumstances: Circumstances,
  drafts: readonly EventDraft[],
): Promise<void> {
  for (let first = 0; first < drafts.length; first += ROUND) {
    const round = drafts.slice(first, first + ROUND);
    const rows = eventRows(circumstances, await withHolders(transaction, circumstances.accountId, round));
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

/** The changes when something with these fields is no more. */
export function changesToNothing(before: Readonly<Record<string, unknown>>): Change[] {
  return changesBetween({}, before).map(({ field, to }) => ({ field, from: to, to: null }));
}
