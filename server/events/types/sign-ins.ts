import { type EventTypes, OF_SUBJECT, OF_TOKEN } from "./declaration.js";

/** Why a bypass ended early. */
const BYPASS_ENDED = ["REVOKED", "UNLINKED", "RESOURCE_DELETED", "TOKEN_DELETED", "TOKEN_TAKEN"] as const;
export type BypassEnded = (typeof BYPASS_ENDED)[number];

/** Sign-ins, the requests on phones before them, and bypasses instead of them. */
export const SIGN_IN_EVENTS = {
  BYPASS_GRANTED: {
    name: "Bypass granted",
    description:
      "A bypass was granted: a token's user may sign in without a code, for some time or until somebody ends it.",
    about: { ...OF_TOKEN, resource: "IF_ANY" },
    params: { until: "MOMENT", because: "TEXT" },
    severity: "MEDIUM",
    ocsf: ["Account Change", "MFA Factor Disable"],
    ecs: ["iam", ["user", "change"]],
  },
  BYPASS_REVOKED: {
    name: "Bypass ended",
    description: "A bypass was ended early.",
    about: { ...OF_TOKEN, resource: "IF_ANY" },
    params: { until: "MOMENT", because: BYPASS_ENDED },
    severity: "INFORMATIONAL",
    ocsf: ["Account Change", "MFA Factor Enable"],
    ecs: ["iam", ["user", "change"]],
  },
  CHALLENGE_CREATED: {
    name: "Challenge created",
    description: "A challenge was created for a token, or a decoy challenge.",
    about: OF_SUBJECT,
    params: {
      sent: ["QUESTION", "CODE", "PUSH"],
      sentTo: "TEXT",
      purpose: ["SIGN_IN", "CHECK", "SYNCHRONIZE"],
    },
    severity: "INFORMATIONAL",
    ocsf: ["Authentication", "Preauth"],
    ecs: ["authentication", ["info"]],
  },
  AUTHENTICATION_GRANTED: {
    name: "Sign-in granted",
    description: "A user signed in.",
    about: { ...OF_TOKEN, user: "ALWAYS", resource: "ALWAYS", clientAddress: "IF_ANY" },
    params: { bypassUntil: "MOMENT" },
    severity: "INFORMATIONAL",
    ocsf: ["Authentication", "Logon"],
    ecs: ["authentication", ["start"]],
  },
  AUTHENTICATION_DENIED: {
    name: "Sign-in denied",
    description: "A sign-in was denied.",
    about: { ...OF_SUBJECT, resource: "ALWAYS" },
    params: { triedAtPortal: ["WITHOUT_CODE", "RECOVERY_CODE"] },
    severity: "LOW",
    ocsf: ["Authentication", "Logon"],
    ecs: ["authentication", ["start"]],
  },
  PUSH_ROLLED_OUT: {
    name: "Phone connected",
    description: "A phone was connected to a token that asks on phones; a first code must confirm it.",
    about: { ...OF_TOKEN, clientAddress: "ALWAYS" },
    params: {},
    severity: "INFORMATIONAL",
    ocsf: ["Entity Management", "Update"],
    ecs: ["iam", ["change"]],
    entity: "Token",
  },
  PUSH_APPROVED: {
    name: "Request approved on a phone",
    description: "Somebody approved a request on the phone.",
    about: { ...OF_TOKEN, resource: "IF_ANY", clientAddress: "ALWAYS" },
    params: {},
    severity: "INFORMATIONAL",
    ocsf: ["Authentication", "Preauth"],
    ecs: ["authentication", ["info"]],
  },
  PUSH_DECLINED: {
    name: "Request declined on a phone",
    description: "Somebody declined a request on the phone, or chose a wrong number there.",
    about: { ...OF_TOKEN, resource: "IF_ANY", clientAddress: "ALWAYS" },
    params: { isLate: "FLAG" },
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
    params: { requests: "COUNT" },
    severity: "MEDIUM",
    ocsf: ["Authentication", "Preauth"],
    ecs: ["authentication", ["info"]],
    isFailure: true,
  },
} as const satisfies EventTypes;
