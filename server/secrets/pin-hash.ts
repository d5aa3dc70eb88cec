import { hash, verify } from "@node-rs/argon2";
import { Turns } from "../turns.js";

/** Argon2id with 19 MiB, 2 passes and 1 lane (OWASP): some 5 ms of one core, off the event loop. */
const COST = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** How many hashes may run at once (each holds 19 MiB and one of libuv's threads), and how many may wait. */
export interface HashingLimits {
  readonly atOnce: number;
  /** Of all accounts. One account may use half of it: the others get their turn. */
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

  /** @param pepper 32 random bytes. */
  constructor(pepper: Uint8Array, { atOnce, waiting, what } = PINS) {
    this.#pepper = pepper;
    this.#turns = new Turns({
      atOnce,
      ofOne: atOnce,
      waiting,
      waitingOfOne: waiting / 2,
      refusal: `Too many ${what} are being checked. Try again in a moment.`,
    });
  }

  /**
   * The hash of a token's PIN, or of a user's password, as a PHC string with a salt of its own.
   * @param accountId whose turn it is. @throws RequestError RATE_LIMITED when too many wait
   */
  hash(accountId: string, pin: string, ownerId: string): Promise<string> {
    return this.#turns.run(accountId, () => hash(`${ownerId}\n${pin}`, { ...COST, secret: this.#pepper }));
  }

  /**
   * Whether a PIN is the one of a hash.
   * @param accountId whose turn it is. @throws RequestError RATE_LIMITED when too many wait
   */
  isRight(accountId: string, stored: string, pin: string, ownerId: string): Promise<boolean> {
    return this.#turns.run(accountId, () => verify(stored, `${ownerId}\n${pin}`, { secret: this.#pepper }));
  }

  /**
   * Does the same work as the check of a PIN, when there is no PIN to check.
   * @param accountId whose turn it is. @throws RequestError RATE_LIMITED when too many wait
   */
  async pretend(accountId: string): Promise<void> {
    await this.hash(accountId, "", "");
  }
}
