import { randomUUID } from "node:crypto";
import type { Clock } from "../clock.js";
import type { Database } from "../database/database.js";
import type { Log } from "../log.js";
import type { SecretBox } from "../secrets/secret-box.js";
import { StartError } from "../start-error.js";
import { announceServer, keysNotGiven, withdrawServer } from "./in-use.js";

interface Watched {
  readonly database: Database;
  readonly secrets: SecretBox;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Says to other servers which master keys this one has, and notices when one of them encrypts with a key that it has not.
 * An embedded database has one server, whose keys were checked when it was opened.
 */
export class MasterKeyWatch {
  readonly #services: Watched;
  readonly #server = randomUUID();
  #missing: readonly string[] = [];
  #hasBegun = false;

  constructor(services: Watched) {
    this.#services = services;
  }

  /** Whether this server has all keys that are in use, as far as it knows. */
  get hasAllKeys(): boolean {
    return this.#missing.length === 0;
  }

  /** Begins, before the server answers. @throws StartError when a key is missing. */
  async begin(): Promise<void> {
    const { database } = this.#services;
    // Nobody may begin to use another key between the announcement and the look.
    const missing = await database.exclusively(() => this.#announce());
    this.#hasBegun = true;
    if (missing.length === 0) return;
    await this.end();
    throw new StartError(keysNotGiven(missing));
  }

  /** Looks again. @returns what is wrong and what to do, which the log has since it began; null when nothing is. */
  async look(): Promise<string | null> {
    const hadAllKeys = this.hasAllKeys;
    this.#missing = await this.#announce();
    if (this.hasAllKeys) return null;
    const reason = keysNotGiven(this.#missing);
    if (hadAllKeys) this.#services.log.error(`the server is not ready: ${reason}`);
    return reason;
  }

  /** Ends: other servers need not wait for this one any more. A row that stays counts for a minute. */
  async end(): Promise<void> {
    if (!this.#hasBegun) return;
    const { database, log } = this.#services;
    await withdrawServer(database.background, this.#server).catch((error: unknown) => {
      log.warn({ err: error }, "it could not be written down that this server stops");
    });
  }

  #announce(): Promise<string[]> {
    const { database, secrets, clock } = this.#services;
    return announceServer(database.background, secrets, this.#server, clock());
  }
}
