import { expect } from "vitest";
import { EVENT_TYPES, type EventType, type Named } from "../../server/events/event-types.js";
import type { Api } from "./api.js";
import type { World } from "./world.js";

type Place = string;

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
  /** Empty after an erasure. */
  readonly summary: string;
}

/** All events that somebody sees, oldest first. @param filter as GraphQL has it. */
export async function namingEvents(reader: Api, filter = "{}"): Promise<readonly NamingEvent[]> {
  const found: NamingEvent[] = [];
  for (let after: string | null = null, isLeft = true; isLeft;) {
    const {
      events,
    }: { events: { nodes: NamingEvent[]; pageInfo: { endCursor: string; hasNextPage: boolean } } } =
      await reader.query(
        `query ($after: Cursor) { events(first: 100, after: $after, filter: ${filter}) {
          nodes { type actor { kind id name } tokenId tokenName userId userLogin resourceId resourceName clientAddress correlationId summary }
          pageInfo { endCursor hasNextPage } } }`,
        { after },
      );
    found.push(...events.nodes);
    after = events.pageInfo.endCursor;
    isLeft = events.pageInfo.hasNextPage;
  }
  return found.toReversed();
}

/** What of an event is not as the table in EVENT_TYPES says. */
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
  if (actor.name === "" && summary !== "") yield "has an actor without a name";
  if ((actor.id === null) !== (actor.kind === "SYSTEM"))
    yield "has an actor without an id, or the server has one";
  // Of an erased user, the log names no login.
  if (summary === "" || event.type === "USER_ERASED") return;
  const named = [
    [tokenId, event.tokenName],
    [userId, event.userLogin],
    [resourceId, event.resourceName],
  ];
  if (named.some(([id, name]) => (id === null) !== (name === null))) yield "has an id without a name";
}

/**
 * Which events do not name what they must, each as a sentence. Who has a token is known by the log alone: of the events that give a
 * token and take it, and by nothing that the server computes from.
 */
export function misnamed(events: readonly NamingEvent[]): string[] {
  const holders = new Map<string, string | null>();
  const taken = new Map<string, string>();
  return events.flatMap((event) => {
    const { type, tokenId, userId, correlationId } = event;
    const found = [...objections(event)];
    if (tokenId !== null) {
      const holder = holders.get(tokenId) ?? null;
      if (type === "TOKEN_ASSIGNED") holders.set(tokenId, userId);
      else if (EVENT_TYPES[type].about.user !== "NEVER") {
        // What ends with the owner, in the same action, is still the owner's.
        const former = taken.get(`${tokenId} ${correlationId}`) ?? null;
        if (userId !== holder && (userId !== former || former === null))
          found.push("does not name the token's user");
      }
      if (type === "TOKEN_UNASSIGNED") {
        holders.set(tokenId, null);
        if (userId !== null) taken.set(`${tokenId} ${correlationId}`, userId);
      }
    }
    return found.map((objection) => `${type} ${objection}: ${event.summary}`);
  });
}

/** All events of a world name what they must; among them are those that are looked for here. */
export async function expectNamed(world: World, place: Place): Promise<void> {
  const logs = [await namingEvents(world.operator), await namingEvents(world.admin)];
  for (const { admin, accountId } of world.seeds) {
    // A test may have disabled it.
    await world.operator.do("accountEnable", { account: accountId }, "__typename");
    logs.push(await namingEvents(admin));
  }
  expect(logs.flatMap(misnamed)).toEqual([]);
  const seen = new Set(logs.flat().map(({ type }) => type));
  console.log("SEEN", place, [...seen].toSorted().join(" "));
}
