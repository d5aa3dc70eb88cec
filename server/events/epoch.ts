import { Prisma } from "../database/generated/client.js";
import { newId } from "../database/new-id.js";
import type { Session } from "../database/session.js";
import { type DraftOf, eventRows, insertEvents } from "./record.js";

/** The first moment of the feed's epochs, in milliseconds since 1970 UTC. */
const FIRST_EPOCH = Date.UTC(2026, 0, 1);

/**
 * Begins a new epoch of the feed for future events, because the transaction ids that order them start again. The
 * number comes from the clock; so two restores of one backup never begin the same epoch. Otherwise a cursor from
 * after the first restore could be ahead of the events after the second.
 * @param now milliseconds since 1970 UTC.
 */
export async function beginEpoch(session: Pick<Session, "query">, now: number): Promise<void> {
  const seconds = Math.floor((now - FIRST_EPOCH) / 1_000);
  await session.query(Prisma.sql`UPDATE installation SET epoch = greatest(epoch + 1, ${seconds}::int)`);
}

/**
 * Records an event in every account, in the transaction of what caused it.
 * @param by who did it, in words for people.
 * @param now milliseconds since 1970 UTC.
 */
export async function recordEverywhere(
  session: Pick<Session, "query">,
  by: string,
  now: number,
  draft: DraftOf<"INSTALLATION_FAILED_OVER" | "INSTALLATION_RESTORED">,
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
