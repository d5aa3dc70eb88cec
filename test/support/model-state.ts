import type { Hash } from "../../server/otp/hotp.js";
import type { Remembered } from "./model-memory.js";

// The state of a small account as the rules of the API see it, in plain data: what a person would write on
// paper while following along. It knows nothing of rows, statements or transactions.

export const LOGINS = ["anna", "ben", "carol"] as const;
export type Login = (typeof LOGINS)[number];

/** The resources. Only those inside 10.0.0.0/8 come into the vault. */
export const PLACES = ["VPN", "Mail", "Vault"] as const;
export type Place = (typeof PLACES)[number];

/** How many wrong codes lock, and for how long. */
export interface Limits {
  readonly limit: number;
  /** 0: until someone unlocks. */
  readonly lockMinutes: number;
}

/** Away from any resource. */
export const ELSEWHERE: Limits = { limit: 5, lockMinutes: 5 };

/** What devices the tokens are. */
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
  /** Its answers have a counter and a PIN in them. */
  calculator: {
    isApp: false,
    digits: 8,
    lengths: [8],
    hash: "SHA256",
    periodSeconds: null,
    suite: "OCRA-1:HOTP-SHA256-8:C-QN08-PSHA1",
  },
  /** Its answers have the time in them. */
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
  /** Length of a code at first. */
  readonly digits: number;
  /** Lengths that it can be set to; of an app together with a new secret. */
  readonly lengths: readonly number[];
  readonly hash: Hash;
  /** null for HOTP. */
  readonly periodSeconds: number | null;
  /** Whether the server makes its secret, and waits for a first code of it. */
  readonly isApp: boolean;
  /** What its answers to questions are made of; null when it shows codes without being asked. */
  readonly suite: string | null;
}

/** A PIN that is typed beside the code. */
export interface Pin {
  readonly value: string;
  readonly position: "BEFORE_OTP" | "AFTER_OTP";
}

/** What somebody was asked. */
export interface Challenge {
  readonly id: string;
  readonly question: string;
  readonly purpose: "SIGN_IN" | "CHECK" | "SYNCHRONIZE";
  /** Where to sign in; null for what is at no resource. */
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
  /** As those of a token, once its device was found by two codes. */
  used: number;
  drift: number;
}

export const DURATIONS = ["HOUR_1", "HOURS_8", "HOURS_12", "HOURS_24", "PERMANENT"] as const;
export type Duration = (typeof DURATIONS)[number];

/** Roles that grant bypass. */
export const GRANTERS = ["ADMIN", "HELPDESK", "PROVISIONER"] as const;
type Granter = (typeof GRANTERS)[number];

/** A bypass that nobody ended; the clock may have. */
export interface Bypass {
  readonly place: Place | "everywhere";
  readonly grantedAt: number;
  readonly duration: Duration;
  readonly grantedBy: Granter;
}

/** What bypass may be granted, and what is honoured. */
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
  /** In hexadecimal; null while it has none that is confirmed. A new one may wait beside it. */
  secret: string | null;
  /** Secrets it had before, the last one first: what an old phone still makes codes of. */
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
  /** The PIN that goes into its answers; null when it was removed, or its suite asks for none. */
  suitePin: string | null;
  /** Those that wait for an answer, or did until their time was over. */
  challenges: Challenge[];
  /** What was asked last, decoys too, answered or not. */
  lastAsked: Challenge | null;
  enrolment: Enrolment | null;
  bypasses: Bypass[];
  lastUsedAt: number | null;
  /** From when it is valid, and until when, in milliseconds since 1970 UTC; null: always, or for ever. */
  validFrom: number | null;
  validUntil: number | null;
}

/** Places for tokens: one that was deleted may be created again under the same name. */
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
  /** What secrets used up that their tokens do not have any more, by what makes their codes. */
  readonly memory: Map<string, Remembered>;
  /** The id that each name last stood for: a deleted token can still be asked for. */
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

/** The lock that holds now: a timed one ends by the clock, and nothing happens then. */
export function lockNow({ lock }: Token, now: number): Lock | null {
  return lock !== null && (lock.until === null || now < lock.until) ? lock : null;
}

/** Failures that count now: a timed lock that is over was an unlock. */
export function failuresNow(token: Token, now: number): number {
  return token.lock !== null && lockNow(token, now) === null ? 0 : token.failures;
}

/** The enrolment that is open now. */
export function enrolmentNow({ enrolment }: Token, now: number): Enrolment | null {
  return enrolment !== null && now < enrolment.expiresAt ? enrolment : null;
}
