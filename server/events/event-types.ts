/**
 * Whether the events of a type name something: always, never, or if there is any, such as the resource of a bypass that may be valid
 * everywhere. HOLDER: the user of the token, if it has one at that moment; of a token that was deleted, the user it had.
 */
export type Naming = "ALWAYS" | "IF_ANY" | "NEVER";

/** The objects that the events of a type name, besides the actor, which all have. */
export interface Named {
  readonly token: Naming;
  readonly user: Naming | "HOLDER";
  readonly resource: Naming;
  /** The address of the person's device. */
  readonly clientAddress: Naming;
}

const OF_NOTHING = { token: "NEVER", user: "NEVER", resource: "NEVER", clientAddress: "NEVER" } as const;
const OF_TOKEN = { ...OF_NOTHING, token: "ALWAYS", user: "HOLDER" } as const;
const OF_USER = { ...OF_NOTHING, user: "ALWAYS" } as const;
const OF_RESOURCE = { ...OF_NOTHING, resource: "ALWAYS" } as const;
/** Of somebody who wants to sign in: a login or a token that does not exist is not named. */
const OF_SUBJECT = { token: "IF_ANY", user: "IF_ANY", resource: "IF_ANY", clientAddress: "IF_ANY" } as const;

/**
 * Everything that can happen, what it means, and what its events name: they do not compile otherwise. Types are added, never renamed.
 */
