import { act } from "../actions/action.js";
import { systemCaller } from "../actions/actor.js";
import type { ActingServices } from "../actions/services.js";
import { Prisma } from "../database/generated/client.js";
import { lockRow } from "../database/lock.js";

/** Codes in an hour below which nothing can be said. */
const LEAST_CODES = 50;

/** The share of codes that people use when somebody else does not ask for them. */
const LEAST_SHARE = 0.1;

const HOUR_MS = 60 * 60_000;

/** A person needs some time to type a code. */
const TYPING_MS = 2 * 60_000;

interface Pumped {
  readonly accountId: string;
  readonly channelId: string;
  readonly channelName: string;
  readonly country: string;
  readonly sent: number;
  readonly used: number;
}

/**
 * Stops SMS of a channel to a country when almost none of the codes of the last hour were used: somebody then has codes
 * sent to numbers that cost the account money (SMS pumping). An administrator ends it with channelResume; codes that were
 * sent before that do not count again.
 */
export async function suspendCountries(services: ActingServices): Promise<void> {
  const now = services.clock();
  const pumped = await services.database.query<Pumped>(Prisma.sql`
    SELECT message.account_id AS "accountId", message.channel_id AS "channelId", channel.name AS "channelName",
      message.country, count(*)::int AS sent, (count(*) FILTER (WHERE message.used))::int AS used
    FROM messages AS message
    JOIN channels AS channel ON channel.account_id = message.account_id AND channel.id = message.channel_id
    WHERE message.created_at > ${new Date(now - HOUR_MS)} AND message.created_at <= ${new Date(now - TYPING_MS)}
      AND message.kind = 'SMS' AND message.purpose NOT IN ('TEST', 'PORTAL_CHANGE') AND message.state = 'ACCEPTED' AND message.country IS NOT NULL
      AND message.created_at > coalesce(channel.resumed_at, '-infinity')
      AND NOT EXISTS (
        SELECT 1 FROM channel_suspensions AS known
        WHERE known.account_id = message.account_id AND known.channel_id = message.channel_id
          AND known.country = message.country)
    GROUP BY message.account_id, message.channel_id, channel.name, message.country
    HAVING count(*) >= ${LEAST_CODES}::int
      AND count(*) FILTER (WHERE message.used) < ${LEAST_SHARE}::float8 * count(*)`);
  for (const one of pumped) await suspend(services, one, now);
}

async function suspend(services: ActingServices, pumped: Pumped, now: number): Promise<void> {
  const { accountId, channelId, channelName, country, sent, used } = pumped;
  await act(services, systemCaller(accountId, "sender", now), now, async ({ transaction, record }) => {
    // It may have been deleted since it was read, and it must not be deleted now.
    await lockRow(transaction, "channels", accountId, channelId);
    if ((await transaction.channel.count({ where: { accountId, id: channelId } })) === 0) return;
    const { count } = await transaction.channelSuspension.createMany({
      data: [{ accountId, channelId, country, since: new Date(now) }],
      skipDuplicates: true,
    });
    if (count === 0) return;
    record({
      type: "CHANNEL_SUSPENDED",
      changes: [{ field: "suspended", from: null, to: country }],
      params: { channel: channelName, country, sent, used },
    });
  });
}
