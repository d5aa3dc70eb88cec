import { ACCOUNT_EVENTS } from "./types/accounts.js";
import { PEOPLE_EVENTS } from "./types/people.js";
import { SENDING_EVENTS } from "./types/sending.js";
import { SIGN_IN_EVENTS } from "./types/sign-ins.js";
import { TOKEN_EVENTS } from "./types/tokens.js";

/** Everything that can happen. Types are added, never renamed. */
export const EVENT_TYPES = {
  ...TOKEN_EVENTS,
  ...SIGN_IN_EVENTS,
  ...PEOPLE_EVENTS,
  ...SENDING_EVENTS,
  ...ACCOUNT_EVENTS,
} as const;

export type EventType = keyof typeof EVENT_TYPES;

export function isEventType(text: string): text is EventType {
  return Object.hasOwn(EVENT_TYPES, text);
}

/** The actors of events. `type` is the type of what the actor's id names. */
export const ACTOR_KINDS = {
  API_KEY: { description: "A program, with an API key.", type: "ApiKey" },
  ADMINISTRATOR: { description: "A person with a role, who signed in to the console.", type: "User" },
  USER: { description: "A person, in the self-service portal.", type: "User" },
  SYSTEM: { description: "The server itself, or someone at its command line.", type: null },
} as const;

export type ActorKind = keyof typeof ACTOR_KINDS;

export function isActorKind(text: string): text is ActorKind {
  return Object.hasOwn(ACTOR_KINDS, text);
}

/** Why a sign-in was granted. */
export const METHODS = {
  OTP: { description: "A valid one-time password." },
  PUSH: { description: "A request on a phone that was approved." },
  BYPASS: { description: "A bypass: no code was asked for." },
} as const;

export type Method = keyof typeof METHODS;

export function isMethod(text: unknown): text is Method {
  return typeof text === "string" && Object.hasOwn(METHODS, text);
}

/** Why an attempt was denied. The caller of a sign-in never learns it; only the event contains it. */
export const REASONS = {
  UNKNOWN_USER: { description: "There is no such user." },
  UNKNOWN_TOKEN: { description: "There is no such token." },
  USER_DISABLED: { description: "The user is disabled." },
  TOKEN_DISABLED: { description: "The token is disabled." },
  NOT_YET_VALID: { description: "The token is not valid yet: its validFrom is in the future." },
  VALIDITY_ENDED: { description: "The token is not valid any more: its validUntil has passed." },
  PENDING: { description: "The token's enrolment is not confirmed." },
  UNASSIGNED: { description: "The token belongs to no user." },
  NOT_LINKED: { description: "The user has no token at the resource, or the token is not linked to it." },
  RESOURCE_DISABLED: { description: "The resource is disabled." },
  ADDRESS_NOT_ALLOWED: {
    description: "The client's address is not one that the resource allows, or the caller did not give it.",
  },
  LOCKED: { description: "The token is locked after too many wrong codes." },
  FAILURE_CEILING: { description: "The token is locked after 100 failures in a row." },
  WRONG_CODE: { description: "The code was wrong." },
  WRONG_PASSWORD: {
    description:
      "The password or the mailed code was wrong, or no password is set. The code of the token was not checked.",
  },
  WRONG_RECOVERY_CODE: {
    description:
      "The recovery code was wrong, or there is none, or the portal does not accept one from this user.",
  },
  MAILBOX_ALONE: {
    description:
      "The sign-in to a portal began with a mail, and the token's codes are mailed, too: a mailbox alone is not enough. The code was not checked.",
  },
  NO_ROLE: { description: "The person has no role, and only people with a role may use the console." },
  HAS_ROLE: {
    description: "The person has a role, and must use the console: the portal is for users without a role.",
  },
  NO_PASSCODE: { description: "The passcode was empty. This does not count as a failure." },
  WRONG_PIN: { description: "The PIN was wrong; the code may have been right." },
  REPLAYED: { description: "The code was right, but was used before." },
  PIN_NOT_SET: { description: "The token's suite requires a PIN, and none is set." },
  NOT_ANSWERED: { description: "The request on the phone was not answered yet." },
  DECLINED: { description: "The request on the phone was declined." },
  UNKNOWN_TRIGGER: {
    description:
      "The person answered on the phone: I did not ask for this. Somebody else may know the password, or may have passed what comes before the request.",
  },
  WRONG_CHOICE: {
    description: "On the phone, the person chose another number than the sign-in page showed.",
  },
  SENT_TOO_OFTEN: { description: "No code was sent: too many were sent in a short time." },
  COUNTRY_NOT_ALLOWED: {
    description: "No code was sent: no channel of the account may send to the country of the phone number.",
  },
  NO_CHANNEL: { description: "No code was sent: the account has no enabled channel of this kind." },
  CHALLENGE_REQUIRED: {
    description:
      "The token answers challenges or needs a code that is sent, and the caller gave no challenge.",
  },
  CHALLENGE_EXPIRED: {
    description:
      "The challenge is not open: it expired, was answered, was replaced by a newer one, or was created for another token or another purpose.",
  },
} as const;

export type Reason = keyof typeof REASONS;

export function isReason(text: string): text is Reason {
  return Object.hasOwn(REASONS, text);
}
