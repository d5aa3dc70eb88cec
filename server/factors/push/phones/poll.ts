import type { ActingServices, Services } from "../../../actions/services.js";
import { Prisma } from "../../../database/generated/client.js";
import { ELSEWHERE_TTL_MS } from "../../challenge-store.js";
import type { PushChallenge } from "../../../push/push-challenge.js";
import { pollReply, readPoll, verifyPoll } from "../../../push/poll.js";
import { NOT_VERIFIED, type PhoneReply } from "../../../push/reply.js";
import { askAgainToConnect } from "./connect.js";
import { findPhone, type KnownPhone } from "./phone.js";

interface Waiting {
  readonly push: PushChallenge;
  readonly purpose: string;
  readonly createdAt: Date;
}

/** The newest request on a phone that is open; none when there is none. */
function openRequest(
  { database }: Pick<Services, "database">,
  accountId: string,
  phone: KnownPhone,
  now: number,
) {
  return database.query<Waiting>(Prisma.sql`
    SELECT push, purpose, created_at AS "createdAt" FROM challenges
    WHERE account_id = ${accountId}::uuid AND device_id = ${phone.id}::uuid AND push_state = 'PENDING'
      AND answered_step IS NULL AND expires_at > ${new Date(now)}
    ORDER BY created_at DESC LIMIT 1`);
}

/** The requests that a phone has to answer: the newest request that is open, or nothing. */
export async function pollPhone(
  services: ActingServices,
  accountId: string,
  query: string,
): Promise<PhoneReply> {
  const poll = readPoll(query);
  if (poll === null) return NOT_VERIFIED;
  const phone = await findPhone(services, accountId, poll.serial);
  const now = services.clock();
  if (!verifyPoll(poll, phone?.key ?? null, now) || phone === null) return NOT_VERIFIED;
  let rows = await openRequest(services, accountId, phone, now);
  const [first] = rows;
  const isForgotten = first?.purpose === "ENROLMENT" && first.createdAt.getTime() + ELSEWHERE_TTL_MS <= now;
  if (isForgotten && (await askAgainToConnect(services, accountId, phone))) {
    rows = await openRequest(services, accountId, phone, now);
  }
  return pollReply(
    rows.map(({ push }) => push),
    phone.isConfirmed,
  );
}
