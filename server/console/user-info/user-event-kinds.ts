import type { EventKinds } from "../events/event-search.js";

/** The kinds of events of a user. */
export const USER_EVENT_KINDS = {
  SIGN_INS: {
    label: "Sign-ins and locks",
    types: ["AUTHENTICATION_GRANTED", "AUTHENTICATION_DENIED", "TOKEN_LOCKED", "TOKEN_UNLOCKED"],
  },
  TOKENS: {
    label: "Tokens",
    types: ["TOKEN_ASSIGNED", "TOKEN_UNASSIGNED", "TOKEN_ENROLLED", "TOKEN_REISSUED", "TOKEN_REPORTED_LOST"],
  },
  LINKS: { label: "Resources", types: ["TOKEN_LINKED", "TOKEN_UNLINKED"] },
  BYPASSES: { label: "Bypass", types: ["BYPASS_GRANTED", "BYPASS_REVOKED"] },
  UPDATES: {
    label: "Changes of the user",
    types: ["USER_CREATED", "USER_UPDATED", "USER_DELETED", "USER_ERASED"],
  },
  SELF_SERVICE: {
    label: "Invitations, passwords and sessions",
    types: ["INVITATION_CREATED", "PASSWORD_SET", "RECOVERY_CODE_CREATED", "SESSION_STARTED"],
  },
} as const satisfies EventKinds;
