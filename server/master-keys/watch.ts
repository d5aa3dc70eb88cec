import { randomUUID } from "node:crypto";
import { systemClock } from "../clock.js";
import type { Database } from "../database/database.js";
import { UnusableConnectionError } from "../database/unreachable.js";
import type { Log } from "../log.js";
import type { SecretBox } from "../secrets/secret-box.js";
import {
  announceServer,
  type KeysInUse,
  keysNotGiven,
  SILENT_MS,
  useMasterKeys,
  withdrawServer,
} from "./in-use.js";

/**
 * Milliseconds without a look after which this process encrypts nothing: less than the time after which others count it as gone,
 * so that a rotation which ended without it is noticed first.
 */
const FRESH_MS = (SILENT_MS * 3) / 4;

interface Watched {
  readonly database: Database;
  readonly secrets: SecretBox;
  readonly log: Log;
}

/** A moment by both clocks: one may stand still while the machine is suspended, and the other may be set back. */
function moment() {
  return { monotonic: performance.now(), wall: systemClock() };
}

/**
 * Says to other processes which master keys this one has, and notices when one of them encrypts with a key that it has not,
 * and when a rotation has ended without it. An embedded database has one process, whose keys are checked when it is opened.
 */
export class MasterKeyWatch {
  readonly #services: Watched;
  readonly #server = randomUUID();
  #keys: KeysInUse = { missing: [], isFirstInUse: true };
  #lookedAt = moment();
  #hasBegun = false;

  constructor(services: Watched) {
    this.#services = services;
  }

  /** Why this process is not ready, as far as it knows, in words for `/health/ready`; null when it has the keys in use. */
  get problem(): string | null {
    if (this.#keys.missing.length > 0) return "master key not given";
    if (!this.#keys.isFirstInUse) return "master key not in use any more";
    // Whatever would be encrypted is refused meanwhile.
    return this.#hasBegun && !this.#isFresh() ? "master keys in use not known" : null;
  }

  /** Begins, before anything is encrypted. Call it while no other process does (`exclusively`). @throws StartError */
  async begin(): Promise<void> {
    const { database, secrets } = this.#services;
    await useMasterKeys(database.background, secrets);
    if (database.embedded) return;
    this.#hasBegun = true;
    await this.#announce();
    secrets.demandBeforeUse(() => this.#demandFresh());
  }

  /** Looks again. @returns what is wrong and what to do, which the log has since it began; null when nothing is. */
  async look(): Promise<string | null> {
    if (!this.#hasBegun) return null;
    const before = this.problem;
    // Others count a silent process as gone: none may end a rotation between the announcement and the look.
    if (this.#isFresh()) await this.#announce();
    else await this.#services.database.periodic.exclusively(() => this.#announce());
    const { problem } = this;
    if (problem === null) return null;
    const reason = this.#reason();
    if (problem !== before) this.#services.log.error(`the server is not ready: ${reason}`);
    return reason;
  }

  /** Ends: other processes need not wait for this one any more. A row that stays counts for a minute. */
  async end(): Promise<void> {
    if (!this.#hasBegun) return;
    const { database, log } = this.#services;
    await withdrawServer(database.periodic, this.#server).catch((error: unknown) => {
      log.warn(
        { err: error },
        "the database does not know that this server stops; after a minute, the server counts as stopped",
      );
    });
  }

  /** The reason and the advice, as a sentence. */
  #reason(): string {
    const { missing, isFirstInUse } = this.#keys;
    if (missing.length > 0) return keysNotGiven(missing);
    if (isFirstInUse) {
      return `It took more than ${FRESH_MS / 1_000} seconds to learn which master keys are in use, because the database was slow, or this server was suspended: this server encrypts nothing until it has learned it in less time.`;
    }
    const [first] = this.#services.secrets.keyIds();
    return `The first of the given master keys (id ${first}) is not in use any more, because a rotation ended while this server was suspended or disconnected from the database: start this server again with the master key that the other servers have.`;
  }

  #isFresh(): boolean {
    const { monotonic, wall } = moment();
    return monotonic - this.#lookedAt.monotonic < FRESH_MS && wall - this.#lookedAt.wall < FRESH_MS;
  }

  #demandFresh(): void {
    if (this.#keys.isFirstInUse && this.#isFresh()) return;
    throw new UnusableConnectionError(
      "This server encrypts nothing now, because its first master key is not in use any more, or because it is not known whether the key is in use.",
    );
  }

  async #announce(): Promise<void> {
    const { database, secrets } = this.#services;
    const began = moment();
    this.#keys = await announceServer(database.periodic, secrets, this.#server);
    this.#lookedAt = began;
  }
}
