import type { Clock } from "../clock.js";
import { differenceBetween, readSituation, type Lineage } from "../database/lineage.js";
import type { PostgresClient } from "../database/postgres-client.js";
import { sessionOver, type Session } from "../database/session.js";
import { UnusableConnectionError } from "../database/unreachable.js";
import type { Log } from "../log.js";
import { beginAgain, isWrittenDown, readKept, type Kept, type Unhurried } from "./begin-again.js";

/** The time between two log lines that say the same, in milliseconds. */
const SAID_EVERY = 60_000;

/** The action of this process when another history has begun, before a connection to it is used. */
export type Adopt = (session: Session) => Promise<void>;

interface Open {
  readonly lineage: Lineage;
  /** The epoch of its database when it was made. */
  readonly epoch: number;
}

/**
 * Checks each new connection to PostgreSQL before it is used: it may lead to the database that this process has
 * worked on, or to another copy of it, which may lack the last changes. A copy with a newer history is adopted,
 * and connections to the others are closed; a copy with an older history is refused.
 */
export class HistoryWatch {
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #adopt: Adopt;
  readonly #longSeconds: number;
  readonly #open = new Map<PostgresClient, Open>();
  #known: Kept | undefined;
  #saidAt = -Infinity;

  /** @param longSeconds that a statement which takes longer with more data may take. */
  constructor(clock: Clock, log: Log, longSeconds: number, adopt: Adopt) {
    this.#clock = clock;
    this.#log = log;
    this.#longSeconds = longSeconds;
    this.#adopt = adopt;
  }

  /**
   * Admits or refuses a new connection.
   * @throws UnusableConnectionError when it leads to a standby, or to a copy of the database with less history.
   */
  async admit(client: PostgresClient): Promise<void> {
    const session = sessionOver(client);
    const lineage = await readSituation(session);
    if (lineage.isStandby) {
      throw new UnusableConnectionError(
        "it is a standby, where nothing can be written: use the address of the primary",
      );
    }
    // Until the installation is open, the table may not exist.
    // To refuse the codes of a million tokens takes longer than a request may.
    const unhurried: Unhurried = (work) => client.unhurried(this.#longSeconds, work);
    const epoch = this.#known === undefined ? 0 : await this.#look(session, lineage, false, unhurried);
    if (epoch < (this.#known?.epoch ?? 0)) throw this.#older();
    this.#open.set(client, { lineage, epoch });
    client.once("end", () => this.#open.delete(client));
  }

  /**
   * Starts watching the history, when the database is migrated and has its row.
   * @param session a connection to it; the embedded database itself. @param isEmbedded an embedded database has no
   * lineage.
   */
  async begin(session: Session, isEmbedded: boolean): Promise<void> {
    const lineage = isEmbedded ? { systemIdentifier: null, timeline: null } : await readSituation(session);
    if (!isEmbedded && lineage.timeline === null) {
      this.#log.warn(
        "the role may not ask PostgreSQL for its timeline, so fail-overs are not noticed: grant it EXECUTE on pg_control_system(), pg_walfile_name(pg_lsn) and pg_current_wal_insert_lsn()",
      );
    }
    const epoch = await this.#look(session, lineage, true, (work) => work());
    for (const [client, open] of this.#open) {
      if (open.epoch === 0 && differenceBetween(open.lineage, lineage) === null) {
        this.#open.set(client, { ...open, epoch });
      }
    }
    this.#breakOlder();
  }

  /** @returns the epoch that the database is in. */
  async #look(session: Session, found: Lineage, isStart: boolean, unhurried: Unhurried): Promise<number> {
    const kept = await readKept(session);
    if (kept.epoch < (this.#known?.epoch ?? 0)) throw this.#older();
    if (!isStart && isWrittenDown(kept, found)) return this.#goOn(session, kept);
    const { kept: now, different } = await beginAgain(session, found, isStart, this.#clock(), unhurried);
    if (different !== null) {
      this.#log.warn(
        { ...different, epoch: now.epoch },
        "the database continued from another copy, as after a fail-over: what was answered in the last moments before may be " +
          "lost. TOTP codes that may have been used are refused until they expire, everybody must sign in again, links that were not used " +
          "are void, and messages that waited are no longer sent. Each account has an event about it",
      );
    }
    return this.#goOn(session, now);
  }

  /** Adopts the stored history if it is newer. */
  async #goOn(session: Session, kept: Kept): Promise<number> {
    const known = this.#known;
    if (known?.epoch === kept.epoch) return kept.epoch;
    if (known !== undefined) await this.#adopt(session);
    if (kept.epoch > (this.#known?.epoch ?? -1)) this.#known = kept;
    this.#breakOlder();
    return kept.epoch;
  }

  /** Closes connections to copies of the database that others have left. */
  #breakOlder(): void {
    for (const [client, { epoch }] of this.#open) {
      if (epoch < (this.#known?.epoch ?? 0)) client.abandon();
    }
  }

  #older(): UnusableConnectionError {
    if (performance.now() - this.#saidAt > SAID_EVERY) {
      this.#saidAt = performance.now();
      this.#log.error(
        "a connection led to an older copy of the database than this server has worked with, and was refused: it may be a " +
          "former primary that was not stopped. Stop it. If you want to continue with this copy, restart all servers",
      );
    }
    return new UnusableConnectionError(
      "it is an older copy of the database than this server has worked with",
    );
  }
}
