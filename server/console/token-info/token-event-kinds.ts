import type { EventKinds } from "../events/event-search.js";

/** The kinds of events of a token. */
export const TOKEN_EVENT_KINDS = {
  SIGN_INS: {
    label: "Sign-ins and locks",
    types: ["AUTHENTICATION_GRANTED", "AUTHENTICATION_DENIED", "TOKEN_LOCKED", "TOKEN_UNLOCKED"],
  },
  CHECKS: {
    label: "Checks and synchronizations",
    types: ["TOKEN_CHECKED", "TOKEN_SYNCHRONIZED", "TOKEN_SYNCHRONIZATION_FAILED"],
  },
  UPDATES: {
    label: "Changes of the token",
    types: [
      "TOKEN_CREATED",
      "TOKEN_IMPORTED",
      "TOKEN_UPDATED",
      "TOKEN_ENABLED",
      "TOKEN_DISABLED",
      "TOKEN_REPORTED_LOST",
      "TOKEN_PIN_SET",
      "TOKEN_PIN_REMOVED",
      "TOKEN_DELETED",
    ],
  },
  LINKS: {
    label: "Users and resources",
    types: ["TOKEN_ASSIGNED", "TOKEN_UNASSIGNED", "TOKEN_LINKED", "TOKEN_UNLINKED"],
  },
  ENROLMENTS: {
    label: "Enrolments and reissues",
    types: [
      "TOKEN_ENROLMENT_STARTED",
      "TOKEN_ENROLMENT_FAILED",
      "TOKEN_ENROLMENT_CANCELLED",
      "TOKEN_ENROLLED",
      "TOKEN_REISSUED",
      "PUSH_ROLLED_OUT",
    ],
  },
  BYPASSES: { label: "Bypass", types: ["BYPASS_GRANTED", "BYPASS_REVOKED"] },
  CHALLENGES: {
    label: "Challenges and messages",
    types: [
      "CHALLENGE_CREATED",
      "PUSH_APPROVED",
      "PUSH_DECLINED",
      "PUSH_SUSPENDED",
      "MESSAGE_FAILED",
      "MESSAGE_SUPPRESSED",
    ],
  },
} as const satisfies EventKinds;
