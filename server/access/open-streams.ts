import type { Database } from "../database/database.js";
import { Prisma } from "../database/generated/client.js";
import type { Clock } from "../clock.js";
import type { Actor } from "../actions/actor.js";

/** Something that stays open for as long as its key is valid. */
export interface OpenStream {
  readonly actor: Actor;
  /** The key was revoked, has expired, or its account was disabled. */
  close(): void;
}

/** The open streams. Ends those whose keys are no longer valid. */
export class OpenStreams {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #byKey = new Map<string, Set<OpenStream>>();

  constructor(database: Database, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
  }

  /** How many streams a key has open. */
  countOf(actor: Actor): number {
    return this.#byKey.get(actor.id)?.size ?? 0;
  }

  add(stream: OpenStream): void {
    const streams = this.#byKey.get(stream.actor.id) ?? new Set();
    this.#byKey.set(stream.actor.id, streams.add(stream));
  }

  remove(stream: OpenStream): void {
    const streams = this.#byKey.get(stream.actor.id);
    streams?.delete(stream);
    if (streams?.size === 0) this.#byKey.delete(stream.actor.id);
  }

  /** Ends the streams whose keys are not valid any more. */
  async check(): Promise<void> {
    if (this.#byKey.size === 0) return;
    const now = new Date(this.#clock());
    const actors = [...this.#byKey.values()].flatMap(([one]) => one?.actor ?? []);
    const rows = await this.#database.query<{ id: string }>(Prisma.sql`
      SELECT k.id FROM unnest(${actors.map(({ accountId }) => accountId)}::uuid[], ${actors.map(({ id }) => id)}::uuid[])
        AS streaming (account_id, id)
      JOIN api_keys k USING (account_id, id) JOIN accounts a ON a.id = k.account_id
      WHERE k.revoked_at IS NULL AND a.enabled AND (k.expires_at IS NULL OR k.expires_at > ${now})`);
    const open = new Set(rows.map(({ id }) => id));
    for (const [key, streams] of this.#byKey) {
      if (!open.has(key)) for (const stream of streams) stream.close();
    }
  }
}
