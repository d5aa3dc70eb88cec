import { hash, verify } from "@node-rs/argon2";
import { FairQueue } from "../fair-queue.js";

/** Argon2id with 19 MiB, 2 passes and 1 lane (OWASP): some 5 ms of one core, off the event loop. */
const COST = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** How many hashes may run at once (each holds 19 MiB and one of libuv's threads), and how many may wait. */
export interface HashingLimits {
  readonly atOnce: number;
  /** Of all accounts. One account may use half of it: the others get their turn. */
  readonly waiting: number;
  /**
   * How many of one share, such as a client's network or a login, are among the hashes of an account, and how many wait before that.
   * So no client fills the queue of an account for all others.
   */
  readonly ofShare: { readonly atOnce: number; readonly waiting: number };
  /** The kind of secret that is hashed, in the plural, as sentences name it. */
  readonly what: string;
}

/** The limits for PINs. Only the owner of a PIN is known: programs that sign people in send all of them from one address. */
export const PINS: HashingLimits = {
  atOnce: 2,
  waiting: 200,
  ofShare: { atOnce: 4, waiting: 30 },
  what: "PINs",
};

/** Strangers may send passwords: their hashes take one core at most. */
export const PASSWORDS: HashingLimits = {
  atOnce: 1,
  waiting: 200,
  ofShare: { atOnce: 4, waiting: 60 },
  what: "passwords",
};

/**
 * Hashes PINs, or passwords, with a pepper that is not in the same table. The hash includes the token or the user, so that
 * a hash that is moved to another one matches nothing there.
 */
export class PinHasher {
  readonly #pepper: Uint8Array;
  readonly #queues: FairQueue;
  readonly #shares: FairQueue;

  /** @param pepper 32 random bytes. @param onRefused is called each time too many wait. */
  constructor(pepper: Uint8Array, { atOnce, waiting, ofShare, what } = PINS, onRefused?: () => void) {
    this.#pepper = pepper;
    const refusal = `Too many ${what} are being checked. Try again in a moment.`;
    this.#queues = new FairQueue({
      atOnce,
      ofOne: atOnce,
      waiting,
      waitingOfOne: waiting / 2,
      refusal,
      onRefused,
    });
    this.#shares = new FairQueue({
      atOnce: Infinity,
      ofOne: ofShare.atOnce,
      waitingOfOne: ofShare.waiting,
      refusal,
      onRefused,
    });
  }

  /** Hashes when it is the turn of each share, and then that of the account. */
  #inTurn<Result>(
    accountId: string,
    [share, ...others]: readonly string[],
    work: () => Promise<Result>,
  ): Promise<Result> {
    if (share === undefined) return this.#queues.run(accountId, work);
    return this.#shares.run(share, () => this.#inTurn(accountId, others, work));
  }

  /**
   * The hash of a token's PIN, or of a user's password, as a PHC string with a salt of its own.
   * @param accountId whose turn it is. @param shares what has a share of it, such as a login: each by a name of its own.
   * @throws RequestError RATE_LIMITED when too many wait
   */
  hash(accountId: string, pin: string, ownerId: string, shares: readonly string[] = []): Promise<string> {
    return this.#inTurn(accountId, shares, () =>
      hash(`${ownerId}\n${pin}`, { ...COST, secret: this.#pepper }),
    );
  }

  /**
   * Whether a PIN is the one of a hash.
   * @param accountId whose turn it is. @param shares what has a share of it. @throws RequestError RATE_LIMITED when too many wait
   */
  isRight(
    accountId: string,
    stored: string,
    pin: string,
    ownerId: string,
    shares: readonly string[] = [],
  ): Promise<boolean> {
    return this.#inTurn(accountId, shares, () =>
      verify(stored, `${ownerId}\n${pin}`, { secret: this.#pepper }),
    );
  }

  /**
   * Does the same work as the check of a PIN, when there is no PIN to check.
   * @param accountId whose turn it is. @param shares what has a share of it. @throws RequestError RATE_LIMITED when too many wait
   */
  async pretend(accountId: string, shares: readonly string[] = []): Promise<void> {
    await this.hash(accountId, "", "", shares);
  }
}
