import { Prisma } from "../database/generated/client.js";
import type { Session } from "../database/session.js";

/** How long a use is remembered, in milliseconds. A copy of the database that is further behind is rare. */
const REMEMBERED = 10 * 60_000;

/** How many tokens are remembered at most: those that were used last. */
const MAX_USES = 50_000;

/** How many are marked by one statement: each is done well within the time of a request, and what was marked stays marked. */
const MARKED_AT_ONCE = 2_000;

/** A code that was accepted and answered. */
export interface Use {
  readonly accountId: string;
  readonly tokenId: string;
  /** The step or counter that it used up. */
  readonly step: number;
  /** Whether the device counts uses, and not time. */
  readonly byCounter: boolean;
  /** Of the secret whose code it was: the counter of another one begins again. null where none is known. */
  readonly secretFingerprint: Uint8Array | null;
}

interface Remembered extends Omit<Use, "secretFingerprint"> {
  /** In hexadecimal. */
  readonly fingerprint: string | null;
  /** By the monotonic clock. */
  readonly at: number;
}

/**
 * The codes that this process accepted in the last minutes. If the database continues from a copy that may lack some
 * uses, they are marked as used there again: the use of an HOTP code has no time limit.
 */
export class RecentUses {
  readonly #uses = new Map<string, Remembered>();

  note({ secretFingerprint, ...use }: Use): void {
    const fingerprint = secretFingerprint === null ? null : Buffer.from(secretFingerprint).toString("hex");
    const key = `${use.accountId} ${use.tokenId} ${fingerprint}`;
    const known = this.#uses.get(key);
    // Deleted first, so that the map is in the order of use.
    this.#uses.delete(key);
    const step = known?.byCounter === use.byCounter ? Math.max(known.step, use.step) : use.step;
    this.#uses.set(key, { ...use, step, fingerprint, at: performance.now() });
    for (const [oldest, { at }] of this.#uses) {
      if (this.#uses.size <= MAX_USES && performance.now() - at < REMEMBERED) return;
      this.#uses.delete(oldest);
    }
  }

  /** Marks them as used in the current database. Marks only move forward. */
  async markAgain(session: Pick<Session, "query">): Promise<void> {
    const uses = [...this.#uses.values()];
    for (let first = 0; first < uses.length; first += MARKED_AT_ONCE) {
      await markUsed(session, uses.slice(first, first + MARKED_AT_ONCE));
    }
  }
}

async function markUsed(session: Pick<Session, "query">, uses: readonly Remembered[]): Promise<void> {
  const rows = uses.map(({ accountId, tokenId, step, byCounter, fingerprint }) => ({
    account_id: accountId,
    token_id: tokenId,
    step,
    by_counter: byCounter,
    fingerprint,
  }));
  // Locked in the same order as everywhere.
  await session.query(Prisma.sql`
    WITH held AS (
      SELECT token.account_id, token.id, used.step
      FROM json_to_recordset(${JSON.stringify(rows)}::text::json)
        AS used (account_id uuid, token_id uuid, step bigint, by_counter boolean, fingerprint text)
      JOIN tokens AS token ON token.account_id = used.account_id AND token.id = used.token_id
        AND token.last_step < used.step AND (token.period_seconds IS NULL) = used.by_counter
        AND coalesce(token.secret_fingerprint = decode(used.fingerprint, 'hex'), true)
      ORDER BY token.account_id, token.id FOR NO KEY UPDATE OF token
    )
    UPDATE tokens AS token SET last_step = held.step FROM held
    WHERE token.account_id = held.account_id AND token.id = held.id AND token.last_step < held.step`);
}
