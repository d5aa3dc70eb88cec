/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> =
  T | { [P in keyof T]?: P extends " $fragmentName" | "__typename" ? T[P] : never };
import type { DocumentTypeDecoration } from "@graphql-typed-document-node/core";
/** Who acts: a program, a person, or the server. */
export type ActorKind =
  /** A person with a role, who signed in to the console. */
  | "ADMINISTRATOR"
  /** A program, with an API key. */
  | "API_KEY"
  /** The server itself, or someone at its command line. */
  | "SYSTEM"
  /** A person, in the self-service portal. */
  | "USER";

/** Input of `apiKeyCreate`. */
export type ApiKeyCreateInput = {
  /** When it expires; absent means never. */
  readonly expiresAt?: string | null | undefined;
  /** A text of your choice. If the same key is sent again with the same input, nothing is done twice, and the answer is the first one. */
  readonly idempotencyKey?: string | null | undefined;
  /** Its name, which says what it is for: 1 to 50 characters. */
  readonly name: string;
  /** Binds an AUTHENTICATOR or AUDITOR key to one resource. The key then sees only the assignments and events there, and only the tokens and users that are assigned there. */
  readonly resource?: ResourceRef | null | undefined;
  /** Its role, which decides what it may do. */
  readonly role: Role;
};

/** Filters API keys; all given conditions must be true. */
export type ApiKeyFilter = {
  /** Only keys that are in this state now. */
  readonly state?: ApiKeyState | null | undefined;
};

/** Input of `apiKeyRevoke`. */
export type ApiKeyRevokeInput = {
  /** Global id of the key. */
  readonly apiKey: string;
  /** A text of your choice. If the same key is sent again with the same input, nothing is done twice, and the answer is the first one. */
  readonly idempotencyKey?: string | null | undefined;
  /** Also revoke the keys that it created, the keys that those created, and so on. Use this when the key may have been stolen. The key itself may be revoked already. */
  readonly includingMade?: boolean | null | undefined;
};

/** Whether an API key works. */
export type ApiKeyState =
  /** It has expired, and was not revoked. */
  | "EXPIRED"
  /** It was revoked. It may have expired as well. */
  | "REVOKED"
  /** It works. */
  | "VALID";

/** The user who gets a token or a role: an existing one, or one to create. */
export type AssigneeInput =
  | {
      /** A user to create. */
      readonly newUser: NewUserInput;
      readonly user?: never;
    }
  | { readonly newUser?: never; /** An existing user. */ readonly user: UserRef };

/** Input of `assignmentCreate`. */
export type AssignmentCreateInput = {
  /** A text of your choice. If the same key is sent again with the same input, nothing is done twice, and the answer is the first one. */
  readonly idempotencyKey?: string | null | undefined;
  /** An assignment that is removed in the same step, as by assignmentDelete. Use it to give a user another token at a resource, or to move a token to another resource. When the new assignment is refused, the old one stays. */
  readonly replaces?: AssignmentRef | null | undefined;
  /** The resource. */
  readonly to: LinkTargetInput;
  /** The token. */
  readonly token: TokenRef;
  /** The user that the token must belong to. If it belongs to another user, the link is refused. */
  readonly user?: UserRef | null | undefined;
};

/** Input of `assignmentDelete`. */
export type AssignmentDeleteInput = {
  /** The assignment. */
  readonly assignment: AssignmentRef;
  /** A text of your choice. If the same key is sent again with the same input, nothing is done twice, and the answer is the first one. */
  readonly idempotencyKey?: string | null | undefined;
};

/** Input of `assignmentImport`. */
export type AssignmentImportInput = {
  /** Answer at once with a job that is RUNNING; read it with `importJob`. Otherwise the answer comes when the import has ended. */
  readonly background?: boolean | null | undefined;
  /** The file as text; the whole request has at most 1 MB. For larger ones, give `file`. */
  readonly content?: string | null | undefined;
  /** Only check whether the whole file could be imported, and change nothing. */
  readonly dryRun?: boolean | null | undefined;
  /** The file, as a multipart upload of at most 32 MB; or give `content`. */
  readonly file?: File | null | undefined;
  /** A text of your choice. If the same key is sent again with the same input, nothing is done twice, and the answer is the first one. */
  readonly idempotencyKey?: string | null | undefined;
};

/** Identifies an assignment. */
export type AssignmentRef =
  | {
      /** By its global id. */
      readonly id: string;
      readonly link?: never;
    }
  | { readonly id?: never; /** By its token and resource. */ readonly link: LinkRef };

/** Codes are sent by a bot in a messenger. */
export type BotInput = {
  /** The channel of the bot. */
  readonly channel: ChannelRef;
  /** The chat in which the bot writes: the id of a chat, a user or a channel in the messenger. For Telegram it may be left out: then `enrolment.startLink` is a link by which the person opens the chat. */
  readonly chatId?: string | null | undefined;
};

/** How long a token's user may sign in without a code. */
export type BypassDuration =
  /** Eight hours: a working day. */
  | "HOURS_8"
  /** Twelve hours. */
  | "HOURS_12"
  /** A day. */
  | "HOURS_24"
  /** One hour. */
  | "HOUR_1"
  /** Until somebody revokes it. */
  | "PERMANENT";

/** A role whose keys can grant a bypass. */
export type BypassGranter =
  /** Administrators. */
  | "ADMIN"
  /** The helpdesk. */
  | "HELPDESK"
  /** Infrastructure as code. */
  | "PROVISIONER";

/** The longest bypass that a policy allows. */
export type BypassMaximum =
  /** Eight hours: a working day. */
  | "HOURS_8"
  /** Twelve hours. */
  | "HOURS_12"
  /** A day. */
  | "HOURS_24"
  /** One hour. */
  | "HOUR_1"
  /** No bypass at all. */
  | "NONE"
  /** Until somebody revokes it. */
  | "PERMANENT";

/** Input of `bypassPolicyClear`. */
export type BypassPolicyClearInput = {
  /** A text of your choice. If the same key is sent again with the same input, nothing is done twice, and the answer is the first one. */
  readonly idempotencyKey?: string | null | undefined;
  /** The policy. */
  readonly scope: BypassPolicyScope;
};

/** Where the policy that applies comes from. */
export type BypassPolicyOrigin =
  /** The account's default. */
  | "ACCOUNT"
  /** Nobody set a policy. The built-in one applies: bypass of any length, without a reason, granted by any of the three roles. */
  | "BUILT_IN"
  /** The resource has its own. */
  | "RESOURCE";

/** Identifies a bypass policy: a resource's own, or the account's default. */
export type BypassPolicyScope =
  | {
      /** true: the account's default, for resources without their own policy and for bypass that is valid everywhere. */
      readonly accountDefault: boolean;
      readonly resource?: never;
    }
  | { readonly accountDefault?: never; /** The resource's own. */ readonly resource: ResourceRef };

/** Input of `bypassPolicySet`. */
export type BypassPolicySetInput = {
  /** The roles that may grant a bypass; all three by default. */
  readonly grantedBy?: ReadonlyArray<BypassGranter> | null | undefined;
  /** A text of your choice. If the same key is sent again with the same input, nothing is done twice, and the answer is the first one. */
  readonly idempotencyKey?: string | null | undefined;
  /** The longest bypass. */
  readonly maximumDuration: BypassMaximum;
  /** Whether a bypass must be granted with a reason. */
  readonly reasonRequired?: boolean | null | undefined;
  /** The policy. */
  readonly scope: BypassPolicyScope;
};

/** Identifies running bypasses: one, or all of a token. */
export type BypassRef =
  | {
      /** One, by its global id. */
      readonly id: string;
      readonly token?: never;
    }
  | {
      readonly id?: never; /** All running bypasses of this token, for every scope. */
      readonly token: TokenRef;
    };

/** Where a bypass is valid: at one resource, or everywhere. */
export type BypassScope =
  | {
      /** true: at every resource that the token is linked to, now or later. */
      readonly everywhere: boolean;
      readonly resource?: never;
    }
  | { readonly everywhere?: never; /** Only at this resource. */ readonly resource: ResourceRef };

/** Input of `challengeCreate`. */
export type ChallengeCreateInput = {
  /** IP address of the person's device. The message or the request names it. For an address from which the resource allows no sign-in, no code is sent and no phone is asked. */
  readonly clientAddress?: string | null | undefined;
  /** A text of your choice. If the same key is sent again with the same input, nothing is done twice, and the answer is the first one. */
  readonly idempotencyKey?: string | null | undefined;
  /** The language of the message or the request (BCP 47): en, de, fr, es, uk or pl, also with a region, as in de-AT; by default the account's. */
  readonly locale?: string | null | undefined;
  /** The token's PIN. If the resource has pinBeforeSending, a code is sent, or a phone is asked, only with the right PIN. A wrong PIN counts as a failure. After the right PIN, the person types the code alone. */
  readonly pin?: string | null | undefined;
  /** The purpose of the answer. */
  readonly purpose: ChallengePurpose;
  /** The resource where the person signs in: required for SIGN_IN, refused for other purposes. */
  readonly resource?: ResourceRef | null | undefined;
  /** The user or the token that the challenge is for. CHECK and SYNCHRONIZE require a token. */
  readonly subject: SubjectInput;
};

/** How a challenge is answered. */
export type ChallengeKind =
  /** A code is sent to the person, who types it where they sign in. */
  | "CODE"
  /** A request is shown on the person's phone. */
  | "PUSH"
  /** The person types the question into the device, which shows the answer. */
  | "QUESTION";

/** The purpose of the answer to a challenge. */
export type ChallengePurpose =
  /** For `tokenCheckOtp`. */
  | "CHECK"
  /** For `authenticate`. */
  | "SIGN_IN"
  /** For `tokenSynchronize`. */
  | "SYNCHRONIZE";

/** The state of a request on a phone. */
export type ChallengeState =
  /** The person approved it on the phone. Call `authenticate`: with the code that the phone shows, or without one if the challenge's confirmation is CHOICE or APPROVE. */
  | "APPROVED"
  /** The person declined it on the phone. */
  | "DECLINED"
  /** It can no longer be answered. */
  | "EXPIRED"
  /** It waits for an answer. */
  | "PENDING";

/** Identifies a channel. */
export type ChannelRef =
  | {
      /** By its global id. */
      readonly id: string;
      readonly name?: never;
    }
  | {
      readonly id?: never; /** By its name, exactly, in any Unicode normalization form. */
      readonly name: string;
    };

/** How a code reaches a person. */
export type DeliveryKind =
  /** By a bot in a messenger, such as Telegram, Slack or Mattermost. */
  | "BOT"
  /** By e-mail. */
  | "EMAIL"
  /** By a text message to a phone. */
  | "SMS";

/** Why an attempt was denied. */
export type DenialReason =
  /** The client's address is not one that the resource allows, or the caller did not give it. */
  | "ADDRESS_NOT_ALLOWED"
  /** The challenge is not open: it expired, was answered, was replaced by a newer one, or was created for another token or another purpose. */
  | "CHALLENGE_EXPIRED"
  /** The token answers challenges or needs a code that is sent, and the caller gave no challenge. */
  | "CHALLENGE_REQUIRED"
  /** No code was sent: no channel of the account may send to the country of the phone number. */
  | "COUNTRY_NOT_ALLOWED"
  /** The request on the phone was declined. */
  | "DECLINED"
  /** The token is locked after 100 failures in a row. */
  | "FAILURE_CEILING"
  /** The person has a role, and must use the console: the portal is for users without a role. */
  | "HAS_ROLE"
  /** The token is locked after too many wrong codes. */
  | "LOCKED"
  /** The sign-in to a portal began with a mail, and the token's codes are mailed, too: a mailbox alone is not enough. The code was not checked. */
  | "MAILBOX_ALONE"
  /** The request on the phone was not answered yet. */
  | "NOT_ANSWERED"
  /** The user has no token at the resource, or the token is not linked to it. */
  | "NOT_LINKED"
  /** The token is not valid yet: its validFrom is in the future. */
  | "NOT_YET_VALID"
  /** No code was sent: the account has no enabled channel of this kind. */
  | "NO_CHANNEL"
  /** The passcode was empty. This does not count as a failure. */
  | "NO_PASSCODE"
  /** The person has no role, and only people with a role may use the console. */
  | "NO_ROLE"
  /** The token's enrolment is not confirmed. */
  | "PENDING"
  /** The token's suite requires a PIN, and none is set. */
  | "PIN_NOT_SET"
  /** The code was right, but was used before. */
  | "REPLAYED"
  /** The resource is disabled. */
  | "RESOURCE_DISABLED"
  /** No code was sent: too many were sent in a short time. */
  | "SENT_TOO_OFTEN"
  /** The token is disabled. */
  | "TOKEN_DISABLED"
  /** The token belongs to no user. */
  | "UNASSIGNED"
  /** There is no such token. */
  | "UNKNOWN_TOKEN"
  /** The person answered on the phone: I did not ask for this. Somebody else may know the password, or may have passed what comes before the request. */
  | "UNKNOWN_TRIGGER"
  /** There is no such user. */
  | "UNKNOWN_USER"
  /** The user is disabled. */
  | "USER_DISABLED"
  /** The token is not valid any more: its validUntil has passed. */
  | "VALIDITY_ENDED"
  /** On the phone, the person chose another number than the sign-in page showed. */
  | "WRONG_CHOICE"
  /** The code was wrong. */
  | "WRONG_CODE"
  /** The password or the mailed code was wrong, or no password is set. The code of the token was not checked. */
  | "WRONG_PASSWORD"
  /** The PIN was wrong; the code may have been right. */
  | "WRONG_PIN"
  /** The recovery code was wrong, or there is none, or the portal does not accept one from this user. */
  | "WRONG_RECOVERY_CODE";

/** Codes are sent by e-mail. */
export type EmailInput = {
  /** An e-mail address, as anna@example.org. */
  readonly address: string;
};

/** The reason why a mutation was refused. */
export type ErrorCode =
  /** The token belongs to another user. */
  | "ALREADY_ASSIGNED"
  /** Something else already has this login, name, serial number or link. */
  | "ALREADY_EXISTS"
  /** It is too late for this. */
  | "EXPIRED"
  /** The idempotency key was used before with a different input. */
  | "IDEMPOTENCY_CONFLICT"
  /** Some items of a bulk mutation were refused, so no item was done. `refusals` lists each refusal. */
  | "ITEMS_REFUSED"
  /** The token is locked. */
  | "LOCKED"
  /** An object that the input names does not exist in this account. */
  | "NOT_FOUND"
  /** The token's model cannot do this. */
  | "NOT_SUPPORTED_BY_MODEL"
  /** A policy does not allow it; the message says what it allows. */
  | "POLICY_REFUSED"
  /** The account has reached a limit of its service plan. */
  | "QUOTA_EXCEEDED"
  /** The code was used before. */
  | "REPLAYED"
  /** Other objects depend on it; the message says which. */
  | "STILL_IN_USE"
  /** The user already has a token at the resource. A user can have only one token there. */
  | "USER_HAS_TOKEN_AT_RESOURCE"
  /** A value of the input is not allowed. The message says what is allowed. */
  | "VALIDATION_FAILED"
  /** The code is not valid. */
  | "WRONG_CODE";

/** Filters events; all given conditions must be true. */
export type EventFilter = {
  /** Only events that the API key with this global id caused. */
  readonly actor?: string | null | undefined;
  /** Only events from this moment on. */
  readonly from?: string | null | undefined;
  /** Only events about this resource. Name a deleted resource by its id. */
  readonly resource?: ResourceRef | null | undefined;
  /** Every word of this text must be the beginning of a word in the summary, the type, the token's name or serial number, the login or the resource: `bypass` finds BYPASS_GRANTED. A text without a letter or digit finds nothing. */
  readonly text?: string | null | undefined;
  /** Only events before this moment. */
  readonly to?: string | null | undefined;
  /** Only events about this token. Name a deleted token by its id. */
  readonly token?: TokenRef | null | undefined;
  /** Only events of these types. */
  readonly types?: ReadonlyArray<EventType> | null | undefined;
  /** Only events about this user. Name a deleted user by its id. */
  readonly user?: UserRef | null | undefined;
};

/** The type of an event. */
export type EventType =
  /** An account was created. */
  | "ACCOUNT_CREATED"
  /** An account was disabled: its keys do not work. */
  | "ACCOUNT_DISABLED"
  /** An account was enabled again. */
  | "ACCOUNT_ENABLED"
  /** An account's service plan was set. */
  | "ACCOUNT_PLAN_SET"
  /** A user was given a role: the person may sign in to the console. */
  | "ADMINISTRATOR_CREATED"
  /** A user's role was removed: the person's sessions ended. */
  | "ADMINISTRATOR_DELETED"
  /** An administrator was given another role. */
  | "ADMINISTRATOR_UPDATED"
  /** An API key was created. */
  | "API_KEY_CREATED"
  /** An API key was revoked. */
  | "API_KEY_REVOKED"
  /** A sign-in was denied. */
  | "AUTHENTICATION_DENIED"
  /** A user signed in. */
  | "AUTHENTICATION_GRANTED"
  /** A bypass was granted: a token's user may sign in without a code, for some time or until somebody ends it. */
  | "BYPASS_GRANTED"
  /** A bypass policy was removed. */
  | "BYPASS_POLICY_CLEARED"
  /** A bypass policy was set. */
  | "BYPASS_POLICY_SET"
  /** A bypass was ended early. */
  | "BYPASS_REVOKED"
  /** A challenge was created for a token, or a decoy challenge. */
  | "CHALLENGE_CREATED"
  /** A channel that codes are sent by was created. */
  | "CHANNEL_CREATED"
  /** A channel was deleted. */
  | "CHANNEL_DELETED"
  /** A person let a channel send to a suspended country again. */
  | "CHANNEL_RESUMED"
  /** A channel stopped sending to a country, because almost none of the codes that were sent there were used. */
  | "CHANNEL_SUSPENDED"
  /** A channel changed. */
  | "CHANNEL_UPDATED"
  /** The server works with another copy of the database than before, as after a fail-over of PostgreSQL. Changes that were confirmed in the last moments before may be lost. Subscribers may have received events about such changes: discard them, unless lists still show what they report. TOTP codes that may have been used are refused, and open challenges are closed. Everybody must sign in again. Links that were not used are void: make others. Messages that waited are no longer sent. */
  | "INSTALLATION_FAILED_OVER"
  /** The server restored a backup: everything that happened after that backup is lost. Subscribers may have received events about it: discard them, unless lists still show what they report. TOTP codes that may have been used are refused, and open challenges are closed. Everybody must sign in again. Links that were not used are void: make others. Messages that waited are no longer sent. */
  | "INSTALLATION_RESTORED"
  /** A link was made by which a person sets a password, or enrols a token, once. */
  | "INVITATION_CREATED"
  /** A link to set a password, or to enrol a token, was revoked before anybody used it. The summary says why. When a portal is closed or deleted, its links become void without events of their own; the same is true of all unused links after a fail-over or a restore. */
  | "INVITATION_REVOKED"
  /** A person used a link to set a password, or to enrol a token. */
  | "INVITATION_USED"
  /** A message with a code, a link or a notice could not be sent. After a fail-over or a restore, messages that waited are not sent, without events of their own. */
  | "MESSAGE_FAILED"
  /** The language of an account's messages was set. */
  | "MESSAGE_LANGUAGE_SET"
  /** A code was not sent, because of a limit or a missing channel. */
  | "MESSAGE_SUPPRESSED"
  /** An account's own text for messages was removed. */
  | "MESSAGE_TEXT_CLEARED"
  /** An account's own text for messages was set. */
  | "MESSAGE_TEXT_SET"
  /** After 100 wrong passwords in a row, a person's password works only from networks from which the person signed in before. */
  | "PASSWORD_LOCKED"
  /** A person's password was removed; the person sets another one by a link. */
  | "PASSWORD_RESET"
  /** A person set a password. */
  | "PASSWORD_SET"
  /** Somebody approved a request on the phone. */
  | "PUSH_APPROVED"
  /** Somebody declined a request on the phone, or chose a wrong number there. */
  | "PUSH_DECLINED"
  /** A phone was connected to a token that asks on phones; a first code must confirm it. */
  | "PUSH_ROLLED_OUT"
  /** A phone shows the tenth request in a row, and none of them was approved. If this one is not approved either, the phone shows no more requests for a day, or until the token is unlocked. An attacker may have caused the requests. */
  | "PUSH_SUSPENDED"
  /** A user made a recovery code in the portal; the previous one is void. */
  | "RECOVERY_CODE_CREATED"
  /** A recovery code was made void before anybody used it. When a portal no longer allows recovery codes, its codes become void without events of their own. */
  | "RECOVERY_CODE_REVOKED"
  /** A user signed in to the portal with a recovery code, to connect another token. */
  | "RECOVERY_CODE_USED"
  /** A resource was created. */
  | "RESOURCE_CREATED"
  /** A resource was deleted, with its links. */
  | "RESOURCE_DELETED"
  /** A resource changed. */
  | "RESOURCE_UPDATED"
  /** The portal of a resource was closed. */
  | "SELF_SERVICE_POLICY_CLEARED"
  /** The self-service policy of a resource was set: what users may do in its portal. */
  | "SELF_SERVICE_POLICY_SET"
  /** A person signed out. */
  | "SESSION_ENDED"
  /** A session was ended by somebody, or because its user's password or role changed. The summary says why. When a portal is closed, moved or deleted, its sessions end without events of their own. */
  | "SESSION_REVOKED"
  /** A person signed in to the console, or opened a link. */
  | "SESSION_STARTED"
  /** A token was given to a user. */
  | "TOKEN_ASSIGNED"
  /** A code of a token was checked without signing anyone in, or no code was sent for that: the reason says why. */
  | "TOKEN_CHECKED"
  /** A token was created. */
  | "TOKEN_CREATED"
  /** A token was deleted permanently. */
  | "TOKEN_DELETED"
  /** A token was disabled: nobody can authenticate with it. */
  | "TOKEN_DISABLED"
  /** A token was enabled. */
  | "TOKEN_ENABLED"
  /** A first valid code completed the enrolment of a token. */
  | "TOKEN_ENROLLED"
  /** An enrolment was cancelled. */
  | "TOKEN_ENROLMENT_CANCELLED"
  /** A code did not complete an enrolment. */
  | "TOKEN_ENROLMENT_FAILED"
  /** A new secret was generated for a token and waits for its first code. */
  | "TOKEN_ENROLMENT_STARTED"
  /** A token was created from a row of an imported file. */
  | "TOKEN_IMPORTED"
  /** A token was linked to a resource. */
  | "TOKEN_LINKED"
  /** Too many wrong codes locked a token. */
  | "TOKEN_LOCKED"
  /** A token's PIN was removed. */
  | "TOKEN_PIN_REMOVED"
  /** A token was given a PIN, or another one. */
  | "TOKEN_PIN_SET"
  /** A token was given a new secret, or a new secret was generated and waits for its first code. */
  | "TOKEN_REISSUED"
  /** A user reported a token as lost in the portal; it was disabled. */
  | "TOKEN_REPORTED_LOST"
  /** Codes did not match, so a token was not synchronized. */
  | "TOKEN_SYNCHRONIZATION_FAILED"
  /** A token was synchronized by two consecutive codes, or by an answer to a challenge; they are used up. */
  | "TOKEN_SYNCHRONIZED"
  /** A token was taken from its user. */
  | "TOKEN_UNASSIGNED"
  /** A token was unlinked from a resource. */
  | "TOKEN_UNLINKED"
  /** A token was unlocked by a person. */
  | "TOKEN_UNLOCKED"
  /** A token's name, code length or validity changed. */
  | "TOKEN_UPDATED"
  /** A person reported, by the link in a mail, that somebody else had made a change. The person's sessions ended, and the change was blocked. */
  | "USER_ALARM"
  /** A user has another e-mail address or phone number, and confirmed it in a portal by a code that was sent there. */
  | "USER_CONTACT_CONFIRMED"
  /** A user was created. */
  | "USER_CREATED"
  /** A user was deleted. */
  | "USER_DELETED"
  /** The personal data of a deleted user was erased from past events. */
  | "USER_ERASED"
  /** A user changed. */
  | "USER_UPDATED";