export const EVENT_TYPES = {
  TOKEN_CREATED: { description: "A token was created.", about: { ...OF_TOKEN, user: "NEVER" } },
  TOKEN_IMPORTED: {
    description: "A token was created from a row of an imported file.",
    about: { ...OF_TOKEN, user: "NEVER" },
  },
  TOKEN_ENROLMENT_STARTED: {
    description: "A new secret was generated for a token and waits for its first code.",
    about: OF_TOKEN,
  },
  TOKEN_ENROLLED: { description: "A first valid code completed the enrolment of a token.", about: OF_TOKEN },
  TOKEN_ENROLMENT_FAILED: { description: "A code did not complete an enrolment.", about: OF_TOKEN },
  TOKEN_ENROLMENT_CANCELLED: { description: "An enrolment was cancelled.", about: OF_TOKEN },
  TOKEN_REISSUED: {
    description:
      "A token was given a new secret, or a new secret was generated and waits for its first code.",
    about: OF_TOKEN,
  },
  TOKEN_UPDATED: { description: "A token's name, code length or validity changed.", about: OF_TOKEN },
  TOKEN_PIN_SET: { description: "A token was given a PIN, or another one.", about: OF_TOKEN },
  TOKEN_PIN_REMOVED: { description: "A token's PIN was removed.", about: OF_TOKEN },
  TOKEN_ENABLED: { description: "A token was enabled.", about: OF_TOKEN },
  TOKEN_DISABLED: { description: "A token was disabled: nobody can authenticate with it.", about: OF_TOKEN },
  TOKEN_REPORTED_LOST: {
    description: "A user reported a token as lost in the portal; it was disabled.",
    about: { ...OF_TOKEN, user: "ALWAYS", resource: "ALWAYS" },
  },
  TOKEN_DELETED: { description: "A token was deleted permanently.", about: OF_TOKEN },
  TOKEN_ASSIGNED: { description: "A token was given to a user.", about: { ...OF_TOKEN, user: "ALWAYS" } },
  TOKEN_UNASSIGNED: {
    description: "A token was taken from its user.",
    about: { ...OF_TOKEN, user: "ALWAYS" },
  },
  TOKEN_LINKED: {
    description: "A token was linked to a resource.",
    about: { ...OF_TOKEN, resource: "ALWAYS" },
  },
  TOKEN_UNLINKED: {
    description: "A token was unlinked from a resource.",
    about: { ...OF_TOKEN, resource: "ALWAYS" },
  },
  TOKEN_CHECKED: {
    description:
      "A code of a token was checked without signing anyone in, or no code was sent for that: the reason says why.",
    about: { ...OF_TOKEN, clientAddress: "IF_ANY" },
  },
  TOKEN_SYNCHRONIZED: {
    description:
      "A token was synchronized by two consecutive codes, or by an answer to a challenge; they are used up.",
    about: OF_TOKEN,
  },
  TOKEN_SYNCHRONIZATION_FAILED: {
    description: "Codes did not match, so a token was not synchronized.",
    about: OF_TOKEN,
  },
  TOKEN_LOCKED: {
    description: "Too many wrong codes locked a token.",
    about: { ...OF_TOKEN, resource: "IF_ANY" },
  },
  TOKEN_UNLOCKED: { description: "A token was unlocked by a person.", about: OF_TOKEN },
  BYPASS_GRANTED: {
    description:
      "A bypass was granted: a token's user may sign in without a code, for some time or until somebody ends it.",
    about: { ...OF_TOKEN, resource: "IF_ANY" },
  },
  BYPASS_REVOKED: { description: "A bypass was ended early.", about: { ...OF_TOKEN, resource: "IF_ANY" } },
  BYPASS_POLICY_SET: {
    description: "A bypass policy was set.",
    about: { ...OF_NOTHING, resource: "IF_ANY" },
  },
  BYPASS_POLICY_CLEARED: {
    description: "A bypass policy was removed.",
    about: { ...OF_NOTHING, resource: "IF_ANY" },
  },
  SELF_SERVICE_POLICY_SET: {
    description: "The self-service policy of a resource was set: what users may do in its portal.",
    about: OF_RESOURCE,
  },
  SELF_SERVICE_POLICY_CLEARED: { description: "The portal of a resource was closed.", about: OF_RESOURCE },
  CHALLENGE_CREATED: {
    description: "A challenge was created for a token, or a decoy challenge.",
    about: OF_SUBJECT,
  },
  AUTHENTICATION_GRANTED: {
    description: "A user signed in.",
    about: { token: "ALWAYS", user: "ALWAYS", resource: "ALWAYS", clientAddress: "IF_ANY" },
  },
  AUTHENTICATION_DENIED: {
    description: "A sign-in was denied.",
    about: { ...OF_SUBJECT, resource: "ALWAYS" },
  },
  USER_CREATED: { description: "A user was created.", about: OF_USER },
  USER_UPDATED: { description: "A user changed.", about: OF_USER },
  USER_DELETED: { description: "A user was deleted.", about: OF_USER },
  USER_ERASED: {
    description: "The personal data of a deleted user was erased from past events.",
    about: OF_USER,
  },
  RESOURCE_CREATED: { description: "A resource was created.", about: OF_RESOURCE },
  RESOURCE_UPDATED: { description: "A resource changed.", about: OF_RESOURCE },
  RESOURCE_DELETED: { description: "A resource was deleted, with its links.", about: OF_RESOURCE },
  PUSH_ROLLED_OUT: {
    description: "A phone was connected to a token that asks on phones; a first code must confirm it.",
    about: { ...OF_TOKEN, clientAddress: "ALWAYS" },
  },
  PUSH_APPROVED: {
    description: "Somebody approved a request on the phone.",
    about: { ...OF_TOKEN, resource: "IF_ANY", clientAddress: "ALWAYS" },
  },
  PUSH_DECLINED: {
    description: "Somebody declined a request on the phone, or chose a wrong number there.",
    about: { ...OF_TOKEN, resource: "IF_ANY", clientAddress: "ALWAYS" },
  },
  PUSH_SUSPENDED: {
    description:
      "A phone shows the tenth request in a row, and none of them was approved. If this one is not approved either, the phone shows no more requests for a day, or until the token is unlocked. An attacker may have caused the requests.",
    about: { ...OF_TOKEN, resource: "IF_ANY", clientAddress: "IF_ANY" },
  },
  CHANNEL_CREATED: { description: "A channel that codes are sent by was created.", about: OF_NOTHING },
  CHANNEL_UPDATED: { description: "A channel changed.", about: OF_NOTHING },
  CHANNEL_DELETED: { description: "A channel was deleted.", about: OF_NOTHING },
  CHANNEL_SUSPENDED: {
    description:
      "A channel stopped sending to a country, because almost none of the codes that were sent there were used.",
    about: OF_NOTHING,
  },
  CHANNEL_RESUMED: {
    description: "A person let a channel send to a suspended country again.",
    about: OF_NOTHING,
  },
  MESSAGE_TEXT_SET: { description: "An account's own text for messages was set.", about: OF_NOTHING },
  MESSAGE_TEXT_CLEARED: { description: "An account's own text for messages was removed.", about: OF_NOTHING },
  MESSAGE_LANGUAGE_SET: { description: "The language of an account's messages was set.", about: OF_NOTHING },
  MESSAGE_FAILED: {
    description:
      "A message with a code, a link or a notice could not be sent. After a fail-over or a restore, messages that waited are not sent, without events of their own.",
    about: { ...OF_NOTHING, token: "IF_ANY", user: "IF_ANY" },
  },
  MESSAGE_SUPPRESSED: {
    description: "A code was not sent, because of a limit or a missing channel.",
    about: { ...OF_TOKEN, resource: "IF_ANY", clientAddress: "IF_ANY" },
  },
  ADMINISTRATOR_CREATED: {
    description: "A user was given a role: the person may sign in to the console.",
    about: OF_USER,
  },
  ADMINISTRATOR_UPDATED: { description: "An administrator was given another role.", about: OF_USER },
  ADMINISTRATOR_DELETED: {
    description: "A user's role was removed: the person's sessions ended.",
    about: OF_USER,
  },
  INVITATION_CREATED: {
    description: "A link was made by which a person sets a password, or enrols a token, once.",
    about: { ...OF_NOTHING, user: "IF_ANY", resource: "IF_ANY" },
  },
  INVITATION_USED: {
    description: "A person used a link to set a password, or to enrol a token.",
    about: { ...OF_NOTHING, user: "IF_ANY", resource: "IF_ANY" },
  },
  INVITATION_REVOKED: {
    description:
      "A link to set a password, or to enrol a token, was revoked before anybody used it. The summary says why. When a portal is closed or deleted, its links become void without events of their own; the same is true of all unused links after a fail-over or a restore.",
    about: { ...OF_NOTHING, user: "IF_ANY", resource: "IF_ANY" },
  },
  PASSWORD_SET: { description: "A person set a password.", about: { ...OF_USER, resource: "IF_ANY" } },
  PASSWORD_RESET: {
    description: "A person's password was removed; the person sets another one by a link.",
    about: OF_USER,
  },
  PASSWORD_LOCKED: {
    description:
      "After 100 wrong passwords in a row, a person's password works only from networks from which the person signed in before.",
    about: OF_USER,
  },
  RECOVERY_CODE_CREATED: {
    description: "A user made a recovery code in the portal; the previous one is void.",
    about: { ...OF_USER, resource: "ALWAYS" },
  },
  RECOVERY_CODE_USED: {
    description: "A user signed in to the portal with a recovery code, to connect another token.",
    about: { ...OF_USER, resource: "ALWAYS", clientAddress: "ALWAYS" },
  },
  RECOVERY_CODE_REVOKED: {
    description:
      "A recovery code was made void before anybody used it. When a portal no longer allows recovery codes, its codes become void without events of their own.",
    about: OF_USER,
  },
  SESSION_STARTED: {
    description: "A person signed in to the console, or opened a link.",
    about: { ...OF_USER, resource: "IF_ANY", clientAddress: "ALWAYS" },
  },
  SESSION_ENDED: { description: "A person signed out.", about: OF_USER },
  SESSION_REVOKED: {
    description:
      "A session was ended by somebody, or because its user's password or role changed. The summary says why. When a portal is closed, moved or deleted, its sessions end without events of their own.",
    about: OF_USER,
  },
  USER_CONTACT_CONFIRMED: {
    description:
      "A user has another e-mail address or phone number, and confirmed it in a portal by a code that was sent there.",
    about: { ...OF_USER, resource: "ALWAYS" },
  },
  USER_ALARM: {
    description:
      "A person reported, by the link in a mail, that somebody else had made a change. The person's sessions ended, and the change was blocked.",
    about: { ...OF_USER, token: "IF_ANY", clientAddress: "ALWAYS" },
  },
  API_KEY_CREATED: { description: "An API key was created.", about: { ...OF_NOTHING, resource: "IF_ANY" } },
  API_KEY_REVOKED: { description: "An API key was revoked.", about: { ...OF_NOTHING, resource: "IF_ANY" } },
  ACCOUNT_CREATED: { description: "An account was created.", about: OF_NOTHING },
  ACCOUNT_PLAN_SET: { description: "An account's service plan was set.", about: OF_NOTHING },
  ACCOUNT_DISABLED: { description: "An account was disabled: its keys do not work.", about: OF_NOTHING },
  ACCOUNT_ENABLED: { description: "An account was enabled again.", about: OF_NOTHING },
  INSTALLATION_RESTORED: {
    description:
      "The server restored a backup: everything that happened after that backup is lost. Subscribers may have received events about it: discard them, unless lists still show what they report. TOTP codes that may have been used are refused, and open challenges are closed. Everybody must sign in again. Links that were not used are void: make others. Messages that waited are no longer sent.",
    about: OF_NOTHING,
  },
  INSTALLATION_FAILED_OVER: {
    description:
      "The server works with another copy of the database than before, as after a fail-over of PostgreSQL. Changes that were confirmed in the last moments before may be lost. Subscribers may have received events about such changes: discard them, unless lists still show what they report. TOTP codes that may have been used are refused, and open challenges are closed. Everybody must sign in again. Links that were not used are void: make others. Messages that waited are no longer sent.",
    about: OF_NOTHING,
  },
} as const satisfies Readonly<Record<string, { readonly description: string; readonly about: Named }>>;

export type EventType = keyof typeof EVENT_TYPES;

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
