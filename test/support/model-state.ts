import type { Hash } from "../../server/otp/hotp.js";
import type { Remembered } from "./model-memory.js";

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
  fob: { digits: 6, lengths: [6, 7, 8], hash: "SHA1", periodSeconds: 30, isApp: false, suite: null },
  slowFob: { digits: 6, lengths: [6], hash: "SHA256", periodSeconds: 60, isApp: false, suite: null },
  button: { digits: 6, lengths: [6, 7, 8], hash: "SHA1", periodSeconds: null, isApp: false, suite: null },
  phone: { digits: 6, lengths: [6], hash: "SHA1", periodSeconds: 30, isApp: true, suite: null },
  buttonOnPhone: {
    digits: 8,
    lengths: [6, 8],
    hash: "SHA256",
    periodSeconds: null,
    isApp: true,
    suite: null,
  },
  ultra: {
    isApp: false,
    digits: 6,
    lengths: [6],
    hash: "SHA1",
    periodSeconds: null,
    suite: "OCRA-1:HOTP-SHA1-6:QN08",
  },
  /** Its answers depend on a counter and a PIN. */
  calculator: {
    isApp: false,
    digits: 8,
    lengths: [8],
    hash: "SHA256",
    periodSeconds: null,
    suite: "OCRA-1:HOTP-SHA256-8:C-QN08-PSHA1",
  },
  /** Its answers depend on the time. */
  clockwork: {
    isApp: false,
    digits: 8,
    lengths: [8],
    hash: "SHA512",
    periodSeconds: 60,
    suite: "OCRA-1:HOTP-SHA512-8:QN08-T1M",
  },
} as const satisfies Record<string, Device>;
export type Kind = keyof typeof KINDS;

interface Device {
  /** The code length at first. */
  readonly digits: number;
  /** The code lengths that can be set; for an app, only with a new secret. */
  readonly lengths: readonly number[];
  readonly hash: Hash;
  /** null for HOTP. */
  readonly periodSeconds: number | null;
  /** Whether the server generates its secret, and waits for a first code of it. */
  readonly isApp: boolean;
  /** Its suite; null when it shows codes without a challenge. */
  readonly suite: string | null;
}

/** A PIN that is typed together with the code. */
export interface Pin {
  readonly value: string;
  readonly position: "BEFORE_OTP" | "AFTER_OTP";
}

/** A challenge. */
export interface Challenge {
  readonly id: string;
  readonly question: string;
  readonly purpose: "SIGN_IN" | "CHECK" | "SYNCHRONIZE";
  /** The resource of a sign-in; null for purposes without one. */
  readonly place: Place | null;
  readonly expiresAt: number;
}

export interface Lock {
  readonly reason: "FAILURES" | "FAILURE_CEILING";
  /** Milliseconds since 1970 UTC; null until someone unlocks it. */
  readonly until: number | null;
}

export interface Enrolment {
  readonly secret: string;
  /** Length of its codes. */
  readonly digits: number;
  readonly expiresAt: number;
  attemptsLeft: number;
  /** Like those of a token, after its device was synchronized. */
  used: number;
  drift: number;
}

export const DURATIONS = ["HOUR_1", "HOURS_8", "HOURS_12", "HOURS_24", "PERMANENT"] as const;
export type Duration = (typeof DURATIONS)[number];

/** Roles that grant bypass. */
export const GRANTERS = ["ADMIN", "HELPDESK", "PROVISIONER"] as const;
type Granter = (typeof GRANTERS)[number];

/** A bypass that nobody ended; it may have expired. */
export interface Bypass {
  readonly place: Place | "everywhere";
  readonly grantedAt: number;
  readonly duration: Duration;
  readonly grantedBy: Granter;
  /** Milliseconds from the grant that a former policy left of it, before it was loosened. */
  readonly limits: Partial<Record<Place | "default", number>>;
}

/** What bypass may be granted, and what works. */
export interface Policy {
  readonly maximumDuration: Duration | "NONE";
  readonly reasonRequired: boolean;
  readonly grantedBy: readonly Granter[];
}

export interface Token {
  readonly id: string;
  readonly name: TokenName;
  readonly kind: Kind;
  status: "PENDING" | "ACTIVE";
  enabled: boolean;
  user: Login | null;
  links: Place[];
  /** Length of a code. */
  digits: number;
  /** In hexadecimal; null while it has no confirmed secret. A new one may be waiting. */
  secret: string | null;
  /** Its former secrets, the last one first: an old phone still computes codes from it. */
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
  /** The PIN in its answers; null when it was removed, or its suite has none. */
  suitePin: string | null;
  /** Challenges that wait for an answer, or have expired. */
  challenges: Challenge[];
  /** The last challenge, decoy or not, answered or not. */
  lastAsked: Challenge | null;
  enrolment: Enrolment | null;
  bypasses: Bypass[];
  lastUsedAt: number | null;
  /** Its validity in milliseconds since 1970 UTC; null means no limit. */
  validFrom: number | null;
  validUntil: number | null;
}

/** Names for tokens: one that was deleted may be created again with the same name. */
export const TOKEN_NAMES = ["T1", "T2", "T3", "T4", "T5"] as const;
export type TokenName = (typeof TOKEN_NAMES)[number];

export interface Model {
  /** Milliseconds since 1970 UTC. */
  now: number;
  readonly users: Record<Login, { exists: boolean; enabled: boolean }>;
  readonly resources: Record<Place, { enabled: boolean; limits: Limits }>;
  /** null where nobody set one. */
  readonly policies: Record<Place | "default", Policy | null>;
  /** Those that exist. */
  tokens: Token[];
  /** What secrets used up that no token has any more, by what determines their codes. */
  readonly memory: Map<string, Remembered>;
  /** The last id of each name: a deleted token can still be named. */
  readonly ids: Partial<Record<TokenName, string>>;
}

/** An account with its users and resources, and no token. */
export function emptyAccount(now: number): Model {
  const user = () => ({ exists: true, enabled: true });
  return {
    now,
    users: { anna: user(), ben: user(), carol: user() },
    resources: {
      VPN: { enabled: true, limits: { limit: 3, lockMinutes: 1 } },
      Mail: { enabled: true, limits: { limit: 5, lockMinutes: 7 } },
      Vault: { enabled: true, limits: { limit: 4, lockMinutes: 0 } },
    },
    policies: { VPN: null, Mail: null, Vault: null, default: null },
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

/** The enrolment that is open now. */
export function enrolmentNow({ enrolment }: Token, now: number): Enrolment | null {
  return enrolment !== null && now < enrolment.expiresAt ? enrolment : null;
}
