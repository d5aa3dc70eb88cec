import type { Services } from "../actions/services.js";
import { Prisma } from "../database/generated/client.js";
import type { PushChallenge } from "../push/challenge.js";
import { pollReply, readPoll, verifyPoll } from "../push/poll.js";
import { NOT_VERIFIED, type PhoneReply } from "../push/reply.js";
import { findPhone } from "./phone.js";

/** What a phone has to answer: the newest request that is open, or nothing. */
export async function pollPhone(services: Services, accountId: string, query: string): Promise<PhoneReply> {
  const poll = readPoll(query);
  if (poll === null) return NOT_VERIFIED;
  const phone = await findPhone(services, accountId, poll.serial);
  const now = services.clock();
  if (!verifyPoll(poll, phone?.key ?? null, now) || phone === null) return NOT_VERIFIED;
  const rows = await services.database.query<{ push: PushChallenge }>(Prisma.sql`
    SELECT push FROM challenges
    WHERE account_id = ${accountId}::uuid AND device_id = ${phone.id}::uuid AND push_state = 'PENDING'
      AND expires_at > ${new Date(now)}
    ORDER BY created_at DESC LIMIT 1`);
  return pollReply(rows.map(({ push }) => push));
}