/** How a user who never had a token may connect the first one. */
export type FirstEnrolment =
  /** By an invitation only. This is the safest choice. */
  | "INVITATION"
  /** By an invitation, or by a code that is mailed. Anybody who can read the mailbox of a new user can connect the first token. */
  | "MAIL_CODE"
  /** By an invitation, or by the password alone. */
  | "PASSWORD";

/** A key fob whose seed the vendor delivered. */
export type GivenFobInput = {
  /** Accept a secret of 10 to 15 bytes, which many older devices have. It is weaker than RFC 4226 requires (16 bytes), and the token's event says so. Shorter ones are always refused. */
  readonly acceptShortSecrets?: boolean | null | undefined;
  /** How long a code is valid: 30 or 60 seconds. */
  readonly periodSeconds: number;
  /** The seed from the vendor: 16 bytes or more, and at most 128. */
  readonly secret: string;
  /** How the seed is written. */
  readonly secretEncoding: SecretEncoding;
  /** The vendor's serial number: 1 to 50 characters, unique in the account. */
  readonly serialNumber: string;
};

/** Google Authenticator and other apps: TOTP, SHA-1, 6 digits, 30 seconds. */
export type GoogleAuthenticatorInput = {
  /** The issuer that the app shows; by default the account's name. */
  readonly issuer?: string | null | undefined;
};

/** A device, by its model. */
export type HardwareInput =
  | {
      /** Protectimus Flex. */
      readonly flex: ProgrammableFobInput;
      readonly shark?: never;
      readonly slim?: never;
      readonly slimMini?: never;
      readonly two?: never;
      readonly ultra?: never;
    }
  | {
      readonly flex?: never; /** Protectimus Shark. */
      readonly shark: GivenFobInput;
      readonly slim?: never;
      readonly slimMini?: never;
      readonly two?: never;
      readonly ultra?: never;
    }
  | {
      readonly flex?: never;
      readonly shark?: never; /** Protectimus Slim. */
      readonly slim: ProgrammableFobInput;
      readonly slimMini?: never;
      readonly two?: never;
      readonly ultra?: never;
    }
  | {
      readonly flex?: never;
      readonly shark?: never;
      readonly slim?: never; /** Protectimus Slim mini. */
      readonly slimMini: ProgrammableFobInput;
      readonly two?: never;
      readonly ultra?: never;
    }
  | {
      readonly flex?: never;
      readonly shark?: never;
      readonly slim?: never;
      readonly slimMini?: never; /** Protectimus Two. */
      readonly two: GivenFobInput;
      readonly ultra?: never;
    }
  | {
      readonly flex?: never;
      readonly shark?: never;
      readonly slim?: never;
      readonly slimMini?: never;
      readonly two?: never; /** Protectimus Ultra. */
      readonly ultra: UltraInput;
    };

/** The hash function under the HMAC. */
export type HashAlgorithm =
  /** SHA-1, which every device supports. */
  | "SHA1"
  /** SHA-256. */
  | "SHA256"
  /** SHA-512. */
  | "SHA512";

/** Codes from a counter (RFC 4226). */
export type HotpInput = {
  /** The counter of the next code. */
  readonly counter?: number | null | undefined;
  /** Length of a code: 6 to 8. */
  readonly digits?: number | null | undefined;
  /** The hash function; by default SHA1. It must be given if the secret has 32 or 64 bytes, because SHA256 and SHA512 use such secrets. */
  readonly hash?: HashAlgorithm | null | undefined;
};

/** The status of an import. Only one that SUCCEEDED, and was not a dry run, changed anything. */
export type ImportStatus =
  /** The server failed to do it, so nothing was imported; `failure` says why. */
  | "FAILED"
  /** Something in the file was refused, so nothing was imported. */
  | "REFUSED"
  /** It is being read, checked or stored, or waits for its turn (then `startedAt` is null). */
  | "RUNNING"
  /** Every row was imported; in a dry run: every row could be imported. */
  | "SUCCEEDED";

/** Input of `invitationCreate`. */
export type InvitationCreateInput = {
  /** How the link reaches the person. */
  readonly by?: InvitationDelivery | null | undefined;
  /** A text of your choice. If the same key is sent again with the same input, nothing is done twice, and the answer is the first one. */
  readonly idempotencyKey?: string | null | undefined;
  /** The resource whose portal it leads to. Without it, it leads an administrator to the console. */
  readonly resource?: ResourceRef | null | undefined;
  /** The user. */
  readonly user: UserRef;
};

/** One of many items: the input of `invitationCreate`. */
export type InvitationCreateItem = {
  /** The resource whose portal it leads to. */
  readonly resource: ResourceRef;
  /** The user. */
  readonly user: UserRef;
};

/** How a link reaches its person. */
export type InvitationDelivery =
  /** The answer of the mutation has the link, once. Send it to the person in a way that nobody else can read. It works for seven days. */
  | "LINK"
  /** The server mails the link to the user's e-mail address, and shows it to nobody else. It works for 24 hours. The account needs an enabled channel for e-mails, or the server needs a mail server; the server also needs TOKENPLANE_PUBLIC_URL. A person gets at most three such mails in an hour. */
  | "MAIL";

/** The purpose of a link. */
export type InvitationPurpose =
  /** To enrol a token in the portal of a resource, and to set a password if the portal asks for one and none is set. A user who has a password must type it. */
  | "ENROL"
  /** To set a password, and to enrol a token if there is none. */
  | "JOIN"
  /** To set another password. In the portal of a resource, the user also types a code of the token, or the recovery code. */
  | "PASSWORD"
  /** To become the first administrator. */
  | "SETUP"
  /** To enrol another token. The person must type the password. */
  | "TOKEN";

/** Input of `invitationRevoke`. */
export type InvitationRevokeInput = {
  /** A text of your choice. If the same key is sent again with the same input, nothing is done twice, and the answer is the first one. */
  readonly idempotencyKey?: string | null | undefined;
  /** Global id of the invitation. */
  readonly invitation: string;
};

/** The state of a link. */
export type InvitationState =
  /** It expired before anybody used it. */
  | "EXPIRED"
  /** It still works. */
  | "OPEN"
  /** It was revoked, or replaced by another one. */
  | "REVOKED"
  /** The person used it. */
  | "USED";

/** Input of `invitationsCreate`. */
export type InvitationsCreateInput = {
  /** A text of your choice. If the same key is sent again with the same input, nothing is done twice, and the answer is the first one. */
  readonly idempotencyKey?: string | null | undefined;
  /** The inputs of `invitationCreate`, one for each item. */
  readonly items: ReadonlyArray<InvitationCreateItem>;
  /** How refused items are handled. */
  readonly onRefusal?: OnRefusal | null | undefined;
};

/** Why links cannot be mailed. */
export type LinkObstacle =
  /** The account has no enabled channel for e-mails, and the server does not mail for it: the server has no mail server (TOKENPLANE_SMTP_URL), or the account has a disabled channel for e-mails. */
  | "NO_CHANNEL"
  /** The server does not know its public address. Its operator must set TOKENPLANE_PUBLIC_URL. */
  | "NO_PUBLIC_URL";

/** Identifies an assignment by its token and its resource. */
export type LinkRef = {
  /** The resource. */
  readonly resource: ResourceRef;
  /** The token. */
  readonly token: TokenRef;
};

/** The resource for the token: an existing one, or one to create. */
export type LinkTargetInput =
  | {
      /** A resource to create. */
      readonly newResource: NewResourceInput;
      readonly resource?: never;
    }
  | { readonly newResource?: never; /** An existing resource. */ readonly resource: ResourceRef };

/** Why a token is locked. */
export type LockReason =
  /** Too many wrong codes; the resource sets how many. */
  | "FAILURES"
  /** 100 failures in a row: only an administrator unlocks it. */
  | "FAILURE_CEILING";

/** The state of a message. Each message is sent once or not at all. */
export type MessageState =
  /** The gateway took it. */
  | "ACCEPTED"
  /** It was not sent: its code or its link had become void, its token was disabled or taken from its user, or its user was deleted or disabled. */
  | "CANCELLED"
  /** It could not be sent in time. */
  | "EXPIRED"
  /** It waits to be sent, or to be tried again. */
  | "PENDING"
  /** No channel sent it; `failure` says why. */
  | "REFUSED"
  /** A server sends it now. */
  | "SENDING"
  /** It was not sent, because of a limit or a missing channel; `failure` says which. */
  | "SUPPRESSED"
  /** It is not known whether it was sent. It is not sent again. */
  | "UNKNOWN";

/** Input of `myContactCancel`. */
export type MyContactCancelInput = {
  /** A text of your choice. If the same key is sent again with the same input, nothing is done twice, and the answer is the first one. */
  readonly idempotencyKey?: string | null | undefined;
};

/** Input of `myContactConfirm`. */
export type MyContactConfirmInput = {
  /** The code that was sent. */
  readonly code: string;
  /** A text of your choice. If the same key is sent again with the same input, nothing is done twice, and the answer is the first one. */
  readonly idempotencyKey?: string | null | undefined;
};

/** Input of `myContactUpdate`. */
export type MyContactUpdateInput = {
  /** The new e-mail address or phone number. */
  readonly contact: NewContact;
  /** A text of your choice. If the same key is sent again with the same input, nothing is done twice, and the answer is the first one. */
  readonly idempotencyKey?: string | null | undefined;
};

/** Input of `myNamesUpdate`. */
export type MyNamesUpdateInput = {
  /** The first name. */
  readonly firstName?: string | null | undefined;
  /** A text of your choice. If the same key is sent again with the same input, nothing is done twice, and the answer is the first one. */
  readonly idempotencyKey?: string | null | undefined;
  /** The last name. */
  readonly lastName?: string | null | undefined;
};

/** Input of `myPasswordSet`. */
export type MyPasswordSetInput = {
  /** A text of your choice. If the same key is sent again with the same input, nothing is done twice, and the answer is the first one. */
  readonly idempotencyKey?: string | null | undefined;
  /** 15 to 128 characters, of any kind. A password that is easily guessed is refused. */
  readonly password: string;
};

/** Input of `myRecoveryCodeCreate`. */
export type MyRecoveryCodeCreateInput = {
  /** A text of your choice. If the same key is sent again with the same input, nothing is done twice, and the answer is the first one. */
  readonly idempotencyKey?: string | null | undefined;
};

/** Input of `myTokenAssign`. */
export type MyTokenAssignInput = {
  /** A text of your choice. If the same key is sent again with the same input, nothing is done twice, and the answer is the first one. */
  readonly idempotencyKey?: string | null | undefined;
  /** Two consecutive codes that the device shows, the older one first. */
  readonly otps: ReadonlyArray<string>;
  /** The serial number on the device. */
  readonly serialNumber: string;
};

/** Input of `myTokenEnrol`. */
export type MyTokenEnrolInput = {
  /** A text of your choice. If the same key is sent again with the same input, nothing is done twice, and the answer is the first one. */
  readonly idempotencyKey?: string | null | undefined;
  /** The model: one that the policy allows. */
  readonly model: TokenModel;
  /** The name that the user gives to it. */
  readonly name: string;
};

/** Input of `myTokenEnrolmentCancel`. */
export type MyTokenEnrolmentCancelInput = {
  /** A text of your choice. If the same key is sent again with the same input, nothing is done twice, and the answer is the first one. */
  readonly idempotencyKey?: string | null | undefined;
  /** Global id of one of the user's own tokens. */
  readonly token: string;
};

/** Input of `myTokenEnrolmentConfirm`. */
export type MyTokenEnrolmentConfirmInput = {
  /** A text of your choice. If the same key is sent again with the same input, nothing is done twice, and the answer is the first one. */
  readonly idempotencyKey?: string | null | undefined;
  /** The code that the app shows, or that was sent. */
  readonly otp: string;
  /** Global id of one of the user's own tokens. */
  readonly token: string;
};

/** Input of `myTokenPinRemove`. */
export type MyTokenPinRemoveInput = {
  /** A text of your choice. If the same key is sent again with the same input, nothing is done twice, and the answer is the first one. */
  readonly idempotencyKey?: string | null | undefined;
  /** Global id of one of the user's own tokens. */
  readonly token: string;
};

/** Input of `myTokenPinSet`. */
export type MyTokenPinSetInput = {
  /** A text of your choice. If the same key is sent again with the same input, nothing is done twice, and the answer is the first one. */
  readonly idempotencyKey?: string | null | undefined;
  /** The PIN: 4 to 12 digits. */
  readonly pin: string;
  /** Where it is typed. */
  readonly position: PinPosition;
  /** Global id of one of the user's own tokens. */
  readonly token: string;
};

/** Input of `myTokenReissue`. */
export type MyTokenReissueInput = {
  /** A text of your choice. If the same key is sent again with the same input, nothing is done twice, and the answer is the first one. */
  readonly idempotencyKey?: string | null | undefined;
  /** Global id of one of the user's own tokens. */
  readonly token: string;
};

/** Input of `myTokenReportLost`. */
export type MyTokenReportLostInput = {
  /** A text of your choice. If the same key is sent again with the same input, nothing is done twice, and the answer is the first one. */
  readonly idempotencyKey?: string | null | undefined;
  /** Global id of one of the user's own tokens. */
  readonly token: string;
};

/** Input of `myTokenSynchronize`. */
export type MyTokenSynchronizeInput = {
  /** A text of your choice. If the same key is sent again with the same input, nothing is done twice, and the answer is the first one. */
  readonly idempotencyKey?: string | null | undefined;
  /** Two codes as the device showed them, the older one first, without a PIN. */
  readonly otps: ReadonlyArray<string>;
  /** Global id of one of the user's own tokens. */
  readonly token: string;
};

/** Input of `myTokenUnassign`. */
export type MyTokenUnassignInput = {
  /** A text of your choice. If the same key is sent again with the same input, nothing is done twice, and the answer is the first one. */
  readonly idempotencyKey?: string | null | undefined;
  /** Global id of one of the user's own tokens. */
  readonly token: string;
};

/** A new contact of the user. */
export type NewContact =
  | {
      /** An e-mail address. */
      readonly email: string;
      readonly phoneNumber?: never;
    }
  | {
      readonly email?: never; /** A mobile number as in E.164: +4915112345678. */
      readonly phoneNumber: string;
    };

/** A resource to create in the same step. */
export type NewResourceInput = {
  /** CIDR blocks (10.0.0.0/8) or addresses from which clients may sign in, at most 200; empty means from everywhere. */
  readonly allowedAddresses?: ReadonlyArray<string> | null | undefined;
  /** Whether anybody may sign in here. */
  readonly enabled?: boolean | null | undefined;
  /** How many wrong codes lock a token here: 3 to 10. */
  readonly failedAttemptsBeforeLock?: number | null | undefined;
  /** How long a lock after too many wrong codes lasts, in minutes, up to 43,200 (30 days); 0 means until someone unlocks the token. */
  readonly lockMinutes?: number | null | undefined;
  /** Its name: 1 to 50 characters, unique in the account. */
  readonly name: string;
  /** Whether a token's PIN must be right before a code is sent by SMS, by e-mail or by a bot, or a phone is asked. Then strangers cannot cause codes to be sent to people. */
  readonly pinBeforeSending?: boolean | null | undefined;
  /** How a request on a phone is confirmed; with CODE, the person types what the phone shows. */
  readonly pushConfirmation?: PushConfirmation | null | undefined;
};

/** A user to create in the same step. */
export type NewUserInput = {
  /** E-mail address. */
  readonly email?: string | null | undefined;
  /** Whether the person may sign in anywhere. */
  readonly enabled?: boolean | null | undefined;
  /** First name: 1 to 50 characters. */
  readonly firstName?: string | null | undefined;
  /** Last name: 1 to 50 characters. */
  readonly lastName?: string | null | undefined;
  /** The login with which the person signs in: 1 to 254 characters, unique in the account. */
  readonly login: string;
  /** Phone number, as in E.164: +4915112345678. */
  readonly phoneNumber?: string | null | undefined;
};

/** How codes are computed. */
export type OathAlgorithm =
  /** From a counter (RFC 4226). */
  | "HOTP"
  /** As answers to questions (RFC 6287). */
  | "OCRA"
  /** From the time (RFC 6238). */
  | "TOTP";

/** How the codes of a universal token are computed. */
export type OathInput =
  | {
      /** From a counter. */
      readonly hotp: HotpInput;
      readonly ocra?: never;
      readonly totp?: never;
    }
  | { readonly hotp?: never; /** As answers to questions. */ readonly ocra: OcraInput; readonly totp?: never }
  | { readonly hotp?: never; readonly ocra?: never; /** From the time. */ readonly totp: TotpInput };

/** Answers to questions (RFC 6287). */
export type OcraInput = {
  /** The counter of the next answer, for a device that is not new: only when the suite has a counter (C); by default 0. */
  readonly counter?: number | null | undefined;
  /** The OCRA suite: how the answers are computed, as in OCRA-1:HOTP-SHA256-8:C-QN08-PSHA1 (RFC 6287 §6): 6 to 8 digits, no session. */
  readonly suite: string;
  /** The PIN that is part of every answer, 4 to 12 digits: required when the suite has a PIN (PSHA1, PSHA256 or PSHA512), refused otherwise. It is never shown. */
  readonly suitePin?: string | null | undefined;
};

/** How a bulk mutation handles refused items. */
export type OnRefusal =
  /** No item is done; every refusal is listed. An item about an administrator, which only the role ADMIN may change, ends the request with FORBIDDEN. */
  | "ABORT"
  /** The other items are done; the result of each refused item has the reason. An item about an administrator, which only the role ADMIN may change, is refused with POLICY_REFUSED. */
  | "SKIP";

/** Input of `passwordReset`. */
export type PasswordResetInput = {
  /** How the link reaches the person. */
  readonly by?: InvitationDelivery | null | undefined;
  /** A text of your choice. If the same key is sent again with the same input, nothing is done twice, and the answer is the first one. */
  readonly idempotencyKey?: string | null | undefined;
  /** The resource in whose portal a user without a role sets another password. Without it, an administrator does so in the console. */
  readonly resource?: ResourceRef | null | undefined;
  /** The user. */
  readonly user: UserRef;
};

/** A PIN that is typed together with every one-time password of the token. */
export type PinInput = {
  /** Where it is typed. */
  readonly position: PinPosition;
  /** The PIN: 4 to 12 digits. */
  readonly value: string;
};

/** Where a PIN is typed. The PIN and the one-time password are one text, without a space between them. */
export type PinPosition =
  /** First the one-time password, then the PIN. */
  | "AFTER_OTP"
  /** First the PIN, then the one-time password. */
  | "BEFORE_OTP";

/** A key fob or card that is programmed with a secret that the server generates. */
export type ProgrammableFobInput = {
  /** How long a code is valid: 30 or 60 seconds. */
  readonly periodSeconds: number;
};

/** How a request on a phone is confirmed. */
export type PushConfirmation =
  /** Approving is enough. NIST SP 800-63B-4 does not accept it, because some people approve when they are asked many times. */
  | "APPROVE"
  /** The page shows a digit, and the person chooses it from ten on the phone. A wrong digit ends the request and counts as a failure. NIST SP 800-63B-4 does not accept it. */
  | "CHOICE"
  /** After approving, the phone shows six digits, which the person types where they sign in. Only this meets NIST SP 800-63B-4 (§3.1.3.2). Approving alone signs nobody in. */
  | "CODE";

/** A request is shown on the person's phone, by the app privacyIDEA Authenticator or by the phone's browser. */
export type PushInput = {
  /** The issuer that the app shows; by default the account's name. */
  readonly issuer?: string | null | undefined;
};

/** Input of `recoveryCodeRevoke`. */
export type RecoveryCodeRevokeInput = {
  /** A text of your choice. If the same key is sent again with the same input, nothing is done twice, and the answer is the first one. */
  readonly idempotencyKey?: string | null | undefined;
  /** Whose. */
  readonly user: UserRef;
};

/** Input of `resourceCreate`. */
export type ResourceCreateInput = {
  /** CIDR blocks (10.0.0.0/8) or addresses from which clients may sign in, at most 200; empty means from everywhere. */
  readonly allowedAddresses?: ReadonlyArray<string> | null | undefined;
  /** Whether anybody may sign in here. */
  readonly enabled?: boolean | null | undefined;
  /** How many wrong codes lock a token here: 3 to 10. */
  readonly failedAttemptsBeforeLock?: number | null | undefined;
  /** A text of your choice. If the same key is sent again with the same input, nothing is done twice, and the answer is the first one. */
  readonly idempotencyKey?: string | null | undefined;
  /** How long a lock after too many wrong codes lasts, in minutes, up to 43,200 (30 days); 0 means until someone unlocks the token. */
  readonly lockMinutes?: number | null | undefined;
  /** Its name: 1 to 50 characters, unique in the account. */
  readonly name: string;
  /** Whether a token's PIN must be right before a code is sent by SMS, by e-mail or by a bot, or a phone is asked. Then strangers cannot cause codes to be sent to people. */
  readonly pinBeforeSending?: boolean | null | undefined;
  /** How a request on a phone is confirmed; with CODE, the person types what the phone shows. */
  readonly pushConfirmation?: PushConfirmation | null | undefined;
};

/** Filters resources; all given conditions must be true. */
export type ResourceFilter = {
  /** Only the resource of the console, or only the others. */
  readonly builtIn?: boolean | null | undefined;
  /** Only enabled or only disabled ones. */
  readonly enabled?: boolean | null | undefined;
  /** Only those that have a portal, or only those that have none. */
  readonly selfService?: boolean | null | undefined;
  /** Only those in whose portal users may do at least one of these; an empty list finds nothing. */
  readonly selfServiceAnyOf?: ReadonlyArray<SelfServiceAction> | null | undefined;
  /** Every word of this text must be the beginning of a word in the name. A text without a letter or digit finds nothing. */
  readonly text?: string | null | undefined;
};

/** The order of a list of resources. */
export type ResourceOrder = {
  /** Descending order. */
  readonly descending?: boolean | null | undefined;
  /** The field to order by. */
  readonly field: ResourceOrderField;
};

/** The fields that resources can be ordered by. */
export type ResourceOrderField =
  /** When they were created. */
  | "CREATED_AT"
  /** Their name. */
  | "NAME";

/** Identifies a resource. */
export type ResourceRef =
  | {
      /** By its global id. */
      readonly id: string;
      readonly name?: never;
    }
  | {
      readonly id?: never; /** By its name, exactly, in any Unicode normalization form. */
      readonly name: string;
    };

/** Input of `resourceUpdate`. */
export type ResourceUpdateInput = {
  /** CIDR blocks from which clients may sign in; they replace the previous ones. Empty or null means from everywhere. */
  readonly allowedAddresses?: ReadonlyArray<string> | null | undefined;
  /** Whether anybody may sign in here. */
  readonly enabled?: boolean | null | undefined;
  /** How many wrong codes lock a token here: 3 to 10. */
  readonly failedAttemptsBeforeLock?: number | null | undefined;
  /** A text of your choice. If the same key is sent again with the same input, nothing is done twice, and the answer is the first one. */
  readonly idempotencyKey?: string | null | undefined;
  /** How long a lock after too many wrong codes lasts, in minutes; 0 means until someone unlocks the token. */
  readonly lockMinutes?: number | null | undefined;
  /** New name: 1 to 50 characters, unique in the account. */
  readonly name?: string | null | undefined;
  /** Whether a token's PIN must be right before a code is sent by SMS, by e-mail or by a bot, or a phone is asked. */
  readonly pinBeforeSending?: boolean | null | undefined;
  /** How a request on a phone is confirmed; with CODE, the person types what the phone shows. */
  readonly pushConfirmation?: PushConfirmation | null | undefined;
  /** The resource. */
  readonly resource: ResourceRef;
};

