import type { Actor } from "../actions/actor.js";
import type { Services } from "../actions/services.js";
import { PUSH_TTL_MS } from "../factors/push/ask.js";

/** The state of a challenge. */
export interface ChallengeStatus {
  readonly id: string;
  readonly state: "PENDING" | "APPROVED" | "DECLINED" | "EXPIRED";
  readonly expiresAt: Date;
}

/** The moment in a UUIDv7 (RFC 9562 §5.7), in milliseconds since 1970 UTC. */
function momentOf(id: string): number {
  return Number.parseInt(id.replaceAll("-", "").slice(0, 12), 16);
}

/**
 * The state of a challenge, for a page that waits for a phone. One that does not exist, and one that no phone answers, is
 * shown as a request that nobody answers: decoys are not stored, so all of these must look the same.
 */
export async function challengeStatus(
  { database, clock }: Services,
  { accountId, resourceId }: Pick<Actor, "accountId" | "resourceId">,
  id: string,
): Promise<ChallengeStatus> {
  const found = await database.prisma.challenge.findFirst({
    where: { accountId, id, pushState: { not: null }, ...(resourceId === null ? {} : { resourceId }) },
    select: { pushState: true, expiresAt: true },
  });
  const ends = found === null ? momentOf(id) + PUSH_TTL_MS : found.expiresAt.getTime();
  const expiresAt = new Date(ends);
  if (!(ends > clock())) return { id, state: "EXPIRED", expiresAt };
  const state = found?.pushState;
  return { id, expiresAt, state: state === "APPROVED" || state === "DECLINED" ? state : "PENDING" };
}
