import type { BoundCounts, Bound } from "../bounds.js";
import type { Config } from "../config.js";
import type { Log } from "../log.js";
import { warnRarely } from "../warn-rarely.js";
import { TokenBuckets } from "./token-buckets.js";

/** The number of seconds over which requests are averaged: a burst of so many seconds passes. */
const BURST = 10;

/** The caller must wait. */
export interface Limited {
  readonly code: "RATE_LIMITED";
  readonly message: string;
  /** Whole seconds. */
  readonly retryAfter: number;
}

/** A rate limit for names. */
export interface RateLimit {
  /** Counts one request. @returns undefined, or that it is too much; then it is not counted. */
  take(name: string): Limited | undefined;
  /** Removes a counted request. */
  putBack(name: string): void;
}

/** Where a limit says that it was reached. */
interface Witness {
  readonly log: Log;
  readonly bounds: BoundCounts;
}

function limit(
  { log, bounds }: Witness,
  bound: Bound,
  buckets: TokenBuckets,
  tooMuch: string,
  afterwards: string,
): RateLimit {
  const warn = warnRarely(log, `refused: ${tooMuch}`);
  return {
    take(name) {
      const wait = buckets.take(name, performance.now());
      if (wait === 0) return undefined;
      warn(name);
      bounds.reached(bound);
      const retryAfter = Math.ceil(wait / 1_000);
      const seconds = retryAfter === 1 ? "1 second" : `${retryAfter} seconds`;
      return { code: "RATE_LIMITED", message: `${tooMuch} Wait ${seconds}, ${afterwards}`, retryAfter };
    },
    putBack: (name) => buckets.putBack(name),
  };
}

const NO_LIMIT: RateLimit = { take: () => undefined, putBack: () => {} };

/** The limits of one process. */
export interface RateLimits {
  /** All requests of an API key, by its id. */
  readonly ofKey: RateLimit;
  /** All requests of a caller's network. */
  readonly ofNetwork: RateLimit;
  /** Requests of a caller's network without a valid API key. */
  readonly withoutKey: RateLimit;
}

/** How often somebody may ask; 0 for as often as they like. */
export type Rates = Pick<Config, "keyRate" | "addressRate" | "addressFailures">;

/** Creates the limits of a process. */
export function rateLimits({ keyRate, addressRate, addressFailures }: Rates, witness: Witness): RateLimits {
  return {
    ofKey:
      keyRate === 0
        ? NO_LIMIT
        : limit(
            witness,
            "key_rate",
            new TokenBuckets(keyRate, keyRate * BURST),
            `This API key or session sends more than ${keyRate} requests per second.`,
            "and send more slowly.",
          ),
    ofNetwork:
      addressRate === 0
        ? NO_LIMIT
        : limit(
            witness,
            "address_rate",
            new TokenBuckets(addressRate, addressRate * BURST),
            `More than ${addressRate} requests per second come from your address.`,
            "and send more slowly.",
          ),
    withoutKey:
      addressFailures === 0
        ? NO_LIMIT
        : limit(
            witness,
            "address_failures",
            new TokenBuckets(addressFailures / 60, addressFailures),
            `More than ${addressFailures} requests in a minute came from your address without a valid API key.`,
            "and send a valid one.",
          ),
  };
}
