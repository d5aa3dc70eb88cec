import { EVENT_TYPES, type EventType } from "../../server/events/event-types.js";
import type { Named } from "../../server/events/types/declaration.js";
import { allEvents } from "./all-events.js";
import type { Api } from "./api.js";
import type { World } from "./world.js";

/** A test file whose world has events of some types, for certain. */
type Place =
  | "alarms"
  | "every mutation"
  | "portal actions"
  | "portal attacks"
  | "portal contact"
  | "push"
  | "recovery codes"
  | "sending"
  | "sent codes"
  | "sign-in"
  | "synchronization";

/** Whether the events of a type name something besides the actor. */
function isNaming(type: EventType): boolean {
  const { token, user, resource }: Named = EVENT_TYPES[type].about;
  return [token, user, resource].some((how) => how !== "NEVER");
}

/** Where events of a type are looked at for certain, if not after every mutation. What else a world has is looked at, too. */
const PLACES: Readonly<Partial<Record<EventType, Place>>> = {
  TOKEN_ENROLMENT_FAILED: "push",
  TOKEN_REPORTED_LOST: "portal actions",
  TOKEN_SYNCHRONIZATION_FAILED: "synchronization",
  TOKEN_LOCKED: "push",
  PUSH_ROLLED_OUT: "push",
  PUSH_APPROVED: "push",
  PUSH_DECLINED: "push",
  PUSH_SUSPENDED: "push",
  MESSAGE_FAILED: "sending",
  MESSAGE_SUPPRESSED: "sent codes",
  PASSWORD_LOCKED: "portal attacks",
  RECOVERY_CODE_CREATED: "recovery codes",
  RECOVERY_CODE_USED: "recovery codes",
  RECOVERY_CODE_REVOKED: "recovery codes",
  SESSION_ENDED: "sign-in",
  USER_CONTACT_CONFIRMED: "portal contact",
  USER_ALARM: "alarms",
};

/** An event, with all that it names. */
export interface NamingEvent {
  readonly type: EventType;
  readonly actor: { readonly kind: string; readonly id: string | null; readonly name: string };
  readonly tokenId: string | null;
  readonly tokenName: string | null;
  readonly userId: string | null;
  readonly userLogin: string | null;
  readonly resourceId: string | null;
  readonly resourceName: string | null;
  readonly clientAddress: string | null;
  readonly correlationId: string;
  /** After an erasure, the name of the type. */
  readonly summary: string;
}

/** All events that somebody sees, oldest first. */
export function namingEvents(reader: Api): Promise<readonly NamingEvent[]> {
  return allEvents(
    reader,
    "type actor { kind id name } tokenId tokenName userId userLogin resourceId resourceName clientAddress correlationId summary",
  );
}

/** The contradictions between an event and the table in EVENT_TYPES. */
function* objections(event: NamingEvent): Generator<string> {
  const about: Named = EVENT_TYPES[event.type].about;
  const { actor, tokenId, userId, resourceId, clientAddress, summary } = event;
  for (const [what, value] of Object.entries({
    token: tokenId,
    user: userId,
    resource: resourceId,
    clientAddress,
  })) {
    const how = about[what as keyof Named];
    if (how === "ALWAYS" && value === null) yield `names no ${what}`;
    if (how === "NEVER" && value !== null) yield `names a ${what}`;
  }
  const isErased = summary === `${EVENT_TYPES[event.type].name}.`;
  if (actor.name === "" && !isErased) yield "has an actor without a name";
  if ((actor.id === null) !== (actor.kind === "SYSTEM"))
    yield "has an actor without an id, or the server has one";
  // Of an erased user, the log names no login.
  if (isErased || event.type === "USER_ERASED") return;
  const named = [
    [tokenId, event.tokenName],
    [userId, event.userLogin],
    [resourceId, event.resourceName],
  ];
  if (named.some(([id, name]) => (id === null) !== (name === null))) yield "has an id without a name";
}

/**
 * Which events do not name what they must, each as a sentence. Who has a token is known only by the log: of the events that give
 * a token and take it, and by nothing that the server computes from.
 */
export function misnamed(events: readonly NamingEvent[]): string[] {
  const holders = new Map<string, string | null>();
  /** The former users of a token, each with the later action in which they may be named, or with none. */
  const former = new Set<string>();
  return events.flatMap((event) => {
    const { type, tokenId, userId, correlationId } = event;
    const found = [...objections(event)];
    if (tokenId !== null) {
      const holder = holders.get(tokenId) ?? null;
      // An event of the action that ends the assignment still names the former user. A message may fail much later than it was
      // asked for.
      const since = type === "MESSAGE_FAILED" ? "" : correlationId;
      if (type === "TOKEN_ASSIGNED") holders.set(tokenId, userId);
      else if (
        EVENT_TYPES[type].about.user !== "NEVER" &&
        userId !== holder &&
        !former.has(`${tokenId} ${userId} ${since}`)
      )
        found.push("does not name the token's user");
      if (type === "TOKEN_UNASSIGNED") {
        holders.set(tokenId, null);
        former.add(`${tokenId} ${userId} ${correlationId}`).add(`${tokenId} ${userId} `);
      }
    }
    return found.map((objection) => `${type} ${objection}: ${event.summary}`);
  });
}

/** The faults of the events of a world: those that do not name what they must, and types that are looked for here, but are not there. */
export async function misnamedIn(world: World, place: Place): Promise<string[]> {
  const logs = [await namingEvents(world.operator), await namingEvents(world.admin)];
  for (const { admin, accountId } of world.seeds) {
    // A test may have disabled it.
    await world.operator.do("accountEnable", { account: accountId }, "__typename");
    logs.push(await namingEvents(admin));
  }
  const seen = new Set<string>(logs.flat().map(({ type }) => type));
  const types = Object.keys(EVENT_TYPES) as EventType[];
  const missing = types.filter(
    (type) => isNaming(type) && (PLACES[type] ?? "every mutation") === place && !seen.has(type),
  );
  return [...logs.flatMap(misnamed), ...missing.map((type) => `${type} is not there`)];
}
