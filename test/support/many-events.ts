import { Prisma } from "../../server/database/generated/client.js";
import { getUuid } from "./contents.js";
import { inPieces } from "./in-pieces.js";
import type { World } from "./world.js";

/** Which events are added. */
interface Alike {
  /** Global ids. */
  readonly accountId: string;
  readonly userId?: string;
  readonly type: string;
  /** When the first one happened, in milliseconds since 1970 UTC; the others follow, a second apart. */
  readonly from: number;
}

/** Adds many events that are alike, one after the other in the order of the feed. */
export async function addEvents(
  { database }: Pick<World, "database">,
  { accountId, userId, type, from }: Alike,
  count: number,
): Promise<void> {
  const user = userId === undefined ? null : getUuid(userId);
  await inPieces(count, (first, last) =>
    database.query(Prisma.sql`
      INSERT INTO events (account_id, id, epoch, type, occurred_at, actor_kind, actor_name, user_id, correlation_id, changes, summary,
        search)
      SELECT ${getUuid(accountId)}::uuid, gen_random_uuid(), (SELECT epoch FROM installation), ${type}::text,
        ${new Date(from)}::timestamptz + (n - 1) * interval '1 second', 'SYSTEM', 'test', ${user}::text::uuid, n::text, '[]', 'n',
        ARRAY['n']
      FROM generate_series(${first}::int, ${last}::int) AS n`),
  );
}