/** The role of an API key, or of a person in the console. It decides what the caller may do. */
export type Role =
  /** May do everything inside its account. */
  | "ADMIN"
  /** Reads everything, including the events, except invitations and the sessions of others. */
  | "AUDITOR"
  /** Signs users in, and may do nothing else. */
  | "AUTHENTICATOR"
  /** Reads everything except invitations and the sessions of others; checks, enrols, unlocks, enables, disables and assigns tokens; resets passwords of users; grants bypass as the bypass policy allows. */
  | "HELPDESK"
  /** Manages the installation: accounts and their service plans, and the keys of operators. Sees nothing inside an account. */
  | "OPERATOR"
  /** The role for infrastructure as code: manages users, resources, tokens, assignments, bypasses, channels and policies, and API keys of its own role. */
  | "PROVISIONER";

/** The encoding of a given secret. It is never guessed. */
export type SecretEncoding =
  /** Base32 (RFC 4648), with or without padding. */
  | "BASE32"
  /** Base64 (RFC 4648), with or without padding. */
  | "BASE64"
  /** Hexadecimal digits. */
  | "HEX";

/** An action that a policy may allow users to do by themselves. */
export type SelfServiceAction =
  /** Change the e-mail address or the phone number. A code that is sent there confirms it, and the previous address gets a notice. */
  | "CONTACT_UPDATE"
  /** Change the first and the last name. */
  | "NAMES_UPDATE"
  /** Change the password. */
  | "PASSWORD_CHANGE"
  /** Make a recovery code, and use it at the sign-in after the loss of a token. In that session the user can connect another token, but do nothing else that requires a code. The policy must also allow TOKEN_ENROL or TOKEN_ASSIGN. */
  | "RECOVERY_CODE"
  /** Take a token that belongs to nobody, by its serial number and two consecutive codes. */
  | "TOKEN_ASSIGN"
  /** Connect a new token of one of the models. */
  | "TOKEN_ENROL"
  /** Remove the PIN of a token. */
  | "TOKEN_PIN_REMOVE"
  /** Set the PIN of a token. */
  | "TOKEN_PIN_SET"
  /** Give a token of one of the models a new secret, as after a change of phone. */
  | "TOKEN_REISSUE"
  /** Report a token as lost: it is disabled at once. Users cannot enable it again; the helpdesk can. */
  | "TOKEN_REPORT_LOST"
  /** Synchronize a token whose clock or counter drifted, by two consecutive codes. It also works for users who cannot sign in because of the drift. */
  | "TOKEN_SYNCHRONIZE"
  /** Give a token back. */
  | "TOKEN_UNASSIGN";

/** Input of `selfServicePolicyClear`. */
export type SelfServicePolicyClearInput = {
  /** A text of your choice. If the same key is sent again with the same input, nothing is done twice, and the answer is the first one. */
  readonly idempotencyKey?: string | null | undefined;
  /** The resource. */
  readonly resource: ResourceRef;
};

/** Input of `selfServicePolicySet`. */
export type SelfServicePolicySetInput = {
  /** The actions that users may do. With an empty list, they can only look at their tokens. */
  readonly actions: ReadonlyArray<SelfServiceAction>;
  /** The last part of the portal's address, such as vpn in /s/vpn: 3 to 40 lowercase letters, digits and hyphens. No other portal of the server may have the same. */
  readonly address: string;
  /** IP addresses and CIDR blocks from which the portal may be used; none means from everywhere. */
  readonly allowedAddresses?: ReadonlyArray<string> | null | undefined;
  /** How a user who never had a token may connect the first one. */
  readonly firstEnrolment?: FirstEnrolment | null | undefined;
  /** For how many days after a user was created the first token may be connected by a password or a mailed code: 1 to 365. */
  readonly firstEnrolmentDays?: number | null | undefined;
  /** A text of your choice. If the same key is sent again with the same input, nothing is done twice, and the answer is the first one. */
  readonly idempotencyKey?: string | null | undefined;
  /** The models of which users may enrol, reissue and take tokens; none by default. */
  readonly models?: ReadonlyArray<TokenModel> | null | undefined;
  /** The resource. */
  readonly resource: ResourceRef;
  /** How users begin to sign in; with the password by default. */
  readonly signIn?: ReadonlyArray<SelfServiceSignIn> | null | undefined;
};

/** How a user begins to sign in to the portal. A code of the user's token follows, if there is one. */
export type SelfServiceSignIn =
  /** By a code that is mailed to the user. */
  | "MAIL_CODE"
  /** By the password. */
  | "PASSWORD";

/** How an app computes codes. */
export type SmartAlgorithm =
  /** From a counter (RFC 4226). */
  | "HOTP"
  /** From the time (RFC 6238). */
  | "TOTP";

/** Protectimus Smart: an app that accepts any OATH settings. */
export type SmartInput = {
  /** From the time or from a counter. */
  readonly algorithm?: SmartAlgorithm | null | undefined;
  /** Length of a code: 6 or 8. */
  readonly digits?: number | null | undefined;
  /** The hash function. */
  readonly hash?: HashAlgorithm | null | undefined;
  /** The issuer that the app shows; by default the account's name. */
  readonly issuer?: string | null | undefined;
  /** How long a TOTP code is valid, 10 to 86,400 seconds; 30 by default. Not for HOTP. */
  readonly periodSeconds?: number | null | undefined;
};

/** Codes are sent by SMS. NIST restricts this: offer another model too, and use this where nothing else works. */
export type SmsInput = {
  /** A mobile number with its country code, as +491701234567. */
  readonly phoneNumber: string;
};

/** An app, or a way by which codes are sent, by its model. */
export type SoftwareInput =
  | {
      /** Codes are sent by a bot in a messenger. */
      readonly bot: BotInput;
      readonly email?: never;
      readonly googleAuthenticator?: never;
      readonly push?: never;
      readonly smart?: never;
      readonly sms?: never;
    }
  | {
      readonly bot?: never; /** Codes are sent by e-mail. */
      readonly email: EmailInput;
      readonly googleAuthenticator?: never;
      readonly push?: never;
      readonly smart?: never;
      readonly sms?: never;
    }
  | {
      readonly bot?: never;
      readonly email?: never; /** Google Authenticator and other apps. */
      readonly googleAuthenticator: GoogleAuthenticatorInput;
      readonly push?: never;
      readonly smart?: never;
      readonly sms?: never;
    }
  | {
      readonly bot?: never;
      readonly email?: never;
      readonly googleAuthenticator?: never; /** A phone is asked, and shows a code to type. */
      readonly push: PushInput;
      readonly smart?: never;
      readonly sms?: never;
    }
  | {
      readonly bot?: never;
      readonly email?: never;
      readonly googleAuthenticator?: never;
      readonly push?: never; /** Protectimus Smart. */
      readonly smart: SmartInput;
      readonly sms?: never;
    }
  | {
      readonly bot?: never;
      readonly email?: never;
      readonly googleAuthenticator?: never;
      readonly push?: never;
      readonly smart?: never; /** Codes are sent by SMS. */
      readonly sms: SmsInput;
    };

/** A user (whose token at the resource is used), or a token (with its user). */
export type SubjectInput =
  | {
      /** The token. */
      readonly token: TokenRef;
      readonly user?: never;
    }
  | { readonly token?: never; /** The user. */ readonly user: UserRef };

/** Input of `tokenAssign`. */
export type TokenAssignInput = {
  /** The user it is taken from; only needed to move a token that has a user. */
  readonly from?: UserRef | null | undefined;
  /** A text of your choice. If the same key is sent again with the same input, nothing is done twice, and the answer is the first one. */
  readonly idempotencyKey?: string | null | undefined;
  /** The user who gets it. */
  readonly to: AssigneeInput;
  /** The token. */
  readonly token: TokenRef;
};

/** Input of `tokenBypassGrant`. */
export type TokenBypassGrantInput = {
  /** For how long, from now. */
  readonly duration: BypassDuration;
  /** A text of your choice. If the same key is sent again with the same input, nothing is done twice, and the answer is the first one. */
  readonly idempotencyKey?: string | null | undefined;
  /** The reason: 1 to 200 characters. The policy may require it. */
  readonly reason?: string | null | undefined;
  /** Where the bypass is valid. */
  readonly scope: BypassScope;
  /** The token. */
  readonly token: TokenRef;
};

/** One of many items: the input of `tokenBypassGrant`. */
export type TokenBypassGrantItem = {
  /** For how long, from now. */
  readonly duration: BypassDuration;
  /** The reason: 1 to 200 characters. The policy may require it. */
  readonly reason?: string | null | undefined;
  /** Where the bypass is valid. */
  readonly scope: BypassScope;
  /** The token. */
  readonly token: TokenRef;
};

/** Input of `tokenBypassRevoke`. */
export type TokenBypassRevokeInput = {
  /** The bypass, or the token whose running bypasses end. */
  readonly bypass: BypassRef;
  /** A text of your choice. If the same key is sent again with the same input, nothing is done twice, and the answer is the first one. */
  readonly idempotencyKey?: string | null | undefined;
};

/** Input of `tokenCheckOtp`. */
export type TokenCheckOtpInput = {
  /** The challenge from challengeCreate that the code answers. Required for tokens that answer questions, for codes that were sent, and for requests on a phone; ignored for others. */
  readonly challenge?: string | null | undefined;
  /** A text of your choice. If the same key is sent again with the same input, nothing is done twice, and the answer is the first one. */
  readonly idempotencyKey?: string | null | undefined;
  /** The code that the token shows; with its PIN before or after it, if it has one. No spaces. An empty code is not valid, and does not count as a failure. */
  readonly passcode: string;
  /** The token. */
  readonly token: TokenRef;
};

/** Input of `tokenCreate`. */
export type TokenCreateInput = {
  /** Whether it is enabled: nobody can authenticate with a disabled token. */
  readonly enabled?: boolean | null | undefined;
  /** For tokens that a first code confirms: do not begin the enrolment yet; tokenEnrolmentStart begins it. */
  readonly enrolLater?: boolean | null | undefined;
  /** A text of your choice. If the same key is sent again with the same input, nothing is done twice, and the answer is the first one. */
  readonly idempotencyKey?: string | null | undefined;
  /** The model of the token, with its settings. */
  readonly model: TokenModelInput;
  /** Its name: 1 to 50 characters. By default the serial number; a token without one needs a name. */
  readonly name?: string | null | undefined;
  /** A PIN that is typed together with every one-time password; absent means none. */
  readonly pin?: PinInput | null | undefined;
  /** The user who gets it; absent means no user yet. */
  readonly to?: AssigneeInput | null | undefined;
  /** The moment from which its codes are accepted, at a sign-in and at a check. Absent means no limit. */
  readonly validFrom?: string | null | undefined;
  /** The moment at which its codes stop being accepted, with or without a bypass. Absent means no limit. */
  readonly validUntil?: string | null | undefined;
};

/** Input of `tokenDelete`. */
export type TokenDeleteInput = {
  /** A text of your choice. If the same key is sent again with the same input, nothing is done twice, and the answer is the first one. */
  readonly idempotencyKey?: string | null | undefined;
  /** The token. */
  readonly token: TokenRef;
};

/** One of many items: the input of `tokenDelete`. */
export type TokenDeleteItem = {
  /** The token. */
  readonly token: TokenRef;
};

/** Input of `tokenDisable`. */
export type TokenDisableInput = {
  /** A text of your choice. If the same key is sent again with the same input, nothing is done twice, and the answer is the first one. */
  readonly idempotencyKey?: string | null | undefined;
  /** The token. */
  readonly token: TokenRef;
};

/** One of many items: the input of `tokenDisable`. */
export type TokenDisableItem = {
  /** The token. */
  readonly token: TokenRef;
};

/** Input of `tokenEnable`. */
export type TokenEnableInput = {
  /** A text of your choice. If the same key is sent again with the same input, nothing is done twice, and the answer is the first one. */
  readonly idempotencyKey?: string | null | undefined;
  /** The token. */
  readonly token: TokenRef;
};

/** One of many items: the input of `tokenEnable`. */
export type TokenEnableItem = {
  /** The token. */
  readonly token: TokenRef;
};

/** Input of `tokenEnrolmentCancel`. */
export type TokenEnrolmentCancelInput = {
  /** A text of your choice. If the same key is sent again with the same input, nothing is done twice, and the answer is the first one. */
  readonly idempotencyKey?: string | null | undefined;
  /** The token. */
  readonly token: TokenRef;
};

/** Input of `tokenEnrolmentConfirm`. */
export type TokenEnrolmentConfirmInput = {
  /** A text of your choice. If the same key is sent again with the same input, nothing is done twice, and the answer is the first one. */
  readonly idempotencyKey?: string | null | undefined;
  /** The code that the app or the phone shows, or that was sent. */
  readonly otp: string;
  /** The token. */
  readonly token: TokenRef;
};

/** Input of `tokenEnrolmentStart`. */
export type TokenEnrolmentStartInput = {
  /** A text of your choice. If the same key is sent again with the same input, nothing is done twice, and the answer is the first one. */
  readonly idempotencyKey?: string | null | undefined;
  /** The issuer that the app shows; by default the account's name. */
  readonly issuer?: string | null | undefined;
  /** The token. */
  readonly token: TokenRef;
};

/** Filters tokens; all given conditions must be true. */
export type TokenFilter = {
  /** Only tokens that have a user, or only those that have none. */
  readonly assigned?: boolean | null | undefined;
  /** Only tokens with a running bypass, or only tokens without one. */
  readonly bypassed?: boolean | null | undefined;
  /** Only enabled or only disabled ones. */
  readonly enabled?: boolean | null | undefined;
  /** Only tokens of this kind. */
  readonly kind?: TokenKind | null | undefined;
  /** Only locked or only unlocked ones. */
  readonly locked?: boolean | null | undefined;
  /** Only tokens of this model. */
  readonly model?: TokenModel | null | undefined;
  /** Only tokens whose phone shows no requests for some time (`TokenDevice.requestsSuspendedUntil`), or only the others. */
  readonly requestsSuspended?: boolean | null | undefined;
  /** Only tokens that are linked to this resource. */
  readonly resource?: ResourceRef | null | undefined;
  /** Only tokens with this status. */
  readonly status?: TokenStatus | null | undefined;
  /** Every word of this text must be the beginning of a word in the name or the serial number, or in the login, the names, the e-mail address or the phone number of the user. A text without a letter or digit finds nothing. */
  readonly text?: string | null | undefined;
  /** Only tokens that were last used at this moment or later. */
  readonly usedAfter?: string | null | undefined;
  /** Only tokens that were last used before this moment. */
  readonly usedBefore?: string | null | undefined;
  /** Only tokens of this user. */
  readonly user?: UserRef | null | undefined;
  /** Only tokens that are valid now, or only those that are not valid yet or any more. */
  readonly valid?: boolean | null | undefined;
  /** Only tokens whose validity ends before this moment. Use a future moment to find those that must be replaced soon. */
  readonly validUntilBefore?: string | null | undefined;
};

/** How a file of tokens is written. */
export type TokenImportFormat =
  /** Columns serialNumber,secret. All tokens have the same model, period and hash, which are given with the file. Tokens of the model UNIVERSAL compute TOTP codes of 6 digits. */
  | "CSV"
  /** Columns serialNumber,secret,type,digits,period or counter,hash. The type is TOTP or HOTP. An empty or absent cell means: type TOTP, 6 digits, the period in `periodSeconds`, or 30, counter 0, and the hash in `hash`, or SHA1. A header may name two columns `period` and `counter` instead: a period counts for TOTP only, a counter for HOTP only. */
  | "OATH_CSV"
  /** Portable Symmetric Key Container (RFC 6030): XML, plain or encrypted. In an encrypted file every secret must be encrypted, with the right MAC. An XML signature is not checked. StartDate and ExpiryDate become validFrom and validUntil, TimeDrift becomes drift. OCRA keys contain their suite. If the suite requires a PIN, the PIN is not in the file; set it later with tokenUpdate (suitePin). */
  | "PSKC";

/** Input of `tokenImport`. */
export type TokenImportInput = {
  /** Accept secrets of 10 to 15 bytes, which many older devices have. They are weaker than RFC 4226 requires (16 bytes), and the event of each such token says so. Shorter ones are always refused. */
  readonly acceptShortSecrets?: boolean | null | undefined;
  /** Answer at once with a job that is RUNNING; read it with `importJob`. Otherwise the answer comes when the import has ended. */
  readonly background?: boolean | null | undefined;
  /** The file as text; the whole request has at most 1 MB. For larger ones, give `file`. */
  readonly content?: string | null | undefined;
  /** Only check whether the whole file could be imported, and change nothing. */
  readonly dryRun?: boolean | null | undefined;
  /** The file, as a multipart upload of at most 32 MB; or give `content`. */
  readonly file?: File | null | undefined;
  /** The format of the file. */
  readonly format: TokenImportFormat;
  /** For universal tokens: the hash function of rows, and of keys in PSKC, that do not name one; by default SHA1. If neither is given, a secret of 32 or 64 bytes is refused, because SHA256 and SHA512 use such secrets. */
  readonly hash?: HashAlgorithm | null | undefined;
  /** A text of your choice. If the same key is sent again with the same input, nothing is done twice, and the answer is the first one. */
  readonly idempotencyKey?: string | null | undefined;
  /** The model of all tokens. CSV requires it; for the other formats, the default is UNIVERSAL. */
  readonly model?: TokenImportModel | null | undefined;
  /** How long a TOTP code is valid, in seconds: 30 or 60; for universal tokens 10 to 86,400. In CSV, it is the period of all tokens, and PROTECTIMUS_TWO and PROTECTIMUS_SHARK need it. In the other formats, it is the period of TOTP rows, and of keys in PSKC, that have no period of their own. By default 30. */
  readonly periodSeconds?: number | null | undefined;
  /** For encrypted PSKC: the key that was shared beforehand, in hexadecimal. If it is given, a file without encryption is refused. */
  readonly pskcKey?: string | null | undefined;
  /** For encrypted PSKC: the pass phrase that the key is derived from. If it is given, a file without encryption is refused. */
  readonly pskcPassphrase?: string | null | undefined;
  /** The encoding of the secrets in CSV and OATH_CSV. */
  readonly secretEncoding?: SecretEncoding | null | undefined;
};

/** Models of tokens whose secrets a vendor delivers. */
export type TokenImportModel =
  /** Protectimus Shark: a key fob with a SHA-256 seed from the factory. */
  | "PROTECTIMUS_SHARK"
  /** Protectimus Two: a key fob with a seed from the factory. */
  | "PROTECTIMUS_TWO"
  /** Protectimus Ultra: a device with a keypad that answers a question (OCRA). From CSV, its suite is OCRA-1:HOTP-SHA1-6:QN08; from PSKC, it is the one of the key. OATH_CSV is for other models. */
  | "PROTECTIMUS_ULTRA"
  /** Any OATH token of any vendor whose secret is known. */
  | "UNIVERSAL";

/** The kind of a token. */
export type TokenKind =
  /** A device: a fob or a card. */
  | "HARDWARE"
  /** An app, or a channel that codes are sent over. */
  | "SOFTWARE"
  /** Any OATH token of any vendor. */
  | "UNIVERSAL";

/** The product behind a token. It decides the algorithm, the defaults, and what the creation needs. */
export type TokenModel =
  /** Bot: a code is sent to the person in a messenger, such as Telegram, Slack or Mattermost. */
  | "BOT"
  /** E-mail: a code is sent to the person's e-mail address. */
  | "EMAIL"
  /** Google Authenticator, and other apps that support its fixed settings. */
  | "GOOGLE_AUTHENTICATOR"
  /** Protectimus Flex: a key fob that is programmed over NFC with a secret that the server generates. */
  | "PROTECTIMUS_FLEX"
  /** Protectimus Shark: a key fob with a SHA-256 seed from the factory. */
  | "PROTECTIMUS_SHARK"
  /** Protectimus Slim: a card that is programmed over NFC with a secret that the server generates. */
  | "PROTECTIMUS_SLIM"
  /** Protectimus Slim mini: a small card that is programmed over NFC with a secret that the server generates. */
  | "PROTECTIMUS_SLIM_MINI"
  /** Protectimus Smart: an app that accepts any OATH settings. */
  | "PROTECTIMUS_SMART"
  /** Protectimus Two: a key fob with a seed from the factory. */
  | "PROTECTIMUS_TWO"
  /** Protectimus Ultra: a device with a keypad that answers a question (OCRA). */
  | "PROTECTIMUS_ULTRA"
  /** Push: the privacyIDEA Authenticator or the browser on the person's phone asks whether to approve the sign-in, and shows a code. The person types this code at the sign-in. */
  | "PUSH"
  /** SMS: a code is sent to the person's phone number. */
  | "SMS"
  /** Any OATH token of any vendor whose secret is known. */
  | "UNIVERSAL";

/** The token to create: its kind, its model, and the fields that this model needs. */
export type TokenModelInput =
  | {
      /** A device. */
      readonly hardware: HardwareInput;
      readonly software?: never;
      readonly universal?: never;
    }
  | {
      readonly hardware?: never; /** An app, a phone, or a way by which codes are sent. */
      readonly software: SoftwareInput;
      readonly universal?: never;
    }
  | {
      readonly hardware?: never;
      readonly software?: never; /** Any OATH token. */
      readonly universal: UniversalInput;
    };

/** The order of a list of tokens. */
export type TokenOrder = {
  /** Descending order. */
  readonly descending?: boolean | null | undefined;
  /** The field to order by. */
  readonly field: TokenOrderField;
};

/** The fields that tokens can be ordered by. */
export type TokenOrderField =
  /** When they were created. */
  | "CREATED_AT"
  /** When they were last used; those never used come first. */
  | "LAST_USED_AT"
  /** Their name. */
  | "NAME";

/** Input of `tokenPinRemove`. */
export type TokenPinRemoveInput = {
  /** A text of your choice. If the same key is sent again with the same input, nothing is done twice, and the answer is the first one. */
  readonly idempotencyKey?: string | null | undefined;
  /** The token. */
  readonly token: TokenRef;
};

/** Input of `tokenPinSet`. */
export type TokenPinSetInput = {
  /** A text of your choice. If the same key is sent again with the same input, nothing is done twice, and the answer is the first one. */
  readonly idempotencyKey?: string | null | undefined;
  /** The PIN: 4 to 12 digits. */
  readonly pin: string;
  /** Where it is typed. */
  readonly position: PinPosition;
  /** The token. */
  readonly token: TokenRef;
};

/** Identifies a token. */
export type TokenRef =
  | {
      /** By its global id. */
      readonly id: string;
      readonly serialNumber?: never;
    }
  | {
      readonly id?: never; /** By its serial number; upper and lower case are the same. */
      readonly serialNumber: string;
    };

/** Input of `tokenReissue`. */
export type TokenReissueInput = {
  /** Accept a seed of 10 to 15 bytes, which many older devices have. It is weaker than RFC 4226 requires (16 bytes), and the event says so. */
  readonly acceptShortSecrets?: boolean | null | undefined;
  /** The counter of the next code, for a device that is not new: for HOTP, and for OCRA suites with a counter (C); 0 by default. */
  readonly counter?: number | null | undefined;
  /** Length of the new secret's codes, for Protectimus Smart: 6 or 8. By default it stays as it is. */
  readonly digits?: number | null | undefined;
  /** A text of your choice. If the same key is sent again with the same input, nothing is done twice, and the answer is the first one. */
  readonly idempotencyKey?: string | null | undefined;
  /** The issuer that the app shows, if the server generates the secret; by default the account's name. */
  readonly issuer?: string | null | undefined;
  /** Whether the old device is lost or stolen. Then its codes are invalid at once, and an app's token is PENDING until the new secret is confirmed. A token whose codes are sent is PENDING, too, even when no code can be sent now: then `enrolment` is null, the event MESSAGE_SUPPRESSED says why, and tokenEnrolmentStart sends one later. */
  readonly lost: boolean;
  /** The new device's seed from the vendor, 16 to 128 bytes: only for models whose secret is given. For all others, the server generates it. */
  readonly secret?: string | null | undefined;
  /** How the seed is written. */
  readonly secretEncoding?: SecretEncoding | null | undefined;
  /** The token. */
  readonly token: TokenRef;
};

