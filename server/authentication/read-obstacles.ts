import type { Scope } from "../actions/scope.js";
import { bypassAt } from "../bypass/use.js";
import type { Database } from "../database/database.js";
import { Prisma } from "../database/generated/client.js";
import type { Reason } from "../events/event-types.js";
import type { AnswerObstacle, Surroundings } from "../factors/factor.js";
import type { ResourceKey } from "../resources/resource-store.js";
import { getLock } from "../tokens/token-store.js";
import { holderObstacles, roleObstacle, signInObstacles } from "./obstacles.js";
import { readToken } from "./read-token.js";
import { readSnapshots, type Snapshot } from "./snapshot.js";

/** Something that denies a sign-in with a right code. */
export interface SignInObstacle {
  readonly reason: Reason;
  /** Of which resource it is; null when it holds wherever the user signs in. */
  readonly resource: { readonly id: string; readonly name: string } | null;
  /** Of which token it is; null when it holds whatever token the user has. */
  readonly tokenId: string | null;
  /** Whose sign-in it denies; null for no user's. */
  readonly login: string | null;
  /** When it ends by itself; null when somebody must end it. */
  readonly until: Date | null;
  /** Whether the obstacle denies only some sign-ins: those from other addresses than the resource allows. */
  readonly isConditional: boolean;
}

/** A user or a token, by the id. */
export type Holder = { readonly user: { readonly id: string } } | { readonly token: { readonly id: string } };

/** Whose sign-in is asked about, and where. */
export interface ObstacleQuestion {
  readonly subject: Holder;
  /** null: wherever the token is linked, or any of the user's tokens is. */
  readonly resource: ResourceKey | null;
  /** From which address; null for any. */
  readonly clientAddress: string | null;
}

/** A token of a user who is asked about, or the token that is asked about, and a resource that it is linked to. */
interface Link {
  readonly userId: string | null;
  readonly tokenId: string;
  readonly resourceId: string | null;
}

/** What an account knows of the people who are linked to the console, by the user's id. */
type People = ReadonlyMap<string, { readonly role: string | null; readonly hasPassword: boolean }>;

/** What was read about a question. */
interface Read {
  readonly snapshot: Snapshot;
  /** Why no right answer of the token can be given; null when one can. */
  readonly answer: AnswerObstacle | null;
}

/** The tokens of users and the links of tokens, for questions that name no resource. Only what the scope has. */
async function readLinks(
  { query }: Database,
  { accountId, resourceId }: Scope,
  userIds: readonly string[],
  tokenIds: readonly string[],
): Promise<Link[]> {
  if (userIds.length + tokenIds.length === 0) return [];
  // For a key that is bound to a resource, there are no tokens but those that are linked there.
  const [join, there] =
    resourceId === null
      ? [Prisma.sql`LEFT JOIN`, Prisma.empty]
      : [Prisma.sql`JOIN`, Prisma.sql`AND l.resource_id = ${resourceId}::uuid`];
  return query<Link>(Prisma.sql`
    SELECT t.user_id AS "userId", t.id AS "tokenId", l.resource_id AS "resourceId"
    FROM tokens AS t ${join} assignments AS l ON l.account_id = t.account_id AND l.token_id = t.id ${there}
    WHERE t.account_id = ${accountId}::uuid AND (t.user_id = ANY(${[...userIds]}::uuid[]) OR t.id = ANY(${[...tokenIds]}::uuid[]))
    ORDER BY t.id, l.id`);
}

