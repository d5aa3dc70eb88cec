import type { EventType } from "../event-types.js";
import type { ShownEvent } from "./shown-event.js";

/** How much an event matters: the severities of OCSF. */
export type Severity = "INFORMATIONAL" | "LOW" | "MEDIUM" | "HIGH";

/** The classes of OCSF 1.8 that events are of, and their activities. What has 99 is called by its name here. */
export const CLASSES = {
  "Account Change": {
    uid: 3001,
    category: 3,
    activities: {
      Create: 1,
      "Password Change": 3,
      "Password Reset": 4,
      Delete: 6,
      Lock: 9,
      "MFA Factor Enable": 10,
      "MFA Factor Disable": 11,
      Update: 99,
      Alarm: 99,
      Erase: 99,
    },
  },
  Authentication: { uid: 3002, category: 3, activities: { Logon: 1, Logoff: 2, Preauth: 6, Check: 99 } },
  "Entity Management": {
    uid: 3004,
    category: 3,
    activities: {
      Create: 1,
      Update: 3,
      Delete: 4,
      Enroll: 6,
      Enable: 8,
      Disable: 9,
      Suspend: 12,
      Resume: 13,
    },
  },
  "User Access Management": {
    uid: 3005,
    category: 3,
    activities: { "Assign Privileges": 1, "Revoke Privileges": 2 },
  },
  "Application Lifecycle": { uid: 6002, category: 6, activities: { Restore: 99, "Fail Over": 99 } },
  "API Activity": {
    uid: 6003,
    category: 6,
    activities: { Create: 1, Update: 3, Delete: 4, Use: 99, Send: 99, Other: 99 },
  },
} as const;

export type ClassName = keyof typeof CLASSES;

/** A class of OCSF, and one of its activities. */
export type Activity = {
  readonly [Name in ClassName]: readonly [Name, keyof (typeof CLASSES)[Name]["activities"]];
}[ClassName];

/** `event.category` and `event.type` of ECS. Not every type goes with every category. */
type Ecs =
  | readonly ["authentication" | "session", readonly ("start" | "end" | "info")[]]
  | readonly ["iam", readonly ("admin" | "change" | "creation" | "deletion" | "info" | "user")[]]
  | readonly ["configuration", readonly ("change" | "creation" | "deletion" | "info")[]]
  | readonly ["api", readonly ("change" | "creation" | "deletion" | "info")[]];

/** The meaning of an event to other systems. */
export interface Meaning {
  /** Some words for people, without names. */
  readonly name: string;
  readonly severity: Severity;
  readonly ocsf: Activity;
  readonly ecs: Ecs;
  /** The value of `entity` of Entity Management. */
  readonly entity?: "Token" | "Resource" | "Bypass policy" | "Self-service policy";
  /** Whether the event says that something did not work, even without an outcome. */
  readonly isFailure?: true;
}

/**
 * The meaning of each type of event in CEF, OCSF and ECS. docs/event-format.md shows the same as a table: a test holds them
 * together.
 */