/** Whether a token's secret is confirmed. */
export type TokenStatus =
  /** Its secret is confirmed. */
  | "ACTIVE"
  /** It has no confirmed secret, and nobody can sign in with it. */
  | "PENDING";

/** Input of `tokenSynchronize`. */
export type TokenSynchronizeInput = {
  /** The answer that the OCRA token's device shows. */
  readonly answer?: string | null | undefined;
  /** The challenge of an OCRA token, created by challengeCreate with purpose SYNCHRONIZE. */
  readonly challenge?: string | null | undefined;
  /** A text of your choice. If the same key is sent again with the same input, nothing is done twice, and the answer is the first one. */
  readonly idempotencyKey?: string | null | undefined;
  /** Two codes as the device showed them, the older one first; without a PIN. For all tokens except OCRA tokens. */
  readonly otps?: ReadonlyArray<string> | null | undefined;
  /** The token. */
  readonly token: TokenRef;
};

/** Input of `tokenUnassign`. */
export type TokenUnassignInput = {
  /** A text of your choice. If the same key is sent again with the same input, nothing is done twice, and the answer is the first one. */
  readonly idempotencyKey?: string | null | undefined;
  /** The token. */
  readonly token: TokenRef;
};

/** Input of `tokenUnlock`. */
export type TokenUnlockInput = {
  /** A text of your choice. If the same key is sent again with the same input, nothing is done twice, and the answer is the first one. */
  readonly idempotencyKey?: string | null | undefined;
  /** The token. */
  readonly token: TokenRef;
};

/** Input of `tokenUpdate`. */
export type TokenUpdateInput = {
  /** New address of a token of model EMAIL. A code is sent there; until `tokenEnrolmentConfirm` gets it, the old address works. */
  readonly address?: string | null | undefined;
  /** New chat of a token of model BOT. A code is sent there; until `tokenEnrolmentConfirm` gets it, the old chat works. */
  readonly chatId?: string | null | undefined;
  /** New code length, 6 to 8: for UNIVERSAL tokens, whose device must make codes of that length. An app learns it only with a new secret: see tokenReissue. For OCRA tokens the suite decides it. */
  readonly digits?: number | null | undefined;
  /** A text of your choice. If the same key is sent again with the same input, nothing is done twice, and the answer is the first one. */
  readonly idempotencyKey?: string | null | undefined;
  /** New name: 1 to 50 characters. */
  readonly name?: string | null | undefined;
  /** New phone number of a token of model SMS. A code is sent there; until `tokenEnrolmentConfirm` gets it, the old number works. */
  readonly phoneNumber?: string | null | undefined;
  /** New PIN that is part of every answer, 4 to 12 digits: for OCRA tokens whose suite has a PIN. It is never shown. */
  readonly suitePin?: string | null | undefined;
  /** The token. */
  readonly token: TokenRef;
  /** The moment from which its codes are accepted, at a sign-in and at a check. An absent field keeps its value; null means no limit. */
  readonly validFrom?: string | null | undefined;
  /** The moment at which its codes stop being accepted, with or without a bypass. An absent field keeps its value; null means no limit. */
  readonly validUntil?: string | null | undefined;
};

/** Whether a token is valid now, by its `validFrom` and `validUntil`. */
export type TokenValidity =
  /** Its codes are not accepted yet: its `validFrom` is in the future. */
  | "NOT_YET_VALID"
  /** Its codes are accepted. */
  | "VALID"
  /** Its codes are not accepted any more: its `validUntil` has passed. */
  | "VALIDITY_ENDED";

/** Input of `tokensBypassGrant`. */
export type TokensBypassGrantInput = {
  /** A text of your choice. If the same key is sent again with the same input, nothing is done twice, and the answer is the first one. */
  readonly idempotencyKey?: string | null | undefined;
  /** The inputs of `tokenBypassGrant`, one for each item. */
  readonly items: ReadonlyArray<TokenBypassGrantItem>;
  /** How refused items are handled. */
  readonly onRefusal?: OnRefusal | null | undefined;
};

/** Input of `tokensDelete`. */
export type TokensDeleteInput = {
  /** A text of your choice. If the same key is sent again with the same input, nothing is done twice, and the answer is the first one. */
  readonly idempotencyKey?: string | null | undefined;
  /** The inputs of `tokenDelete`, one for each item. */
  readonly items: ReadonlyArray<TokenDeleteItem>;
  /** How refused items are handled. */
  readonly onRefusal?: OnRefusal | null | undefined;
};

/** Input of `tokensDisable`. */
export type TokensDisableInput = {
  /** A text of your choice. If the same key is sent again with the same input, nothing is done twice, and the answer is the first one. */
  readonly idempotencyKey?: string | null | undefined;
  /** The inputs of `tokenDisable`, one for each item. */
  readonly items: ReadonlyArray<TokenDisableItem>;
  /** How refused items are handled. */
  readonly onRefusal?: OnRefusal | null | undefined;
};

/** Input of `tokensEnable`. */
export type TokensEnableInput = {
  /** A text of your choice. If the same key is sent again with the same input, nothing is done twice, and the answer is the first one. */
  readonly idempotencyKey?: string | null | undefined;
  /** The inputs of `tokenEnable`, one for each item. */
  readonly items: ReadonlyArray<TokenEnableItem>;
  /** How refused items are handled. */
  readonly onRefusal?: OnRefusal | null | undefined;
};

/** Codes from the time (RFC 6238). */
export type TotpInput = {
  /** Length of a code: 6 to 8. */
  readonly digits?: number | null | undefined;
  /** The hash function; by default SHA1. It must be given if the secret has 32 or 64 bytes, because SHA256 and SHA512 use such secrets. */
  readonly hash?: HashAlgorithm | null | undefined;
  /** How long a code is valid: 10 to 86,400 seconds. */
  readonly periodSeconds?: number | null | undefined;
};

/** A device that answers questions, whose seed the vendor delivered. */
export type UltraInput = {
  /** Accept a secret of 10 to 15 bytes, which many older devices have. It is weaker than RFC 4226 requires (16 bytes), and the token's event says so. Shorter ones are always refused. */
  readonly acceptShortSecrets?: boolean | null | undefined;
  /** The counter of the next answer, for a device that is not new: only when the suite has a counter (C); by default 0. */
  readonly counter?: number | null | undefined;
  /** The seed from the vendor: 16 bytes or more, and at most 128. */
  readonly secret: string;
  /** How the seed is written. */
  readonly secretEncoding: SecretEncoding;
  /** The vendor's serial number: 1 to 50 characters, unique in the account. */
  readonly serialNumber: string;
  /** The OCRA suite: how its answers are computed (RFC 6287 §6). */
  readonly suite?: string | null | undefined;
  /** The PIN that is part of every answer, 4 to 12 digits: required when the suite has a PIN (PSHA1, PSHA256 or PSHA512), refused otherwise. It is never shown. */
  readonly suitePin?: string | null | undefined;
};

/** Any OATH token of any vendor whose secret is known. Only the secret is required: without `oath`, it computes TOTP codes of 6 digits, with SHA1, every 30 seconds. */
export type UniversalInput = {
  /** Accept a secret of 10 to 15 bytes, which many older devices have. It is weaker than RFC 4226 requires (16 bytes), and the token's event says so. Shorter ones are always refused. */
  readonly acceptShortSecrets?: boolean | null | undefined;
  /** How its codes are computed; by default TOTP, 6 digits, SHA1, 30 seconds. */
  readonly oath?: OathInput | null | undefined;
  /** The seed from the vendor: 16 bytes or more, and at most 128. */
  readonly secret: string;
  /** How the secret is written. */
  readonly secretEncoding?: SecretEncoding | null | undefined;
  /** The vendor's serial number: 1 to 50 characters, unique in the account. Without one, the token needs a name. */
  readonly serialNumber?: string | null | undefined;
};

/** Input of `userCreate`. */
export type UserCreateInput = {
  /** E-mail address. */
  readonly email?: string | null | undefined;
  /** Whether the person may sign in anywhere. */
  readonly enabled?: boolean | null | undefined;
  /** First name: 1 to 50 characters. */
  readonly firstName?: string | null | undefined;
  /** A text of your choice. If the same key is sent again with the same input, nothing is done twice, and the answer is the first one. */
  readonly idempotencyKey?: string | null | undefined;
  /** Last name: 1 to 50 characters. */
  readonly lastName?: string | null | undefined;
  /** The login with which the person signs in: 1 to 254 characters, unique in the account. */
  readonly login: string;
  /** Phone number, as in E.164: +4915112345678. */
  readonly phoneNumber?: string | null | undefined;
};

/** Input of `userDelete`. */
export type UserDeleteInput = {
  /** A text of your choice. If the same key is sent again with the same input, nothing is done twice, and the answer is the first one. */
  readonly idempotencyKey?: string | null | undefined;
  /** Unassign the user's tokens first; without it, a user with tokens is refused as STILL_IN_USE. */
  readonly releaseTokens?: boolean | null | undefined;
  /** The user. */
  readonly user: UserRef;
};

/** Filters users; all given conditions must be true. */
export type UserFilter = {
  /** Only enabled or only disabled ones. */
  readonly enabled?: boolean | null | undefined;
  /** Only users who have, or once had, a token that works; or only those who never had one. */
  readonly enrolled?: boolean | null | undefined;
  /** Only users who have a `lastInvitation`, or only those who have none. Only an ADMIN may use this filter. */
  readonly invited?: boolean | null | undefined;
  /** Only users whose `lastInvitation` is in one of these states now; `[EXPIRED]` finds the users to remind. Only an ADMIN may use this filter. */
  readonly lastInvitationStates?: ReadonlyArray<InvitationState> | null | undefined;
  /** Every word of this text must be the beginning of a word in the login, the names, the e-mail address or the phone number. A text without a letter or digit finds nothing. */
  readonly text?: string | null | undefined;
};

/** Input of `userImport`. */
export type UserImportInput = {
  /** Answer at once with a job that is RUNNING; read it with `importJob`. Otherwise the answer comes when the import has ended. */
  readonly background?: boolean | null | undefined;
  /** The file as text; the whole request has at most 1 MB. For larger ones, give `file`. */
  readonly content?: string | null | undefined;
  /** Only check whether the whole file could be imported, and change nothing. */
  readonly dryRun?: boolean | null | undefined;
  /** The file, as a multipart upload of at most 32 MB; or give `content`. */
  readonly file?: File | null | undefined;
  /** A text of your choice. If the same key is sent again with the same input, nothing is done twice, and the answer is the first one. */
  readonly idempotencyKey?: string | null | undefined;
};

/** The order of a list of users. */
export type UserOrder = {
  /** Descending order. */
  readonly descending?: boolean | null | undefined;
  /** The field to order by. */
  readonly field: UserOrderField;
};

/** The fields that users can be ordered by. */
export type UserOrderField =
  /** When they were created. */
  | "CREATED_AT"
  /** Their login, in lower case. */
  | "LOGIN";

/** Identifies a user. */
export type UserRef =
  | {
      /** By its global id. */
      readonly id: string;
      readonly login?: never;
    }
  | { readonly id?: never; /** By its login; upper and lower case are the same. */ readonly login: string };

/** Input of `userUpdate`. */
export type UserUpdateInput = {
  /** New e-mail address; null removes it. Links in mails to the previous address no longer work. Sessions in which no code of a token was used end. A password that such a link set is removed, unless a token of the user was used since. */
  readonly email?: string | null | undefined;
  /** Whether the person may sign in anywhere. */
  readonly enabled?: boolean | null | undefined;
  /** New first name; null removes it. */
  readonly firstName?: string | null | undefined;
  /** A text of your choice. If the same key is sent again with the same input, nothing is done twice, and the answer is the first one. */
  readonly idempotencyKey?: string | null | undefined;
  /** New last name; null removes it. */
  readonly lastName?: string | null | undefined;
  /** New login: 1 to 254 characters, unique in the account. */
  readonly login?: string | null | undefined;
  /** New phone number, as in E.164; null removes it. */
  readonly phoneNumber?: string | null | undefined;
  /** The user. */
  readonly user: UserRef;
};

export type ApiKeyRowFragment = {
  readonly id: string;
  readonly name: string;
  readonly prefix: string;
  readonly role: Role;
  readonly state: ApiKeyState;
  readonly createdAt: string;
  readonly lastUsedAt: string | null;
  readonly expiresAt: string | null;
  readonly revokedAt: string | null;
  readonly bound: boolean;
  readonly resource: { readonly id: string; readonly name: string } | null;
  readonly createdBy: { readonly id: string; readonly name: string } | null;
  readonly createdByUser: {
    readonly id: string;
    readonly login: string;
    readonly firstName: string | null;
    readonly lastName: string | null;
  } | null;
};

export type ApiKeysQueryVariables = Exact<{
  first?: number | null | undefined;
  last?: number | null | undefined;
  after?: string | null | undefined;
  before?: string | null | undefined;
  filter?: ApiKeyFilter | null | undefined;
}>;

export type ApiKeysQuery = {
  readonly apiKeys: {
    readonly totalCount: number;
    readonly totalCountIsExact: boolean;
    readonly nodes: ReadonlyArray<{
      readonly id: string;
      readonly name: string;
      readonly prefix: string;
      readonly role: Role;
      readonly state: ApiKeyState;
      readonly createdAt: string;
      readonly lastUsedAt: string | null;
      readonly expiresAt: string | null;
      readonly revokedAt: string | null;
      readonly bound: boolean;
      readonly resource: { readonly id: string; readonly name: string } | null;
      readonly createdBy: { readonly id: string; readonly name: string } | null;
      readonly createdByUser: {
        readonly id: string;
        readonly login: string;
        readonly firstName: string | null;
        readonly lastName: string | null;
      } | null;
    }>;
    readonly pageInfo: {
      readonly startCursor: string | null;
      readonly endCursor: string | null;
      readonly hasNextPage: boolean;
      readonly hasPreviousPage: boolean;
      readonly searchStopped: boolean;
    };
  } | null;
};

export type ApiKeyCreateMutationVariables = Exact<{
  input: ApiKeyCreateInput;
}>;

export type ApiKeyCreateMutation = {
  readonly apiKeyCreate:
    | { readonly secret: string | null; readonly apiKey: { readonly name: string } }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | null;
};

export type ApiKeyRevokeMutationVariables = Exact<{
  input: ApiKeyRevokeInput;
}>;

export type ApiKeyRevokeMutation = {
  readonly apiKeyRevoke:
    | {
        readonly revokedMadeCount: number;
        readonly stillWorkingCount: number;
        readonly stillWorking: ReadonlyArray<{
          readonly id: string;
          readonly name: string;
          readonly prefix: string;
          readonly role: Role;
        }>;
      }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | null;
};

export type TokenRoomQueryVariables = Exact<{ [key: string]: never }>;

export type TokenRoomQuery = {
  readonly account: {
    readonly plan: { readonly tokens: { readonly used: number; readonly limit: number } };
  } | null;
};

export type BotChannelsQueryVariables = Exact<{ [key: string]: never }>;

export type BotChannelsQuery = {
  readonly channels: { readonly nodes: ReadonlyArray<{ readonly id: string; readonly name: string }> } | null;
};

export type NewTokenMutationVariables = Exact<{
  input: TokenCreateInput;
}>;

export type NewTokenMutation = {
  readonly tokenCreate:
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | {
        readonly token: { readonly id: string; readonly name: string };
        readonly enrolment: {
          readonly appLink: string | null;
          readonly attemptsLeft: number | null;
          readonly expiresAt: string | null;
          readonly otpauthUri: string | null;
          readonly qrPngDataUri: string | null;
          readonly secretBase32: string | null;
          readonly secretHex: string | null;
          readonly sentTo: string | null;
          readonly startLink: string | null;
        } | null;
      }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | null;
};

export type NewTokenStateQueryVariables = Exact<{
  token: string;
}>;

export type NewTokenStateQuery = {
  readonly token: {
    readonly id: string;
    readonly status: TokenStatus;
    readonly delivery: { readonly sentTo: string | null } | null;
    readonly enrolment: { readonly attemptsLeft: number; readonly expiresAt: string } | null;
  } | null;
};

export type FeedSubscriptionVariables = Exact<{
  after?: string | null | undefined;
}>;

export type FeedSubscription = { readonly events: { readonly cursor: string } };

type RefusalFields_AlreadyAssignedError_Fragment = {
  readonly code: ErrorCode;
  readonly message: string;
  readonly path: ReadonlyArray<string>;
};

type RefusalFields_AlreadyExistsError_Fragment = {
  readonly code: ErrorCode;
  readonly message: string;
  readonly path: ReadonlyArray<string>;
};

type RefusalFields_ExpiredError_Fragment = {
  readonly code: ErrorCode;
  readonly message: string;
  readonly path: ReadonlyArray<string>;
};

type RefusalFields_IdempotencyConflictError_Fragment = {
  readonly code: ErrorCode;
  readonly message: string;
  readonly path: ReadonlyArray<string>;
};

type RefusalFields_ItemsRefusedError_Fragment = {
  readonly code: ErrorCode;
  readonly message: string;
  readonly path: ReadonlyArray<string>;
};

type RefusalFields_LockedError_Fragment = {
  readonly code: ErrorCode;
  readonly message: string;
  readonly path: ReadonlyArray<string>;
};

type RefusalFields_NotFoundError_Fragment = {
  readonly code: ErrorCode;
  readonly message: string;
  readonly path: ReadonlyArray<string>;
};

type RefusalFields_NotSupportedByModelError_Fragment = {
  readonly code: ErrorCode;
  readonly message: string;
  readonly path: ReadonlyArray<string>;
};

type RefusalFields_PolicyRefusedError_Fragment = {
  readonly code: ErrorCode;
  readonly message: string;
  readonly path: ReadonlyArray<string>;
};

type RefusalFields_QuotaExceededError_Fragment = {
  readonly code: ErrorCode;
  readonly message: string;
  readonly path: ReadonlyArray<string>;
};

type RefusalFields_ReplayedError_Fragment = {
  readonly code: ErrorCode;
  readonly message: string;
  readonly path: ReadonlyArray<string>;
};

type RefusalFields_StillInUseError_Fragment = {
  readonly code: ErrorCode;
  readonly message: string;
  readonly path: ReadonlyArray<string>;
};

type RefusalFields_UserHasTokenAtResourceError_Fragment = {
  readonly code: ErrorCode;
  readonly message: string;
  readonly path: ReadonlyArray<string>;
};

type RefusalFields_ValidationFailedError_Fragment = {
  readonly code: ErrorCode;
  readonly message: string;
  readonly path: ReadonlyArray<string>;
};

type RefusalFields_WrongCodeError_Fragment = {
  readonly code: ErrorCode;
  readonly message: string;
  readonly path: ReadonlyArray<string>;
};

export type RefusalFieldsFragment =
  | RefusalFields_AlreadyAssignedError_Fragment
  | RefusalFields_AlreadyExistsError_Fragment
  | RefusalFields_ExpiredError_Fragment
  | RefusalFields_IdempotencyConflictError_Fragment
  | RefusalFields_ItemsRefusedError_Fragment
  | RefusalFields_LockedError_Fragment
  | RefusalFields_NotFoundError_Fragment
  | RefusalFields_NotSupportedByModelError_Fragment
  | RefusalFields_PolicyRefusedError_Fragment
  | RefusalFields_QuotaExceededError_Fragment
  | RefusalFields_ReplayedError_Fragment
  | RefusalFields_StillInUseError_Fragment
  | RefusalFields_UserHasTokenAtResourceError_Fragment
  | RefusalFields_ValidationFailedError_Fragment
  | RefusalFields_WrongCodeError_Fragment;

export type ShownEventFragment = {
  readonly id: string;
  readonly occurredAt: string;
  readonly summary: string;
  readonly reason: DenialReason | null;
  readonly clientAddress: string | null;
  readonly actor: { readonly name: string };
};

export type EventsQueryVariables = Exact<{
  filter: EventFilter;
  first?: number | null | undefined;
  last?: number | null | undefined;
  after?: string | null | undefined;
  before?: string | null | undefined;
}>;

export type EventsQuery = {
  readonly events: {
    readonly nodes: ReadonlyArray<{
      readonly id: string;
      readonly occurredAt: string;
      readonly summary: string;
      readonly reason: DenialReason | null;
      readonly clientAddress: string | null;
      readonly actor: { readonly name: string };
    }>;
    readonly pageInfo: {
      readonly startCursor: string | null;
      readonly endCursor: string | null;
      readonly hasNextPage: boolean;
      readonly hasPreviousPage: boolean;
      readonly searchStopped: boolean;
    };
  } | null;
};

export type ImportStateFragment = {
  readonly id: string;
  readonly status: ImportStatus;
  readonly dryRun: boolean;
  readonly created: number;
  readonly failure: string | null;
  readonly startedAt: string | null;
  readonly refusedCount: number;
  readonly progress: {
    readonly bytesRead: number;
    readonly bytesTotal: number;
    readonly rowsRead: number;
    readonly rowsChecked: number;
  };
  readonly refused: ReadonlyArray<{ readonly line: number | null; readonly message: string }>;
};

export type ImportStateQueryVariables = Exact<{
  id: string;
}>;

export type ImportStateQuery = {
  readonly importJob: {
    readonly id: string;
    readonly status: ImportStatus;
    readonly dryRun: boolean;
    readonly created: number;
    readonly failure: string | null;
    readonly startedAt: string | null;
    readonly refusedCount: number;
    readonly progress: {
      readonly bytesRead: number;
      readonly bytesTotal: number;
      readonly rowsRead: number;
      readonly rowsChecked: number;
    };
    readonly refused: ReadonlyArray<{ readonly line: number | null; readonly message: string }>;
  } | null;
};

export type ImportTokensMutationVariables = Exact<{
  input: TokenImportInput;
}>;

export type ImportTokensMutation = {
  readonly tokenImport:
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | {
        readonly job: {
          readonly id: string;
          readonly status: ImportStatus;
          readonly dryRun: boolean;
          readonly created: number;
          readonly failure: string | null;
          readonly startedAt: string | null;
          readonly refusedCount: number;
          readonly progress: {
            readonly bytesRead: number;
            readonly bytesTotal: number;
            readonly rowsRead: number;
            readonly rowsChecked: number;
          };
          readonly refused: ReadonlyArray<{ readonly line: number | null; readonly message: string }>;
        };
      }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | null;
};

export type ImportUsersMutationVariables = Exact<{
  input: UserImportInput;
}>;

export type ImportUsersMutation = {
  readonly userImport:
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | {
        readonly job: {
          readonly id: string;
          readonly status: ImportStatus;
          readonly dryRun: boolean;
          readonly created: number;
          readonly failure: string | null;
          readonly startedAt: string | null;
          readonly refusedCount: number;
          readonly progress: {
            readonly bytesRead: number;
            readonly bytesTotal: number;
            readonly rowsRead: number;
            readonly rowsChecked: number;
          };
          readonly refused: ReadonlyArray<{ readonly line: number | null; readonly message: string }>;
        };
      }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | null;
};

export type ImportLinksMutationVariables = Exact<{
  input: AssignmentImportInput;
}>;

export type ImportLinksMutation = {
  readonly assignmentImport:
    | {
        readonly job: {
          readonly id: string;
          readonly status: ImportStatus;
          readonly dryRun: boolean;
          readonly created: number;
          readonly failure: string | null;
          readonly startedAt: string | null;
          readonly refusedCount: number;
          readonly progress: {
            readonly bytesRead: number;
            readonly bytesTotal: number;
            readonly rowsRead: number;
            readonly rowsChecked: number;
          };
          readonly refused: ReadonlyArray<{ readonly line: number | null; readonly message: string }>;
        };
      }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | null;
};

export type PortalsToChooseQueryVariables = Exact<{
  text?: string | null | undefined;
  anyOf?: ReadonlyArray<SelfServiceAction> | SelfServiceAction | null | undefined;
}>;

export type PortalsToChooseQuery = {
  readonly resources: {
    readonly nodes: ReadonlyArray<{ readonly id: string; readonly name: string }>;
    readonly pageInfo: { readonly hasNextPage: boolean; readonly searchStopped: boolean };
  } | null;
};