/** The roles of people who are linked to the console, and whether they have a password: only there both are asked for. */
async function readPeople(
  { query }: Database,
  { accountId }: Scope,
  snapshots: readonly Snapshot[],
): Promise<People> {
  const userIds = snapshots.flatMap(({ resourceKind, userId }) =>
    resourceKind === "CONSOLE" && userId !== null ? [userId] : [],
  );
  if (userIds.length === 0) return new Map();
  const rows = await query<{ id: string; role: string | null; hasPassword: boolean }>(Prisma.sql`
    SELECT u.id, a.role, EXISTS (
      SELECT 1 FROM passwords AS p WHERE p.account_id = u.account_id AND p.user_id = u.id) AS "hasPassword"
    FROM users AS u LEFT JOIN administrators AS a ON a.account_id = u.account_id AND a.user_id = u.id
    WHERE u.account_id = ${accountId}::uuid AND u.id = ANY(${userIds}::uuid[])`);
  return new Map(rows.map((row) => [row.id, row]));
}

/** Why no right answer of the tokens can be given: one for each snapshot, null where one can. */
async function readAnswerObstacles(
  services: Surroundings["services"],
  scope: Scope,
  snapshots: readonly Snapshot[],
  now: number,
): Promise<(AnswerObstacle | null)[]> {
  const tokenIds = [...new Set(snapshots.flatMap(({ tokenId }) => tokenId ?? []))];
  const surroundings = { services, scope, tokenIds, now };
  return Promise.all(
    snapshots.map(async (snapshot) => {
      const token = snapshot.status === "ACTIVE" ? readToken(snapshot) : null;
      return token === null ? null : token.findObstacle(surroundings);
    }),
  );
}

/** When a reason ends by itself; null when somebody must end it. */
function getEnd(reason: Reason, { validFrom, lockReason, lockedUntil }: Snapshot, now: number): Date | null {
  if (reason === "NOT_YET_VALID") return validFrom;
  return reason === "LOCKED" ? (getLock({ lockReason, lockedUntil }, now)?.until ?? null) : null;
}

/** Of the user whatever token is used: they are said once. */
const OF_USER: ReadonlySet<Reason> = new Set<Reason>(["USER_DISABLED", "UNKNOWN_USER"]);

/** Obstacles with what they are of. @param isThere whether they are of the resource of the snapshot. */
function asObstacles(
  all: readonly AnswerObstacle[],
  { resourceId, resourceName, tokenId, login }: Snapshot,
  isThere: boolean,
  clientAddress: string | null,
): SignInObstacle[] {
  const resource =
    resourceId === null || resourceName === null ? null : { id: resourceId, name: resourceName };
  return all.map(({ reason, until }) => ({
    reason,
    resource: isThere ? resource : null,
    tokenId: OF_USER.has(reason) ? null : tokenId,
    login,
    until,
    isConditional: reason === "ADDRESS_NOT_ALLOWED" && clientAddress === null,
  }));
}

/**
 * The obstacles to a right answer at the resource of a snapshot: of the person and the token, and of the resource and their link to
 * it.
 */
function obstaclesAt(
  { snapshot, answer }: Read,
  { subject, clientAddress }: ObstacleQuestion,
  people: People,
  now: number,
): SignInObstacle[] {
  const { userId, resourceKind, bypass } = snapshot;
  const withEnd = (reason: Reason) => ({ reason, until: getEnd(reason, snapshot, now) });
  const asked = signInObstacles(snapshot, subject, clientAddress, now);
  const ofHolder = [...holderObstacles(snapshot, now), ...asked.filter((reason) => reason === "UNASSIGNED")];
  const person = resourceKind === "CONSOLE" && userId !== null ? people.get(userId) : undefined;
  const role = person === undefined ? null : roleObstacle(person.role);
  const ofResource: Reason[] = [
    ...asked.filter((reason) => !ofHolder.includes(reason)),
    ...(role === null ? [] : [role]),
    ...(person?.hasPassword === false ? (["WRONG_PASSWORD"] as const) : []),
  ];
  const ofAnswer = answer === null || bypassAt(bypass, now) !== null ? [] : [answer];
  return [
    ...asObstacles(ofHolder.map(withEnd), snapshot, false, clientAddress),
    ...asObstacles([...ofResource.map(withEnd), ...ofAnswer], snapshot, true, clientAddress),
  ];
}

