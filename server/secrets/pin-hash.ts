import { hash, verify } from "@node-rs/argon2";
import { RequestError } from "../request-error.js";
import { Turns } from "../turns.js";

/** Argon2id with 19 MiB, 2 passes and 1 lane (OWASP): some 5 ms of one core, off the event loop. */
const COST = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** How many hashes may run at once (each holds 19 MiB and one of libuv's four threads), and how many may wait. */
export interface HashingLimits {
  readonly atOnce: number;
  readonly waiting: number;
  /** What is hashed, in the plural, as sentences name it. */
  readonly what: string;
}

const PINS: HashingLimits = { atOnce: 2, waiting: 200, what: "PINs" };

/** Strangers may send passwords: their hashes take one core at most. */
export const PASSWORDS: HashingLimits = { atOnce: 1, waiting: 50, what: "passwords" };

/**
 * Hashes PINs, or passwords, with a pepper that is not in the same table. The hash includes the token or the user, so that
 * a hash that is moved to another one matches nothing there.
 */
export class PinHasher {
  readonly #pepper: Uint8Array;
  readonly #turns: Turns;
  readonly #what: string;

  /** @param pepper 32 random bytes. */
  constructor(pepper: Uint8Array, { atOnce, waiting, what } = PINS) {
    this.#pepper = pepper;
    this.#turns = new Turns(atOnce, waiting);
    this.#what = what;
  }

  /** The hash of a token's PIN, or of a user's password, as a PHC string with a salt of its own. @throws RequestError RATE_LIMITED when too many wait */
  hash(pin: string, ownerId: string): Promise<string> {
    return this.#inTurn(() => hash(`${ownerId}\n${pin}`, { ...COST, secret: this.#pepper }));
  }

  /** Whether a PIN is the one of a hash. @throws RequestError RATE_LIMITED when too many wait */
  isRight(stored: string, pin: string, ownerId: string): Promise<boolean> {
    return this.#inTurn(() => verify(stored, `${ownerId}\n${pin}`, { secret: this.#pepper }));
  }

  /** Does the same work as the check of a PIN, when there is no PIN to check. @throws RequestError RATE_LIMITED when too many wait */
  async pretend(): Promise<void> {
    await this.hash("", "");
  }

  async #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#turns.isFull) {
      throw new RequestError(
        "RATE_LIMITED",
        `Too many ${this.#what} are being checked. Try again in a moment.`,
      );
    }
    return this.#turns.run(work);
  }
}