export type LinkObstacleQueryVariables = Exact<{ [key: string]: never }>;

export type LinkObstacleQuery = { readonly viewer: { readonly linkObstacle: LinkObstacle | null } | null };

export type InviteeFragment = {
  readonly id: string;
  readonly login: string;
  readonly email: string | null;
  readonly enabled: boolean;
  readonly administrator: { readonly id: string } | null;
  readonly working: { readonly totalCount: number };
  readonly outside: { readonly nodes: ReadonlyArray<{ readonly validFrom: string | null }> };
  readonly lastInvitation: { readonly createdAt: string; readonly state: InvitationState } | null;
};

export type InviteesQueryVariables = Exact<{
  ids: ReadonlyArray<string> | string;
}>;

export type InviteesQuery = {
  readonly nodes: ReadonlyArray<
    | {
        readonly id: string;
        readonly login: string;
        readonly email: string | null;
        readonly enabled: boolean;
        readonly administrator: { readonly id: string } | null;
        readonly working: { readonly totalCount: number };
        readonly outside: { readonly nodes: ReadonlyArray<{ readonly validFrom: string | null }> };
        readonly lastInvitation: { readonly createdAt: string; readonly state: InvitationState } | null;
      }
    | Record<PropertyKey, never>
    | null
  > | null;
};

export type InvitationsCreateMutationVariables = Exact<{
  input: InvitationsCreateInput;
}>;

export type InvitationsCreateMutation = {
  readonly invitationsCreate:
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | {
        readonly results: ReadonlyArray<
          | { readonly invitation: { readonly id: string } }
          | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
          | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
          | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
          | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
        >;
      }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | null;
};

export type SearchedPageFragment = {
  readonly startCursor: string | null;
  readonly endCursor: string | null;
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly searchStopped: boolean;
};

export type MyTokenFieldsFragment = {
  readonly id: string;
  readonly name: string;
  readonly model: TokenModel;
  readonly serialNumber: string | null;
  readonly status: TokenStatus;
  readonly enabled: boolean;
  readonly validFrom: string | null;
  readonly validUntil: string | null;
  readonly validity: TokenValidity;
  readonly otherResourceCount: number;
  readonly connectedAlone: boolean;
  readonly locked: boolean;
  readonly requestsSuspendedUntil: string | null;
  readonly pinPosition: PinPosition | null;
  readonly sentTo: string | null;
  readonly sentElsewhere: boolean;
  readonly lastUsedAt: string | null;
  readonly enrolment: { readonly attemptsLeft: number; readonly expiresAt: string } | null;
};

export type MyEnrolmentFieldsFragment = {
  readonly secretBase32: string | null;
  readonly otpauthUri: string | null;
  readonly qrPngDataUri: string | null;
  readonly appLink: string | null;
  readonly startLink: string | null;
  readonly sentTo: string | null;
  readonly expiresAt: string | null;
  readonly attemptsLeft: number | null;
};

type MyRefusalFields_AlreadyAssignedError_Fragment = {
  readonly code: ErrorCode;
  readonly message: string;
  readonly path: ReadonlyArray<string>;
};

type MyRefusalFields_AlreadyExistsError_Fragment = {
  readonly code: ErrorCode;
  readonly message: string;
  readonly path: ReadonlyArray<string>;
};

type MyRefusalFields_ExpiredError_Fragment = {
  readonly code: ErrorCode;
  readonly message: string;
  readonly path: ReadonlyArray<string>;
};

type MyRefusalFields_IdempotencyConflictError_Fragment = {
  readonly code: ErrorCode;
  readonly message: string;
  readonly path: ReadonlyArray<string>;
};

type MyRefusalFields_ItemsRefusedError_Fragment = {
  readonly code: ErrorCode;
  readonly message: string;
  readonly path: ReadonlyArray<string>;
};

type MyRefusalFields_LockedError_Fragment = {
  readonly code: ErrorCode;
  readonly message: string;
  readonly path: ReadonlyArray<string>;
};

type MyRefusalFields_NotFoundError_Fragment = {
  readonly code: ErrorCode;
  readonly message: string;
  readonly path: ReadonlyArray<string>;
};

type MyRefusalFields_NotSupportedByModelError_Fragment = {
  readonly code: ErrorCode;
  readonly message: string;
  readonly path: ReadonlyArray<string>;
};

type MyRefusalFields_PolicyRefusedError_Fragment = {
  readonly code: ErrorCode;
  readonly message: string;
  readonly path: ReadonlyArray<string>;
};

type MyRefusalFields_QuotaExceededError_Fragment = {
  readonly code: ErrorCode;
  readonly message: string;
  readonly path: ReadonlyArray<string>;
};

type MyRefusalFields_ReplayedError_Fragment = {
  readonly code: ErrorCode;
  readonly message: string;
  readonly path: ReadonlyArray<string>;
};

type MyRefusalFields_StillInUseError_Fragment = {
  readonly code: ErrorCode;
  readonly message: string;
  readonly path: ReadonlyArray<string>;
};

type MyRefusalFields_UserHasTokenAtResourceError_Fragment = {
  readonly code: ErrorCode;
  readonly message: string;
  readonly path: ReadonlyArray<string>;
};

type MyRefusalFields_ValidationFailedError_Fragment = {
  readonly code: ErrorCode;
  readonly message: string;
  readonly path: ReadonlyArray<string>;
};

type MyRefusalFields_WrongCodeError_Fragment = {
  readonly code: ErrorCode;
  readonly message: string;
  readonly path: ReadonlyArray<string>;
};

export type MyRefusalFieldsFragment =
  | MyRefusalFields_AlreadyAssignedError_Fragment
  | MyRefusalFields_AlreadyExistsError_Fragment
  | MyRefusalFields_ExpiredError_Fragment
  | MyRefusalFields_IdempotencyConflictError_Fragment
  | MyRefusalFields_ItemsRefusedError_Fragment
  | MyRefusalFields_LockedError_Fragment
  | MyRefusalFields_NotFoundError_Fragment
  | MyRefusalFields_NotSupportedByModelError_Fragment
  | MyRefusalFields_PolicyRefusedError_Fragment
  | MyRefusalFields_QuotaExceededError_Fragment
  | MyRefusalFields_ReplayedError_Fragment
  | MyRefusalFields_StillInUseError_Fragment
  | MyRefusalFields_UserHasTokenAtResourceError_Fragment
  | MyRefusalFields_ValidationFailedError_Fragment
  | MyRefusalFields_WrongCodeError_Fragment;

export type MeQueryVariables = Exact<{ [key: string]: never }>;

export type MeQuery = {
  readonly me: {
    readonly login: string;
    readonly firstName: string | null;
    readonly lastName: string | null;
    readonly email: string | null;
    readonly phoneNumber: string | null;
    readonly accountName: string;
    readonly resourceName: string;
    readonly resourceEnabled: boolean;
    readonly actions: ReadonlyArray<SelfServiceAction>;
    readonly models: ReadonlyArray<TokenModel>;
    readonly level: number;
    readonly codeProvenUntil: string | null;
    readonly expiresAt: string;
    readonly secondsLeft: number;
    readonly mayConnectFirst: boolean;
    readonly recovering: boolean;
    readonly passwordSet: boolean;
    readonly recoveryCodeCreatedAt: string | null;
    readonly tokens: ReadonlyArray<{
      readonly id: string;
      readonly name: string;
      readonly model: TokenModel;
      readonly serialNumber: string | null;
      readonly status: TokenStatus;
      readonly enabled: boolean;
      readonly validFrom: string | null;
      readonly validUntil: string | null;
      readonly validity: TokenValidity;
      readonly otherResourceCount: number;
      readonly connectedAlone: boolean;
      readonly locked: boolean;
      readonly requestsSuspendedUntil: string | null;
      readonly pinPosition: PinPosition | null;
      readonly sentTo: string | null;
      readonly sentElsewhere: boolean;
      readonly lastUsedAt: string | null;
      readonly enrolment: { readonly attemptsLeft: number; readonly expiresAt: string } | null;
    }>;
    readonly contactChange: {
      readonly kind: DeliveryKind;
      readonly contact: string;
      readonly attemptsLeft: number;
      readonly expiresAt: string;
    } | null;
  } | null;
};

export type MyTokenEnrolMutationVariables = Exact<{
  input: MyTokenEnrolInput;
}>;

export type MyTokenEnrolMutation = {
  readonly result:
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | {
        readonly token: {
          readonly id: string;
          readonly name: string;
          readonly model: TokenModel;
          readonly serialNumber: string | null;
          readonly status: TokenStatus;
          readonly enabled: boolean;
          readonly validFrom: string | null;
          readonly validUntil: string | null;
          readonly validity: TokenValidity;
          readonly otherResourceCount: number;
          readonly connectedAlone: boolean;
          readonly locked: boolean;
          readonly requestsSuspendedUntil: string | null;
          readonly pinPosition: PinPosition | null;
          readonly sentTo: string | null;
          readonly sentElsewhere: boolean;
          readonly lastUsedAt: string | null;
          readonly enrolment: { readonly attemptsLeft: number; readonly expiresAt: string } | null;
        };
        readonly enrolment: {
          readonly secretBase32: string | null;
          readonly otpauthUri: string | null;
          readonly qrPngDataUri: string | null;
          readonly appLink: string | null;
          readonly startLink: string | null;
          readonly sentTo: string | null;
          readonly expiresAt: string | null;
          readonly attemptsLeft: number | null;
        } | null;
      }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | null;
};

export type MyTokenEnrolmentConfirmMutationVariables = Exact<{
  input: MyTokenEnrolmentConfirmInput;
}>;

export type MyTokenEnrolmentConfirmMutation = {
  readonly result:
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | {
        readonly token: {
          readonly id: string;
          readonly name: string;
          readonly model: TokenModel;
          readonly serialNumber: string | null;
          readonly status: TokenStatus;
          readonly enabled: boolean;
          readonly validFrom: string | null;
          readonly validUntil: string | null;
          readonly validity: TokenValidity;
          readonly otherResourceCount: number;
          readonly connectedAlone: boolean;
          readonly locked: boolean;
          readonly requestsSuspendedUntil: string | null;
          readonly pinPosition: PinPosition | null;
          readonly sentTo: string | null;
          readonly sentElsewhere: boolean;
          readonly lastUsedAt: string | null;
          readonly enrolment: { readonly attemptsLeft: number; readonly expiresAt: string } | null;
        };
      }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | null;
};

export type MyTokenEnrolmentCancelMutationVariables = Exact<{
  input: MyTokenEnrolmentCancelInput;
}>;

export type MyTokenEnrolmentCancelMutation = {
  readonly result:
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | {
        readonly token: {
          readonly id: string;
          readonly name: string;
          readonly model: TokenModel;
          readonly serialNumber: string | null;
          readonly status: TokenStatus;
          readonly enabled: boolean;
          readonly validFrom: string | null;
          readonly validUntil: string | null;
          readonly validity: TokenValidity;
          readonly otherResourceCount: number;
          readonly connectedAlone: boolean;
          readonly locked: boolean;
          readonly requestsSuspendedUntil: string | null;
          readonly pinPosition: PinPosition | null;
          readonly sentTo: string | null;
          readonly sentElsewhere: boolean;
          readonly lastUsedAt: string | null;
          readonly enrolment: { readonly attemptsLeft: number; readonly expiresAt: string } | null;
        } | null;
      }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | null;
};

export type MyTokenReissueMutationVariables = Exact<{
  input: MyTokenReissueInput;
}>;

export type MyTokenReissueMutation = {
  readonly result:
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | {
        readonly token: {
          readonly id: string;
          readonly name: string;
          readonly model: TokenModel;
          readonly serialNumber: string | null;
          readonly status: TokenStatus;
          readonly enabled: boolean;
          readonly validFrom: string | null;
          readonly validUntil: string | null;
          readonly validity: TokenValidity;
          readonly otherResourceCount: number;
          readonly connectedAlone: boolean;
          readonly locked: boolean;
          readonly requestsSuspendedUntil: string | null;
          readonly pinPosition: PinPosition | null;
          readonly sentTo: string | null;
          readonly sentElsewhere: boolean;
          readonly lastUsedAt: string | null;
          readonly enrolment: { readonly attemptsLeft: number; readonly expiresAt: string } | null;
        };
        readonly enrolment: {
          readonly secretBase32: string | null;
          readonly otpauthUri: string | null;
          readonly qrPngDataUri: string | null;
          readonly appLink: string | null;
          readonly startLink: string | null;
          readonly sentTo: string | null;
          readonly expiresAt: string | null;
          readonly attemptsLeft: number | null;
        } | null;
      }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | null;
};

export type MyTokenSynchronizeMutationVariables = Exact<{
  input: MyTokenSynchronizeInput;
}>;

export type MyTokenSynchronizeMutation = {
  readonly result:
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | {
        readonly token: {
          readonly id: string;
          readonly name: string;
          readonly model: TokenModel;
          readonly serialNumber: string | null;
          readonly status: TokenStatus;
          readonly enabled: boolean;
          readonly validFrom: string | null;
          readonly validUntil: string | null;
          readonly validity: TokenValidity;
          readonly otherResourceCount: number;
          readonly connectedAlone: boolean;
          readonly locked: boolean;
          readonly requestsSuspendedUntil: string | null;
          readonly pinPosition: PinPosition | null;
          readonly sentTo: string | null;
          readonly sentElsewhere: boolean;
          readonly lastUsedAt: string | null;
          readonly enrolment: { readonly attemptsLeft: number; readonly expiresAt: string } | null;
        };
      }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | null;
};

export type MyTokenAssignMutationVariables = Exact<{
  input: MyTokenAssignInput;
}>;

export type MyTokenAssignMutation = {
  readonly result:
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | {
        readonly token: {
          readonly id: string;
          readonly name: string;
          readonly model: TokenModel;
          readonly serialNumber: string | null;
          readonly status: TokenStatus;
          readonly enabled: boolean;
          readonly validFrom: string | null;
          readonly validUntil: string | null;
          readonly validity: TokenValidity;
          readonly otherResourceCount: number;
          readonly connectedAlone: boolean;
          readonly locked: boolean;
          readonly requestsSuspendedUntil: string | null;
          readonly pinPosition: PinPosition | null;
          readonly sentTo: string | null;
          readonly sentElsewhere: boolean;
          readonly lastUsedAt: string | null;
          readonly enrolment: { readonly attemptsLeft: number; readonly expiresAt: string } | null;
        };
      }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | null;
};

export type MyTokenUnassignMutationVariables = Exact<{
  input: MyTokenUnassignInput;
}>;

export type MyTokenUnassignMutation = {
  readonly result:
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly givenBackId: string }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | null;
};

export type MyTokenPinSetMutationVariables = Exact<{
  input: MyTokenPinSetInput;
}>;

export type MyTokenPinSetMutation = {
  readonly result:
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | {
        readonly token: {
          readonly id: string;
          readonly name: string;
          readonly model: TokenModel;
          readonly serialNumber: string | null;
          readonly status: TokenStatus;
          readonly enabled: boolean;
          readonly validFrom: string | null;
          readonly validUntil: string | null;
          readonly validity: TokenValidity;
          readonly otherResourceCount: number;
          readonly connectedAlone: boolean;
          readonly locked: boolean;
          readonly requestsSuspendedUntil: string | null;
          readonly pinPosition: PinPosition | null;
          readonly sentTo: string | null;
          readonly sentElsewhere: boolean;
          readonly lastUsedAt: string | null;
          readonly enrolment: { readonly attemptsLeft: number; readonly expiresAt: string } | null;
        };
      }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | null;
};

export type MyTokenPinRemoveMutationVariables = Exact<{
  input: MyTokenPinRemoveInput;
}>;

export type MyTokenPinRemoveMutation = {
  readonly result:
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | {
        readonly token: {
          readonly id: string;
          readonly name: string;
          readonly model: TokenModel;
          readonly serialNumber: string | null;
          readonly status: TokenStatus;
          readonly enabled: boolean;
          readonly validFrom: string | null;
          readonly validUntil: string | null;
          readonly validity: TokenValidity;
          readonly otherResourceCount: number;
          readonly connectedAlone: boolean;
          readonly locked: boolean;
          readonly requestsSuspendedUntil: string | null;
          readonly pinPosition: PinPosition | null;
          readonly sentTo: string | null;
          readonly sentElsewhere: boolean;
          readonly lastUsedAt: string | null;
          readonly enrolment: { readonly attemptsLeft: number; readonly expiresAt: string } | null;
        };
      }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | null;
};

export type MyTokenReportLostMutationVariables = Exact<{
  input: MyTokenReportLostInput;
}>;

export type MyTokenReportLostMutation = {
  readonly result:
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | {
        readonly token: {
          readonly id: string;
          readonly name: string;
          readonly model: TokenModel;
          readonly serialNumber: string | null;
          readonly status: TokenStatus;
          readonly enabled: boolean;
          readonly validFrom: string | null;
          readonly validUntil: string | null;
          readonly validity: TokenValidity;
          readonly otherResourceCount: number;
          readonly connectedAlone: boolean;
          readonly locked: boolean;
          readonly requestsSuspendedUntil: string | null;
          readonly pinPosition: PinPosition | null;
          readonly sentTo: string | null;
          readonly sentElsewhere: boolean;
          readonly lastUsedAt: string | null;
          readonly enrolment: { readonly attemptsLeft: number; readonly expiresAt: string } | null;
        };
      }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | null;
};

export type MyRecoveryCodeCreateMutationVariables = Exact<{
  input: MyRecoveryCodeCreateInput;
}>;

export type MyRecoveryCodeCreateMutation = {
  readonly result:
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | {
        readonly recoveryCode: string | null;
        readonly me: { readonly login: string; readonly recoveryCodeCreatedAt: string | null };
      }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | null;
};

export type MyPasswordSetMutationVariables = Exact<{
  input: MyPasswordSetInput;
}>;

export type MyPasswordSetMutation = {
  readonly result:
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly me: { readonly login: string; readonly passwordSet: boolean } }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | null;
};

export type MyNamesUpdateMutationVariables = Exact<{
  input: MyNamesUpdateInput;
}>;

export type MyNamesUpdateMutation = {
  readonly result:
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly me: { readonly firstName: string | null; readonly lastName: string | null } }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | null;
};

export type MyContactUpdateMutationVariables = Exact<{
  input: MyContactUpdateInput;
}>;

export type MyContactUpdateMutation = {
  readonly result:
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly me: { readonly contactChange: { readonly kind: DeliveryKind } | null } }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | null;
};

export type MyContactConfirmMutationVariables = Exact<{
  input: MyContactConfirmInput;
}>;

export type MyContactConfirmMutation = {
  readonly result:
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly me: { readonly email: string | null; readonly phoneNumber: string | null } }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | null;
};

export type MyContactCancelMutationVariables = Exact<{
  input: MyContactCancelInput;
}>;

export type MyContactCancelMutation = {
  readonly result:
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly me: { readonly login: string } }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | null;
};

export type ShownBypassPolicyFragment = {
  readonly maximumDuration: BypassMaximum;
  readonly reasonRequired: boolean;
  readonly grantedBy: ReadonlyArray<BypassGranter>;
  readonly origin: BypassPolicyOrigin;
};

export type ShownSelfServiceFragment = {
  readonly address: string;
  readonly url: string;
  readonly actions: ReadonlyArray<SelfServiceAction>;
  readonly models: ReadonlyArray<TokenModel>;
  readonly firstEnrolment: FirstEnrolment;
  readonly firstEnrolmentDays: number;
  readonly signIn: ReadonlyArray<SelfServiceSignIn>;
  readonly allowedAddresses: ReadonlyArray<string>;
};

export type ResourceInfoFragment = {
  readonly id: string;
  readonly name: string;
  readonly builtIn: boolean;
  readonly enabled: boolean;
  readonly failedAttemptsBeforeLock: number;
  readonly lockMinutes: number;
  readonly pinBeforeSending: boolean;
  readonly pushConfirmation: PushConfirmation;
  readonly allowedAddresses: ReadonlyArray<string>;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly bypassPolicy: {
    readonly maximumDuration: BypassMaximum;
    readonly reasonRequired: boolean;
    readonly grantedBy: ReadonlyArray<BypassGranter>;
    readonly origin: BypassPolicyOrigin;
  } | null;
  readonly effectiveBypassPolicy: {
    readonly maximumDuration: BypassMaximum;
    readonly reasonRequired: boolean;
    readonly grantedBy: ReadonlyArray<BypassGranter>;
    readonly origin: BypassPolicyOrigin;
  };
  readonly selfService: {
    readonly address: string;
    readonly url: string;
    readonly actions: ReadonlyArray<SelfServiceAction>;
    readonly models: ReadonlyArray<TokenModel>;
    readonly firstEnrolment: FirstEnrolment;
    readonly firstEnrolmentDays: number;
    readonly signIn: ReadonlyArray<SelfServiceSignIn>;
    readonly allowedAddresses: ReadonlyArray<string>;
  } | null;
};

export type ResourceInfoQueryVariables = Exact<{
  resource: ResourceRef;
}>;

export type ResourceInfoQuery = {
  readonly resource: {
    readonly id: string;
    readonly name: string;
    readonly builtIn: boolean;
    readonly enabled: boolean;
    readonly failedAttemptsBeforeLock: number;
    readonly lockMinutes: number;
    readonly pinBeforeSending: boolean;
    readonly pushConfirmation: PushConfirmation;
    readonly allowedAddresses: ReadonlyArray<string>;
    readonly createdAt: string;
    readonly updatedAt: string;
    readonly bypassPolicy: {
      readonly maximumDuration: BypassMaximum;
      readonly reasonRequired: boolean;
      readonly grantedBy: ReadonlyArray<BypassGranter>;
      readonly origin: BypassPolicyOrigin;
    } | null;
    readonly effectiveBypassPolicy: {
      readonly maximumDuration: BypassMaximum;
      readonly reasonRequired: boolean;
      readonly grantedBy: ReadonlyArray<BypassGranter>;
      readonly origin: BypassPolicyOrigin;
    };
    readonly selfService: {
      readonly address: string;
      readonly url: string;
      readonly actions: ReadonlyArray<SelfServiceAction>;
      readonly models: ReadonlyArray<TokenModel>;
      readonly firstEnrolment: FirstEnrolment;
      readonly firstEnrolmentDays: number;
      readonly signIn: ReadonlyArray<SelfServiceSignIn>;
      readonly allowedAddresses: ReadonlyArray<string>;
    } | null;
  } | null;
};

export type ResourceLinkFragment = {
  readonly id: string;
  readonly createdAt: string;
  readonly user: {
    readonly id: string;
    readonly login: string;
    readonly firstName: string | null;
    readonly lastName: string | null;
    readonly enabled: boolean;
  } | null;
  readonly token: {
    readonly id: string;
    readonly name: string;
    readonly model: TokenModel;
    readonly enabled: boolean;
    readonly status: TokenStatus;
    readonly lock: { readonly until: string | null } | null;
    readonly bypasses: {
      readonly nodes: ReadonlyArray<{
        readonly id: string;
        readonly everywhere: boolean;
        readonly expiresAt: string | null;
        readonly resource: { readonly id: string } | null;
      }>;
    };
  } | null;
};

export type ResourceLinksQueryVariables = Exact<{
  resource: ResourceRef;
  first?: number | null | undefined;
  last?: number | null | undefined;
  after?: string | null | undefined;
  before?: string | null | undefined;
}>;

export type ResourceLinksQuery = {
  readonly resource: {
    readonly assignments: {
      readonly totalCount: number;
      readonly totalCountIsExact: boolean;
      readonly nodes: ReadonlyArray<{
        readonly id: string;
        readonly createdAt: string;
        readonly user: {
          readonly id: string;
          readonly login: string;
          readonly firstName: string | null;
          readonly lastName: string | null;
          readonly enabled: boolean;
        } | null;
        readonly token: {
          readonly id: string;
          readonly name: string;
          readonly model: TokenModel;
          readonly enabled: boolean;
          readonly status: TokenStatus;
          readonly lock: { readonly until: string | null } | null;
          readonly bypasses: {
            readonly nodes: ReadonlyArray<{
              readonly id: string;
              readonly everywhere: boolean;
              readonly expiresAt: string | null;
              readonly resource: { readonly id: string } | null;
            }>;
          };
        } | null;
      }>;
      readonly pageInfo: {
        readonly startCursor: string | null;
        readonly endCursor: string | null;
        readonly hasNextPage: boolean;
        readonly hasPreviousPage: boolean;
        readonly searchStopped: boolean;
      };
    };
  } | null;
};