/** The obstacles to a right answer of a user or token that is linked nowhere. */
function obstaclesNowhere(
  { snapshot, answer }: Read,
  { clientAddress }: ObstacleQuestion,
  now: number,
): SignInObstacle[] {
  const isUnassigned = snapshot.tokenId !== null && snapshot.userId === null;
  const reasons: Reason[] = [
    ...(isUnassigned ? (["UNASSIGNED"] as const) : []),
    "NOT_LINKED",
    ...holderObstacles(snapshot, now),
  ];
  const ofPerson = reasons.map((reason) => ({ reason, until: getEnd(reason, snapshot, now) }));
  return asObstacles([...ofPerson, ...(answer === null ? [] : [answer])], snapshot, false, clientAddress);
}

/** Each obstacle once, those that hold everywhere first. */
function once(obstacles: readonly SignInObstacle[]): SignInObstacle[] {
  const seen = new Map<string, SignInObstacle>();
  for (const one of obstacles) {
    const key = `${one.reason} ${one.resource?.id} ${one.tokenId}`;
    if (!seen.has(key)) seen.set(key, one);
  }
  const all = [...seen.values()];
  return [
    ...all.filter(({ resource }) => resource === null),
    ...all.filter(({ resource }) => resource !== null),
  ];
}

/** The snapshots that answer a question: one, or one for each link, and for each token that has none. */
function getParts(question: ObstacleQuestion, links: readonly Link[]): ObstacleQuestion[] {
  const { subject, resource, clientAddress } = question;
  if (resource !== null) return [question];
  const own = links.filter(({ userId, tokenId }) =>
    "user" in subject ? userId === subject.user.id : tokenId === subject.token.id,
  );
  if (own.length === 0) return [question];
  return own.map(({ tokenId, resourceId }) => ({
    subject: { token: { id: tokenId } },
    resource: resourceId === null ? null : { id: resourceId },
    clientAddress,
  }));
}

/**
 * All that denies sign-ins with right codes, for each question; null for a resource that the scope does not have. It is decided
 * as the sign-in itself is, and by as many statements for many questions as for one.
 * @param now milliseconds since 1970 UTC.
 */
export async function readObstacles(
  services: Surroundings["services"],
  scope: Scope,
  questions: readonly ObstacleQuestion[],
  now: number,
): Promise<(SignInObstacle[] | null)[]> {
  const { database } = services;
  const open = questions.filter(({ resource }) => resource === null).map(({ subject }) => subject);
  const userIds = open.flatMap((subject) => ("user" in subject ? [subject.user.id] : []));
  const tokenIds = open.flatMap((subject) => ("token" in subject ? [subject.token.id] : []));
  const links = await readLinks(database, scope, userIds, tokenIds);
  const parts = questions.map((question) => getParts(question, links));
  const all = parts.flat();
  const { accountId, resourceId: boundTo } = scope;
  const snapshots = await readSnapshots(
    database,
    all.map(({ subject, resource }) => ({
      subject,
      resource,
      accountId,
      boundTo,
      challenge: null,
      record: null,
    })),
  );
  const [people, answers] = await Promise.all([
    readPeople(database, scope, snapshots),
    readAnswerObstacles(services, scope, snapshots, now),
  ]);
  let read = 0;
  return questions.map((question, index) => {
    const own = parts[index] ?? [];
    const first = read;
    read += own.length;
    if (question.resource !== null && snapshots[first]?.resourceId == null) return null;
    return once(
      own.flatMap((part, n) => {
        const snapshot = snapshots[first + n];
        if (snapshot === undefined) return [];
        const found = { snapshot, answer: answers[first + n] ?? null };
        return snapshot.resourceId === null
          ? obstaclesNowhere(found, part, now)
          : obstaclesAt(found, part, people, now);
      }),
    );
  });
}
