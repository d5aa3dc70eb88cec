import type { EventKinds } from "../events/event-search.js";

/** The kinds of events of a resource. */
export const RESOURCE_EVENT_KINDS = {
  SIGN_INS: {
    label: "Sign-ins and locks",
    types: ["AUTHENTICATION_GRANTED", "AUTHENTICATION_DENIED", "TOKEN_LOCKED"],
  },
  CHALLENGES: {
    label: "Challenges",
    types: ["CHALLENGE_CREATED", "PUSH_APPROVED", "PUSH_DECLINED", "PUSH_SUSPENDED"],
  },
  LINKS: { label: "Tokens", types: ["TOKEN_LINKED", "TOKEN_UNLINKED"] },
  BYPASSES: { label: "Bypass", types: ["BYPASS_GRANTED", "BYPASS_REVOKED"] },
  PORTAL: {
    label: "Self-service portal",
    types: ["SESSION_STARTED", "INVITATION_CREATED", "TOKEN_REPORTED_LOST"],
  },
  UPDATES: {
    label: "Changes of the resource",
    types: ["RESOURCE_CREATED", "RESOURCE_UPDATED", "RESOURCE_DELETED"],
  },
  POLICIES: {
    label: "Policies",
    types: [
      "BYPASS_POLICY_SET",
      "BYPASS_POLICY_CLEARED",
      "SELF_SERVICE_POLICY_SET",
      "SELF_SERVICE_POLICY_CLEARED",
    ],
  },
} as const satisfies EventKinds;