export const MEANINGS: Readonly<Record<EventType, Meaning>> = {
  TOKEN_CREATED: {
    name: "Token created",
    severity: "INFORMATIONAL",
    ocsf: ["Entity Management", "Create"],
    ecs: ["iam", ["creation"]],
    entity: "Token",
  },
  TOKEN_IMPORTED: {
    name: "Token imported",
    severity: "INFORMATIONAL",
    ocsf: ["Entity Management", "Create"],
    ecs: ["iam", ["creation"]],
    entity: "Token",
  },
  TOKEN_ENROLMENT_STARTED: {
    name: "Enrolment started",
    severity: "INFORMATIONAL",
    ocsf: ["Entity Management", "Update"],
    ecs: ["iam", ["change"]],
    entity: "Token",
  },
  TOKEN_ENROLLED: {
    name: "Token enrolled",
    severity: "INFORMATIONAL",
    ocsf: ["Entity Management", "Enroll"],
    ecs: ["iam", ["change"]],
    entity: "Token",
  },
  TOKEN_ENROLMENT_FAILED: {
    name: "Enrolment failed",
    severity: "LOW",
    ocsf: ["Entity Management", "Enroll"],
    ecs: ["iam", ["info"]],
    entity: "Token",
    isFailure: true,
  },
  TOKEN_ENROLMENT_CANCELLED: {
    name: "Enrolment cancelled",
    severity: "INFORMATIONAL",
    ocsf: ["Entity Management", "Update"],
    ecs: ["iam", ["change"]],
    entity: "Token",
  },
  TOKEN_REISSUED: {
    name: "Token given a new secret",
    severity: "LOW",
    ocsf: ["Entity Management", "Update"],
    ecs: ["iam", ["change"]],
    entity: "Token",
  },
  TOKEN_UPDATED: {
    name: "Token changed",
    severity: "INFORMATIONAL",
    ocsf: ["Entity Management", "Update"],
    ecs: ["iam", ["change"]],
    entity: "Token",
  },
  TOKEN_PIN_SET: {
    name: "PIN set",
    severity: "INFORMATIONAL",
    ocsf: ["Entity Management", "Update"],
    ecs: ["iam", ["change"]],
    entity: "Token",
  },
  TOKEN_PIN_REMOVED: {
    name: "PIN removed",
    severity: "LOW",
    ocsf: ["Entity Management", "Update"],
    ecs: ["iam", ["change"]],
    entity: "Token",
  },
  TOKEN_ENABLED: {
    name: "Token enabled",
    severity: "INFORMATIONAL",
    ocsf: ["Entity Management", "Enable"],
    ecs: ["iam", ["change"]],
    entity: "Token",
  },
  TOKEN_DISABLED: {
    name: "Token disabled",
    severity: "LOW",
    ocsf: ["Entity Management", "Disable"],
    ecs: ["iam", ["change"]],
    entity: "Token",
  },
  TOKEN_REPORTED_LOST: {
    name: "Token reported lost",
    severity: "MEDIUM",
    ocsf: ["Entity Management", "Disable"],
    ecs: ["iam", ["change"]],
    entity: "Token",
  },
  TOKEN_DELETED: {
    name: "Token deleted",
    severity: "LOW",
    ocsf: ["Entity Management", "Delete"],
    ecs: ["iam", ["deletion"]],
    entity: "Token",
  },
  TOKEN_ASSIGNED: {
    name: "Token given to a user",
    severity: "INFORMATIONAL",
    ocsf: ["Account Change", "MFA Factor Enable"],
    ecs: ["iam", ["user", "change"]],
  },
  TOKEN_UNASSIGNED: {
    name: "Token taken from a user",
    severity: "LOW",
    ocsf: ["Account Change", "MFA Factor Disable"],
    ecs: ["iam", ["user", "change"]],
  },
  TOKEN_LINKED: {
    name: "Token linked to a resource",
    severity: "INFORMATIONAL",
    ocsf: ["Entity Management", "Update"],
    ecs: ["iam", ["change"]],
    entity: "Token",
  },
  TOKEN_UNLINKED: {
    name: "Token unlinked from a resource",
    severity: "INFORMATIONAL",
    ocsf: ["Entity Management", "Update"],
    ecs: ["iam", ["change"]],
    entity: "Token",
  },
  TOKEN_CHECKED: {
    name: "Code checked",
    severity: "INFORMATIONAL",
    ocsf: ["Authentication", "Check"],
    ecs: ["authentication", ["info"]],
  },
  TOKEN_SYNCHRONIZED: {
    name: "Token synchronized",
    severity: "INFORMATIONAL",
    ocsf: ["Entity Management", "Update"],
    ecs: ["iam", ["change"]],
    entity: "Token",
  },
  TOKEN_SYNCHRONIZATION_FAILED: {
    name: "Synchronization failed",
    severity: "LOW",
    ocsf: ["Entity Management", "Update"],
    ecs: ["iam", ["info"]],
    entity: "Token",
    isFailure: true,
  },
  TOKEN_LOCKED: {
    name: "Token locked",
    severity: "MEDIUM",
    ocsf: ["Entity Management", "Suspend"],
    ecs: ["iam", ["change"]],
    entity: "Token",
  },
  TOKEN_UNLOCKED: {
    name: "Token unlocked",
    severity: "LOW",
    ocsf: ["Entity Management", "Resume"],
    ecs: ["iam", ["change"]],
    entity: "Token",
  },
  BYPASS_GRANTED: {
    name: "Bypass granted",
    severity: "MEDIUM",
    ocsf: ["Account Change", "MFA Factor Disable"],
    ecs: ["iam", ["user", "change"]],
  },
  BYPASS_REVOKED: {
    name: "Bypass ended",
    severity: "INFORMATIONAL",
    ocsf: ["Account Change", "MFA Factor Enable"],
    ecs: ["iam", ["user", "change"]],
  },
  BYPASS_POLICY_SET: {
    name: "Bypass policy set",
    severity: "LOW",
    ocsf: ["Entity Management", "Update"],
    ecs: ["configuration", ["change"]],
    entity: "Bypass policy",
  },
  BYPASS_POLICY_CLEARED: {
    name: "Bypass policy cleared",
    severity: "LOW",
    ocsf: ["Entity Management", "Delete"],
    ecs: ["configuration", ["deletion"]],
    entity: "Bypass policy",
  },
  SELF_SERVICE_POLICY_SET: {
    name: "Self-service policy set",
    severity: "LOW",
    ocsf: ["Entity Management", "Update"],
    ecs: ["configuration", ["change"]],
    entity: "Self-service policy",
  },
  SELF_SERVICE_POLICY_CLEARED: {
    name: "Self-service policy cleared",
    severity: "LOW",
    ocsf: ["Entity Management", "Delete"],
    ecs: ["configuration", ["deletion"]],
    entity: "Self-service policy",
  },
  CHALLENGE_CREATED: {
    name: "Challenge created",
    severity: "INFORMATIONAL",
    ocsf: ["Authentication", "Preauth"],
    ecs: ["authentication", ["info"]],
  },
  AUTHENTICATION_GRANTED: {
    name: "Sign-in granted",
    severity: "INFORMATIONAL",
    ocsf: ["Authentication", "Logon"],
    ecs: ["authentication", ["start"]],
  },
  AUTHENTICATION_DENIED: {
    name: "Sign-in denied",
    severity: "LOW",
    ocsf: ["Authentication", "Logon"],
    ecs: ["authentication", ["start"]],
  },
  USER_CREATED: {
    name: "User created",
    severity: "INFORMATIONAL",
    ocsf: ["Account Change", "Create"],
    ecs: ["iam", ["user", "creation"]],
  },
  USER_UPDATED: {
    name: "User changed",
    severity: "INFORMATIONAL",
    ocsf: ["Account Change", "Update"],
    ecs: ["iam", ["user", "change"]],
  },
  USER_DELETED: {
    name: "User deleted",
    severity: "LOW",
    ocsf: ["Account Change", "Delete"],
    ecs: ["iam", ["user", "deletion"]],
  },
  USER_ERASED: {
    name: "User erased from events",
    severity: "LOW",
    ocsf: ["Account Change", "Erase"],
    ecs: ["iam", ["user", "change"]],
  },
  RESOURCE_CREATED: {
    name: "Resource created",
    severity: "INFORMATIONAL",
    ocsf: ["Entity Management", "Create"],
    ecs: ["configuration", ["creation"]],
    entity: "Resource",
  },
  RESOURCE_UPDATED: {
    name: "Resource changed",
    severity: "LOW",
    ocsf: ["Entity Management", "Update"],
    ecs: ["configuration", ["change"]],
    entity: "Resource",
  },
  RESOURCE_DELETED: {
    name: "Resource deleted",
    severity: "MEDIUM",
    ocsf: ["Entity Management", "Delete"],
    ecs: ["configuration", ["deletion"]],
    entity: "Resource",
  },
  PUSH_ROLLED_OUT: {
    name: "Phone connected",
    severity: "INFORMATIONAL",
    ocsf: ["Entity Management", "Update"],
    ecs: ["iam", ["change"]],
    entity: "Token",
  },
  PUSH_APPROVED: {
    name: "Request approved on a phone",
    severity: "INFORMATIONAL",
    ocsf: ["Authentication", "Preauth"],
    ecs: ["authentication", ["info"]],
  },
  PUSH_DECLINED: {
    name: "Request declined on a phone",
    severity: "MEDIUM",
    ocsf: ["Authentication", "Preauth"],
    ecs: ["authentication", ["info"]],
    isFailure: true,
  },
  PUSH_SUSPENDED: {
    name: "Requests on a phone suspended",
    severity: "MEDIUM",
    ocsf: ["Authentication", "Preauth"],
    ecs: ["authentication", ["info"]],
    isFailure: true,
  },
  CHANNEL_CREATED: {
    name: "Channel created",
    severity: "LOW",
    ocsf: ["API Activity", "Create"],
    ecs: ["configuration", ["creation"]],
  },
  CHANNEL_UPDATED: {
    name: "Channel changed",
    severity: "LOW",
    ocsf: ["API Activity", "Update"],
    ecs: ["configuration", ["change"]],
  },
  CHANNEL_DELETED: {
    name: "Channel deleted",
    severity: "LOW",
    ocsf: ["API Activity", "Delete"],
    ecs: ["configuration", ["deletion"]],
  },
  CHANNEL_SUSPENDED: {
    name: "Channel suspended for a country",
    severity: "MEDIUM",
    ocsf: ["API Activity", "Update"],
    ecs: ["configuration", ["change"]],
  },
  CHANNEL_RESUMED: {
    name: "Channel resumed for a country",
    severity: "LOW",
    ocsf: ["API Activity", "Update"],
    ecs: ["configuration", ["change"]],
  },
  MESSAGE_TEXT_SET: {
    name: "Text of messages set",
    severity: "INFORMATIONAL",
    ocsf: ["API Activity", "Update"],
    ecs: ["configuration", ["change"]],
  },
  MESSAGE_TEXT_CLEARED: {
    name: "Text of messages removed",
    severity: "INFORMATIONAL",
    ocsf: ["API Activity", "Delete"],
    ecs: ["configuration", ["deletion"]],
  },
  MESSAGE_LANGUAGE_SET: {
    name: "Language of messages set",
    severity: "INFORMATIONAL",
    ocsf: ["API Activity", "Update"],
    ecs: ["configuration", ["change"]],
  },
  MESSAGE_FAILED: {
    name: "Message not sent",
    severity: "LOW",
    ocsf: ["API Activity", "Send"],
    ecs: ["api", ["info"]],
    isFailure: true,
  },
  MESSAGE_SUPPRESSED: {
    name: "Message suppressed",
    severity: "MEDIUM",
    ocsf: ["API Activity", "Send"],
    ecs: ["api", ["info"]],
    isFailure: true,
  },
  ADMINISTRATOR_CREATED: {
    name: "Role given",
    severity: "MEDIUM",
    ocsf: ["User Access Management", "Assign Privileges"],
    ecs: ["iam", ["admin", "change"]],
  },
  ADMINISTRATOR_UPDATED: {
    name: "Role changed",
    severity: "MEDIUM",
    ocsf: ["User Access Management", "Assign Privileges"],
    ecs: ["iam", ["admin", "change"]],
  },
  ADMINISTRATOR_DELETED: {
    name: "Role removed",
    severity: "MEDIUM",
    ocsf: ["User Access Management", "Revoke Privileges"],
    ecs: ["iam", ["admin", "change"]],
  },
  INVITATION_CREATED: {
    name: "Invitation created",
    severity: "LOW",
    ocsf: ["API Activity", "Create"],
    ecs: ["iam", ["creation"]],
  },
  INVITATION_USED: {
    name: "Invitation used",
    severity: "INFORMATIONAL",
    ocsf: ["API Activity", "Use"],
    ecs: ["iam", ["info"]],
  },
  INVITATION_REVOKED: {
    name: "Invitation revoked",
    severity: "INFORMATIONAL",
    ocsf: ["API Activity", "Delete"],
    ecs: ["iam", ["deletion"]],
  },
  PASSWORD_SET: {
    name: "Password set",
    severity: "LOW",
    ocsf: ["Account Change", "Password Change"],
    ecs: ["iam", ["user", "change"]],
  },
  PASSWORD_RESET: {
    name: "Password reset",
    severity: "MEDIUM",
    ocsf: ["Account Change", "Password Reset"],
    ecs: ["iam", ["user", "change"]],
  },
  PASSWORD_LOCKED: {
    name: "Password locked",
    severity: "MEDIUM",
    ocsf: ["Account Change", "Lock"],
    ecs: ["iam", ["user", "change"]],
  },
  RECOVERY_CODE_CREATED: {
    name: "Recovery code created",
    severity: "LOW",
    ocsf: ["API Activity", "Create"],
    ecs: ["iam", ["creation"]],
  },
  RECOVERY_CODE_USED: {
    name: "Recovery code used",
    severity: "MEDIUM",
    ocsf: ["API Activity", "Use"],
    ecs: ["iam", ["info"]],
  },
  RECOVERY_CODE_REVOKED: {
    name: "Recovery code revoked",
    severity: "LOW",
    ocsf: ["API Activity", "Delete"],
    ecs: ["iam", ["deletion"]],
  },
  SESSION_STARTED: {
    name: "Session started",
    severity: "INFORMATIONAL",
    ocsf: ["Authentication", "Logon"],
    ecs: ["session", ["start"]],
  },
  SESSION_ENDED: {
    name: "Session ended",
    severity: "INFORMATIONAL",
    ocsf: ["Authentication", "Logoff"],
    ecs: ["session", ["end"]],
  },
  SESSION_REVOKED: {
    name: "Session revoked",
    severity: "LOW",
    ocsf: ["Authentication", "Logoff"],
    ecs: ["session", ["end"]],
  },
  USER_CONTACT_CONFIRMED: {
    name: "Contact confirmed by its user",
    severity: "LOW",
    ocsf: ["Account Change", "Update"],
    ecs: ["iam", ["user", "change"]],
  },
  USER_ALARM: {
    name: "Alarm by a user",
    severity: "HIGH",
    ocsf: ["Account Change", "Alarm"],
    ecs: ["iam", ["user", "info"]],
  },
  API_KEY_CREATED: {
    name: "API key created",
    severity: "MEDIUM",
    ocsf: ["API Activity", "Create"],
    ecs: ["iam", ["creation"]],
  },
  API_KEY_REVOKED: {
    name: "API key revoked",
    severity: "LOW",
    ocsf: ["API Activity", "Delete"],
    ecs: ["iam", ["deletion"]],
  },
  ACCOUNT_CREATED: {
    name: "Account created",
    severity: "LOW",
    ocsf: ["API Activity", "Create"],
    ecs: ["iam", ["creation"]],
  },
  ACCOUNT_PLAN_SET: {
    name: "Plan of an account set",
    severity: "INFORMATIONAL",
    ocsf: ["API Activity", "Update"],
    ecs: ["configuration", ["change"]],
  },
  ACCOUNT_DISABLED: {
    name: "Account disabled",
    severity: "MEDIUM",
    ocsf: ["API Activity", "Update"],
    ecs: ["iam", ["change"]],
  },
  ACCOUNT_ENABLED: {
    name: "Account enabled",
    severity: "LOW",
    ocsf: ["API Activity", "Update"],
    ecs: ["iam", ["change"]],
  },
  INSTALLATION_RESTORED: {
    name: "Backup restored",
    severity: "HIGH",
    ocsf: ["Application Lifecycle", "Restore"],
    ecs: ["configuration", ["change"]],
  },
  INSTALLATION_FAILED_OVER: {
    name: "Database failed over",
    severity: "MEDIUM",
    ocsf: ["Application Lifecycle", "Fail Over"],
    ecs: ["configuration", ["change"]],
  },
};

/** The meaning of a type that a newer server has, and this program does not know. */
const UNKNOWN: Meaning = {
  name: "Event of a newer version",
  severity: "LOW",
  ocsf: ["API Activity", "Other"],
  ecs: ["api", ["info"]],
};

function isKnown(type: string): type is EventType {
  return Object.hasOwn(MEANINGS, type);
}

/** The meaning of an event. A person who did not ask for a request on the phone is a sign of an attack. */
export function getMeaning({ type, reason }: Pick<ShownEvent, "type" | "reason">): Meaning {
  const meaning = isKnown(type) ? MEANINGS[type] : UNKNOWN;
  return reason === "UNKNOWN_TRIGGER" ? { ...meaning, severity: "HIGH" } : meaning;
}

/** Whether the action of an event succeeded. */
export function isSuccess({ outcome, ...event }: Pick<ShownEvent, "type" | "reason" | "outcome">): boolean {
  if (outcome !== null) return outcome === "GRANTED" || outcome === "VALID";
  return getMeaning(event).isFailure !== true;
}
