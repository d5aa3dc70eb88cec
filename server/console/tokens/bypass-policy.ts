import { BYPASS_DURATIONS, DURATIONS as ALL } from "@tokenplane/rules/bypass-policy";
import type { BypassDuration, BypassGranter, BypassMaximum, Role } from "../generated/documents.js";

/** The rules of a policy for bypass. */
export interface Policy {
  readonly maximumDuration: BypassMaximum;
  readonly reasonRequired: boolean;
  readonly grantedBy: readonly BypassGranter[];
}

export interface Duration {
  readonly value: BypassDuration;
  readonly label: string;
  /** Infinity for one that somebody must end. */
  readonly hours: number;
}

const LABELS: Readonly<Record<BypassDuration, string>> = {
  HOUR_1: "1 hour",
  HOURS_8: "8 hours",
  HOURS_12: "12 hours",
  HOURS_24: "24 hours",
  PERMANENT: "Until disabled",
};

function durationOf(value: BypassDuration): Duration {
  return { value, label: LABELS[value], hours: BYPASS_DURATIONS[value].hours };
}

export const SHORTEST = durationOf("HOUR_1");

/** How long a bypass may be granted for, shortest first. */
export const DURATIONS: readonly Duration[] = ALL.map(durationOf);

/** A bypass as it was chosen and typed. */
export interface BypassDraft {
  readonly duration: Duration;
  readonly reason: string;
}

const HOUR = 3_600_000;

/** @returns when a bypass that is granted now ends; undefined when somebody must end it. */
export function getEnd({ hours }: Duration, now: number): number | undefined {
  return hours === Infinity ? undefined : now + hours * HOUR;
}

/** The longest that a policy allows; undefined when it allows none. */
function longest({ maximumDuration }: Policy): Duration | undefined {
  return DURATIONS.find(({ value }) => value === maximumDuration);
}

/** Why a policy lets this person grant no bypass at all; undefined when it lets them. */
export function refusalToGrant(policy: Policy, role: Role): string | undefined {
  if (!policy.grantedBy.some((granter) => granter === role))
    return `The policy does not let the role ${role} grant a bypass.`;
  return longest(policy) === undefined ? "The policy allows no bypass." : undefined;
}

/** Why a policy forbids this person a duration; undefined when it allows it. */
export function getRefusal(policy: Policy, role: Role, { hours }: Duration): string | undefined {
  const refusal = refusalToGrant(policy, role);
  if (refusal !== undefined) return refusal;
  const limit = longest(policy);
  return limit === undefined || hours <= limit.hours
    ? undefined
    : `The policy allows at most ${limit.label.toLowerCase()}.`;
}

/** A resource that a token is linked to, with the policy that applies there. */
export interface BypassPlace {
  readonly id: string;
  readonly name: string;
  readonly effectiveBypassPolicy: Policy;
}

/** Where this person may grant a duration. */
export interface BypassOffer {
  /** Why it is not granted wherever the token is linked; undefined when it is. */
  readonly refusal: string | undefined;
  /** The resources whose own policies allow it all the same. */
  readonly places: readonly BypassPlace[];
}

/** Where this person may grant a duration. @param account the policy of the account; undefined while it is not known. */
export function getOffer(
  account: Policy | undefined,
  linked: readonly BypassPlace[],
  role: Role,
  duration: Duration,
): BypassOffer {
  const refusal = account === undefined ? undefined : getRefusal(account, role, duration);
  if (refusal === undefined) return { refusal, places: [] };
  const places = linked.filter(
    ({ effectiveBypassPolicy }) => getRefusal(effectiveBypassPolicy, role, duration) === undefined,
  );
  return { refusal, places };
}

/** Whether this person may grant a bypass as it is. The server decides while the policy is not known. */
export function isGrantable(
  policy: Policy | undefined,
  role: Role,
  { duration, reason }: BypassDraft,
): boolean {
  if (policy === undefined) return true;
  const isReasonMissing = policy.reasonRequired && reason.trim() === "";
  return getRefusal(policy, role, duration) === undefined && !isReasonMissing;
}

/** A bypass as the API takes it, without the token and the place. */
export function grantInput({ duration, reason }: BypassDraft) {
  return { duration: duration.value, ...(reason.trim() === "" ? {} : { reason: reason.trim() }) };
}

/** The duration that a resource's policy leaves of another one. */
export function shortened(policy: Policy, duration: Duration): Duration {
  const limit = longest(policy);
  return limit !== undefined && limit.hours < duration.hours ? limit : duration;
}
