import type { Scope } from "../actions/scope.js";
import type { Services } from "../actions/services.js";
import { bypassAt } from "../bypass/use.js";
import { type ChannelRow, getChannels } from "../channels/channel-store.js";
import { getSentBy } from "../channels/channel-target.js";
import type { Database } from "../database/database.js";
import { Prisma } from "../database/generated/client.js";
import { getCountry } from "../delivery/phone-number.js";
import type { Reason } from "../events/event-types.js";
import { routesAmong } from "../messages/routes.js";
import type { ResourceKey } from "../resources/resource-store.js";
import { type Requests, suspendedUntil } from "../tokens/push-suspension.js";
import { getLock, readDevices } from "../tokens/token-store.js";
import { holderObstacles, questionObstacle, roleObstacle, signInObstacles } from "./obstacles.js";
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

/** The data that, besides the snapshots, decides whether a right code can be given. */
interface Surroundings {
  readonly services: Pick<Services, "config">;
  readonly channels: readonly ChannelRow[];
  readonly phones: ReadonlyMap<string, Requests>;
  readonly people: ReadonlyMap<string, { readonly role: string | null; readonly hasPassword: boolean }>;
  readonly now: number;
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
): Promise<Surroundings["people"]> {
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

async function readSurroundings(
  services: Services,
  scope: Scope,
  snapshots: readonly Snapshot[],
  now: number,
): Promise<Surroundings> {
  const { database } = services;
  const phoneTokens = snapshots.flatMap(({ sentBy, tokenId }) =>
    sentBy === "PUSH" && tokenId !== null ? [tokenId] : [],
  );
  const [channels, phones, people] = await Promise.all([
    snapshots.some((one) => getSentBy(one) !== null)
      ? getChannels(database.prisma, scope.accountId, null)
      : [],
    phoneTokens.length === 0 ? [] : readDevices(database, scope, [...new Set(phoneTokens)]),
    readPeople(database, scope, snapshots),
  ]);
  const byToken = new Map(phones.flatMap((phone) => (phone === null ? [] : [[phone.id, phone] as const])));
  return { services, channels, phones: byToken, people, now };
}

/** Why no right code of a token can be given: none is sent, its phone is not asked, or its answers cannot be evaluated. */
function codeObstacle(
  snapshot: Snapshot,
  { services: { config }, channels, phones, now }: Surroundings,
): Reason | null {
  const { tokenId, status, target, channelId } = snapshot;
  if (tokenId === null || status !== "ACTIVE") return null;
  const kind = getSentBy(snapshot);
  if (kind !== null) {
    const country = kind === "SMS" && target !== null ? getCountry(target) : null;
    const routes = routesAmong(channels, config, { kind, country, channelId });
    return typeof routes === "string" ? routes : null;
  }
  if (snapshot.sentBy !== "PUSH") return questionObstacle(snapshot);
  if (config.publicUrl === undefined) return "NO_CHANNEL";
  const phone = phones.get(tokenId);
  return phone !== undefined && suspendedUntil(phone, now) !== null ? "SENT_TOO_OFTEN" : null;
}

/** When a reason ends by itself; null when somebody must end it. */
function getEnd(reason: Reason, snapshot: Snapshot, { phones, now }: Surroundings): Date | null {
  const { validFrom, lockReason, lockedUntil, tokenId } = snapshot;
  if (reason === "NOT_YET_VALID") return validFrom;
  if (reason === "LOCKED") return getLock({ lockReason, lockedUntil }, now)?.until ?? null;
  const phone = reason === "SENT_TOO_OFTEN" && tokenId !== null ? phones.get(tokenId) : undefined;
  return phone === undefined ? null : suspendedUntil(phone, now);
}

/** Of the user whatever token is used: they are said once. */
const OF_USER: ReadonlySet<Reason> = new Set<Reason>(["USER_DISABLED", "UNKNOWN_USER"]);

/** Reasons as obstacles. @param isThere whether they are of the resource of the snapshot. */
function asObstacles(
  reasons: readonly Reason[],
  snapshot: Snapshot,
  isThere: boolean,
  clientAddress: string | null,
  surroundings: Surroundings,
): SignInObstacle[] {
  const { resourceId, resourceName, tokenId, login } = snapshot;
  const resource =
    resourceId === null || resourceName === null ? null : { id: resourceId, name: resourceName };
  return reasons.map((reason) => ({
    reason,
    resource: isThere ? resource : null,
    tokenId: OF_USER.has(reason) ? null : tokenId,
    login,
    until: getEnd(reason, snapshot, surroundings),
    isConditional: reason === "ADDRESS_NOT_ALLOWED" && clientAddress === null,
  }));
}

/**
 * The obstacles to a right code at the resource of a snapshot: of the person and the token, and of the resource and their link to it.
 */
function obstaclesAt(
  snapshot: Snapshot,
  { subject, clientAddress }: ObstacleQuestion,
  surroundings: Surroundings,
): SignInObstacle[] {
  const { people, now } = surroundings;
  const { userId, resourceKind, bypass } = snapshot;
  const asked = signInObstacles(snapshot, subject, clientAddress, now);
  const ofHolder = [...holderObstacles(snapshot, now), ...asked.filter((reason) => reason === "UNASSIGNED")];
  const code = bypassAt(bypass, now) === null ? codeObstacle(snapshot, surroundings) : null;
  const person = resourceKind === "CONSOLE" && userId !== null ? people.get(userId) : undefined;
  const role = person === undefined ? null : roleObstacle(person.role);
  const ofResource = [
    ...asked.filter((reason) => !ofHolder.includes(reason)),
    ...(role === null ? [] : [role]),
    ...(person?.hasPassword === false ? (["WRONG_PASSWORD"] as const) : []),
    ...(code === null ? [] : [code]),
  ];
  return [
    ...asObstacles(ofHolder, snapshot, false, clientAddress, surroundings),
    ...asObstacles(ofResource, snapshot, true, clientAddress, surroundings),
  ];
}

/** The obstacles to a right code of a user or token that is linked nowhere. */
function obstaclesNowhere(
  snapshot: Snapshot,
  { clientAddress }: ObstacleQuestion,
  surroundings: Surroundings,
): SignInObstacle[] {
  const isUnassigned = snapshot.tokenId !== null && snapshot.userId === null;
  const code = codeObstacle(snapshot, surroundings);
  const reasons: Reason[] = [
    ...(isUnassigned ? (["UNASSIGNED"] as const) : []),
    "NOT_LINKED",
    ...holderObstacles(snapshot, surroundings.now),
    ...(code === null ? [] : [code]),
  ];
  return asObstacles(reasons, snapshot, false, clientAddress, surroundings);
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
  services: Services,
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
  const surroundings = await readSurroundings(services, scope, snapshots, now);
  let read = 0;
  return questions.map((question, index) => {
    const own = parts[index] ?? [];
    const answered = own.map((part, n) => ({ part, snapshot: snapshots[read + n] }));
    read += own.length;
    if (question.resource !== null && answered[0]?.snapshot?.resourceId == null) return null;
    return once(
      answered.flatMap(({ part, snapshot }) => {
        if (snapshot === undefined) return [];
        const find = snapshot.resourceId === null ? obstaclesNowhere : obstaclesAt;
        return find(snapshot, part, surroundings);
      }),
    );
  });
}
