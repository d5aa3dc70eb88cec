import { Prisma } from "../database/generated/client.js";
import type { Sql } from "../database/database.js";

// People who are asked again and again approve in the end (MITRE ATT&CK, T1621). So a phone shows only so many requests in a row
// that are not approved. That would let a stranger who knows a login silence the phone for ever: therefore the count ends when
// no request was shown for a day. A stranger who continues gets ten requests a day on the phone at most. The person sees in the
// portal why nothing comes, and the helpdesk ends it at once.

/** Requests in a row that were not approved, after which no more are shown. */
export const MAX_UNANSWERED = 10;

/** Milliseconds since the last request that was shown, after which none is counted any more. */
const DECAY_MS = 24 * 60 * 60_000;

/** The stored data of the requests on a phone. */
export interface Requests {
  readonly unanswered: number;
  readonly lastAskedAt: Date | null;
  /** No request is shown until then, because the person did not ask for a request. */
  readonly silentUntil: Date | null;
}

/** Requests in a row that count still. @param now milliseconds since 1970 UTC. */
export function getCounted(
  { unanswered, lastAskedAt }: Pick<Requests, "unanswered" | "lastAskedAt">,
  now: number,
): number {
  return lastAskedAt !== null && lastAskedAt.getTime() + DECAY_MS > now ? unanswered : 0;
}

/** Until when a phone shows no request; null when it shows them. @param now milliseconds since 1970 UTC. */
export function suspendedUntil(phone: Requests, now: number): Date | null {
  const { silentUntil, lastAskedAt } = phone;
  const ends = [
    silentUntil?.getTime() ?? 0,
    getCounted(phone, now) >= MAX_UNANSWERED ? (lastAskedAt?.getTime() ?? 0) + DECAY_MS : 0,
  ];
  const last = Math.max(...ends);
  return last > now ? new Date(last) : null;
}

/** The same as a condition on `tokens`. @param now milliseconds since 1970 UTC. */
export function isSuspended(now: number): Sql {
  return Prisma.sql`EXISTS (SELECT 1 FROM push_devices WHERE push_devices.account_id = tokens.account_id
    AND push_devices.token_id = tokens.id AND push_devices.state = 'ACTIVE' AND (push_devices.silent_until > ${new Date(now)}
    OR (push_devices.unanswered >= ${MAX_UNANSWERED} AND push_devices.last_asked_at > ${new Date(now - DECAY_MS)})))`;
}
