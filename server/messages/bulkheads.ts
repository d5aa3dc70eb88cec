import type { ChannelKind } from "../delivery/delivery.js";
import { MAIL_PURPOSES } from "../delivery/texts/message-facts.js";

/** Links and notices. They are sent after codes, for which somebody waits at a sign-in. */
export const AFTER_CODES: readonly string[] = MAIL_PURPOSES.filter((purpose) => purpose !== "PORTAL_CODE");

/** Whether a message is a link or a notice. */
export function isAfterCodes(purpose: string): boolean {
  return AFTER_CODES.includes(purpose);
}

/** What decides the bulkhead of a message. */
interface Sorted {
  readonly accountId: string;
  readonly kind: ChannelKind;
  readonly purpose: string;
}

/** The bulkhead of a message: a kind of messages of an account, its codes apart from its links and notices. */
export function getBulkhead({ accountId, kind, purpose }: Sorted): string {
  return `${accountId} ${kind}${isAfterCodes(purpose) ? " after codes" : ""}`;
}

/** The messages that a server may claim next. */
export interface NextClaim {
  /** How many messages at once; 0 while all senders are busy. */
  readonly most: number;
  /** Bulkheads of which none is claimed. */
  readonly fullBulkheads: readonly string[];
}

/** How many senders one bulkhead gets at most: half of them, so that a gateway that stalls never has all. */
export function maxOfBulkhead(senders: number): number {
  return Math.max(1, Math.floor(senders / 2));
}

/**
 * The messages that a server may claim next. A bulkhead gets no further sender once it has as many as are free, or half of all: so
 * messages of other accounts and kinds continue, and codes beside links and notices. All messages that are claimed at once may be of
 * the same bulkhead.
 * @param busy the bulkhead of each message that is being sent. @param senders in all.
 */
export function nextClaim(busy: Iterable<string>, senders: number): NextClaim {
  const counts = new Map<string, number>();
  let free = senders;
  for (const bulkhead of busy) {
    counts.set(bulkhead, (counts.get(bulkhead) ?? 0) + 1);
    free -= 1;
  }
  const enough = Math.min(free, maxOfBulkhead(senders));
  const fullBulkheads = [...counts].filter(([, count]) => count >= enough).map(([bulkhead]) => bulkhead);
  const busiest = Math.max(0, ...[...counts.values()].filter((count) => count < enough));
  return {
    most: Math.max(0, Math.min(Math.ceil(free / 2), maxOfBulkhead(senders) - busiest)),
    fullBulkheads,
  };
}