export type TokensToChooseQueryVariables = Exact<{
  text?: string | null | undefined;
}>;

export type TokensToChooseQuery = {
  readonly tokens: {
    readonly nodes: ReadonlyArray<{
      readonly id: string;
      readonly name: string;
      readonly user: {
        readonly login: string;
        readonly firstName: string | null;
        readonly lastName: string | null;
        readonly administrator: { readonly id: string } | null;
      } | null;
    }>;
    readonly pageInfo: { readonly hasNextPage: boolean; readonly searchStopped: boolean };
  } | null;
};

export type BypassedTokenFragment = {
  readonly id: string;
  readonly name: string;
  readonly user: {
    readonly login: string;
    readonly firstName: string | null;
    readonly lastName: string | null;
  } | null;
  readonly bypasses: {
    readonly nodes: ReadonlyArray<{
      readonly id: string;
      readonly duration: BypassDuration;
      readonly everywhere: boolean;
      readonly grantedAt: string;
      readonly grantedBy: BypassGranter;
      readonly resource: { readonly id: string } | null;
    }>;
  };
};

export type BypassedTokensQueryVariables = Exact<{
  resource: ResourceRef;
}>;

export type BypassedTokensQuery = {
  readonly tokens: {
    readonly totalCount: number;
    readonly nodes: ReadonlyArray<{
      readonly id: string;
      readonly name: string;
      readonly user: {
        readonly login: string;
        readonly firstName: string | null;
        readonly lastName: string | null;
      } | null;
      readonly bypasses: {
        readonly nodes: ReadonlyArray<{
          readonly id: string;
          readonly duration: BypassDuration;
          readonly everywhere: boolean;
          readonly grantedAt: string;
          readonly grantedBy: BypassGranter;
          readonly resource: { readonly id: string } | null;
        }>;
      };
    }>;
  } | null;
};

export type BypassPolicySetMutationVariables = Exact<{
  input: BypassPolicySetInput;
}>;

export type BypassPolicySetMutation = {
  readonly bypassPolicySet:
    | { readonly policy: { readonly origin: BypassPolicyOrigin } }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | null;
};

export type BypassPolicyClearMutationVariables = Exact<{
  input: BypassPolicyClearInput;
}>;

export type BypassPolicyClearMutation = {
  readonly bypassPolicyClear:
    | { readonly policy: { readonly origin: BypassPolicyOrigin } }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | null;
};

export type SelfServicePolicySetMutationVariables = Exact<{
  input: SelfServicePolicySetInput;
}>;

export type SelfServicePolicySetMutation = {
  readonly selfServicePolicySet:
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly resource: { readonly id: string } }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | null;
};

export type SelfServicePolicyClearMutationVariables = Exact<{
  input: SelfServicePolicyClearInput;
}>;

export type SelfServicePolicyClearMutation = {
  readonly selfServicePolicyClear:
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly resource: { readonly id: string } }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | null;
};

export type ResourceRowFragment = {
  readonly id: string;
  readonly name: string;
  readonly builtIn: boolean;
  readonly enabled: boolean;
  readonly failedAttemptsBeforeLock: number;
  readonly lockMinutes: number;
  readonly allowedAddresses: ReadonlyArray<string>;
  readonly assignments: { readonly totalCount: number };
};

export type ResourcesQueryVariables = Exact<{
  first?: number | null | undefined;
  last?: number | null | undefined;
  after?: string | null | undefined;
  before?: string | null | undefined;
  filter?: ResourceFilter | null | undefined;
  orderBy?: ResourceOrder | null | undefined;
}>;

export type ResourcesQuery = {
  readonly resources: {
    readonly totalCount: number;
    readonly totalCountIsExact: boolean;
    readonly nodes: ReadonlyArray<{
      readonly id: string;
      readonly name: string;
      readonly builtIn: boolean;
      readonly enabled: boolean;
      readonly failedAttemptsBeforeLock: number;
      readonly lockMinutes: number;
      readonly allowedAddresses: ReadonlyArray<string>;
      readonly assignments: { readonly totalCount: number };
    }>;
    readonly pageInfo: {
      readonly startCursor: string | null;
      readonly endCursor: string | null;
      readonly hasNextPage: boolean;
      readonly hasPreviousPage: boolean;
      readonly searchStopped: boolean;
    };
  } | null;
};

export type NewResourceMutationVariables = Exact<{
  input: ResourceCreateInput;
}>;

export type NewResourceMutation = {
  readonly resourceCreate:
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly resource: { readonly id: string; readonly name: string } }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | null;
};

export type ResourceUpdateMutationVariables = Exact<{
  input: ResourceUpdateInput;
}>;

export type ResourceUpdateMutation = {
  readonly resourceUpdate:
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly resource: { readonly id: string } }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | null;
};

export type ViewerQueryVariables = Exact<{ [key: string]: never }>;

export type ViewerQuery = {
  readonly viewer: {
    readonly name: string;
    readonly role: Role;
    readonly kind: ActorKind;
    readonly mayUse: ReadonlyArray<string>;
    readonly account: {
      readonly id: string;
      readonly name: string;
      readonly effectiveBypassPolicy: {
        readonly maximumDuration: BypassMaximum;
        readonly reasonRequired: boolean;
        readonly grantedBy: ReadonlyArray<BypassGranter>;
      };
    } | null;
  } | null;
};

export type RunningBypassesQueryVariables = Exact<{ [key: string]: never }>;

export type RunningBypassesQuery = { readonly bypasses: { readonly totalCount: number } | null };

export type ShownEnrolmentFragment = {
  readonly appLink: string | null;
  readonly attemptsLeft: number | null;
  readonly expiresAt: string | null;
  readonly otpauthUri: string | null;
  readonly qrPngDataUri: string | null;
  readonly secretBase32: string | null;
  readonly secretHex: string | null;
  readonly sentTo: string | null;
  readonly startLink: string | null;
};

export type AskedChallengeFragment = {
  readonly id: string;
  readonly kind: ChallengeKind;
  readonly question: string | null;
  readonly sentTo: string | null;
  readonly choice: string | null;
};

export type RecoveryCodeRevokeMutationVariables = Exact<{
  input: RecoveryCodeRevokeInput;
}>;

export type RecoveryCodeRevokeMutation = {
  readonly recoveryCodeRevoke:
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly user: { readonly id: string; readonly recoveryCodeCreatedAt: string | null } }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | null;
};

export type TokenUpdateMutationVariables = Exact<{
  input: TokenUpdateInput;
}>;

export type TokenUpdateMutation = {
  readonly tokenUpdate:
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | {
        readonly token: { readonly id: string };
        readonly enrolment: {
          readonly appLink: string | null;
          readonly attemptsLeft: number | null;
          readonly expiresAt: string | null;
          readonly otpauthUri: string | null;
          readonly qrPngDataUri: string | null;
          readonly secretBase32: string | null;
          readonly secretHex: string | null;
          readonly sentTo: string | null;
          readonly startLink: string | null;
        } | null;
      }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | null;
};

export type TokenDeleteMutationVariables = Exact<{
  input: TokenDeleteInput;
}>;

export type TokenDeleteMutation = {
  readonly tokenDelete:
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly deletedId: string }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | null;
};

export type TokenUnlockMutationVariables = Exact<{
  input: TokenUnlockInput;
}>;

export type TokenUnlockMutation = {
  readonly tokenUnlock:
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly token: { readonly id: string } }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | null;
};

export type TokenCheckOtpMutationVariables = Exact<{
  input: TokenCheckOtpInput;
}>;

export type TokenCheckOtpMutation = {
  readonly tokenCheckOtp:
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly valid: boolean; readonly reason: DenialReason | null }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | null;
};

export type TokenSynchronizeMutationVariables = Exact<{
  input: TokenSynchronizeInput;
}>;

export type TokenSynchronizeMutation = {
  readonly tokenSynchronize:
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly shift: number }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | null;
};

export type ChallengeCreateMutationVariables = Exact<{
  input: ChallengeCreateInput;
}>;

export type ChallengeCreateMutation = {
  readonly challengeCreate:
    | {
        readonly challenge: {
          readonly id: string;
          readonly kind: ChallengeKind;
          readonly question: string | null;
          readonly sentTo: string | null;
          readonly choice: string | null;
        };
      }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | null;
};

export type TokenReissueMutationVariables = Exact<{
  input: TokenReissueInput;
}>;

export type TokenReissueMutation = {
  readonly tokenReissue:
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | {
        readonly enrolment: {
          readonly appLink: string | null;
          readonly attemptsLeft: number | null;
          readonly expiresAt: string | null;
          readonly otpauthUri: string | null;
          readonly qrPngDataUri: string | null;
          readonly secretBase32: string | null;
          readonly secretHex: string | null;
          readonly sentTo: string | null;
          readonly startLink: string | null;
        } | null;
      }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | null;
};

export type TokenEnrolmentStartMutationVariables = Exact<{
  input: TokenEnrolmentStartInput;
}>;

export type TokenEnrolmentStartMutation = {
  readonly tokenEnrolmentStart:
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | {
        readonly enrolment: {
          readonly appLink: string | null;
          readonly attemptsLeft: number | null;
          readonly expiresAt: string | null;
          readonly otpauthUri: string | null;
          readonly qrPngDataUri: string | null;
          readonly secretBase32: string | null;
          readonly secretHex: string | null;
          readonly sentTo: string | null;
          readonly startLink: string | null;
        };
      }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | null;
};

export type TokenEnrolmentConfirmMutationVariables = Exact<{
  input: TokenEnrolmentConfirmInput;
}>;

export type TokenEnrolmentConfirmMutation = {
  readonly tokenEnrolmentConfirm:
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly token: { readonly id: string } }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | null;
};

export type TokenEnrolmentCancelMutationVariables = Exact<{
  input: TokenEnrolmentCancelInput;
}>;

export type TokenEnrolmentCancelMutation = {
  readonly tokenEnrolmentCancel:
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly deletedId: string | null }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | null;
};

export type TokenPinSetMutationVariables = Exact<{
  input: TokenPinSetInput;
}>;

export type TokenPinSetMutation = {
  readonly tokenPinSet:
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly token: { readonly id: string } }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | null;
};

export type TokenPinRemoveMutationVariables = Exact<{
  input: TokenPinRemoveInput;
}>;

export type TokenPinRemoveMutation = {
  readonly tokenPinRemove:
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly token: { readonly id: string } }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | null;
};

export type TokenAssignMutationVariables = Exact<{
  input: TokenAssignInput;
}>;

export type TokenAssignMutation = {
  readonly tokenAssign:
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly token: { readonly id: string } }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | null;
};

export type TokenUnassignMutationVariables = Exact<{
  input: TokenUnassignInput;
}>;

export type TokenUnassignMutation = {
  readonly tokenUnassign:
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly token: { readonly id: string } }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | null;
};

export type AssignmentCreateMutationVariables = Exact<{
  input: AssignmentCreateInput;
}>;

export type AssignmentCreateMutation = {
  readonly assignmentCreate:
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly assignment: { readonly id: string } }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | null;
};

export type AssignmentDeleteMutationVariables = Exact<{
  input: AssignmentDeleteInput;
}>;

export type AssignmentDeleteMutation = {
  readonly assignmentDelete:
    | { readonly deletedId: string }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | null;
};

export type UserUpdateMutationVariables = Exact<{
  input: UserUpdateInput;
}>;

export type UserUpdateMutation = {
  readonly userUpdate:
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly user: { readonly id: string } }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | null;
};

export type TokenInfoFragment = {
  readonly id: string;
  readonly name: string;
  readonly serialNumber: string | null;
  readonly model: TokenModel;
  readonly enabled: boolean;
  readonly status: TokenStatus;
  readonly lastUsedAt: string | null;
  readonly failures: number;
  readonly validFrom: string | null;
  readonly validUntil: string | null;
  readonly validity: TokenValidity;
  readonly lock: { readonly reason: LockReason; readonly until: string | null } | null;
  readonly pin: { readonly position: PinPosition } | null;
  readonly oath: {
    readonly algorithm: OathAlgorithm;
    readonly digits: number;
    readonly hash: HashAlgorithm;
    readonly ocraSuite: string | null;
    readonly periodSeconds: number | null;
  } | null;
  readonly delivery: {
    readonly kind: DeliveryKind;
    readonly sentTo: string | null;
    readonly channel: { readonly name: string } | null;
  } | null;
  readonly device: {
    readonly canBeWoken: boolean;
    readonly fingerprint: string | null;
    readonly requestsSuspendedUntil: string | null;
    readonly rolledOutAt: string | null;
  } | null;
  readonly enrolment: { readonly attemptsLeft: number; readonly expiresAt: string } | null;
  readonly holder: {
    readonly id: string;
    readonly login: string;
    readonly firstName: string | null;
    readonly lastName: string | null;
    readonly email: string | null;
    readonly phoneNumber: string | null;
    readonly enabled: boolean;
    readonly recoveryCodeCreatedAt: string | null;
  } | null;
  readonly links: {
    readonly totalCount: number;
    readonly nodes: ReadonlyArray<{ readonly resource: { readonly name: string } | null }>;
  };
  readonly bypasses: {
    readonly nodes: ReadonlyArray<{
      readonly id: string;
      readonly everywhere: boolean;
      readonly expiresAt: string | null;
      readonly grantedByName: string;
      readonly reason: string | null;
      readonly resource: { readonly id: string; readonly name: string } | null;
    }>;
  };
  readonly signInObstacles: ReadonlyArray<{
    readonly reason: DenialReason;
    readonly message: string;
    readonly conditional: boolean;
    readonly until: string | null;
    readonly resource: { readonly id: string; readonly name: string } | null;
    readonly token: { readonly id: string } | null;
  }> | null;
};

export type ObstacleFragment = {
  readonly reason: DenialReason;
  readonly message: string;
  readonly conditional: boolean;
  readonly until: string | null;
  readonly resource: { readonly id: string; readonly name: string } | null;
  readonly token: { readonly id: string } | null;
};

export type HolderFragment = {
  readonly id: string;
  readonly login: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly email: string | null;
  readonly phoneNumber: string | null;
  readonly enabled: boolean;
  readonly recoveryCodeCreatedAt: string | null;
};

export type RunningBypassFragment = {
  readonly id: string;
  readonly everywhere: boolean;
  readonly expiresAt: string | null;
  readonly grantedByName: string;
  readonly reason: string | null;
  readonly resource: { readonly id: string; readonly name: string } | null;
};

export type TokenInfoQueryVariables = Exact<{
  token: TokenRef;
}>;

export type TokenInfoQuery = {
  readonly token: {
    readonly id: string;
    readonly name: string;
    readonly serialNumber: string | null;
    readonly model: TokenModel;
    readonly enabled: boolean;
    readonly status: TokenStatus;
    readonly lastUsedAt: string | null;
    readonly failures: number;
    readonly validFrom: string | null;
    readonly validUntil: string | null;
    readonly validity: TokenValidity;
    readonly lock: { readonly reason: LockReason; readonly until: string | null } | null;
    readonly pin: { readonly position: PinPosition } | null;
    readonly oath: {
      readonly algorithm: OathAlgorithm;
      readonly digits: number;
      readonly hash: HashAlgorithm;
      readonly ocraSuite: string | null;
      readonly periodSeconds: number | null;
    } | null;
    readonly delivery: {
      readonly kind: DeliveryKind;
      readonly sentTo: string | null;
      readonly channel: { readonly name: string } | null;
    } | null;
    readonly device: {
      readonly canBeWoken: boolean;
      readonly fingerprint: string | null;
      readonly requestsSuspendedUntil: string | null;
      readonly rolledOutAt: string | null;
    } | null;
    readonly enrolment: { readonly attemptsLeft: number; readonly expiresAt: string } | null;
    readonly holder: {
      readonly id: string;
      readonly login: string;
      readonly firstName: string | null;
      readonly lastName: string | null;
      readonly email: string | null;
      readonly phoneNumber: string | null;
      readonly enabled: boolean;
      readonly recoveryCodeCreatedAt: string | null;
    } | null;
    readonly links: {
      readonly totalCount: number;
      readonly nodes: ReadonlyArray<{ readonly resource: { readonly name: string } | null }>;
    };
    readonly bypasses: {
      readonly nodes: ReadonlyArray<{
        readonly id: string;
        readonly everywhere: boolean;
        readonly expiresAt: string | null;
        readonly grantedByName: string;
        readonly reason: string | null;
        readonly resource: { readonly id: string; readonly name: string } | null;
      }>;
    };
    readonly signInObstacles: ReadonlyArray<{
      readonly reason: DenialReason;
      readonly message: string;
      readonly conditional: boolean;
      readonly until: string | null;
      readonly resource: { readonly id: string; readonly name: string } | null;
      readonly token: { readonly id: string } | null;
    }> | null;
  } | null;
};

export type LinkFragment = {
  readonly id: string;
  readonly resource: {
    readonly id: string;
    readonly name: string;
    readonly builtIn: boolean;
    readonly enabled: boolean;
    readonly failedAttemptsBeforeLock: number;
    readonly lockMinutes: number;
    readonly effectiveBypassPolicy: {
      readonly maximumDuration: BypassMaximum;
      readonly reasonRequired: boolean;
      readonly origin: BypassPolicyOrigin;
    };
  } | null;
};

export type TokenLinksQueryVariables = Exact<{
  token: TokenRef;
  first?: number | null | undefined;
  last?: number | null | undefined;
  after?: string | null | undefined;
  before?: string | null | undefined;
}>;

export type TokenLinksQuery = {
  readonly token: {
    readonly assignments: {
      readonly nodes: ReadonlyArray<{
        readonly id: string;
        readonly resource: {
          readonly id: string;
          readonly name: string;
          readonly builtIn: boolean;
          readonly enabled: boolean;
          readonly failedAttemptsBeforeLock: number;
          readonly lockMinutes: number;
          readonly effectiveBypassPolicy: {
            readonly maximumDuration: BypassMaximum;
            readonly reasonRequired: boolean;
            readonly origin: BypassPolicyOrigin;
          };
        } | null;
      }>;
      readonly pageInfo: {
        readonly startCursor: string | null;
        readonly endCursor: string | null;
        readonly hasNextPage: boolean;
        readonly hasPreviousPage: boolean;
      };
    };
  } | null;
};

export type UsersToChooseQueryVariables = Exact<{
  text?: string | null | undefined;
}>;

export type UsersToChooseQuery = {
  readonly users: {
    readonly nodes: ReadonlyArray<{
      readonly id: string;
      readonly login: string;
      readonly firstName: string | null;
      readonly lastName: string | null;
      readonly administrator: { readonly id: string } | null;
    }>;
    readonly pageInfo: { readonly hasNextPage: boolean; readonly searchStopped: boolean };
  } | null;
};

export type ResourcesToChooseQueryVariables = Exact<{
  first: number;
  text?: string | null | undefined;
  builtIn?: boolean | null | undefined;
}>;

export type ResourcesToChooseQuery = {
  readonly resources: {
    readonly nodes: ReadonlyArray<{ readonly id: string; readonly name: string }>;
    readonly pageInfo: { readonly hasNextPage: boolean; readonly searchStopped: boolean };
  } | null;
};

export type ChallengeStateQueryVariables = Exact<{
  id: string;
}>;

export type ChallengeStateQuery = {
  readonly challenge: { readonly id: string; readonly state: ChallengeState } | null;
};

export type TokenEnableMutationVariables = Exact<{
  input: TokenEnableInput;
}>;

export type TokenEnableMutation = {
  readonly tokenEnable:
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly token: { readonly id: string } }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | null;
};

export type TokenDisableMutationVariables = Exact<{
  input: TokenDisableInput;
}>;

export type TokenDisableMutation = {
  readonly tokenDisable:
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly token: { readonly id: string } }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | null;
};

export type BypassPlacesQueryVariables = Exact<{
  token: TokenRef;
}>;

export type BypassPlacesQuery = {
  readonly token: {
    readonly id: string;
    readonly assignments: {
      readonly nodes: ReadonlyArray<{
        readonly resource: {
          readonly id: string;
          readonly name: string;
          readonly effectiveBypassPolicy: {
            readonly maximumDuration: BypassMaximum;
            readonly reasonRequired: boolean;
            readonly grantedBy: ReadonlyArray<BypassGranter>;
          };
        } | null;
      }>;
    };
  } | null;
};

export type TokenBypassGrantMutationVariables = Exact<{
  input: TokenBypassGrantInput;
}>;

export type TokenBypassGrantMutation = {
  readonly tokenBypassGrant:
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly bypass: { readonly id: string } }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | null;
};

export type TokenBypassRevokeMutationVariables = Exact<{
  input: TokenBypassRevokeInput;
}>;

export type TokenBypassRevokeMutation = {
  readonly tokenBypassRevoke:
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly bypasses: ReadonlyArray<{ readonly id: string }> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | null;
};

export type TokenIdsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  filter?: TokenFilter | null | undefined;
}>;

export type TokenIdsQuery = {
  readonly tokens: {
    readonly nodes: ReadonlyArray<{
      readonly id: string;
      readonly name: string;
      readonly user: { readonly id: string } | null;
    }>;
    readonly pageInfo: { readonly endCursor: string | null; readonly hasNextPage: boolean };
  } | null;
};

export type TokensEnabledQueryVariables = Exact<{
  ids: ReadonlyArray<string> | string;
}>;

export type TokensEnabledQuery = {
  readonly nodes: ReadonlyArray<
    { readonly id: string; readonly enabled: boolean } | Record<PropertyKey, never> | null
  > | null;
};

export type TokensEnableMutationVariables = Exact<{
  input: TokensEnableInput;
}>;

export type TokensEnableMutation = {
  readonly tokensEnable:
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | {
        readonly results: ReadonlyArray<
          | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
          | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
          | { readonly token: { readonly id: string } }
          | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
        >;
      }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | null;
};

export type TokensDisableMutationVariables = Exact<{
  input: TokensDisableInput;
}>;

export type TokensDisableMutation = {
  readonly tokensDisable:
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | {
        readonly results: ReadonlyArray<
          | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
          | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
          | { readonly token: { readonly id: string } }
          | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
        >;
      }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | null;
};

export type TokensBypassGrantMutationVariables = Exact<{
  input: TokensBypassGrantInput;
}>;

export type TokensBypassGrantMutation = {
  readonly tokensBypassGrant:
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | {
        readonly results: ReadonlyArray<
          | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
          | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
          | { readonly bypass: { readonly id: string } }
          | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
        >;
      }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | null;
};

export type TokensDeleteMutationVariables = Exact<{
  input: TokensDeleteInput;
}>;

export type TokensDeleteMutation = {
  readonly tokensDelete:
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | {
        readonly results: ReadonlyArray<
          | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
          | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
          | { readonly deletedId: string }
          | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
        >;
      }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | null;
};

export type TokenRowFragment = {
  readonly id: string;
  readonly name: string;
  readonly serialNumber: string | null;
  readonly model: TokenModel;
  readonly enabled: boolean;
  readonly status: TokenStatus;
  readonly lastUsedAt: string | null;
  readonly lock: { readonly until: string | null } | null;
  readonly user: {
    readonly id: string;
    readonly login: string;
    readonly firstName: string | null;
    readonly lastName: string | null;
  } | null;
  readonly bypasses: {
    readonly nodes: ReadonlyArray<{ readonly id: string; readonly expiresAt: string | null }>;
  };
};

export type TokensQueryVariables = Exact<{
  first?: number | null | undefined;
  last?: number | null | undefined;
  after?: string | null | undefined;
  before?: string | null | undefined;
  filter?: TokenFilter | null | undefined;
  orderBy?: TokenOrder | null | undefined;
}>;

