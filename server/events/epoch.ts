import { Prisma } from "../database/generated/client.js";
import { newId } from "../database/new-id.js";
import type { Session } from "../database/session.js";
import { eventRows, insertEvents, type EventDraft } from "./record.js";

/** The first moment of the feed's epochs, in milliseconds since 1970 UTC. */
const FIRST_EPOCH = Date.UTC(2026, 0, 1);

/**
 * Begins a new epoch of the feed, for the events to come: the transaction ids that order them begin again. It is
 * taken from the clock, so that what follows two restores of one backup is never of the same epoch: a cursor of the
 * first would else be beyond events of the second.
 * @param now milliseconds since 1970 UTC.
 */
export async function beginEpoch(session: Pick<Session, "query">, now: number): Promise<void> {
  const seconds = Math.floor((now - FIRST_EPOCH) / 1_000);
  await session.query(Prisma.sql`UPDATE installation SET epoch = greatest(epoch + 1, ${seconds}::int)`);
}

/**
 * Records an event in every account, in the transaction of what it is about.
 * @param by who did it, for people.
 * @param now milliseconds since 1970 UTC.
 */
export async function recordEverywhere(
  session: Pick<Session, "query">,
  by: string,
  now: number,
  draft: EventDraft,
): Promise<void> {
  const accounts = await session.query<{ id: string }>(Prisma.sql`SELECT id FROM accounts ORDER BY id`);
  const rows = accounts.flatMap(({ id }) =>
    eventRows(
      {
        accountId: id,
        actor: { kind: "SYSTEM", id, name: by },
        now,
        callerAddress: null,
        correlationId: newId(now),
      },
      [draft],
    ),
  );
  await session.query(insertEvents(JSON.stringify(rows)));
}
