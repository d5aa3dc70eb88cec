import { type EventTypes, OF_SUBJECT, OF_TOKEN } from "./declaration.js";

/** Sign-ins, the requests on phones before them, and bypasses instead of them. */
export const SIGN_IN_EVENTS = {
  BYPASS_GRANTED: {
    name: "Bypass granted",
    description:
      "A bypass was granted: a token's user may sign in without a code, for some time or until somebody ends it.",
    about: { ...OF_TOKEN, resource: "IF_ANY" },
    severity: "MEDIUM",
    ocsf: ["Account Change", "MFA Factor Disable"],
    ecs: ["iam", ["user", "change"]],
  },
  BYPASS_REVOKED: {
    name: "Bypass ended",
    description: "A bypass was ended early.",
    about: { ...OF_TOKEN, resource: "IF_ANY" },
    severity: "INFORMATIONAL",
    ocsf: ["Account Change", "MFA Factor Enable"],
    ecs: ["iam", ["user", "change"]],
  },
  CHALLENGE_CREATED: {
    name: "Challenge created",
    description: "A challenge was created for a token, or a decoy challenge.",
    about: OF_SUBJECT,
    severity: "INFORMATIONAL",
    ocsf: ["Authentication", "Preauth"],
    ecs: ["authentication", ["info"]],
  },
  AUTHENTICATION_GRANTED: {
    name: "Sign-in granted",
    description: "A user signed in.",
    about: { ...OF_TOKEN, user: "ALWAYS", resource: "ALWAYS", clientAddress: "IF_ANY" },
    severity: "INFORMATIONAL",
    ocsf: ["Authentication", "Logon"],
    ecs: ["authentication", ["start"]],
  },
  AUTHENTICATION_DENIED: {
    name: "Sign-in denied",
    description: "A sign-in was denied.",
    about: { ...OF_SUBJECT, resource: "ALWAYS" },
    severity: "LOW",
    ocsf: ["Authentication", "Logon"],
    ecs: ["authentication", ["start"]],
  },
  PUSH_ROLLED_OUT: {
    name: "Phone connected",
    description: "A phone was connected to a token that asks on phones; a first code must confirm it.",
    about: { ...OF_TOKEN, clientAddress: "ALWAYS" },
    severity: "INFORMATIONAL",
    ocsf: ["Entity Management", "Update"],
    ecs: ["iam", ["change"]],
    entity: "Token",
  },
  PUSH_APPROVED: {
    name: "Request approved on a phone",
    description: "Somebody approved a request on the phone.",
    about: { ...OF_TOKEN, resource: "IF_ANY", clientAddress: "ALWAYS" },
    severity: "INFORMATIONAL",
    ocsf: ["Authentication", "Preauth"],
    ecs: ["authentication", ["info"]],
  },
  PUSH_DECLINED: {
    name: "Request declined on a phone",
    description: "Somebody declined a request on the phone, or chose a wrong number there.",
    about: { ...OF_TOKEN, resource: "IF_ANY", clientAddress: "ALWAYS" },
    severity: "MEDIUM",
    ocsf: ["Authentication", "Preauth"],
    ecs: ["authentication", ["info"]],
    isFailure: true,
  },
  PUSH_SUSPENDED: {
    name: "Requests on a phone suspended",
    description:
      "A phone shows the tenth request in a row, and none of them was approved. If this one is not approved either, the phone shows no more requests for a day, or until the token is unlocked. An attacker may have caused the requests.",
    about: { ...OF_TOKEN, resource: "IF_ANY", clientAddress: "IF_ANY" },
    severity: "MEDIUM",
    ocsf: ["Authentication", "Preauth"],
    ecs: ["authentication", ["info"]],
    isFailure: true,
  },
} as const satisfies EventTypes;
