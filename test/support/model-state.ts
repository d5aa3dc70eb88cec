import type { Hash } from "../../server/otp/hotp.js";

// The state of a small account under the rules of the API, as plain data: what a person would write on paper. It knows
// nothing of rows, statements or transactions.

export const LOGINS = ["anna", "ben", "carol"] as const;
export type Login = (typeof LOGINS)[number];

/** The resources. The vault allows only addresses in 10.0.0.0/8. */
export const PLACES = ["VPN", "Mail", "Vault"] as const;
export type Place = (typeof PLACES)[number];

/** How many wrong codes lock, and for how long. */
export interface Limits {
  readonly limit: number;
  /** 0: until someone unlocks. */
  readonly lockMinutes: number;
}

/** The limits without a resource. */
export const ELSEWHERE: Limits = { limit: 5, lockMinutes: 5 };

/** The kinds of devices. */
export const KINDS = {
  fob: { hash: "SHA1", periodSeconds: 30 },
  slowFob: { hash: "SHA256", periodSeconds: 60 },
  button: { hash: "SHA1", periodSeconds: null },
} as const satisfies Record<string, Device>;
export type Kind = keyof typeof KINDS;

interface Device {
  readonly hash: Hash;
  /** null for HOTP. */
  readonly periodSeconds: number | null;
}

/** Length of a code. */
export const DIGITS = 6;

/** A PIN that is typed together with the code. */
export interface Pin {
  readonly value: string;
  readonly position: "BEFORE_OTP" | "AFTER_OTP";
}

export interface Lock {
  readonly reason: "FAILURES" | "FAILURE_CEILING";
  /** Milliseconds since 1970 UTC; null until someone unlocks it. */
  readonly until: number | null;
}

export interface Token {
  readonly name: TokenName;
  readonly kind: Kind;
  enabled: boolean;
  readonly user: Login;
  readonly links: Place[];
  /** In hexadecimal. */
  secret: string;
  /** Its former secrets, the last one first. */
  formerSecrets: string[];
  /** The step or counter of the last used code; -1 before the first. */
  used: number;
  drift: number;
  /** Wrong codes since the last success or unlock. */
  failures: number;
  /** Wrong codes since the last success. */
  consecutiveFailures: number;
  lock: Lock | null;
  pin: Pin | null;
  lastUsedAt: number | null;
}

/** The last used steps of one secret, for each unit of its steps; and how often it failed in a row. */
export interface Remembered {
  readonly marks: Map<string, { readonly used: number; readonly drift: number }>;
  failures: number;
}

/** Names for tokens: one that was deleted may be created again with the same name. */
export const TOKEN_NAMES = ["T1", "T2", "T3", "T4"] as const;
export type TokenName = (typeof TOKEN_NAMES)[number];

export interface Model {
  /** Milliseconds since 1970 UTC. */
  now: number;
  readonly users: Record<Login, { enabled: boolean }>;
  readonly resources: Record<Place, { enabled: boolean; readonly limits: Limits }>;
  /** Those that exist. */
  tokens: Token[];
  /** The steps that were used up for secrets that no token has any more, by what determines their codes. */
  readonly memory: Map<string, Remembered>;
  /** The last id of each name: a deleted token can still be named. */
  readonly ids: Partial<Record<TokenName, string>>;
}

/** An account with its users and resources, and no token. */
export function emptyAccount(now: number): Model {
  return {
    now,
    users: { anna: { enabled: true }, ben: { enabled: true }, carol: { enabled: true } },
    resources: {
      VPN: { enabled: true, limits: { limit: 3, lockMinutes: 1 } },
      Mail: { enabled: true, limits: { limit: 5, lockMinutes: 7 } },
      Vault: { enabled: true, limits: { limit: 4, lockMinutes: 0 } },
    },
    tokens: [],
    memory: new Map(),
    ids: {},
  };
}

/** The token of a name, unless it is deleted. */
export function tokenNamed(model: Model, name: TokenName): Token | undefined {
  return model.tokens.find((token) => token.name === name);
}

/** The token a user has at a resource: one at most. */
export function tokenAt(model: Model, user: Login, place: Place): Token | undefined {
  return model.tokens.find((token) => token.user === user && token.links.includes(place));
}

/** The active lock: a timed one ends by the clock, without an event. */
export function lockNow({ lock }: Token, now: number): Lock | null {
  return lock !== null && (lock.until === null || now < lock.until) ? lock : null;
}

/** The failures that count now: an expired lock was an unlock. */
export function failuresNow(token: Token, now: number): number {
  return token.lock !== null && lockNow(token, now) === null ? 0 : token.failures;
}