export type TokensQuery = {
  readonly tokens: {
    readonly totalCount: number;
    readonly totalCountIsExact: boolean;
    readonly nodes: ReadonlyArray<{
      readonly id: string;
      readonly name: string;
      readonly serialNumber: string | null;
      readonly model: TokenModel;
      readonly enabled: boolean;
      readonly status: TokenStatus;
      readonly lastUsedAt: string | null;
      readonly lock: { readonly until: string | null } | null;
      readonly user: {
        readonly id: string;
        readonly login: string;
        readonly firstName: string | null;
        readonly lastName: string | null;
      } | null;
      readonly bypasses: {
        readonly nodes: ReadonlyArray<{ readonly id: string; readonly expiresAt: string | null }>;
      };
    }>;
    readonly pageInfo: {
      readonly startCursor: string | null;
      readonly endCursor: string | null;
      readonly hasNextPage: boolean;
      readonly hasPreviousPage: boolean;
      readonly searchStopped: boolean;
    };
  } | null;
};

export type UserInfoFragment = {
  readonly createdAt: string;
  readonly enrolledAt: string | null;
  readonly id: string;
  readonly login: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly email: string | null;
  readonly phoneNumber: string | null;
  readonly enabled: boolean;
  readonly recoveryCodeCreatedAt: string | null;
  readonly signInObstacles: ReadonlyArray<{
    readonly reason: DenialReason;
    readonly message: string;
    readonly conditional: boolean;
    readonly until: string | null;
    readonly resource: { readonly id: string; readonly name: string } | null;
    readonly token: { readonly id: string } | null;
  }> | null;
  readonly tokens: {
    readonly totalCount: number;
    readonly nodes: ReadonlyArray<{
      readonly id: string;
      readonly name: string;
      readonly serialNumber: string | null;
      readonly model: TokenModel;
      readonly enabled: boolean;
      readonly status: TokenStatus;
      readonly lastUsedAt: string | null;
      readonly lock: { readonly until: string | null } | null;
      readonly user: {
        readonly id: string;
        readonly login: string;
        readonly firstName: string | null;
        readonly lastName: string | null;
      } | null;
      readonly bypasses: {
        readonly nodes: ReadonlyArray<{ readonly id: string; readonly expiresAt: string | null }>;
      };
    }>;
  };
  readonly assignments: {
    readonly totalCount: number;
    readonly nodes: ReadonlyArray<{
      readonly id: string;
      readonly createdAt: string;
      readonly resource: { readonly id: string; readonly name: string } | null;
      readonly token: { readonly id: string; readonly name: string } | null;
    }>;
  };
};

export type UserInfoQueryVariables = Exact<{
  user: UserRef;
}>;

export type UserInfoQuery = {
  readonly user: {
    readonly createdAt: string;
    readonly enrolledAt: string | null;
    readonly id: string;
    readonly login: string;
    readonly firstName: string | null;
    readonly lastName: string | null;
    readonly email: string | null;
    readonly phoneNumber: string | null;
    readonly enabled: boolean;
    readonly recoveryCodeCreatedAt: string | null;
    readonly signInObstacles: ReadonlyArray<{
      readonly reason: DenialReason;
      readonly message: string;
      readonly conditional: boolean;
      readonly until: string | null;
      readonly resource: { readonly id: string; readonly name: string } | null;
      readonly token: { readonly id: string } | null;
    }> | null;
    readonly tokens: {
      readonly totalCount: number;
      readonly nodes: ReadonlyArray<{
        readonly id: string;
        readonly name: string;
        readonly serialNumber: string | null;
        readonly model: TokenModel;
        readonly enabled: boolean;
        readonly status: TokenStatus;
        readonly lastUsedAt: string | null;
        readonly lock: { readonly until: string | null } | null;
        readonly user: {
          readonly id: string;
          readonly login: string;
          readonly firstName: string | null;
          readonly lastName: string | null;
        } | null;
        readonly bypasses: {
          readonly nodes: ReadonlyArray<{ readonly id: string; readonly expiresAt: string | null }>;
        };
      }>;
    };
    readonly assignments: {
      readonly totalCount: number;
      readonly nodes: ReadonlyArray<{
        readonly id: string;
        readonly createdAt: string;
        readonly resource: { readonly id: string; readonly name: string } | null;
        readonly token: { readonly id: string; readonly name: string } | null;
      }>;
    };
  } | null;
};

export type InvitationsOfUserQueryVariables = Exact<{
  user: UserRef;
}>;

export type InvitationsOfUserQuery = {
  readonly user: {
    readonly lastInvitation: {
      readonly createdAt: string;
      readonly state: InvitationState;
      readonly expiresAt: string;
    } | null;
  } | null;
  readonly invitations: {
    readonly nodes: ReadonlyArray<{
      readonly id: string;
      readonly by: InvitationDelivery;
      readonly purpose: InvitationPurpose;
      readonly expiresAt: string;
      readonly resource: { readonly id: string; readonly name: string } | null;
      readonly message: { readonly sentTo: string; readonly state: MessageState } | null;
    }>;
  } | null;
};

export type InvitationCreateMutationVariables = Exact<{
  input: InvitationCreateInput;
}>;

export type InvitationCreateMutation = {
  readonly invitationCreate:
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly invitationUrl: string | null }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | null;
};

export type InvitationRevokeMutationVariables = Exact<{
  input: InvitationRevokeInput;
}>;

export type InvitationRevokeMutation = {
  readonly invitationRevoke:
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly revokedId: string }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | null;
};

export type PasswordResetMutationVariables = Exact<{
  input: PasswordResetInput;
}>;

export type PasswordResetMutation = {
  readonly passwordReset:
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly invitationUrl: string | null }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | null;
};

export type UserDeleteMutationVariables = Exact<{
  input: UserDeleteInput;
}>;

export type UserDeleteMutation = {
  readonly userDelete:
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly deletedId: string }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | null;
};

export type UserRowFragment = {
  readonly id: string;
  readonly login: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly email: string | null;
  readonly enabled: boolean;
  readonly lastInvitation?: {
    readonly createdAt: string;
    readonly state: InvitationState;
    readonly expiresAt: string;
  } | null;
  readonly tokens: { readonly totalCount: number };
  readonly locked: {
    readonly nodes: ReadonlyArray<{ readonly lock: { readonly until: string | null } | null }>;
  };
  readonly assignments: { readonly totalCount: number };
};

export type UsersQueryVariables = Exact<{
  first?: number | null | undefined;
  last?: number | null | undefined;
  after?: string | null | undefined;
  before?: string | null | undefined;
  filter?: UserFilter | null | undefined;
  orderBy?: UserOrder | null | undefined;
  withInvitations: boolean;
}>;

export type UsersQuery = {
  readonly users: {
    readonly totalCount: number;
    readonly totalCountIsExact: boolean;
    readonly nodes: ReadonlyArray<{
      readonly id: string;
      readonly login: string;
      readonly firstName: string | null;
      readonly lastName: string | null;
      readonly email: string | null;
      readonly enabled: boolean;
      readonly lastInvitation?: {
        readonly createdAt: string;
        readonly state: InvitationState;
        readonly expiresAt: string;
      } | null;
      readonly tokens: { readonly totalCount: number };
      readonly locked: {
        readonly nodes: ReadonlyArray<{ readonly lock: { readonly until: string | null } | null }>;
      };
      readonly assignments: { readonly totalCount: number };
    }>;
    readonly pageInfo: {
      readonly startCursor: string | null;
      readonly endCursor: string | null;
      readonly hasNextPage: boolean;
      readonly hasPreviousPage: boolean;
      readonly searchStopped: boolean;
    };
  } | null;
};

export type UserIdsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  filter?: UserFilter | null | undefined;
}>;

export type UserIdsQuery = {
  readonly users: {
    readonly nodes: ReadonlyArray<{ readonly id: string; readonly login: string }>;
    readonly pageInfo: { readonly endCursor: string | null; readonly hasNextPage: boolean };
  } | null;
};

export type NewUserMutationVariables = Exact<{
  input: UserCreateInput;
}>;

export type NewUserMutation = {
  readonly userCreate:
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly user: { readonly id: string; readonly login: string } }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | null;
};

export type UserEnabledMutationVariables = Exact<{
  input: UserUpdateInput;
}>;

export type UserEnabledMutation = {
  readonly userUpdate:
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly user: { readonly id: string; readonly enabled: boolean } }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | null;
};

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>["__apiType"]>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const ApiKeyRowFragmentDoc = new TypedDocumentString(
  `
    fragment ApiKeyRow on ApiKey {
  id
  name
  prefix
  role
  state
  createdAt
  lastUsedAt
  expiresAt
  revokedAt
  bound
  resource {
    id
    name
  }
  createdBy {
    id
    name
  }
  createdByUser {
    id
    login
    firstName
    lastName
  }
}
    `,
  { fragmentName: "ApiKeyRow" },
) as unknown as TypedDocumentString<ApiKeyRowFragment, unknown>;
export const RefusalFieldsFragmentDoc = new TypedDocumentString(
  `
    fragment RefusalFields on Error {
  code
  message
  path
}
    `,
  { fragmentName: "RefusalFields" },
) as unknown as TypedDocumentString<RefusalFieldsFragment, unknown>;
export const ShownEventFragmentDoc = new TypedDocumentString(
  `
    fragment ShownEvent on Event {
  id
  occurredAt
  summary
  reason
  clientAddress
  actor {
    name
  }
}
    `,
  { fragmentName: "ShownEvent" },
) as unknown as TypedDocumentString<ShownEventFragment, unknown>;
export const ImportStateFragmentDoc = new TypedDocumentString(
  `
    fragment ImportState on ImportJob {
  id
  status
  dryRun
  created
  failure
  startedAt
  refusedCount
  progress {
    bytesRead
    bytesTotal
    rowsRead
    rowsChecked
  }
  refused {
    line
    message
  }
}
    `,
  { fragmentName: "ImportState" },
) as unknown as TypedDocumentString<ImportStateFragment, unknown>;
export const InviteeFragmentDoc = new TypedDocumentString(
  `
    fragment Invitee on User {
  id
  login
  email
  enabled
  administrator {
    id
  }
  working: tokens(first: 1, filter: {status: ACTIVE, enabled: true, valid: true}) {
    totalCount
  }
  outside: tokens(first: 5, filter: {status: ACTIVE, enabled: true, valid: false}) {
    nodes {
      validFrom
    }
  }
  lastInvitation {
    createdAt
    state
  }
}
    `,
  { fragmentName: "Invitee" },
) as unknown as TypedDocumentString<InviteeFragment, unknown>;
export const SearchedPageFragmentDoc = new TypedDocumentString(
  `
    fragment SearchedPage on PageInfo {
  startCursor
  endCursor
  hasNextPage
  hasPreviousPage
  searchStopped
}
    `,
  { fragmentName: "SearchedPage" },
) as unknown as TypedDocumentString<SearchedPageFragment, unknown>;
export const MyTokenFieldsFragmentDoc = new TypedDocumentString(
  `
    fragment MyTokenFields on MyToken {
  id
  name
  model
  serialNumber
  status
  enabled
  validFrom
  validUntil
  validity
  otherResourceCount
  connectedAlone
  enrolment {
    attemptsLeft
    expiresAt
  }
  locked
  requestsSuspendedUntil
  pinPosition
  sentTo
  sentElsewhere
  lastUsedAt
}
    `,
  { fragmentName: "MyTokenFields" },
) as unknown as TypedDocumentString<MyTokenFieldsFragment, unknown>;
export const MyEnrolmentFieldsFragmentDoc = new TypedDocumentString(
  `
    fragment MyEnrolmentFields on Enrolment {
  secretBase32
  otpauthUri
  qrPngDataUri
  appLink
  startLink
  sentTo
  expiresAt
  attemptsLeft
}
    `,
  { fragmentName: "MyEnrolmentFields" },
) as unknown as TypedDocumentString<MyEnrolmentFieldsFragment, unknown>;
export const MyRefusalFieldsFragmentDoc = new TypedDocumentString(
  `
    fragment MyRefusalFields on Error {
  code
  message
  path
}
    `,
  { fragmentName: "MyRefusalFields" },
) as unknown as TypedDocumentString<MyRefusalFieldsFragment, unknown>;
export const ShownBypassPolicyFragmentDoc = new TypedDocumentString(
  `
    fragment ShownBypassPolicy on BypassPolicy {
  maximumDuration
  reasonRequired
  grantedBy
  origin
}
    `,
  { fragmentName: "ShownBypassPolicy" },
) as unknown as TypedDocumentString<ShownBypassPolicyFragment, unknown>;
export const ShownSelfServiceFragmentDoc = new TypedDocumentString(
  `
    fragment ShownSelfService on SelfServicePolicy {
  address
  url
  actions
  models
  firstEnrolment
  firstEnrolmentDays
  signIn
  allowedAddresses
}
    `,
  { fragmentName: "ShownSelfService" },
) as unknown as TypedDocumentString<ShownSelfServiceFragment, unknown>;
export const ResourceInfoFragmentDoc = new TypedDocumentString(
  `
    fragment ResourceInfo on Resource {
  id
  name
  builtIn
  enabled
  failedAttemptsBeforeLock
  lockMinutes
  pinBeforeSending
  pushConfirmation
  allowedAddresses
  createdAt
  updatedAt
  bypassPolicy {
    ...ShownBypassPolicy
  }
  effectiveBypassPolicy {
    ...ShownBypassPolicy
  }
  selfService {
    ...ShownSelfService
  }
}
    fragment ShownBypassPolicy on BypassPolicy {
  maximumDuration
  reasonRequired
  grantedBy
  origin
}
fragment ShownSelfService on SelfServicePolicy {
  address
  url
  actions
  models
  firstEnrolment
  firstEnrolmentDays
  signIn
  allowedAddresses
}`,
  { fragmentName: "ResourceInfo" },
) as unknown as TypedDocumentString<ResourceInfoFragment, unknown>;
export const ResourceLinkFragmentDoc = new TypedDocumentString(
  `
    fragment ResourceLink on Assignment {
  id
  createdAt
  user {
    id
    login
    firstName
    lastName
    enabled
  }
  token {
    id
    name
    model
    enabled
    status
    lock {
      until
    }
    bypasses(first: 20, running: true) {
      nodes {
        id
        everywhere
        expiresAt
        resource {
          id
        }
      }
    }
  }
}
    `,
  { fragmentName: "ResourceLink" },
) as unknown as TypedDocumentString<ResourceLinkFragment, unknown>;
export const BypassedTokenFragmentDoc = new TypedDocumentString(
  `
    fragment BypassedToken on Token {
  id
  name
  user {
    login
    firstName
    lastName
  }
  bypasses(first: 20, running: true) {
    nodes {
      id
      duration
      everywhere
      grantedAt
      grantedBy
      resource {
        id
      }
    }
  }
}
    `,
  { fragmentName: "BypassedToken" },
) as unknown as TypedDocumentString<BypassedTokenFragment, unknown>;
export const ResourceRowFragmentDoc = new TypedDocumentString(
  `
    fragment ResourceRow on Resource {
  id
  name
  builtIn
  enabled
  failedAttemptsBeforeLock
  lockMinutes
  allowedAddresses
  assignments(first: 1) {
    totalCount
  }
}
    `,
  { fragmentName: "ResourceRow" },
) as unknown as TypedDocumentString<ResourceRowFragment, unknown>;
export const ShownEnrolmentFragmentDoc = new TypedDocumentString(
  `
    fragment ShownEnrolment on Enrolment {
  appLink
  attemptsLeft
  expiresAt
  otpauthUri
  qrPngDataUri
  secretBase32
  secretHex
  sentTo
  startLink
}
    `,
  { fragmentName: "ShownEnrolment" },
) as unknown as TypedDocumentString<ShownEnrolmentFragment, unknown>;
export const AskedChallengeFragmentDoc = new TypedDocumentString(
  `
    fragment AskedChallenge on Challenge {
  id
  kind
  question
  sentTo
  choice
}
    `,
  { fragmentName: "AskedChallenge" },
) as unknown as TypedDocumentString<AskedChallengeFragment, unknown>;
export const HolderFragmentDoc = new TypedDocumentString(
  `
    fragment Holder on User {
  id
  login
  firstName
  lastName
  email
  phoneNumber
  enabled
  recoveryCodeCreatedAt
}
    `,
  { fragmentName: "Holder" },
) as unknown as TypedDocumentString<HolderFragment, unknown>;
export const RunningBypassFragmentDoc = new TypedDocumentString(
  `
    fragment RunningBypass on Bypass {
  id
  everywhere
  expiresAt
  grantedByName
  reason
  resource {
    id
    name
  }
}
    `,
  { fragmentName: "RunningBypass" },
) as unknown as TypedDocumentString<RunningBypassFragment, unknown>;
export const ObstacleFragmentDoc = new TypedDocumentString(
  `
    fragment Obstacle on SignInObstacle {
  reason
  message
  conditional
  until
  resource {
    id
    name
  }
  token {
    id
  }
}
    `,
  { fragmentName: "Obstacle" },
) as unknown as TypedDocumentString<ObstacleFragment, unknown>;
export const TokenInfoFragmentDoc = new TypedDocumentString(
  `
    fragment TokenInfo on Token {
  id
  name
  serialNumber
  model
  enabled
  status
  lastUsedAt
  lock {
    reason
    until
  }
  failures
  validFrom
  validUntil
  validity
  pin {
    position
  }
  oath {
    algorithm
    digits
    hash
    ocraSuite
    periodSeconds
  }
  delivery {
    kind
    sentTo
    channel {
      name
    }
  }
  device {
    canBeWoken
    fingerprint
    requestsSuspendedUntil
    rolledOutAt
  }
  enrolment {
    attemptsLeft
    expiresAt
  }
  holder: user {
    ...Holder
  }
  links: assignments(first: 3) {
    totalCount
    nodes {
      resource {
        name
      }
    }
  }
  bypasses(first: 20, running: true) {
    nodes {
      ...RunningBypass
    }
  }
  signInObstacles {
    ...Obstacle
  }
}
    fragment Obstacle on SignInObstacle {
  reason
  message
  conditional
  until
  resource {
    id
    name
  }
  token {
    id
  }
}
fragment Holder on User {
  id
  login
  firstName
  lastName
  email
  phoneNumber
  enabled
  recoveryCodeCreatedAt
}
fragment RunningBypass on Bypass {
  id
  everywhere
  expiresAt
  grantedByName
  reason
  resource {
    id
    name
  }
}`,
  { fragmentName: "TokenInfo" },
) as unknown as TypedDocumentString<TokenInfoFragment, unknown>;
export const LinkFragmentDoc = new TypedDocumentString(
  `
    fragment Link on Assignment {
  id
  resource {
    id
    name
    builtIn
    enabled
    failedAttemptsBeforeLock
    lockMinutes
    effectiveBypassPolicy {
      maximumDuration
      reasonRequired
      origin
    }
  }
}
    `,
  { fragmentName: "Link" },
) as unknown as TypedDocumentString<LinkFragment, unknown>;
export const TokenRowFragmentDoc = new TypedDocumentString(
  `
    fragment TokenRow on Token {
  id
  name
  serialNumber
  model
  enabled
  status
  lastUsedAt
  lock {
    until
  }
  user {
    id
    login
    firstName
    lastName
  }
  bypasses(first: 5, running: true) {
    nodes {
      id
      expiresAt
    }
  }
}
    `,
  { fragmentName: "TokenRow" },
) as unknown as TypedDocumentString<TokenRowFragment, unknown>;
export const UserInfoFragmentDoc = new TypedDocumentString(
  `
    fragment UserInfo on User {
  ...Holder
  createdAt
  enrolledAt
  signInObstacles {
    ...Obstacle
  }
  tokens(first: 100) {
    totalCount
    nodes {
      ...TokenRow
    }
  }
  assignments(first: 100) {
    totalCount
    nodes {
      id
      createdAt
      resource {
        id
        name
      }
      token {
        id
        name
      }
    }
  }
}
    fragment Obstacle on SignInObstacle {
  reason
  message
  conditional
  until
  resource {
    id
    name
  }
  token {
    id
  }
}
fragment Holder on User {
  id
  login
  firstName
  lastName
  email
  phoneNumber
  enabled
  recoveryCodeCreatedAt
}
fragment TokenRow on Token {
  id
  name
  serialNumber
  model
  enabled
  status
  lastUsedAt
  lock {
    until
  }
  user {
    id
    login
    firstName
    lastName
  }
  bypasses(first: 5, running: true) {
    nodes {
      id
      expiresAt
    }
  }
}`,
  { fragmentName: "UserInfo" },
) as unknown as TypedDocumentString<UserInfoFragment, unknown>;
export const UserRowFragmentDoc = new TypedDocumentString(
  `
    fragment UserRow on User {
  id
  login
  firstName
  lastName
  email
  enabled
  lastInvitation @include(if: $withInvitations) {
    createdAt
    state
    expiresAt
  }
  tokens(first: 1) {
    totalCount
  }
  locked: tokens(first: 1, filter: {locked: true}) {
    nodes {
      lock {
        until
      }
    }
  }
  assignments(first: 1) {
    totalCount
  }
}
    `,
  { fragmentName: "UserRow" },
) as unknown as TypedDocumentString<UserRowFragment, unknown>;
export const ApiKeysDocument = {
  __meta__: { documentId: "sha256:46e30f589d34b6eee8b04e965a9a386a4dcb62623e5716eca4c53b083b81ea95" },
} as unknown as TypedDocumentString<ApiKeysQuery, ApiKeysQueryVariables>;
export const ApiKeyCreateDocument = {
  __meta__: { documentId: "sha256:0e94c1db982e254620836615bd61f5d621317928529e1119d5ca3038ef3d2f93" },
} as unknown as TypedDocumentString<ApiKeyCreateMutation, ApiKeyCreateMutationVariables>;
export const ApiKeyRevokeDocument = {
  __meta__: { documentId: "sha256:38f256552987abcb979c97b98ec13c7b1de1bdc493c7dc2428897e8dc53e5811" },
} as unknown as TypedDocumentString<ApiKeyRevokeMutation, ApiKeyRevokeMutationVariables>;
export const TokenRoomDocument = {
  __meta__: { documentId: "sha256:c8a38c422a0ad5887d0b874f092ee483fadae757ee5d5217cebc6027a79b47be" },
} as unknown as TypedDocumentString<TokenRoomQuery, TokenRoomQueryVariables>;
export const BotChannelsDocument = {
  __meta__: { documentId: "sha256:6c3b782ab68200343ad44900fd16b2f68859e476132074bfac44c7e5c10bf939" },
} as unknown as TypedDocumentString<BotChannelsQuery, BotChannelsQueryVariables>;
export const NewTokenDocument = {
  __meta__: { documentId: "sha256:05c43e12e681b54db7c80df40d8fc60a54f48834e9f5f947d15bbb6394dd269a" },
} as unknown as TypedDocumentString<NewTokenMutation, NewTokenMutationVariables>;
export const NewTokenStateDocument = {
  __meta__: { documentId: "sha256:582cbe45d16f368a11ef356e74b998316af08ffc20985cd7ffa7bc5e182f2e73" },
} as unknown as TypedDocumentString<NewTokenStateQuery, NewTokenStateQueryVariables>;
export const FeedDocument = {
  __meta__: { documentId: "sha256:1dbc06c40d7b51d3945effd47db5bab58f33fe9cbd9d6e3c9cdc8b2ac20291b3" },
} as unknown as TypedDocumentString<FeedSubscription, FeedSubscriptionVariables>;
export const EventsDocument = {
  __meta__: { documentId: "sha256:f08a8c986dae6c4d0df2d1fbf60badbbfb068b293f204015f29dcad0176aaa42" },
} as unknown as TypedDocumentString<EventsQuery, EventsQueryVariables>;
export const ImportStateDocument = {
  __meta__: { documentId: "sha256:0e005f1e904fb60ffcb87c2b27a9b7f27eaf121dfc296424b16e33247e3f8db2" },
} as unknown as TypedDocumentString<ImportStateQuery, ImportStateQueryVariables>;
export const ImportTokensDocument = {
  __meta__: { documentId: "sha256:250d3887adf589757f4e63fbfc34fad1504350a62dde863d3ad8a70e9b6019a5" },
} as unknown as TypedDocumentString<ImportTokensMutation, ImportTokensMutationVariables>;
export const ImportUsersDocument = {
  __meta__: { documentId: "sha256:87fd8ca262d20e729e6f6af0b7c8733ac3928aa44a2e798fba7ed44b97b9ccd4" },
} as unknown as TypedDocumentString<ImportUsersMutation, ImportUsersMutationVariables>;
export const ImportLinksDocument = {
  __meta__: { documentId: "sha256:dfeeaf901974bfad177957eb2988acd03d2e550dad8713e85a05eafeda8ac0e8" },
} as unknown as TypedDocumentString<ImportLinksMutation, ImportLinksMutationVariables>;
export const PortalsToChooseDocument = {
  __meta__: { documentId: "sha256:160cb8a0239d3946b30fe65ee0befbc789f80bd8555b5c851ae8df5141e1904e" },
} as unknown as TypedDocumentString<PortalsToChooseQuery, PortalsToChooseQueryVariables>;
export const LinkObstacleDocument = {
  __meta__: { documentId: "sha256:ae99500f3b6639838197825471b0f434df9222774d496e362d9bcae8b1b69090" },
} as unknown as TypedDocumentString<LinkObstacleQuery, LinkObstacleQueryVariables>;
export const InviteesDocument = {
  __meta__: { documentId: "sha256:58484ef15c42910d8a5c73a4da21930ceed266d25dba31d5b025d536621b66f4" },
} as unknown as TypedDocumentString<InviteesQuery, InviteesQueryVariables>;
export const InvitationsCreateDocument = {
  __meta__: { documentId: "sha256:1fe0b84c34b04f79b200399e209ed0f265c794f7e72c0f271f333823652b06ac" },
} as unknown as TypedDocumentString<InvitationsCreateMutation, InvitationsCreateMutationVariables>;
export const MeDocument = {
  __meta__: { documentId: "sha256:4e8fb322483a47a2bb3f1d12dccbd255d55e8b0b202ee4d76182d8fe832a0356" },
} as unknown as TypedDocumentString<MeQuery, MeQueryVariables>;
export const MyTokenEnrolDocument = {
  __meta__: { documentId: "sha256:2abd657b9a86f54b9100b5208e0179326fbef49b28dea9b61bf1bef4ca19b249" },
} as unknown as TypedDocumentString<MyTokenEnrolMutation, MyTokenEnrolMutationVariables>;
export const MyTokenEnrolmentConfirmDocument = {
  __meta__: { documentId: "sha256:e9bb54c6cd948016d514667fb439d4126886b30354c40555032e5875415117c3" },
} as unknown as TypedDocumentString<
  MyTokenEnrolmentConfirmMutation,
  MyTokenEnrolmentConfirmMutationVariables
