import { keysOf } from "./words.js";

const HOUR = 60 * 60 * 1_000;

/** How long a bypass can be granted for, shortest first. */
export const BYPASS_DURATIONS = {
  HOUR_1: { hours: 1, description: "One hour." },
  HOURS_8: { hours: 8, description: "Eight hours: a working day." },
  HOURS_12: { hours: 12, description: "Twelve hours." },
  HOURS_24: { hours: 24, description: "A day." },
  PERMANENT: { hours: Number.POSITIVE_INFINITY, description: "Until somebody revokes it." },
} as const;

export type BypassDuration = keyof typeof BYPASS_DURATIONS;

export const DURATIONS = keysOf(BYPASS_DURATIONS);

/** The longest bypass that a policy allows, strictest first. */
export const BYPASS_MAXIMA = {
  NONE: { hours: 0, description: "No bypass at all." },
  ...BYPASS_DURATIONS,
} as const;

export type BypassMaximum = keyof typeof BYPASS_MAXIMA;

export const MAXIMA = keysOf(BYPASS_MAXIMA);

/** Roles that can grant a bypass. */
export const BYPASS_GRANTERS = {
  ADMIN: { description: "Administrators." },
  HELPDESK: { description: "The helpdesk." },
  PROVISIONER: { description: "Infrastructure as code." },
} as const;

export type BypassGranter = keyof typeof BYPASS_GRANTERS;

export const GRANTERS = keysOf(BYPASS_GRANTERS);

/**
 * Which bypass may be granted, and which works. A policy applies as a whole: no part of it comes from another
 * policy.
 */
export type BypassPolicy = {
  readonly maximumDuration: BypassMaximum;
  readonly reasonRequired: boolean;
  readonly grantedBy: readonly BypassGranter[];
};

/** The policy that applies where none is set. */
export const BUILT_IN: BypassPolicy = {
  maximumDuration: "PERMANENT",
  reasonRequired: false,
  grantedBy: GRANTERS,
};

const IN_WORDS: Readonly<Record<BypassMaximum, string>> = {
  NONE: "no bypass",
  HOUR_1: "bypass for up to 1 hour",
  HOURS_8: "bypass for up to 8 hours",
  HOURS_12: "bypass for up to 12 hours",
  HOURS_24: "bypass for up to 24 hours",
  PERMANENT: "bypass of any length, also a permanent one",
};

/** The length of a duration or maximum in milliseconds; Infinity for PERMANENT, 0 for NONE. */
export function getLength(duration: BypassMaximum): number {
  return BYPASS_MAXIMA[duration].hours * HOUR;
}

export function isDuration(text: unknown): text is BypassDuration {
  return typeof text === "string" && Object.hasOwn(BYPASS_DURATIONS, text);
}

export function isGranter(text: unknown): text is BypassGranter {
  const granters: readonly unknown[] = GRANTERS;
  return granters.includes(text);
}

/**
 * The policy that applies at a resource: its own, else the account's default, else the built-in one; always as a
 * whole.
 */
export function effectivePolicy(own: BypassPolicy | null, accountDefault: BypassPolicy | null): BypassPolicy {
  return own ?? accountDefault ?? BUILT_IN;
}

const EITHER = new Intl.ListFormat("en", { type: "disjunction" });

/** The rules of a policy in words, after "allows": "bypass for up to 8 hours, with a reason, granted by ADMIN". */
export function inWords({
  maximumDuration,
  reasonRequired,
  grantedBy,
}: Omit<BypassPolicy, "grantedBy"> & { readonly grantedBy: readonly string[] }): string {
  if (maximumDuration === "NONE") return IN_WORDS.NONE;
  const reason = reasonRequired ? ", with a reason" : "";
  return `${IN_WORDS[maximumDuration]}${reason}, granted by ${EITHER.format(grantedBy)}`;
}

/** A request to grant a bypass. */
export interface BypassWish {
  readonly duration: BypassDuration;
  readonly reason: string | null;
  readonly grantedBy: BypassGranter;
}

/** Which part of a request a policy does not allow; null when it allows all of it. */
export function objectionTo(
  { maximumDuration, reasonRequired, grantedBy }: BypassPolicy,
  wish: BypassWish,
): "duration" | "reason" | "grantedBy" | null {
  if (getLength(wish.duration) > getLength(maximumDuration)) return "duration";
  if (!grantedBy.includes(wish.grantedBy)) return "grantedBy";
  return reasonRequired && wish.reason === null ? "reason" : null;
}

/** The fields of a bypass that decide how long it works. */
export interface GrantedBypass {
  /** Milliseconds since 1970 UTC. */
  readonly grantedAt: number;
  readonly duration: BypassDuration;
  readonly grantedBy: BypassGranter;
}

/** How long a policy lets a bypass of a role work, in milliseconds from its grant; Infinity for no end, 0 for not at all. */
export function allowedLength({ maximumDuration, grantedBy }: BypassPolicy, granter: BypassGranter): number {
  return grantedBy.includes(granter) ? getLength(maximumDuration) : 0;
}

/**
 * Until when a bypass that was not ended early works under the current policy: while now < the result.
 * @param limit what former policies left of it, in milliseconds from its grant; Infinity where they forbade nothing.
 * @returns milliseconds since 1970 UTC, Infinity for no end; null when it does not work at all.
 */
export function honouredUntil(
  { grantedAt, duration, grantedBy }: GrantedBypass,
  policy: BypassPolicy,
  limit = Number.POSITIVE_INFINITY,
): number | null {
  const length = Math.min(getLength(duration), allowedLength(policy, grantedBy), limit);
  return length === 0 ? null : grantedAt + length;
}

/**
 * A stored policy of an account or a resource.
 * @returns null where none was set.
 * @throws TypeError when the value is not a policy.
 */
export function readPolicy(kept: unknown): BypassPolicy | null {
  if (kept === null) return null;
  const { maximumDuration, reasonRequired, grantedBy } = kept as Readonly<Record<string, unknown>>;
  const isMaximum = maximumDuration === "NONE" || isDuration(maximumDuration);
  if (!isMaximum || typeof reasonRequired !== "boolean" || !Array.isArray(grantedBy)) {
    throw new TypeError("a bypass policy is damaged");
  }
  return { maximumDuration, reasonRequired, grantedBy: grantedBy.filter(isGranter) };
}

/** Which object has a policy. */
export type PolicyOrigin = "RESOURCE" | "ACCOUNT" | "BUILT_IN";

/** A policy, and where it comes from. */
export type OriginalPolicy = BypassPolicy & { readonly origin: PolicyOrigin };

/** A stored policy of an account or a resource; null where none was set. */
export function storedPolicy(kept: unknown, origin: PolicyOrigin): OriginalPolicy | null {
  const policy = readPolicy(kept);
  return policy === null ? null : { ...policy, origin };
}

/** The account's default policy, else the built-in one. @param kept the account's stored policy. */
export function policyOrDefault(kept: unknown): OriginalPolicy {
  return storedPolicy(kept, "ACCOUNT") ?? { ...BUILT_IN, origin: "BUILT_IN" };
}