>;
export const MyTokenEnrolmentCancelDocument = {
  __meta__: { documentId: "sha256:091d947065133bf50e64a2aa287f5bc503370ec92e00cf227f8957382df355cd" },
} as unknown as TypedDocumentString<MyTokenEnrolmentCancelMutation, MyTokenEnrolmentCancelMutationVariables>;
export const MyTokenReissueDocument = {
  __meta__: { documentId: "sha256:0694f77b7c14be57b20d744dd72aeb724cd13673ed7c3fdbb44eba4c13000133" },
} as unknown as TypedDocumentString<MyTokenReissueMutation, MyTokenReissueMutationVariables>;
export const MyTokenSynchronizeDocument = {
  __meta__: { documentId: "sha256:f688cedf7587935f3ad4a6f0c089644bad0dde29e0e1e530864d8b0b12900275" },
} as unknown as TypedDocumentString<MyTokenSynchronizeMutation, MyTokenSynchronizeMutationVariables>;
export const MyTokenAssignDocument = {
  __meta__: { documentId: "sha256:429a5bf6f9c85176297199ca67885a3dbc32118caaa984daa2a676417ccc9ec3" },
} as unknown as TypedDocumentString<MyTokenAssignMutation, MyTokenAssignMutationVariables>;
export const MyTokenUnassignDocument = {
  __meta__: { documentId: "sha256:0f855844a5905bb374d0800d9bdc1702197e5e9b90d4cfa03aa5f90921319654" },
} as unknown as TypedDocumentString<MyTokenUnassignMutation, MyTokenUnassignMutationVariables>;
export const MyTokenPinSetDocument = {
  __meta__: { documentId: "sha256:c043e4dbeef0c31e2335aab085bda542bd427136702dfdd8a3bbd7b1f31ca9eb" },
} as unknown as TypedDocumentString<MyTokenPinSetMutation, MyTokenPinSetMutationVariables>;
export const MyTokenPinRemoveDocument = {
  __meta__: { documentId: "sha256:5244bfbc767ecf5234f48ce4e70a2884523b746e697a9b295321878f4b892c39" },
} as unknown as TypedDocumentString<MyTokenPinRemoveMutation, MyTokenPinRemoveMutationVariables>;
export const MyTokenReportLostDocument = {
  __meta__: { documentId: "sha256:5103c452e0d1632acaf8f4a5b2b6cb37d77fe84cadedfa1c9dbfac63beb509c8" },
} as unknown as TypedDocumentString<MyTokenReportLostMutation, MyTokenReportLostMutationVariables>;
export const MyRecoveryCodeCreateDocument = {
  __meta__: { documentId: "sha256:317a1c8333cf1fb2c03025748cffc4b8b028ff8b567e1b64c389bee321408ba1" },
} as unknown as TypedDocumentString<MyRecoveryCodeCreateMutation, MyRecoveryCodeCreateMutationVariables>;
export const MyPasswordSetDocument = {
  __meta__: { documentId: "sha256:30d60d6cdacd1d82a4d13b70109312af74b49bd0dc68fd0aec7a168de156572a" },
} as unknown as TypedDocumentString<MyPasswordSetMutation, MyPasswordSetMutationVariables>;
export const MyNamesUpdateDocument = {
  __meta__: { documentId: "sha256:8252e93bdfe05995f6dec377a9f3f82ab9d79f7fc07b1dd8da6bc68b038e20fe" },
} as unknown as TypedDocumentString<MyNamesUpdateMutation, MyNamesUpdateMutationVariables>;
export const MyContactUpdateDocument = {
  __meta__: { documentId: "sha256:0dd46617b32b1ca2676dfeaf40cc360cc6323450f480ad29cc44297c55cfab8a" },
} as unknown as TypedDocumentString<MyContactUpdateMutation, MyContactUpdateMutationVariables>;
export const MyContactConfirmDocument = {
  __meta__: { documentId: "sha256:35a4337c7882f18e9d0d124977f9de7d72bf997958848465b8e30035bfaeec7d" },
} as unknown as TypedDocumentString<MyContactConfirmMutation, MyContactConfirmMutationVariables>;
export const MyContactCancelDocument = {
  __meta__: { documentId: "sha256:c7d730719df7c5b74217566a1fdd1c00283ca93fe705f24dac810a90247a1021" },
} as unknown as TypedDocumentString<MyContactCancelMutation, MyContactCancelMutationVariables>;
export const ResourceInfoDocument = {
  __meta__: { documentId: "sha256:824307ca0c82012078ee85c43d4d5d718e79216ac9695c88b70c1c0c00a11824" },
} as unknown as TypedDocumentString<ResourceInfoQuery, ResourceInfoQueryVariables>;
export const ResourceLinksDocument = {
  __meta__: { documentId: "sha256:83c9851463017a80da610ec42b37d6bbb5082c7295b850261a798ce7d92c56d1" },
} as unknown as TypedDocumentString<ResourceLinksQuery, ResourceLinksQueryVariables>;
export const TokensToChooseDocument = {
  __meta__: { documentId: "sha256:e17cca2e5cb1808eae2dddcd9eeb59ed75974028821567b91ac2e8afbcb5a79c" },
} as unknown as TypedDocumentString<TokensToChooseQuery, TokensToChooseQueryVariables>;
export const BypassedTokensDocument = {
  __meta__: { documentId: "sha256:a330141232324707a08b154fed940d8c8be5f3d3e84d2d2c3ae803dd00bd2326" },
} as unknown as TypedDocumentString<BypassedTokensQuery, BypassedTokensQueryVariables>;
export const BypassPolicySetDocument = {
  __meta__: { documentId: "sha256:b0db4e93c630880a0f35f4fa9474b4f0d31ca6713fc32c078c98874d744c9251" },
} as unknown as TypedDocumentString<BypassPolicySetMutation, BypassPolicySetMutationVariables>;
export const BypassPolicyClearDocument = {
  __meta__: { documentId: "sha256:294a2e0d7afe4852741c5f817f4e0185538207eff34f581e30a7fb294ca7c13b" },
} as unknown as TypedDocumentString<BypassPolicyClearMutation, BypassPolicyClearMutationVariables>;
export const SelfServicePolicySetDocument = {
  __meta__: { documentId: "sha256:705e9ffef03b51e4149ed35596ed82f9533e5f5ab3f7c295c6c7dc4df505067e" },
} as unknown as TypedDocumentString<SelfServicePolicySetMutation, SelfServicePolicySetMutationVariables>;
export const SelfServicePolicyClearDocument = {
  __meta__: { documentId: "sha256:c5c96a771ba0860553cac37b1a9ca8bbc8c0a0c3a373e87cb5e8d96d15c762ea" },
} as unknown as TypedDocumentString<SelfServicePolicyClearMutation, SelfServicePolicyClearMutationVariables>;
export const ResourcesDocument = {
  __meta__: { documentId: "sha256:a77515e4bf6a9ca5bd0648108fdae260a332a78af87ea8857bcb1b8a295856d3" },
} as unknown as TypedDocumentString<ResourcesQuery, ResourcesQueryVariables>;
export const NewResourceDocument = {
  __meta__: { documentId: "sha256:1972b85cef4e8c0bbf84380bbce47718b9563f115d29302715bf4dff15a7d806" },
} as unknown as TypedDocumentString<NewResourceMutation, NewResourceMutationVariables>;
export const ResourceUpdateDocument = {
  __meta__: { documentId: "sha256:51d557e6d6d592ed07bbc7300cf66824ae3e9e855094e91f28783b0088187ec6" },
} as unknown as TypedDocumentString<ResourceUpdateMutation, ResourceUpdateMutationVariables>;
export const ViewerDocument = {
  __meta__: { documentId: "sha256:d65f54e178b116b8f3865ff82868976c344f65710e87ebe7f22a6b32ddaa2f47" },
} as unknown as TypedDocumentString<ViewerQuery, ViewerQueryVariables>;
export const RunningBypassesDocument = {
  __meta__: { documentId: "sha256:3a5c673de7a2cbcabf1de394db38503c39a1a55fee1ec0dc909b6561c94cd8e6" },
} as unknown as TypedDocumentString<RunningBypassesQuery, RunningBypassesQueryVariables>;
export const RecoveryCodeRevokeDocument = {
  __meta__: { documentId: "sha256:b365759ddf08d6e1f693cc5b7e00b798691f62e0031d9de6e46782abc31b909d" },
} as unknown as TypedDocumentString<RecoveryCodeRevokeMutation, RecoveryCodeRevokeMutationVariables>;
export const TokenUpdateDocument = {
  __meta__: { documentId: "sha256:22603c83870576e822a024838b705a84e252256d9ac7848a853badcab90ef525" },
} as unknown as TypedDocumentString<TokenUpdateMutation, TokenUpdateMutationVariables>;
export const TokenDeleteDocument = {
  __meta__: { documentId: "sha256:c3a5806178a9bf5edab0721a5075c096cdd685fa4a4f921a51bcee5b515ab453" },
} as unknown as TypedDocumentString<TokenDeleteMutation, TokenDeleteMutationVariables>;
export const TokenUnlockDocument = {
  __meta__: { documentId: "sha256:d85ce5a1ebfc159d2dfe68257907ac6957fc71baccbfd92ff10f0099f557cbca" },
} as unknown as TypedDocumentString<TokenUnlockMutation, TokenUnlockMutationVariables>;
export const TokenCheckOtpDocument = {
  __meta__: { documentId: "sha256:20ce9a65b6bdf04c38c3d50276c1f050298c775717c40740ec81469d2dcb100b" },
} as unknown as TypedDocumentString<TokenCheckOtpMutation, TokenCheckOtpMutationVariables>;
export const TokenSynchronizeDocument = {
  __meta__: { documentId: "sha256:0a463694416b2b6d15c2bdf8c2daad483fdfb85ca3746397b396b162c9624ee2" },
} as unknown as TypedDocumentString<TokenSynchronizeMutation, TokenSynchronizeMutationVariables>;
export const ChallengeCreateDocument = {
  __meta__: { documentId: "sha256:793fc4d64c4b4ddc2a6bfb19cb7583dd894c97da1de1d8de8169c1540f3ed54a" },
} as unknown as TypedDocumentString<ChallengeCreateMutation, ChallengeCreateMutationVariables>;
export const TokenReissueDocument = {
  __meta__: { documentId: "sha256:8eaf1bed1905142c47d3551468c44adfbe95a71df282152aabfd135a4967037c" },
} as unknown as TypedDocumentString<TokenReissueMutation, TokenReissueMutationVariables>;
export const TokenEnrolmentStartDocument = {
  __meta__: { documentId: "sha256:bfd785cf2d1744df9692afd1e7f32861e2af2a82fa49423ec3d4e0f9af04c505" },
} as unknown as TypedDocumentString<TokenEnrolmentStartMutation, TokenEnrolmentStartMutationVariables>;
export const TokenEnrolmentConfirmDocument = {
  __meta__: { documentId: "sha256:2bceed942f128df54c44c52ae3a0eb67c69c35e862d115fdb268f47576b76473" },
} as unknown as TypedDocumentString<TokenEnrolmentConfirmMutation, TokenEnrolmentConfirmMutationVariables>;
export const TokenEnrolmentCancelDocument = {
  __meta__: { documentId: "sha256:a0645c64e37fa0f7fffbde60fcf4db9e31120fe5a53152fc2a8d2b2ee24b0319" },
} as unknown as TypedDocumentString<TokenEnrolmentCancelMutation, TokenEnrolmentCancelMutationVariables>;
export const TokenPinSetDocument = {
  __meta__: { documentId: "sha256:5e6247e8fe826bd8310d92ad37f4fa082b494a2b71da3e29f10f8dc572850047" },
} as unknown as TypedDocumentString<TokenPinSetMutation, TokenPinSetMutationVariables>;
export const TokenPinRemoveDocument = {
  __meta__: { documentId: "sha256:d6ff859965a5b6b3f88ffe929b7a969c95df3df76b329cc8a3187471ceec8654" },
} as unknown as TypedDocumentString<TokenPinRemoveMutation, TokenPinRemoveMutationVariables>;
export const TokenAssignDocument = {
  __meta__: { documentId: "sha256:e869a8e992d3fb35f98053ee38b3d8f2d7fafb34d90479ed77de51d36ee21987" },
} as unknown as TypedDocumentString<TokenAssignMutation, TokenAssignMutationVariables>;
export const TokenUnassignDocument = {
  __meta__: { documentId: "sha256:410bd8219f276ba506b1c0b1a744179bf6716b0a5dd30cdb36a14f9b6b3bfd2b" },
} as unknown as TypedDocumentString<TokenUnassignMutation, TokenUnassignMutationVariables>;
export const AssignmentCreateDocument = {
  __meta__: { documentId: "sha256:34faf578088bb37a3df9f5c9f8a90bb1e03266ca4248e507ed31c0879a677ee1" },
} as unknown as TypedDocumentString<AssignmentCreateMutation, AssignmentCreateMutationVariables>;
export const AssignmentDeleteDocument = {
  __meta__: { documentId: "sha256:b3e9972d78738f057f0e699729ffcdba7a0fd8ac0631c8a2172cf6947c6b5ac2" },
} as unknown as TypedDocumentString<AssignmentDeleteMutation, AssignmentDeleteMutationVariables>;
export const UserUpdateDocument = {
  __meta__: { documentId: "sha256:8ce43fb7956ce94d105045166baafaecaa73d95b8529b42d08fe2698596faa04" },
} as unknown as TypedDocumentString<UserUpdateMutation, UserUpdateMutationVariables>;
export const TokenInfoDocument = {
  __meta__: { documentId: "sha256:2c96f6aa704008bf0ef62553f6923f4727b09aca6151d80ea9ee5eb0557091a3" },
} as unknown as TypedDocumentString<TokenInfoQuery, TokenInfoQueryVariables>;
export const TokenLinksDocument = {
  __meta__: { documentId: "sha256:a944c2102ca2bf83470ac6db658f87b2b776813155ddf6c4c1562466554cfd18" },
} as unknown as TypedDocumentString<TokenLinksQuery, TokenLinksQueryVariables>;
export const UsersToChooseDocument = {
  __meta__: { documentId: "sha256:12b6c7cbab84e3dbe13657e47c5001c2475445702f305541165a07e3dce5dd61" },
} as unknown as TypedDocumentString<UsersToChooseQuery, UsersToChooseQueryVariables>;
export const ResourcesToChooseDocument = {
  __meta__: { documentId: "sha256:c9402d3feb49779f2aab7d7cef7f92ed3f004329143b5aab8e0af6771654a95d" },
} as unknown as TypedDocumentString<ResourcesToChooseQuery, ResourcesToChooseQueryVariables>;
export const ChallengeStateDocument = {
  __meta__: { documentId: "sha256:2e73c136fb27fd3bb572df6d5a9694a92d4404314e924239b613911655b13e48" },
} as unknown as TypedDocumentString<ChallengeStateQuery, ChallengeStateQueryVariables>;
export const TokenEnableDocument = {
  __meta__: { documentId: "sha256:e1f073e07d0a6f29315a9a0c63e78c5999c523c89da4afe4765023098fafabb3" },
} as unknown as TypedDocumentString<TokenEnableMutation, TokenEnableMutationVariables>;
export const TokenDisableDocument = {
  __meta__: { documentId: "sha256:71c36234c2b8f116fb3a7d233af23c68266724b4ec74dfc66d22cc9be1d5d91f" },
} as unknown as TypedDocumentString<TokenDisableMutation, TokenDisableMutationVariables>;
export const BypassPlacesDocument = {
  __meta__: { documentId: "sha256:be449549b4874f770b158a34737ea91548c810fd22d9dfb764ec5c54115a73a0" },
} as unknown as TypedDocumentString<BypassPlacesQuery, BypassPlacesQueryVariables>;
export const TokenBypassGrantDocument = {
  __meta__: { documentId: "sha256:62a5156759ccbf4c26f7aaf9d6011f855dce29a55ddc53401d4877cb220ce112" },
} as unknown as TypedDocumentString<TokenBypassGrantMutation, TokenBypassGrantMutationVariables>;
export const TokenBypassRevokeDocument = {
  __meta__: { documentId: "sha256:f93394ab417f42d92f0043f61b9cb8970ccd6e0c08c3621251b97ca05110cf6c" },
} as unknown as TypedDocumentString<TokenBypassRevokeMutation, TokenBypassRevokeMutationVariables>;
export const TokenIdsDocument = {
  __meta__: { documentId: "sha256:97d02d3ae4f2102523566ce180f061d99e00feaec1f99b5c353be0abce0d104a" },
} as unknown as TypedDocumentString<TokenIdsQuery, TokenIdsQueryVariables>;
export const TokensEnabledDocument = {
  __meta__: { documentId: "sha256:5b4bbe8b6774e60f48c28f9a80d4bcfb2e3720fba3404479162213770242d462" },
} as unknown as TypedDocumentString<TokensEnabledQuery, TokensEnabledQueryVariables>;
export const TokensEnableDocument = {
  __meta__: { documentId: "sha256:01ad0e4d8e3eb9747efb42f613102e3b74b90fb9653e6c9210e1f8a2cfc2706d" },
} as unknown as TypedDocumentString<TokensEnableMutation, TokensEnableMutationVariables>;
export const TokensDisableDocument = {
  __meta__: { documentId: "sha256:c9b6021418596039322a7739e1c81fec7513e3c86890e6c7afc4345fa560ac7a" },
} as unknown as TypedDocumentString<TokensDisableMutation, TokensDisableMutationVariables>;
export const TokensBypassGrantDocument = {
  __meta__: { documentId: "sha256:93beb793b4a90432879c2538af2cd7d3ffa2c216beb5f45bcd0474b97ecc47b1" },
} as unknown as TypedDocumentString<TokensBypassGrantMutation, TokensBypassGrantMutationVariables>;
export const TokensDeleteDocument = {
  __meta__: { documentId: "sha256:40bafbcadbecca76888f8adfa624cb9b1515a14c510ada9d9285d4c59543ff6a" },
} as unknown as TypedDocumentString<TokensDeleteMutation, TokensDeleteMutationVariables>;
export const TokensDocument = {
  __meta__: { documentId: "sha256:d37eac172f7cffc26ce99652b9fc7e6d78682b3e7ad93ff1b909a96d623ab99b" },
} as unknown as TypedDocumentString<TokensQuery, TokensQueryVariables>;
export const UserInfoDocument = {
  __meta__: { documentId: "sha256:82e795a68c5f7cc8b90c887085733306464ce5a283c1ad45c28e08da01905c19" },
} as unknown as TypedDocumentString<UserInfoQuery, UserInfoQueryVariables>;
export const InvitationsOfUserDocument = {
  __meta__: { documentId: "sha256:5287e56f59640ce12c123552b8b0bc8e93fdc5fd8ccdc7514132959ad39f12de" },
} as unknown as TypedDocumentString<InvitationsOfUserQuery, InvitationsOfUserQueryVariables>;
export const InvitationCreateDocument = {
  __meta__: { documentId: "sha256:395d48218c3b4e631374d3f836881e5c78afadd198dfd11aa6bd60287d429f30" },
} as unknown as TypedDocumentString<InvitationCreateMutation, InvitationCreateMutationVariables>;
export const InvitationRevokeDocument = {
  __meta__: { documentId: "sha256:c2379df0da8eebc50abec2e48c5299dbda6f2c9abe4ef6d07de6315e42d182b6" },
} as unknown as TypedDocumentString<InvitationRevokeMutation, InvitationRevokeMutationVariables>;
export const PasswordResetDocument = {
  __meta__: { documentId: "sha256:3ec9dfeecb0b5178a7cd7ddd0e0c7451e8b51bf0c1c31194c68c857650107b0f" },
} as unknown as TypedDocumentString<PasswordResetMutation, PasswordResetMutationVariables>;
export const UserDeleteDocument = {
  __meta__: { documentId: "sha256:136402a2d3af6c42619e4247ef74fc2890b92ad57624036adcb10deaef410b3d" },
} as unknown as TypedDocumentString<UserDeleteMutation, UserDeleteMutationVariables>;
export const UsersDocument = {
  __meta__: { documentId: "sha256:1f65fcb63cdca6e0a3e5be220abdd55d9844862f68a3e955fa885b8a90927a05" },
} as unknown as TypedDocumentString<UsersQuery, UsersQueryVariables>;
export const UserIdsDocument = {
  __meta__: { documentId: "sha256:d47fa59c9e2a004ea8e3724f06c558341bd4d94916830ccd1deb9f84b50eda9a" },
} as unknown as TypedDocumentString<UserIdsQuery, UserIdsQueryVariables>;
export const NewUserDocument = {
  __meta__: { documentId: "sha256:d4c42f28c460822ac865ca14afaa95a327ca0d07e30f5bab2aec4146b4e54265" },
} as unknown as TypedDocumentString<NewUserMutation, NewUserMutationVariables>;
export const UserEnabledDocument = {
  __meta__: { documentId: "sha256:c56d9db4bd46a501d79a6c59e2c8daf4e56f60759c1c0ecde5ac903ae9c09695" },
} as unknown as TypedDocumentString<UserEnabledMutation, UserEnabledMutationVariables>;
