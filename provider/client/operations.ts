// Made by documents.mjs of operations.graphql and the server's schema. Do not edit.
import type { Document } from "./document.js";
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> =
  T | { [P in keyof T]?: P extends " $fragmentName" | "__typename" ? T[P] : never };
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

/** Input of `apiKeyRevoke`. */
export type ApiKeyRevokeInput = {
  /** Global id of the key. */
  readonly apiKey: string;
  /** A text of your choice. If the same key is sent again with the same input, nothing is done twice, and the answer is the first one. */
  readonly idempotencyKey?: string | null | undefined;
  /** Also revoke the keys that it created, the keys that those created, and so on. Use this when the key may have been stolen. The key itself may be revoked already. */
  readonly includingMade?: boolean | null | undefined;
};

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

/** Filters assignments; all given conditions must be true. */
export type AssignmentFilter = {
  /** Only assignments to this resource. */
  readonly resource?: ResourceRef | null | undefined;
  /** Only assignments of this token. */
  readonly token?: TokenRef | null | undefined;
  /** Only assignments of this user. */
  readonly user?: UserRef | null | undefined;
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

/** Why a bypass ended. */
export type BypassEnd =
  /** It expired. */
  | "EXPIRED"
  /** Another one was granted for the same token and scope. */
  | "REPLACED"
  /** Somebody revoked it. */
  | "REVOKED"
  /** The token was taken from its user. */
  | "UNASSIGNED"
  /** The token was unlinked from the resource. */
  | "UNLINKED";

/** Filters bypasses; all given conditions must be true. */
export type BypassFilter = {
  /** Only bypasses that are valid at this resource alone. */
  readonly resource?: ResourceRef | null | undefined;
  /** Only running bypasses, or only ended ones. */
  readonly running?: boolean | null | undefined;
  /** Only bypasses of this token. */
  readonly token?: TokenRef | null | undefined;
  /** Only bypasses of tokens that belong to this user now. */
  readonly user?: UserRef | null | undefined;
};

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

/** Input of `channelCreate`. */
export type ChannelCreateInput = {
  /** Countries (ISO 3166-1 alpha-2, as in DE) that SMS may be sent to. Required for SMS, refused for other kinds. */
  readonly allowedCountries?: ReadonlyArray<string> | null | undefined;
  /** Its driver and the settings. The driver decides what is sent: SMS, e-mails, or messages of a bot. */
  readonly driver: ChannelDriverInput;
  /** Whether it is enabled. A disabled channel sends nothing. */
  readonly enabled?: boolean | null | undefined;
  /** How many messages it sends in an hour at most, 1 to 1,000,000; by default it has no limit of its own. Links and notices use at most half of it. */
  readonly hourlyLimit?: number | null | undefined;
  /** A text of your choice. If the same key is sent again with the same input, nothing is done twice, and the answer is the first one. */
  readonly idempotencyKey?: string | null | undefined;
  /** Its name: 1 to 50 characters, unique in the account. */
  readonly name: string;
  /** If there are several channels of one kind, the one with the lowest number is tried first: 1 to 1,000. */
  readonly priority?: number | null | undefined;
};

/** Input of `channelDelete`. */
export type ChannelDeleteInput = {
  /** The channel. */
  readonly channel: ChannelRef;
  /** A text of your choice. If the same key is sent again with the same input, nothing is done twice, and the answer is the first one. */
  readonly idempotencyKey?: string | null | undefined;
};

/** The driver of a channel: the gateway that it uses. */
export type ChannelDriver =
  /** Messages of a bot by any service with an HTTP interface. */
  | "BOT_HTTP"
  /** Wakes phones by Firebase Cloud Messaging. */
  | "FCM"
  /** Messages by a bot of Mattermost. */
  | "MATTERMOST"
  /** Messages by an app of Slack. */
  | "SLACK"
  /** SMS by any gateway with an HTTP interface. */
  | "SMS_HTTP"
  /** E-mails by a mail server. */
  | "SMTP"
  /** Messages by a bot of Telegram. */
  | "TELEGRAM"
  /** SMS by Twilio. */
  | "TWILIO"
  /** SMS by Vonage. */
  | "VONAGE";

/** The driver of a channel, with its settings and secrets. */
export type ChannelDriverInput =
  | {
      /** Messages of a bot by any service with an HTTP interface, such as a messenger of your own. */
      readonly botHttp: HttpTemplateInput;
      readonly fcm?: never;
      readonly mattermost?: never;
      readonly slack?: never;
      readonly smsHttp?: never;
      readonly smtp?: never;
      readonly telegram?: never;
      readonly twilio?: never;
      readonly vonage?: never;
    }
  | {
      readonly botHttp?: never; /** Wakes phones of PUSH tokens by Firebase. */
      readonly fcm: FcmInput;
      readonly mattermost?: never;
      readonly slack?: never;
      readonly smsHttp?: never;
      readonly smtp?: never;
      readonly telegram?: never;
      readonly twilio?: never;
      readonly vonage?: never;
    }
  | {
      readonly botHttp?: never;
      readonly fcm?: never; /** Messages by a bot of Mattermost. */
      readonly mattermost: MattermostInput;
      readonly slack?: never;
      readonly smsHttp?: never;
      readonly smtp?: never;
      readonly telegram?: never;
      readonly twilio?: never;
      readonly vonage?: never;
    }
  | {
      readonly botHttp?: never;
      readonly fcm?: never;
      readonly mattermost?: never; /** Messages by an app of Slack. */
      readonly slack: SlackInput;
      readonly smsHttp?: never;
      readonly smtp?: never;
      readonly telegram?: never;
      readonly twilio?: never;
      readonly vonage?: never;
    }
  | {
      readonly botHttp?: never;
      readonly fcm?: never;
      readonly mattermost?: never;
      readonly slack?: never; /** SMS by any gateway with an HTTP interface. */
      readonly smsHttp: HttpTemplateInput;
      readonly smtp?: never;
      readonly telegram?: never;
      readonly twilio?: never;
      readonly vonage?: never;
    }
  | {
      readonly botHttp?: never;
      readonly fcm?: never;
      readonly mattermost?: never;
      readonly slack?: never;
      readonly smsHttp?: never; /** E-mails by a mail server. */
      readonly smtp: SmtpInput;
      readonly telegram?: never;
      readonly twilio?: never;
      readonly vonage?: never;
    }
  | {
      readonly botHttp?: never;
      readonly fcm?: never;
      readonly mattermost?: never;
      readonly slack?: never;
      readonly smsHttp?: never;
      readonly smtp?: never; /** Messages by a bot of Telegram. */
      readonly telegram: TelegramInput;
      readonly twilio?: never;
      readonly vonage?: never;
    }
  | {
      readonly botHttp?: never;
      readonly fcm?: never;
      readonly mattermost?: never;
      readonly slack?: never;
      readonly smsHttp?: never;
      readonly smtp?: never;
      readonly telegram?: never; /** SMS by Twilio. */
      readonly twilio: TwilioInput;
      readonly vonage?: never;
    }
  | {
      readonly botHttp?: never;
      readonly fcm?: never;
      readonly mattermost?: never;
      readonly slack?: never;
      readonly smsHttp?: never;
      readonly smtp?: never;
      readonly telegram?: never;
      readonly twilio?: never; /** SMS by Vonage. */
      readonly vonage: VonageInput;
    };

/** Filters channels; all given conditions must be true. */
export type ChannelFilter = {
  /** Only enabled or only disabled ones. */
  readonly enabled?: boolean | null | undefined;
  /** Only channels of this kind. */
  readonly kind?: ChannelKind | null | undefined;
  /** Every word of this text must be the beginning of a word in the name. A text without a letter or digit finds nothing. */
  readonly text?: string | null | undefined;
};

/** The kind of a channel: how its messages are sent. */
export type ChannelKind =
  /** By a bot in a messenger, such as Telegram, Slack or Mattermost. */
  | "BOT"
  /** By e-mail. */
  | "EMAIL"
  /** A push service wakes a phone, so that the phone shows a request at once. */
  | "PUSH"
  /** By a text message to a phone. */
  | "SMS";

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

/** Input of `channelUpdate`. */
export type ChannelUpdateInput = {
  /** Countries that SMS may be sent to; they replace the previous ones. */
  readonly allowedCountries?: ReadonlyArray<string> | null | undefined;
  /** The channel. */
  readonly channel: ChannelRef;
  /** New settings; they replace all previous ones. Another driver is possible if it sends the same: SMS, e-mails, or messages of a bot. It then needs its secrets. */
  readonly driver?: ChannelDriverInput | null | undefined;
  /** Whether it is enabled. A disabled channel sends nothing. */
  readonly enabled?: boolean | null | undefined;
  /** How many messages it sends in an hour at most, 1 to 1,000,000; null for no limit of its own. Links and notices use at most half of it. */
  readonly hourlyLimit?: number | null | undefined;
  /** A text of your choice. If the same key is sent again with the same input, nothing is done twice, and the answer is the first one. */
  readonly idempotencyKey?: string | null | undefined;
  /** New name: 1 to 50 characters, unique in the account. */
  readonly name?: string | null | undefined;
  /** The one with the lowest number is tried first: 1 to 1,000. */
  readonly priority?: number | null | undefined;
};

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

/** Wakes phones by Firebase Cloud Messaging, so that they show requests at once. It needs an app that was built for a Firebase project of your own, or a contract with the app's vendor. */
export type FcmInput = {
  /** The id of the Firebase project that the app was built for. */
  readonly projectId: string;
  /** The JSON key file of a service account that may send in the project, as Google issues it. It is stored encrypted and never shown. At an update, an absent one keeps its value, as long as the driver and the server that it is sent to stay the same. */
  readonly serviceAccount?: string | null | undefined;
  /** The address at which Google issues access tokens for a service account. */
  readonly tokenUrl?: string | null | undefined;
  /** The address of Firebase Cloud Messaging. */
  readonly url?: string | null | undefined;
};

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

/** The content type of a request's body. Placeholders are escaped for this type. */
export type HttpContentType =
  /** application/x-www-form-urlencoded */
  | "FORM"
  /** application/json */
  | "JSON"
  /** text/plain */
  | "TEXT";

/** A header of a request to a gateway. */
export type HttpHeaderInput = {
  /** Its name, as in X-Api-Key. */
  readonly name: string;
  /** Its value, with the placeholders of HttpTemplateInput. It is shown; write secrets as {secret:NAME}. */
  readonly value: string;
};

/** How a gateway is called. */
export type HttpMethod =
  /** Everything is in the URL and the headers; there is no body. */
  | "GET"
  /** With a body. */
  | "POST"
  /** With a body. */
  | "PUT";

/** Any gateway with an HTTP interface. Placeholders in URL, headers and body stand for what is sent: {to} (the phone number or the chat), {text}, {code}, {reference} (a UUID that stays the same when a message is repeated), {secondsLeft} (for how long the code is valid), and {secret:NAME}. Each is escaped for where it stands. {to} and one of {text} and {code} are needed. */
export type HttpTemplateInput = {
  /** The body, as in {"to": "{to}", "text": "{text}"}; absent for none. */
  readonly body?: string | null | undefined;
  /** The content type of the body; null when none is sent. */
  readonly contentType?: HttpContentType | null | undefined;
  /** Headers, at most 20. */
  readonly headers?: ReadonlyArray<HttpHeaderInput> | null | undefined;
  /** The name of a header that gets {reference}, for gateways that use it to recognise a repeated message. Only with this header is a message sent again when it is not known whether it arrived. */
  readonly idempotencyHeader?: string | null | undefined;
  /** How it is called. */
  readonly method?: HttpMethod | null | undefined;
  /** The values of {secret:NAME}. At an update, an absent one keeps its value, as long as the driver, the host of the URL and the template around {secret:NAME} stay the same. One that no template names any more is deleted. */
  readonly secrets?: ReadonlyArray<NamedSecretInput> | null | undefined;
  /** A text that the gateway's answer must contain. If it is absent, a status from 200 to 299 suffices. */
  readonly successContains?: string | null | undefined;
  /** The address to call. Placeholders are allowed after the host name. */
  readonly url: string;
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

/** How the connection to a mail server is protected. */
export type MailSecurity =
  /** Nothing protects it. Only for mail servers in private networks that the operator allows. */
  | "NONE"
  /** The connection changes to TLS before anything is sent; a server that cannot is not used. The usual port is 587. */
  | "STARTTLS"
  /** TLS from the first byte. The usual port is 465. */
  | "TLS";

/** Messages by a bot account of a Mattermost server. */
export type MattermostInput = {
  /** The access token of the bot account. It is stored encrypted and never shown. At an update, an absent one keeps its value, as long as the driver and the server that it is sent to stay the same. */
  readonly botToken?: string | null | undefined;
  /** The address of the Mattermost server. */
  readonly url: string;
};

/** A secret that {secret:NAME} stands for. */
export type NamedSecretInput = {
  /** Its name: 1 to 50 letters, digits and underscores. */
  readonly name: string;
  /** Its value, in one line. It is stored encrypted and never shown. */
  readonly value: string;
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
  /** The language of mails and messages to the person, and of what a phone asks: en, de, fr, es, uk or pl. Without it, the first language that the person uses in a portal is kept; until then, it is the account's. */
  readonly locale?: string | null | undefined;
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

/** Input of `resourceDelete`. */
export type ResourceDeleteInput = {
  /** A text of your choice. If the same key is sent again with the same input, nothing is done twice, and the answer is the first one. */
  readonly idempotencyKey?: string | null | undefined;
  /** The resource. */
  readonly resource: ResourceRef;
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

/** Messages by an app of Slack, with the permission chat:write. */
export type SlackInput = {
  /** The app's bot token; it begins with xoxb-. It is stored encrypted and never shown. At an update, an absent one keeps its value, as long as the driver and the server that it is sent to stay the same. */
  readonly botToken?: string | null | undefined;
  /** The address of Slack's API. */
  readonly url?: string | null | undefined;
};

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

/** Mails by a mail server (SMTP). */
export type SmtpInput = {
  /** Certificates of your own certificate authority, as PEM, if it issued the server's certificate. They replace the public certificate authorities. */
  readonly certificateAuthority?: string | null | undefined;
  /** The domain that mails are signed for (DKIM); absent for no signature. */
  readonly dkimDomain?: string | null | undefined;
  /** The RSA key that signs mails (DKIM), as PEM without a password. It is stored encrypted and never shown. At an update, an absent one keeps its value, as long as the driver and the server that it is sent to stay the same. */
  readonly dkimPrivateKey?: string | null | undefined;
  /** The DKIM selector: the name under which the domain's public key is published. */
  readonly dkimSelector?: string | null | undefined;
  /** The sender: an address like codes@example.org, or a name and an address like Example <codes@example.org>. */
  readonly from: string;
  /** The server's name or IP address. */
  readonly host: string;
  /** The password of the user name. It is stored encrypted and never shown. At an update, an absent one keeps its value, as long as the driver and the server that it is sent to stay the same. */
  readonly password?: string | null | undefined;
  /** Its port; by default 465 for TLS, 587 for STARTTLS and 25 for NONE. */
  readonly port?: number | null | undefined;
  /** The address for replies; by default the sender. */
  readonly replyTo?: string | null | undefined;
  /** How the connection is protected. */
  readonly security?: MailSecurity | null | undefined;
  /** The user name at the server; absent when the server needs no login. */
  readonly username?: string | null | undefined;
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

/** Messages by a bot of Telegram. */
export type TelegramInput = {
  /** The bot's token, from @BotFather. It is stored encrypted and never shown. At an update, an absent one keeps its value, as long as the driver and the server that it is sent to stay the same. */
  readonly botToken?: string | null | undefined;
  /** The bot's name, without @. */
  readonly botUsername: string;
  /** The address of the Bot API, or of your own Bot API server. */
  readonly url?: string | null | undefined;
};

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

/** Input of `tokenBypassRevoke`. */
export type TokenBypassRevokeInput = {
  /** The bypass, or the token whose running bypasses end. */
  readonly bypass: BypassRef;
  /** A text of your choice. If the same key is sent again with the same input, nothing is done twice, and the answer is the first one. */
  readonly idempotencyKey?: string | null | undefined;
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

/** Input of `tokenDisable`. */
export type TokenDisableInput = {
  /** A text of your choice. If the same key is sent again with the same input, nothing is done twice, and the answer is the first one. */
  readonly idempotencyKey?: string | null | undefined;
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

/** Codes from the time (RFC 6238). */
export type TotpInput = {
  /** Length of a code: 6 to 8. */
  readonly digits?: number | null | undefined;
  /** The hash function; by default SHA1. It must be given if the secret has 32 or 64 bytes, because SHA256 and SHA512 use such secrets. */
  readonly hash?: HashAlgorithm | null | undefined;
  /** How long a code is valid: 10 to 86,400 seconds. */
  readonly periodSeconds?: number | null | undefined;
};

/** SMS by Twilio. Give either from or messagingServiceSid. */
export type TwilioInput = {
  /** The account SID: AC, followed by 32 hexadecimal digits. */
  readonly accountSid: string;
  /** The auth token of the account. It is stored encrypted and never shown. At an update, an absent one keeps its value, as long as the driver and the server that it is sent to stay the same. */
  readonly authToken?: string | null | undefined;
  /** The sender: a number, a short number, or a name of at most 11 characters. */
  readonly from?: string | null | undefined;
  /** The messaging service that chooses the sender: MG, followed by 32 hexadecimal digits. */
  readonly messagingServiceSid?: string | null | undefined;
  /** The address of Twilio's API, or of its API in a region. */
  readonly url?: string | null | undefined;
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
  /** The language of mails and messages to the person, and of what a phone asks: en, de, fr, es, uk or pl. Without it, the first language that the person uses in a portal is kept; until then, it is the account's. */
  readonly locale?: string | null | undefined;
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
  /** New language of mails and messages to the person, and of what a phone asks: en, de, fr, es, uk or pl; null for the account's. */
  readonly locale?: string | null | undefined;
  /** New login: 1 to 254 characters, unique in the account. */
  readonly login?: string | null | undefined;
  /** New phone number, as in E.164; null removes it. */
  readonly phoneNumber?: string | null | undefined;
  /** The user. */
  readonly user: UserRef;
};

/** SMS by Vonage. */
export type VonageInput = {
  /** The API key, which names the account. */
  readonly apiKey: string;
  /** The API secret. It is stored encrypted and never shown. At an update, an absent one keeps its value, as long as the driver and the server that it is sent to stay the same. */
  readonly apiSecret?: string | null | undefined;
  /** The sender: a number, or a name of at most 11 characters. */
  readonly from: string;
  /** The secret by which Vonage signs delivery receipts; without it, no receipts are accepted. null removes it. It is stored encrypted and never shown. At an update, an absent one keeps its value, as long as the driver and the server that it is sent to stay the same. */
  readonly signatureSecret?: string | null | undefined;
  /** The address of Vonage's SMS API. */
  readonly url?: string | null | undefined;
};

export type UserFieldsFragment = {
  readonly id: string;
  readonly login: string;
  readonly email: string | null;
  readonly phoneNumber: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly enabled: boolean;
};

export type PolicyFieldsFragment = {
  readonly maximumDuration: BypassMaximum;
  readonly reasonRequired: boolean;
  readonly grantedBy: ReadonlyArray<BypassGranter>;
  readonly origin: BypassPolicyOrigin;
};

export type SelfServiceFieldsFragment = {
  readonly address: string;
  readonly url: string;
  readonly actions: ReadonlyArray<SelfServiceAction>;
  readonly models: ReadonlyArray<TokenModel>;
  readonly firstEnrolment: FirstEnrolment;
  readonly firstEnrolmentDays: number;
  readonly signIn: ReadonlyArray<SelfServiceSignIn>;
  readonly allowedAddresses: ReadonlyArray<string>;
};

export type ResourceFieldsFragment = {
  readonly id: string;
  readonly name: string;
  readonly failedAttemptsBeforeLock: number;
  readonly lockMinutes: number;
  readonly allowedAddresses: ReadonlyArray<string>;
  readonly enabled: boolean;
  readonly pinBeforeSending: boolean;
  readonly pushConfirmation: PushConfirmation;
  readonly bypassPolicy: {
    readonly maximumDuration: BypassMaximum;
    readonly reasonRequired: boolean;
    readonly grantedBy: ReadonlyArray<BypassGranter>;
    readonly origin: BypassPolicyOrigin;
  } | null;
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

export type TokenFieldsFragment = {
  readonly id: string;
  readonly name: string;
  readonly model: TokenModel;
  readonly serialNumber: string | null;
  readonly status: TokenStatus;
  readonly enabled: boolean;
  readonly validFrom: string | null;
  readonly validUntil: string | null;
  readonly oath: {
    readonly algorithm: OathAlgorithm;
    readonly digits: number;
    readonly hash: HashAlgorithm;
    readonly periodSeconds: number | null;
    readonly ocraSuite: string | null;
  } | null;
  readonly delivery: {
    readonly sentTo: string | null;
    readonly channel: { readonly id: string } | null;
  } | null;
  readonly enrolment: { readonly expiresAt: string } | null;
  readonly pin: { readonly position: PinPosition } | null;
  readonly user: { readonly id: string } | null;
};

export type ChannelFieldsFragment = {
  readonly id: string;
  readonly name: string;
  readonly kind: ChannelKind;
  readonly priority: number;
  readonly enabled: boolean;
  readonly allowedCountries: ReadonlyArray<string> | null;
  readonly hourlyLimit: number | null;
  readonly secretsSet: ReadonlyArray<string>;
  readonly settings: {
    readonly smtp: {
      readonly host: string;
      readonly port: number;
      readonly security: MailSecurity;
      readonly username: string | null;
      readonly from: string;
      readonly replyTo: string | null;
      readonly certificateAuthority: string | null;
      readonly dkimDomain: string | null;
      readonly dkimSelector: string | null;
    } | null;
    readonly twilio: {
      readonly url: string;
      readonly accountSid: string;
      readonly from: string | null;
      readonly messagingServiceSid: string | null;
    } | null;
    readonly vonage: { readonly url: string; readonly apiKey: string; readonly from: string } | null;
    readonly smsHttp: {
      readonly url: string;
      readonly method: HttpMethod;
      readonly contentType: HttpContentType | null;
      readonly body: string | null;
      readonly successContains: string | null;
      readonly idempotencyHeader: string | null;
      readonly headers: ReadonlyArray<{ readonly name: string; readonly value: string }>;
    } | null;
    readonly telegram: { readonly url: string; readonly botUsername: string } | null;
    readonly slack: { readonly url: string } | null;
    readonly mattermost: { readonly url: string } | null;
    readonly botHttp: {
      readonly url: string;
      readonly method: HttpMethod;
      readonly contentType: HttpContentType | null;
      readonly body: string | null;
      readonly successContains: string | null;
      readonly idempotencyHeader: string | null;
      readonly headers: ReadonlyArray<{ readonly name: string; readonly value: string }>;
    } | null;
    readonly fcm: { readonly url: string; readonly tokenUrl: string; readonly projectId: string } | null;
  };
};

export type TemplateFieldsFragment = {
  readonly url: string;
  readonly method: HttpMethod;
  readonly contentType: HttpContentType | null;
  readonly body: string | null;
  readonly successContains: string | null;
  readonly idempotencyHeader: string | null;
  readonly headers: ReadonlyArray<{ readonly name: string; readonly value: string }>;
};

export type AssignmentFieldsFragment = {
  readonly id: string;
  readonly resource: { readonly id: string } | null;
  readonly token: { readonly id: string } | null;
  readonly user: { readonly id: string } | null;
};

export type BypassFieldsFragment = {
  readonly id: string;
  readonly everywhere: boolean;
  readonly duration: BypassDuration;
  readonly reason: string | null;
  readonly grantedAt: string;
  readonly expiresAt: string | null;
  readonly running: boolean;
  readonly endedBecause: BypassEnd | null;
  readonly token: { readonly id: string } | null;
  readonly resource: { readonly id: string } | null;
};

export type UserFactsFragment = {
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly id: string;
  readonly login: string;
  readonly email: string | null;
  readonly phoneNumber: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly enabled: boolean;
};

export type ResourceFactsFragment = {
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly id: string;
  readonly name: string;
  readonly failedAttemptsBeforeLock: number;
  readonly lockMinutes: number;
  readonly allowedAddresses: ReadonlyArray<string>;
  readonly enabled: boolean;
  readonly pinBeforeSending: boolean;
  readonly pushConfirmation: PushConfirmation;
  readonly effectiveBypassPolicy: {
    readonly maximumDuration: BypassMaximum;
    readonly reasonRequired: boolean;
    readonly grantedBy: ReadonlyArray<BypassGranter>;
    readonly origin: BypassPolicyOrigin;
  };
  readonly bypassPolicy: {
    readonly maximumDuration: BypassMaximum;
    readonly reasonRequired: boolean;
    readonly grantedBy: ReadonlyArray<BypassGranter>;
    readonly origin: BypassPolicyOrigin;
  } | null;
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

export type TokenFactsFragment = {
  readonly kind: TokenKind;
  readonly drift: number;
  readonly lastUsedAt: string | null;
  readonly failures: number;
  readonly consecutiveFailures: number;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly id: string;
  readonly name: string;
  readonly model: TokenModel;
  readonly serialNumber: string | null;
  readonly status: TokenStatus;
  readonly enabled: boolean;
  readonly validFrom: string | null;
  readonly validUntil: string | null;
  readonly user: { readonly login: string; readonly id: string } | null;
  readonly lock: { readonly until: string | null; readonly reason: LockReason } | null;
  readonly enrolment: { readonly expiresAt: string; readonly attemptsLeft: number } | null;
  readonly device: { readonly fingerprint: string | null; readonly rolledOutAt: string | null } | null;
  readonly oath: {
    readonly algorithm: OathAlgorithm;
    readonly digits: number;
    readonly hash: HashAlgorithm;
    readonly periodSeconds: number | null;
    readonly ocraSuite: string | null;
  } | null;
  readonly delivery: {
    readonly sentTo: string | null;
    readonly channel: { readonly id: string } | null;
  } | null;
  readonly pin: { readonly position: PinPosition } | null;
};

export type ChannelFactsFragment = {
  readonly driver: ChannelDriver;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly id: string;
  readonly name: string;
  readonly kind: ChannelKind;
  readonly priority: number;
  readonly enabled: boolean;
  readonly allowedCountries: ReadonlyArray<string> | null;
  readonly hourlyLimit: number | null;
  readonly secretsSet: ReadonlyArray<string>;
  readonly suspensions: ReadonlyArray<{ readonly country: string; readonly since: string }>;
  readonly settings: {
    readonly smtp: {
      readonly host: string;
      readonly port: number;
      readonly security: MailSecurity;
      readonly username: string | null;
      readonly from: string;
      readonly replyTo: string | null;
      readonly certificateAuthority: string | null;
      readonly dkimDomain: string | null;
      readonly dkimSelector: string | null;
    } | null;
    readonly twilio: {
      readonly url: string;
      readonly accountSid: string;
      readonly from: string | null;
      readonly messagingServiceSid: string | null;
    } | null;
    readonly vonage: { readonly url: string; readonly apiKey: string; readonly from: string } | null;
    readonly smsHttp: {
      readonly url: string;
      readonly method: HttpMethod;
      readonly contentType: HttpContentType | null;
      readonly body: string | null;
      readonly successContains: string | null;
      readonly idempotencyHeader: string | null;
      readonly headers: ReadonlyArray<{ readonly name: string; readonly value: string }>;
    } | null;
    readonly telegram: { readonly url: string; readonly botUsername: string } | null;
    readonly slack: { readonly url: string } | null;
    readonly mattermost: { readonly url: string } | null;
    readonly botHttp: {
      readonly url: string;
      readonly method: HttpMethod;
      readonly contentType: HttpContentType | null;
      readonly body: string | null;
      readonly successContains: string | null;
      readonly idempotencyHeader: string | null;
      readonly headers: ReadonlyArray<{ readonly name: string; readonly value: string }>;
    } | null;
    readonly fcm: { readonly url: string; readonly tokenUrl: string; readonly projectId: string } | null;
  };
};

export type AssignmentFactsFragment = {
  readonly createdAt: string;
  readonly id: string;
  readonly resource: { readonly name: string; readonly builtIn: boolean; readonly id: string } | null;
  readonly token: { readonly serialNumber: string | null; readonly id: string } | null;
  readonly user: { readonly login: string; readonly id: string } | null;
};

export type BypassFactsFragment = {
  readonly grantedBy: BypassGranter;
  readonly grantedByName: string;
  readonly endedAt: string | null;
  readonly id: string;
  readonly everywhere: boolean;
  readonly duration: BypassDuration;
  readonly reason: string | null;
  readonly grantedAt: string;
  readonly expiresAt: string | null;
  readonly running: boolean;
  readonly endedBecause: BypassEnd | null;
  readonly token: { readonly serialNumber: string | null; readonly id: string } | null;
  readonly resource: { readonly name: string; readonly id: string } | null;
  readonly honoured: ReadonlyArray<{
    readonly until: string | null;
    readonly resource: { readonly id: string } | null;
  }>;
};

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

export type ViewerQueryVariables = Exact<{ [key: string]: never }>;

export type ViewerQuery = {
  readonly viewer: {
    readonly name: string;
    readonly role: Role;
    readonly serverVersion: string;
    readonly account: { readonly id: string; readonly name: string } | null;
  } | null;
};

export type ServerVersionQueryVariables = Exact<{ [key: string]: never }>;

export type ServerVersionQuery = { readonly viewer: { readonly serverVersion: string } | null };

export type NodesQueryVariables = Exact<{
  ids: ReadonlyArray<string> | string;
}>;

export type NodesQuery = {
  readonly nodes: ReadonlyArray<
    | { readonly __typename: "Account" }
    | { readonly __typename: "Administrator" }
    | { readonly __typename: "ApiKey" }
    | {
        readonly __typename: "Assignment";
        readonly id: string;
        readonly resource: { readonly id: string } | null;
        readonly token: { readonly id: string } | null;
        readonly user: { readonly id: string } | null;
      }
    | {
        readonly __typename: "Bypass";
        readonly id: string;
        readonly everywhere: boolean;
        readonly duration: BypassDuration;
        readonly reason: string | null;
        readonly grantedAt: string;
        readonly expiresAt: string | null;
        readonly running: boolean;
        readonly endedBecause: BypassEnd | null;
        readonly token: { readonly id: string } | null;
        readonly resource: { readonly id: string } | null;
      }
    | {
        readonly __typename: "Channel";
        readonly id: string;
        readonly name: string;
        readonly kind: ChannelKind;
        readonly priority: number;
        readonly enabled: boolean;
        readonly allowedCountries: ReadonlyArray<string> | null;
        readonly hourlyLimit: number | null;
        readonly secretsSet: ReadonlyArray<string>;
        readonly settings: {
          readonly smtp: {
            readonly host: string;
            readonly port: number;
            readonly security: MailSecurity;
            readonly username: string | null;
            readonly from: string;
            readonly replyTo: string | null;
            readonly certificateAuthority: string | null;
            readonly dkimDomain: string | null;
            readonly dkimSelector: string | null;
          } | null;
          readonly twilio: {
            readonly url: string;
            readonly accountSid: string;
            readonly from: string | null;
            readonly messagingServiceSid: string | null;
          } | null;
          readonly vonage: { readonly url: string; readonly apiKey: string; readonly from: string } | null;
          readonly smsHttp: {
            readonly url: string;
            readonly method: HttpMethod;
            readonly contentType: HttpContentType | null;
            readonly body: string | null;
            readonly successContains: string | null;
            readonly idempotencyHeader: string | null;
            readonly headers: ReadonlyArray<{ readonly name: string; readonly value: string }>;
          } | null;
          readonly telegram: { readonly url: string; readonly botUsername: string } | null;
          readonly slack: { readonly url: string } | null;
          readonly mattermost: { readonly url: string } | null;
          readonly botHttp: {
            readonly url: string;
            readonly method: HttpMethod;
            readonly contentType: HttpContentType | null;
            readonly body: string | null;
            readonly successContains: string | null;
            readonly idempotencyHeader: string | null;
            readonly headers: ReadonlyArray<{ readonly name: string; readonly value: string }>;
          } | null;
          readonly fcm: {
            readonly url: string;
            readonly tokenUrl: string;
            readonly projectId: string;
          } | null;
        };
      }
    | { readonly __typename: "Event" }
    | { readonly __typename: "ImportJob" }
    | { readonly __typename: "Invitation" }
    | { readonly __typename: "Message" }
    | {
        readonly __typename: "Resource";
        readonly id: string;
        readonly name: string;
        readonly failedAttemptsBeforeLock: number;
        readonly lockMinutes: number;
        readonly allowedAddresses: ReadonlyArray<string>;
        readonly enabled: boolean;
        readonly pinBeforeSending: boolean;
        readonly pushConfirmation: PushConfirmation;
        readonly bypassPolicy: {
          readonly maximumDuration: BypassMaximum;
          readonly reasonRequired: boolean;
          readonly grantedBy: ReadonlyArray<BypassGranter>;
          readonly origin: BypassPolicyOrigin;
        } | null;
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
      }
    | { readonly __typename: "Session" }
    | {
        readonly __typename: "Token";
        readonly id: string;
        readonly name: string;
        readonly model: TokenModel;
        readonly serialNumber: string | null;
        readonly status: TokenStatus;
        readonly enabled: boolean;
        readonly validFrom: string | null;
        readonly validUntil: string | null;
        readonly oath: {
          readonly algorithm: OathAlgorithm;
          readonly digits: number;
          readonly hash: HashAlgorithm;
          readonly periodSeconds: number | null;
          readonly ocraSuite: string | null;
        } | null;
        readonly delivery: {
          readonly sentTo: string | null;
          readonly channel: { readonly id: string } | null;
        } | null;
        readonly enrolment: { readonly expiresAt: string } | null;
        readonly pin: { readonly position: PinPosition } | null;
        readonly user: { readonly id: string } | null;
      }
    | {
        readonly __typename: "User";
        readonly id: string;
        readonly login: string;
        readonly email: string | null;
        readonly phoneNumber: string | null;
        readonly firstName: string | null;
        readonly lastName: string | null;
        readonly enabled: boolean;
      }
    | null
  > | null;
};

export type UsersQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  filter?: UserFilter | null | undefined;
}>;

export type UsersQuery = {
  readonly users: {
    readonly nodes: ReadonlyArray<{
      readonly id: string;
      readonly login: string;
      readonly email: string | null;
      readonly phoneNumber: string | null;
      readonly firstName: string | null;
      readonly lastName: string | null;
      readonly enabled: boolean;
    }>;
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  } | null;
};

export type ResourcesQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  filter?: ResourceFilter | null | undefined;
}>;

export type ResourcesQuery = {
  readonly resources: {
    readonly nodes: ReadonlyArray<{
      readonly id: string;
      readonly name: string;
      readonly failedAttemptsBeforeLock: number;
      readonly lockMinutes: number;
      readonly allowedAddresses: ReadonlyArray<string>;
      readonly enabled: boolean;
      readonly pinBeforeSending: boolean;
      readonly pushConfirmation: PushConfirmation;
      readonly bypassPolicy: {
        readonly maximumDuration: BypassMaximum;
        readonly reasonRequired: boolean;
        readonly grantedBy: ReadonlyArray<BypassGranter>;
        readonly origin: BypassPolicyOrigin;
      } | null;
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
    }>;
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  } | null;
};

export type TokensQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  filter?: TokenFilter | null | undefined;
}>;

export type TokensQuery = {
  readonly tokens: {
    readonly nodes: ReadonlyArray<{
      readonly id: string;
      readonly name: string;
      readonly model: TokenModel;
      readonly serialNumber: string | null;
      readonly status: TokenStatus;
      readonly enabled: boolean;
      readonly validFrom: string | null;
      readonly validUntil: string | null;
      readonly oath: {
        readonly algorithm: OathAlgorithm;
        readonly digits: number;
        readonly hash: HashAlgorithm;
        readonly periodSeconds: number | null;
        readonly ocraSuite: string | null;
      } | null;
      readonly delivery: {
        readonly sentTo: string | null;
        readonly channel: { readonly id: string } | null;
      } | null;
      readonly enrolment: { readonly expiresAt: string } | null;
      readonly pin: { readonly position: PinPosition } | null;
      readonly user: { readonly id: string } | null;
    }>;
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  } | null;
};

export type ChannelsQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  filter?: ChannelFilter | null | undefined;
}>;

export type ChannelsQuery = {
  readonly channels: {
    readonly nodes: ReadonlyArray<{
      readonly id: string;
      readonly name: string;
      readonly kind: ChannelKind;
      readonly priority: number;
      readonly enabled: boolean;
      readonly allowedCountries: ReadonlyArray<string> | null;
      readonly hourlyLimit: number | null;
      readonly secretsSet: ReadonlyArray<string>;
      readonly settings: {
        readonly smtp: {
          readonly host: string;
          readonly port: number;
          readonly security: MailSecurity;
          readonly username: string | null;
          readonly from: string;
          readonly replyTo: string | null;
          readonly certificateAuthority: string | null;
          readonly dkimDomain: string | null;
          readonly dkimSelector: string | null;
        } | null;
        readonly twilio: {
          readonly url: string;
          readonly accountSid: string;
          readonly from: string | null;
          readonly messagingServiceSid: string | null;
        } | null;
        readonly vonage: { readonly url: string; readonly apiKey: string; readonly from: string } | null;
        readonly smsHttp: {
          readonly url: string;
          readonly method: HttpMethod;
          readonly contentType: HttpContentType | null;
          readonly body: string | null;
          readonly successContains: string | null;
          readonly idempotencyHeader: string | null;
          readonly headers: ReadonlyArray<{ readonly name: string; readonly value: string }>;
        } | null;
        readonly telegram: { readonly url: string; readonly botUsername: string } | null;
        readonly slack: { readonly url: string } | null;
        readonly mattermost: { readonly url: string } | null;
        readonly botHttp: {
          readonly url: string;
          readonly method: HttpMethod;
          readonly contentType: HttpContentType | null;
          readonly body: string | null;
          readonly successContains: string | null;
          readonly idempotencyHeader: string | null;
          readonly headers: ReadonlyArray<{ readonly name: string; readonly value: string }>;
        } | null;
        readonly fcm: { readonly url: string; readonly tokenUrl: string; readonly projectId: string } | null;
      };
    }>;
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  } | null;
};

export type AssignmentsQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  filter?: AssignmentFilter | null | undefined;
}>;

export type AssignmentsQuery = {
  readonly assignments: {
    readonly nodes: ReadonlyArray<{
      readonly id: string;
      readonly resource: { readonly builtIn: boolean; readonly id: string } | null;
      readonly token: { readonly id: string } | null;
      readonly user: { readonly id: string } | null;
    }>;
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  } | null;
};

export type BypassesQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  filter?: BypassFilter | null | undefined;
}>;

export type BypassesQuery = {
  readonly bypasses: {
    readonly nodes: ReadonlyArray<{
      readonly id: string;
      readonly everywhere: boolean;
      readonly duration: BypassDuration;
      readonly reason: string | null;
      readonly grantedAt: string;
      readonly expiresAt: string | null;
      readonly running: boolean;
      readonly endedBecause: BypassEnd | null;
      readonly token: { readonly id: string } | null;
      readonly resource: { readonly id: string } | null;
    }>;
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  } | null;
};

export type UserByQueryVariables = Exact<{
  by: UserRef;
}>;

export type UserByQuery = {
  readonly user: {
    readonly id: string;
    readonly login: string;
    readonly email: string | null;
    readonly phoneNumber: string | null;
    readonly firstName: string | null;
    readonly lastName: string | null;
    readonly enabled: boolean;
  } | null;
};

export type ResourceByQueryVariables = Exact<{
  by: ResourceRef;
}>;

export type ResourceByQuery = {
  readonly resource: {
    readonly id: string;
    readonly name: string;
    readonly failedAttemptsBeforeLock: number;
    readonly lockMinutes: number;
    readonly allowedAddresses: ReadonlyArray<string>;
    readonly enabled: boolean;
    readonly pinBeforeSending: boolean;
    readonly pushConfirmation: PushConfirmation;
    readonly bypassPolicy: {
      readonly maximumDuration: BypassMaximum;
      readonly reasonRequired: boolean;
      readonly grantedBy: ReadonlyArray<BypassGranter>;
      readonly origin: BypassPolicyOrigin;
    } | null;
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

export type TokenByQueryVariables = Exact<{
  by: TokenRef;
}>;

export type TokenByQuery = {
  readonly token: {
    readonly id: string;
    readonly name: string;
    readonly model: TokenModel;
    readonly serialNumber: string | null;
    readonly status: TokenStatus;
    readonly enabled: boolean;
    readonly validFrom: string | null;
    readonly validUntil: string | null;
    readonly oath: {
      readonly algorithm: OathAlgorithm;
      readonly digits: number;
      readonly hash: HashAlgorithm;
      readonly periodSeconds: number | null;
      readonly ocraSuite: string | null;
    } | null;
    readonly delivery: {
      readonly sentTo: string | null;
      readonly channel: { readonly id: string } | null;
    } | null;
    readonly enrolment: { readonly expiresAt: string } | null;
    readonly pin: { readonly position: PinPosition } | null;
    readonly user: { readonly id: string } | null;
  } | null;
};

export type ChannelByQueryVariables = Exact<{
  by: ChannelRef;
}>;

export type ChannelByQuery = {
  readonly channel: {
    readonly id: string;
    readonly name: string;
    readonly kind: ChannelKind;
    readonly priority: number;
    readonly enabled: boolean;
    readonly allowedCountries: ReadonlyArray<string> | null;
    readonly hourlyLimit: number | null;
    readonly secretsSet: ReadonlyArray<string>;
    readonly settings: {
      readonly smtp: {
        readonly host: string;
        readonly port: number;
        readonly security: MailSecurity;
        readonly username: string | null;
        readonly from: string;
        readonly replyTo: string | null;
        readonly certificateAuthority: string | null;
        readonly dkimDomain: string | null;
        readonly dkimSelector: string | null;
      } | null;
      readonly twilio: {
        readonly url: string;
        readonly accountSid: string;
        readonly from: string | null;
        readonly messagingServiceSid: string | null;
      } | null;
      readonly vonage: { readonly url: string; readonly apiKey: string; readonly from: string } | null;
      readonly smsHttp: {
        readonly url: string;
        readonly method: HttpMethod;
        readonly contentType: HttpContentType | null;
        readonly body: string | null;
        readonly successContains: string | null;
        readonly idempotencyHeader: string | null;
        readonly headers: ReadonlyArray<{ readonly name: string; readonly value: string }>;
      } | null;
      readonly telegram: { readonly url: string; readonly botUsername: string } | null;
      readonly slack: { readonly url: string } | null;
      readonly mattermost: { readonly url: string } | null;
      readonly botHttp: {
        readonly url: string;
        readonly method: HttpMethod;
        readonly contentType: HttpContentType | null;
        readonly body: string | null;
        readonly successContains: string | null;
        readonly idempotencyHeader: string | null;
        readonly headers: ReadonlyArray<{ readonly name: string; readonly value: string }>;
      } | null;
      readonly fcm: { readonly url: string; readonly tokenUrl: string; readonly projectId: string } | null;
    };
  } | null;
};

export type AssignmentByQueryVariables = Exact<{
  by: AssignmentRef;
}>;

export type AssignmentByQuery = {
  readonly assignment: {
    readonly id: string;
    readonly resource: { readonly id: string } | null;
    readonly token: { readonly id: string } | null;
    readonly user: { readonly id: string } | null;
  } | null;
};

export type DescribeUserQueryVariables = Exact<{
  by: UserRef;
}>;

export type DescribeUserQuery = {
  readonly user: {
    readonly createdAt: string;
    readonly updatedAt: string;
    readonly id: string;
    readonly login: string;
    readonly email: string | null;
    readonly phoneNumber: string | null;
    readonly firstName: string | null;
    readonly lastName: string | null;
    readonly enabled: boolean;
  } | null;
};

export type DescribeUsersQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  filter?: UserFilter | null | undefined;
}>;

export type DescribeUsersQuery = {
  readonly users: {
    readonly nodes: ReadonlyArray<{
      readonly createdAt: string;
      readonly updatedAt: string;
      readonly id: string;
      readonly login: string;
      readonly email: string | null;
      readonly phoneNumber: string | null;
      readonly firstName: string | null;
      readonly lastName: string | null;
      readonly enabled: boolean;
    }>;
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  } | null;
};

export type DescribeResourceQueryVariables = Exact<{
  by: ResourceRef;
}>;

export type DescribeResourceQuery = {
  readonly resource: {
    readonly createdAt: string;
    readonly updatedAt: string;
    readonly id: string;
    readonly name: string;
    readonly failedAttemptsBeforeLock: number;
    readonly lockMinutes: number;
    readonly allowedAddresses: ReadonlyArray<string>;
    readonly enabled: boolean;
    readonly pinBeforeSending: boolean;
    readonly pushConfirmation: PushConfirmation;
    readonly effectiveBypassPolicy: {
      readonly maximumDuration: BypassMaximum;
      readonly reasonRequired: boolean;
      readonly grantedBy: ReadonlyArray<BypassGranter>;
      readonly origin: BypassPolicyOrigin;
    };
    readonly bypassPolicy: {
      readonly maximumDuration: BypassMaximum;
      readonly reasonRequired: boolean;
      readonly grantedBy: ReadonlyArray<BypassGranter>;
      readonly origin: BypassPolicyOrigin;
    } | null;
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

export type DescribeResourcesQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  filter?: ResourceFilter | null | undefined;
}>;

export type DescribeResourcesQuery = {
  readonly resources: {
    readonly nodes: ReadonlyArray<{
      readonly createdAt: string;
      readonly updatedAt: string;
      readonly id: string;
      readonly name: string;
      readonly failedAttemptsBeforeLock: number;
      readonly lockMinutes: number;
      readonly allowedAddresses: ReadonlyArray<string>;
      readonly enabled: boolean;
      readonly pinBeforeSending: boolean;
      readonly pushConfirmation: PushConfirmation;
      readonly effectiveBypassPolicy: {
        readonly maximumDuration: BypassMaximum;
        readonly reasonRequired: boolean;
        readonly grantedBy: ReadonlyArray<BypassGranter>;
        readonly origin: BypassPolicyOrigin;
      };
      readonly bypassPolicy: {
        readonly maximumDuration: BypassMaximum;
        readonly reasonRequired: boolean;
        readonly grantedBy: ReadonlyArray<BypassGranter>;
        readonly origin: BypassPolicyOrigin;
      } | null;
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
    }>;
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  } | null;
};

export type DescribeTokenQueryVariables = Exact<{
  by: TokenRef;
}>;

export type DescribeTokenQuery = {
  readonly token: {
    readonly kind: TokenKind;
    readonly drift: number;
    readonly lastUsedAt: string | null;
    readonly failures: number;
    readonly consecutiveFailures: number;
    readonly createdAt: string;
    readonly updatedAt: string;
    readonly id: string;
    readonly name: string;
    readonly model: TokenModel;
    readonly serialNumber: string | null;
    readonly status: TokenStatus;
    readonly enabled: boolean;
    readonly validFrom: string | null;
    readonly validUntil: string | null;
    readonly user: { readonly login: string; readonly id: string } | null;
    readonly lock: { readonly until: string | null; readonly reason: LockReason } | null;
    readonly enrolment: { readonly expiresAt: string; readonly attemptsLeft: number } | null;
    readonly device: { readonly fingerprint: string | null; readonly rolledOutAt: string | null } | null;
    readonly oath: {
      readonly algorithm: OathAlgorithm;
      readonly digits: number;
      readonly hash: HashAlgorithm;
      readonly periodSeconds: number | null;
      readonly ocraSuite: string | null;
    } | null;
    readonly delivery: {
      readonly sentTo: string | null;
      readonly channel: { readonly id: string } | null;
    } | null;
    readonly pin: { readonly position: PinPosition } | null;
  } | null;
};

export type DescribeTokensQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  filter?: TokenFilter | null | undefined;
}>;

export type DescribeTokensQuery = {
  readonly tokens: {
    readonly nodes: ReadonlyArray<{
      readonly kind: TokenKind;
      readonly drift: number;
      readonly lastUsedAt: string | null;
      readonly failures: number;
      readonly consecutiveFailures: number;
      readonly createdAt: string;
      readonly updatedAt: string;
      readonly id: string;
      readonly name: string;
      readonly model: TokenModel;
      readonly serialNumber: string | null;
      readonly status: TokenStatus;
      readonly enabled: boolean;
      readonly validFrom: string | null;
      readonly validUntil: string | null;
      readonly user: { readonly login: string; readonly id: string } | null;
      readonly lock: { readonly until: string | null; readonly reason: LockReason } | null;
      readonly enrolment: { readonly expiresAt: string; readonly attemptsLeft: number } | null;
      readonly device: { readonly fingerprint: string | null; readonly rolledOutAt: string | null } | null;
      readonly oath: {
        readonly algorithm: OathAlgorithm;
        readonly digits: number;
        readonly hash: HashAlgorithm;
        readonly periodSeconds: number | null;
        readonly ocraSuite: string | null;
      } | null;
      readonly delivery: {
        readonly sentTo: string | null;
        readonly channel: { readonly id: string } | null;
      } | null;
      readonly pin: { readonly position: PinPosition } | null;
    }>;
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  } | null;
};

export type DescribeChannelQueryVariables = Exact<{
  by: ChannelRef;
}>;

export type DescribeChannelQuery = {
  readonly channel: {
    readonly driver: ChannelDriver;
    readonly createdAt: string;
    readonly updatedAt: string;
    readonly id: string;
    readonly name: string;
    readonly kind: ChannelKind;
    readonly priority: number;
    readonly enabled: boolean;
    readonly allowedCountries: ReadonlyArray<string> | null;
    readonly hourlyLimit: number | null;
    readonly secretsSet: ReadonlyArray<string>;
    readonly suspensions: ReadonlyArray<{ readonly country: string; readonly since: string }>;
    readonly settings: {
      readonly smtp: {
        readonly host: string;
        readonly port: number;
        readonly security: MailSecurity;
        readonly username: string | null;
        readonly from: string;
        readonly replyTo: string | null;
        readonly certificateAuthority: string | null;
        readonly dkimDomain: string | null;
        readonly dkimSelector: string | null;
      } | null;
      readonly twilio: {
        readonly url: string;
        readonly accountSid: string;
        readonly from: string | null;
        readonly messagingServiceSid: string | null;
      } | null;
      readonly vonage: { readonly url: string; readonly apiKey: string; readonly from: string } | null;
      readonly smsHttp: {
        readonly url: string;
        readonly method: HttpMethod;
        readonly contentType: HttpContentType | null;
        readonly body: string | null;
        readonly successContains: string | null;
        readonly idempotencyHeader: string | null;
        readonly headers: ReadonlyArray<{ readonly name: string; readonly value: string }>;
      } | null;
      readonly telegram: { readonly url: string; readonly botUsername: string } | null;
      readonly slack: { readonly url: string } | null;
      readonly mattermost: { readonly url: string } | null;
      readonly botHttp: {
        readonly url: string;
        readonly method: HttpMethod;
        readonly contentType: HttpContentType | null;
        readonly body: string | null;
        readonly successContains: string | null;
        readonly idempotencyHeader: string | null;
        readonly headers: ReadonlyArray<{ readonly name: string; readonly value: string }>;
      } | null;
      readonly fcm: { readonly url: string; readonly tokenUrl: string; readonly projectId: string } | null;
    };
  } | null;
};

export type DescribeChannelsQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  filter?: ChannelFilter | null | undefined;
}>;

export type DescribeChannelsQuery = {
  readonly channels: {
    readonly nodes: ReadonlyArray<{
      readonly driver: ChannelDriver;
      readonly createdAt: string;
      readonly updatedAt: string;
      readonly id: string;
      readonly name: string;
      readonly kind: ChannelKind;
      readonly priority: number;
      readonly enabled: boolean;
      readonly allowedCountries: ReadonlyArray<string> | null;
      readonly hourlyLimit: number | null;
      readonly secretsSet: ReadonlyArray<string>;
      readonly suspensions: ReadonlyArray<{ readonly country: string; readonly since: string }>;
      readonly settings: {
        readonly smtp: {
          readonly host: string;
          readonly port: number;
          readonly security: MailSecurity;
          readonly username: string | null;
          readonly from: string;
          readonly replyTo: string | null;
          readonly certificateAuthority: string | null;
          readonly dkimDomain: string | null;
          readonly dkimSelector: string | null;
        } | null;
        readonly twilio: {
          readonly url: string;
          readonly accountSid: string;
          readonly from: string | null;
          readonly messagingServiceSid: string | null;
        } | null;
        readonly vonage: { readonly url: string; readonly apiKey: string; readonly from: string } | null;
        readonly smsHttp: {
          readonly url: string;
          readonly method: HttpMethod;
          readonly contentType: HttpContentType | null;
          readonly body: string | null;
          readonly successContains: string | null;
          readonly idempotencyHeader: string | null;
          readonly headers: ReadonlyArray<{ readonly name: string; readonly value: string }>;
        } | null;
        readonly telegram: { readonly url: string; readonly botUsername: string } | null;
        readonly slack: { readonly url: string } | null;
        readonly mattermost: { readonly url: string } | null;
        readonly botHttp: {
          readonly url: string;
          readonly method: HttpMethod;
          readonly contentType: HttpContentType | null;
          readonly body: string | null;
          readonly successContains: string | null;
          readonly idempotencyHeader: string | null;
          readonly headers: ReadonlyArray<{ readonly name: string; readonly value: string }>;
        } | null;
        readonly fcm: { readonly url: string; readonly tokenUrl: string; readonly projectId: string } | null;
      };
    }>;
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  } | null;
};

export type DescribeAssignmentQueryVariables = Exact<{
  by: AssignmentRef;
}>;

export type DescribeAssignmentQuery = {
  readonly assignment: {
    readonly createdAt: string;
    readonly id: string;
    readonly resource: { readonly name: string; readonly builtIn: boolean; readonly id: string } | null;
    readonly token: { readonly serialNumber: string | null; readonly id: string } | null;
    readonly user: { readonly login: string; readonly id: string } | null;
  } | null;
};

export type DescribeAssignmentsQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  filter?: AssignmentFilter | null | undefined;
}>;

export type DescribeAssignmentsQuery = {
  readonly assignments: {
    readonly nodes: ReadonlyArray<{
      readonly createdAt: string;
      readonly id: string;
      readonly resource: { readonly name: string; readonly builtIn: boolean; readonly id: string } | null;
      readonly token: { readonly serialNumber: string | null; readonly id: string } | null;
      readonly user: { readonly login: string; readonly id: string } | null;
    }>;
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  } | null;
};

export type DescribeBypassQueryVariables = Exact<{
  id: string;
}>;

export type DescribeBypassQuery = {
  readonly bypass: {
    readonly grantedBy: BypassGranter;
    readonly grantedByName: string;
    readonly endedAt: string | null;
    readonly id: string;
    readonly everywhere: boolean;
    readonly duration: BypassDuration;
    readonly reason: string | null;
    readonly grantedAt: string;
    readonly expiresAt: string | null;
    readonly running: boolean;
    readonly endedBecause: BypassEnd | null;
    readonly token: { readonly serialNumber: string | null; readonly id: string } | null;
    readonly resource: { readonly name: string; readonly id: string } | null;
    readonly honoured: ReadonlyArray<{
      readonly until: string | null;
      readonly resource: { readonly id: string } | null;
    }>;
  } | null;
};

export type DescribeBypassesQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  filter?: BypassFilter | null | undefined;
}>;

export type DescribeBypassesQuery = {
  readonly bypasses: {
    readonly nodes: ReadonlyArray<{
      readonly grantedBy: BypassGranter;
      readonly grantedByName: string;
      readonly endedAt: string | null;
      readonly id: string;
      readonly everywhere: boolean;
      readonly duration: BypassDuration;
      readonly reason: string | null;
      readonly grantedAt: string;
      readonly expiresAt: string | null;
      readonly running: boolean;
      readonly endedBecause: BypassEnd | null;
      readonly token: { readonly serialNumber: string | null; readonly id: string } | null;
      readonly resource: { readonly name: string; readonly id: string } | null;
      readonly honoured: ReadonlyArray<{
        readonly until: string | null;
        readonly resource: { readonly id: string } | null;
      }>;
    }>;
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  } | null;
};

export type DescribeAccountQueryVariables = Exact<{ [key: string]: never }>;

export type DescribeAccountQuery = {
  readonly account: {
    readonly id: string;
    readonly name: string;
    readonly enabled: boolean;
    readonly createdAt: string;
    readonly updatedAt: string;
    readonly effectiveBypassPolicy: {
      readonly maximumDuration: BypassMaximum;
      readonly reasonRequired: boolean;
      readonly grantedBy: ReadonlyArray<BypassGranter>;
      readonly origin: BypassPolicyOrigin;
    };
    readonly plan: {
      readonly users: { readonly limit: number; readonly used: number };
      readonly tokens: { readonly limit: number; readonly used: number };
      readonly resources: { readonly limit: number; readonly used: number };
    };
  } | null;
};

export type AccountQueryVariables = Exact<{ [key: string]: never }>;

export type AccountQuery = {
  readonly account: {
    readonly id: string;
    readonly bypassPolicy: {
      readonly maximumDuration: BypassMaximum;
      readonly reasonRequired: boolean;
      readonly grantedBy: ReadonlyArray<BypassGranter>;
      readonly origin: BypassPolicyOrigin;
    } | null;
  } | null;
};

export type UserCreateMutationVariables = Exact<{
  input: UserCreateInput;
}>;

export type UserCreateMutation = {
  readonly userCreate:
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | {
        readonly user: {
          readonly id: string;
          readonly login: string;
          readonly email: string | null;
          readonly phoneNumber: string | null;
          readonly firstName: string | null;
          readonly lastName: string | null;
          readonly enabled: boolean;
        };
      }
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
    | {
        readonly user: {
          readonly id: string;
          readonly login: string;
          readonly email: string | null;
          readonly phoneNumber: string | null;
          readonly firstName: string | null;
          readonly lastName: string | null;
          readonly enabled: boolean;
        };
      }
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
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | Record<PropertyKey, never>
    | null;
};

export type ResourceCreateMutationVariables = Exact<{
  input: ResourceCreateInput;
}>;

export type ResourceCreateMutation = {
  readonly resourceCreate:
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | {
        readonly resource: {
          readonly id: string;
          readonly name: string;
          readonly failedAttemptsBeforeLock: number;
          readonly lockMinutes: number;
          readonly allowedAddresses: ReadonlyArray<string>;
          readonly enabled: boolean;
          readonly pinBeforeSending: boolean;
          readonly pushConfirmation: PushConfirmation;
          readonly bypassPolicy: {
            readonly maximumDuration: BypassMaximum;
            readonly reasonRequired: boolean;
            readonly grantedBy: ReadonlyArray<BypassGranter>;
            readonly origin: BypassPolicyOrigin;
          } | null;
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
      }
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
    | {
        readonly resource: {
          readonly id: string;
          readonly name: string;
          readonly failedAttemptsBeforeLock: number;
          readonly lockMinutes: number;
          readonly allowedAddresses: ReadonlyArray<string>;
          readonly enabled: boolean;
          readonly pinBeforeSending: boolean;
          readonly pushConfirmation: PushConfirmation;
          readonly bypassPolicy: {
            readonly maximumDuration: BypassMaximum;
            readonly reasonRequired: boolean;
            readonly grantedBy: ReadonlyArray<BypassGranter>;
            readonly origin: BypassPolicyOrigin;
          } | null;
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
      }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | null;
};

export type ResourceDeleteMutationVariables = Exact<{
  input: ResourceDeleteInput;
}>;

export type ResourceDeleteMutation = {
  readonly resourceDelete:
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | Record<PropertyKey, never>
    | null;
};

export type ChannelCreateMutationVariables = Exact<{
  input: ChannelCreateInput;
}>;

export type ChannelCreateMutation = {
  readonly channelCreate:
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | {
        readonly channel: {
          readonly id: string;
          readonly name: string;
          readonly kind: ChannelKind;
          readonly priority: number;
          readonly enabled: boolean;
          readonly allowedCountries: ReadonlyArray<string> | null;
          readonly hourlyLimit: number | null;
          readonly secretsSet: ReadonlyArray<string>;
          readonly settings: {
            readonly smtp: {
              readonly host: string;
              readonly port: number;
              readonly security: MailSecurity;
              readonly username: string | null;
              readonly from: string;
              readonly replyTo: string | null;
              readonly certificateAuthority: string | null;
              readonly dkimDomain: string | null;
              readonly dkimSelector: string | null;
            } | null;
            readonly twilio: {
              readonly url: string;
              readonly accountSid: string;
              readonly from: string | null;
              readonly messagingServiceSid: string | null;
            } | null;
            readonly vonage: { readonly url: string; readonly apiKey: string; readonly from: string } | null;
            readonly smsHttp: {
              readonly url: string;
              readonly method: HttpMethod;
              readonly contentType: HttpContentType | null;
              readonly body: string | null;
              readonly successContains: string | null;
              readonly idempotencyHeader: string | null;
              readonly headers: ReadonlyArray<{ readonly name: string; readonly value: string }>;
            } | null;
            readonly telegram: { readonly url: string; readonly botUsername: string } | null;
            readonly slack: { readonly url: string } | null;
            readonly mattermost: { readonly url: string } | null;
            readonly botHttp: {
              readonly url: string;
              readonly method: HttpMethod;
              readonly contentType: HttpContentType | null;
              readonly body: string | null;
              readonly successContains: string | null;
              readonly idempotencyHeader: string | null;
              readonly headers: ReadonlyArray<{ readonly name: string; readonly value: string }>;
            } | null;
            readonly fcm: {
              readonly url: string;
              readonly tokenUrl: string;
              readonly projectId: string;
            } | null;
          };
        };
      }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | null;
};

export type ChannelUpdateMutationVariables = Exact<{
  input: ChannelUpdateInput;
}>;

export type ChannelUpdateMutation = {
  readonly channelUpdate:
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | {
        readonly channel: {
          readonly id: string;
          readonly name: string;
          readonly kind: ChannelKind;
          readonly priority: number;
          readonly enabled: boolean;
          readonly allowedCountries: ReadonlyArray<string> | null;
          readonly hourlyLimit: number | null;
          readonly secretsSet: ReadonlyArray<string>;
          readonly settings: {
            readonly smtp: {
              readonly host: string;
              readonly port: number;
              readonly security: MailSecurity;
              readonly username: string | null;
              readonly from: string;
              readonly replyTo: string | null;
              readonly certificateAuthority: string | null;
              readonly dkimDomain: string | null;
              readonly dkimSelector: string | null;
            } | null;
            readonly twilio: {
              readonly url: string;
              readonly accountSid: string;
              readonly from: string | null;
              readonly messagingServiceSid: string | null;
            } | null;
            readonly vonage: { readonly url: string; readonly apiKey: string; readonly from: string } | null;
            readonly smsHttp: {
              readonly url: string;
              readonly method: HttpMethod;
              readonly contentType: HttpContentType | null;
              readonly body: string | null;
              readonly successContains: string | null;
              readonly idempotencyHeader: string | null;
              readonly headers: ReadonlyArray<{ readonly name: string; readonly value: string }>;
            } | null;
            readonly telegram: { readonly url: string; readonly botUsername: string } | null;
            readonly slack: { readonly url: string } | null;
            readonly mattermost: { readonly url: string } | null;
            readonly botHttp: {
              readonly url: string;
              readonly method: HttpMethod;
              readonly contentType: HttpContentType | null;
              readonly body: string | null;
              readonly successContains: string | null;
              readonly idempotencyHeader: string | null;
              readonly headers: ReadonlyArray<{ readonly name: string; readonly value: string }>;
            } | null;
            readonly fcm: {
              readonly url: string;
              readonly tokenUrl: string;
              readonly projectId: string;
            } | null;
          };
        };
      }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | null;
};

export type ChannelDeleteMutationVariables = Exact<{
  input: ChannelDeleteInput;
}>;

export type ChannelDeleteMutation = {
  readonly channelDelete:
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | Record<PropertyKey, never>
    | null;
};

export type TokenCreateMutationVariables = Exact<{
  input: TokenCreateInput;
}>;

export type TokenCreateMutation = {
  readonly tokenCreate:
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
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
          readonly oath: {
            readonly algorithm: OathAlgorithm;
            readonly digits: number;
            readonly hash: HashAlgorithm;
            readonly periodSeconds: number | null;
            readonly ocraSuite: string | null;
          } | null;
          readonly delivery: {
            readonly sentTo: string | null;
            readonly channel: { readonly id: string } | null;
          } | null;
          readonly enrolment: { readonly expiresAt: string } | null;
          readonly pin: { readonly position: PinPosition } | null;
          readonly user: { readonly id: string } | null;
        };
      }
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
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | Record<PropertyKey, never>
    | null;
};

export type TokenEnableMutationVariables = Exact<{
  input: TokenEnableInput;
}>;

export type TokenEnableMutation = {
  readonly tokenEnable:
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | Record<PropertyKey, never>
    | null;
};

export type TokenDisableMutationVariables = Exact<{
  input: TokenDisableInput;
}>;

export type TokenDisableMutation = {
  readonly tokenDisable:
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | Record<PropertyKey, never>
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
          readonly oath: {
            readonly algorithm: OathAlgorithm;
            readonly digits: number;
            readonly hash: HashAlgorithm;
            readonly periodSeconds: number | null;
            readonly ocraSuite: string | null;
          } | null;
          readonly delivery: {
            readonly sentTo: string | null;
            readonly channel: { readonly id: string } | null;
          } | null;
          readonly enrolment: { readonly expiresAt: string } | null;
          readonly pin: { readonly position: PinPosition } | null;
          readonly user: { readonly id: string } | null;
        };
      }
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
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | Record<PropertyKey, never>
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
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | Record<PropertyKey, never>
    | null;
};

export type TokenPinRemoveMutationVariables = Exact<{
  input: TokenPinRemoveInput;
}>;

export type TokenPinRemoveMutation = {
  readonly tokenPinRemove:
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | Record<PropertyKey, never>
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
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | Record<PropertyKey, never>
    | null;
};

export type TokenDeleteMutationVariables = Exact<{
  input: TokenDeleteInput;
}>;

export type TokenDeleteMutation = {
  readonly tokenDelete:
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | Record<PropertyKey, never>
    | null;
};

export type AssignmentCreateMutationVariables = Exact<{
  input: AssignmentCreateInput;
}>;

export type AssignmentCreateMutation = {
  readonly assignmentCreate:
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | {
        readonly assignment: {
          readonly id: string;
          readonly resource: { readonly id: string } | null;
          readonly token: { readonly id: string } | null;
          readonly user: { readonly id: string } | null;
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

export type AssignmentDeleteMutationVariables = Exact<{
  input: AssignmentDeleteInput;
}>;

export type AssignmentDeleteMutation = {
  readonly assignmentDelete:
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | Record<PropertyKey, never>
    | null;
};

export type TokenBypassGrantMutationVariables = Exact<{
  input: TokenBypassGrantInput;
}>;

export type TokenBypassGrantMutation = {
  readonly tokenBypassGrant:
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | {
        readonly bypass: {
          readonly id: string;
          readonly everywhere: boolean;
          readonly duration: BypassDuration;
          readonly reason: string | null;
          readonly grantedAt: string;
          readonly expiresAt: string | null;
          readonly running: boolean;
          readonly endedBecause: BypassEnd | null;
          readonly token: { readonly id: string } | null;
          readonly resource: { readonly id: string } | null;
        };
      }
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

export type BypassPolicySetMutationVariables = Exact<{
  input: BypassPolicySetInput;
}>;

export type BypassPolicySetMutation = {
  readonly bypassPolicySet:
    | {
        readonly policy: {
          readonly maximumDuration: BypassMaximum;
          readonly reasonRequired: boolean;
          readonly grantedBy: ReadonlyArray<BypassGranter>;
          readonly origin: BypassPolicyOrigin;
        };
      }
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
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | Record<PropertyKey, never>
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
    | {
        readonly policy: {
          readonly address: string;
          readonly url: string;
          readonly actions: ReadonlyArray<SelfServiceAction>;
          readonly models: ReadonlyArray<TokenModel>;
          readonly firstEnrolment: FirstEnrolment;
          readonly firstEnrolmentDays: number;
          readonly signIn: ReadonlyArray<SelfServiceSignIn>;
          readonly allowedAddresses: ReadonlyArray<string>;
        } | null;
      }
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
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | Record<PropertyKey, never>
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
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | Record<PropertyKey, never>
    | null;
};

export type ApiKeyCreateMutationVariables = Exact<{
  input: ApiKeyCreateInput;
}>;

export type ApiKeyCreateMutation = {
  readonly apiKeyCreate:
    | {
        readonly secret: string | null;
        readonly apiKey: { readonly id: string; readonly expiresAt: string | null };
      }
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
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | { readonly code: ErrorCode; readonly message: string; readonly path: ReadonlyArray<string> }
    | Record<PropertyKey, never>
    | null;
};

export const Viewer: Document<ViewerQuery, ViewerQueryVariables> = {
  name: "Viewer",
  isMutation: false,
  text: "query Viewer {\n  viewer {\n    name\n    role\n    serverVersion\n    account {\n      id\n      name\n    }\n  }\n}",
};
export const ServerVersion: Document<ServerVersionQuery, ServerVersionQueryVariables> = {
  name: "ServerVersion",
  isMutation: false,
  text: "query ServerVersion {\n  viewer {\n    serverVersion\n  }\n}",
};
export const Nodes: Document<NodesQuery, NodesQueryVariables> = {
  name: "Nodes",
  isMutation: false,
  text: "query Nodes($ids: [ID!]!) {\n  nodes(ids: $ids) {\n    __typename\n    ...UserFields\n    ...ResourceFields\n    ...TokenFields\n    ...ChannelFields\n    ...AssignmentFields\n    ...BypassFields\n  }\n}\nfragment UserFields on User {\n  id\n  login\n  email\n  phoneNumber\n  firstName\n  lastName\n  enabled\n}\nfragment ResourceFields on Resource {\n  id\n  name\n  failedAttemptsBeforeLock\n  lockMinutes\n  allowedAddresses\n  enabled\n  pinBeforeSending\n  pushConfirmation\n  bypassPolicy {\n    ...PolicyFields\n  }\n  selfService {\n    ...SelfServiceFields\n  }\n}\nfragment PolicyFields on BypassPolicy {\n  maximumDuration\n  reasonRequired\n  grantedBy\n  origin\n}\nfragment SelfServiceFields on SelfServicePolicy {\n  address\n  url\n  actions\n  models\n  firstEnrolment\n  firstEnrolmentDays\n  signIn\n  allowedAddresses\n}\nfragment TokenFields on Token {\n  id\n  name\n  model\n  serialNumber\n  status\n  enabled\n  oath {\n    algorithm\n    digits\n    hash\n    periodSeconds\n    ocraSuite\n  }\n  delivery {\n    sentTo\n    channel {\n      id\n    }\n  }\n  enrolment {\n    expiresAt\n  }\n  pin {\n    position\n  }\n  validFrom\n  validUntil\n  user {\n    id\n  }\n}\nfragment ChannelFields on Channel {\n  id\n  name\n  kind\n  priority\n  enabled\n  allowedCountries\n  hourlyLimit\n  secretsSet\n  settings {\n    smtp {\n      host\n      port\n      security\n      username\n      from\n      replyTo\n      certificateAuthority\n      dkimDomain\n      dkimSelector\n    }\n    twilio {\n      url\n      accountSid\n      from\n      messagingServiceSid\n    }\n    vonage {\n      url\n      apiKey\n      from\n    }\n    smsHttp {\n      ...TemplateFields\n    }\n    telegram {\n      url\n      botUsername\n    }\n    slack {\n      url\n    }\n    mattermost {\n      url\n    }\n    botHttp {\n      ...TemplateFields\n    }\n    fcm {\n      url\n      tokenUrl\n      projectId\n    }\n  }\n}\nfragment TemplateFields on HttpTemplateSettings {\n  url\n  method\n  contentType\n  headers {\n    name\n    value\n  }\n  body\n  successContains\n  idempotencyHeader\n}\nfragment AssignmentFields on Assignment {\n  id\n  resource {\n    id\n  }\n  token {\n    id\n  }\n  user {\n    id\n  }\n}\nfragment BypassFields on Bypass {\n  id\n  token {\n    id\n  }\n  resource {\n    id\n  }\n  everywhere\n  duration\n  reason\n  grantedAt\n  expiresAt\n  running\n  endedBecause\n}",
};
export const Users: Document<UsersQuery, UsersQueryVariables> = {
  name: "Users",
  isMutation: false,
  text: "query Users($first: Int!, $after: Cursor, $filter: UserFilter) {\n  users(first: $first, after: $after, filter: $filter) {\n    nodes {\n      ...UserFields\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}\nfragment UserFields on User {\n  id\n  login\n  email\n  phoneNumber\n  firstName\n  lastName\n  enabled\n}",
};
export const Resources: Document<ResourcesQuery, ResourcesQueryVariables> = {
  name: "Resources",
  isMutation: false,
  text: "query Resources($first: Int!, $after: Cursor, $filter: ResourceFilter) {\n  resources(first: $first, after: $after, filter: $filter) {\n    nodes {\n      ...ResourceFields\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}\nfragment ResourceFields on Resource {\n  id\n  name\n  failedAttemptsBeforeLock\n  lockMinutes\n  allowedAddresses\n  enabled\n  pinBeforeSending\n  pushConfirmation\n  bypassPolicy {\n    ...PolicyFields\n  }\n  selfService {\n    ...SelfServiceFields\n  }\n}\nfragment PolicyFields on BypassPolicy {\n  maximumDuration\n  reasonRequired\n  grantedBy\n  origin\n}\nfragment SelfServiceFields on SelfServicePolicy {\n  address\n  url\n  actions\n  models\n  firstEnrolment\n  firstEnrolmentDays\n  signIn\n  allowedAddresses\n}",
};
export const Tokens: Document<TokensQuery, TokensQueryVariables> = {
  name: "Tokens",
  isMutation: false,
  text: "query Tokens($first: Int!, $after: Cursor, $filter: TokenFilter) {\n  tokens(first: $first, after: $after, filter: $filter) {\n    nodes {\n      ...TokenFields\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}\nfragment TokenFields on Token {\n  id\n  name\n  model\n  serialNumber\n  status\n  enabled\n  oath {\n    algorithm\n    digits\n    hash\n    periodSeconds\n    ocraSuite\n  }\n  delivery {\n    sentTo\n    channel {\n      id\n    }\n  }\n  enrolment {\n    expiresAt\n  }\n  pin {\n    position\n  }\n  validFrom\n  validUntil\n  user {\n    id\n  }\n}",
};
export const Channels: Document<ChannelsQuery, ChannelsQueryVariables> = {
  name: "Channels",
  isMutation: false,
  text: "query Channels($first: Int!, $after: Cursor, $filter: ChannelFilter) {\n  channels(first: $first, after: $after, filter: $filter) {\n    nodes {\n      ...ChannelFields\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}\nfragment ChannelFields on Channel {\n  id\n  name\n  kind\n  priority\n  enabled\n  allowedCountries\n  hourlyLimit\n  secretsSet\n  settings {\n    smtp {\n      host\n      port\n      security\n      username\n      from\n      replyTo\n      certificateAuthority\n      dkimDomain\n      dkimSelector\n    }\n    twilio {\n      url\n      accountSid\n      from\n      messagingServiceSid\n    }\n    vonage {\n      url\n      apiKey\n      from\n    }\n    smsHttp {\n      ...TemplateFields\n    }\n    telegram {\n      url\n      botUsername\n    }\n    slack {\n      url\n    }\n    mattermost {\n      url\n    }\n    botHttp {\n      ...TemplateFields\n    }\n    fcm {\n      url\n      tokenUrl\n      projectId\n    }\n  }\n}\nfragment TemplateFields on HttpTemplateSettings {\n  url\n  method\n  contentType\n  headers {\n    name\n    value\n  }\n  body\n  successContains\n  idempotencyHeader\n}",
};
export const Assignments: Document<AssignmentsQuery, AssignmentsQueryVariables> = {
  name: "Assignments",
  isMutation: false,
  text: "query Assignments($first: Int!, $after: Cursor, $filter: AssignmentFilter) {\n  assignments(first: $first, after: $after, filter: $filter) {\n    nodes {\n      ...AssignmentFields\n      resource {\n        builtIn\n      }\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}\nfragment AssignmentFields on Assignment {\n  id\n  resource {\n    id\n  }\n  token {\n    id\n  }\n  user {\n    id\n  }\n}",
};
export const Bypasses: Document<BypassesQuery, BypassesQueryVariables> = {
  name: "Bypasses",
  isMutation: false,
  text: "query Bypasses($first: Int!, $after: Cursor, $filter: BypassFilter) {\n  bypasses(first: $first, after: $after, filter: $filter) {\n    nodes {\n      ...BypassFields\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}\nfragment BypassFields on Bypass {\n  id\n  token {\n    id\n  }\n  resource {\n    id\n  }\n  everywhere\n  duration\n  reason\n  grantedAt\n  expiresAt\n  running\n  endedBecause\n}",
};
export const UserBy: Document<UserByQuery, UserByQueryVariables> = {
  name: "UserBy",
  isMutation: false,
  text: "query UserBy($by: UserRef!) {\n  user(by: $by) {\n    ...UserFields\n  }\n}\nfragment UserFields on User {\n  id\n  login\n  email\n  phoneNumber\n  firstName\n  lastName\n  enabled\n}",
};
export const ResourceBy: Document<ResourceByQuery, ResourceByQueryVariables> = {
  name: "ResourceBy",
  isMutation: false,
  text: "query ResourceBy($by: ResourceRef!) {\n  resource(by: $by) {\n    ...ResourceFields\n  }\n}\nfragment ResourceFields on Resource {\n  id\n  name\n  failedAttemptsBeforeLock\n  lockMinutes\n  allowedAddresses\n  enabled\n  pinBeforeSending\n  pushConfirmation\n  bypassPolicy {\n    ...PolicyFields\n  }\n  selfService {\n    ...SelfServiceFields\n  }\n}\nfragment PolicyFields on BypassPolicy {\n  maximumDuration\n  reasonRequired\n  grantedBy\n  origin\n}\nfragment SelfServiceFields on SelfServicePolicy {\n  address\n  url\n  actions\n  models\n  firstEnrolment\n  firstEnrolmentDays\n  signIn\n  allowedAddresses\n}",
};
export const TokenBy: Document<TokenByQuery, TokenByQueryVariables> = {
  name: "TokenBy",
  isMutation: false,
  text: "query TokenBy($by: TokenRef!) {\n  token(by: $by) {\n    ...TokenFields\n  }\n}\nfragment TokenFields on Token {\n  id\n  name\n  model\n  serialNumber\n  status\n  enabled\n  oath {\n    algorithm\n    digits\n    hash\n    periodSeconds\n    ocraSuite\n  }\n  delivery {\n    sentTo\n    channel {\n      id\n    }\n  }\n  enrolment {\n    expiresAt\n  }\n  pin {\n    position\n  }\n  validFrom\n  validUntil\n  user {\n    id\n  }\n}",
};
export const ChannelBy: Document<ChannelByQuery, ChannelByQueryVariables> = {
  name: "ChannelBy",
  isMutation: false,
  text: "query ChannelBy($by: ChannelRef!) {\n  channel(by: $by) {\n    ...ChannelFields\n  }\n}\nfragment ChannelFields on Channel {\n  id\n  name\n  kind\n  priority\n  enabled\n  allowedCountries\n  hourlyLimit\n  secretsSet\n  settings {\n    smtp {\n      host\n      port\n      security\n      username\n      from\n      replyTo\n      certificateAuthority\n      dkimDomain\n      dkimSelector\n    }\n    twilio {\n      url\n      accountSid\n      from\n      messagingServiceSid\n    }\n    vonage {\n      url\n      apiKey\n      from\n    }\n    smsHttp {\n      ...TemplateFields\n    }\n    telegram {\n      url\n      botUsername\n    }\n    slack {\n      url\n    }\n    mattermost {\n      url\n    }\n    botHttp {\n      ...TemplateFields\n    }\n    fcm {\n      url\n      tokenUrl\n      projectId\n    }\n  }\n}\nfragment TemplateFields on HttpTemplateSettings {\n  url\n  method\n  contentType\n  headers {\n    name\n    value\n  }\n  body\n  successContains\n  idempotencyHeader\n}",
};
export const AssignmentBy: Document<AssignmentByQuery, AssignmentByQueryVariables> = {
  name: "AssignmentBy",
  isMutation: false,
  text: "query AssignmentBy($by: AssignmentRef!) {\n  assignment(by: $by) {\n    ...AssignmentFields\n  }\n}\nfragment AssignmentFields on Assignment {\n  id\n  resource {\n    id\n  }\n  token {\n    id\n  }\n  user {\n    id\n  }\n}",
};
export const DescribeUser: Document<DescribeUserQuery, DescribeUserQueryVariables> = {
  name: "DescribeUser",
  isMutation: false,
  text: "query DescribeUser($by: UserRef!) {\n  user(by: $by) {\n    ...UserFacts\n  }\n}\nfragment UserFacts on User {\n  ...UserFields\n  createdAt\n  updatedAt\n}\nfragment UserFields on User {\n  id\n  login\n  email\n  phoneNumber\n  firstName\n  lastName\n  enabled\n}",
};
export const DescribeUsers: Document<DescribeUsersQuery, DescribeUsersQueryVariables> = {
  name: "DescribeUsers",
  isMutation: false,
  text: "query DescribeUsers($first: Int!, $after: Cursor, $filter: UserFilter) {\n  users(first: $first, after: $after, filter: $filter) {\n    nodes {\n      ...UserFacts\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}\nfragment UserFacts on User {\n  ...UserFields\n  createdAt\n  updatedAt\n}\nfragment UserFields on User {\n  id\n  login\n  email\n  phoneNumber\n  firstName\n  lastName\n  enabled\n}",
};
export const DescribeResource: Document<DescribeResourceQuery, DescribeResourceQueryVariables> = {
  name: "DescribeResource",
  isMutation: false,
  text: "query DescribeResource($by: ResourceRef!) {\n  resource(by: $by) {\n    ...ResourceFacts\n  }\n}\nfragment ResourceFacts on Resource {\n  ...ResourceFields\n  effectiveBypassPolicy {\n    ...PolicyFields\n  }\n  createdAt\n  updatedAt\n}\nfragment ResourceFields on Resource {\n  id\n  name\n  failedAttemptsBeforeLock\n  lockMinutes\n  allowedAddresses\n  enabled\n  pinBeforeSending\n  pushConfirmation\n  bypassPolicy {\n    ...PolicyFields\n  }\n  selfService {\n    ...SelfServiceFields\n  }\n}\nfragment PolicyFields on BypassPolicy {\n  maximumDuration\n  reasonRequired\n  grantedBy\n  origin\n}\nfragment SelfServiceFields on SelfServicePolicy {\n  address\n  url\n  actions\n  models\n  firstEnrolment\n  firstEnrolmentDays\n  signIn\n  allowedAddresses\n}",
};
export const DescribeResources: Document<DescribeResourcesQuery, DescribeResourcesQueryVariables> = {
  name: "DescribeResources",
  isMutation: false,
  text: "query DescribeResources($first: Int!, $after: Cursor, $filter: ResourceFilter) {\n  resources(first: $first, after: $after, filter: $filter) {\n    nodes {\n      ...ResourceFacts\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}\nfragment ResourceFacts on Resource {\n  ...ResourceFields\n  effectiveBypassPolicy {\n    ...PolicyFields\n  }\n  createdAt\n  updatedAt\n}\nfragment ResourceFields on Resource {\n  id\n  name\n  failedAttemptsBeforeLock\n  lockMinutes\n  allowedAddresses\n  enabled\n  pinBeforeSending\n  pushConfirmation\n  bypassPolicy {\n    ...PolicyFields\n  }\n  selfService {\n    ...SelfServiceFields\n  }\n}\nfragment PolicyFields on BypassPolicy {\n  maximumDuration\n  reasonRequired\n  grantedBy\n  origin\n}\nfragment SelfServiceFields on SelfServicePolicy {\n  address\n  url\n  actions\n  models\n  firstEnrolment\n  firstEnrolmentDays\n  signIn\n  allowedAddresses\n}",
};
export const DescribeToken: Document<DescribeTokenQuery, DescribeTokenQueryVariables> = {
  name: "DescribeToken",
  isMutation: false,
  text: "query DescribeToken($by: TokenRef!) {\n  token(by: $by) {\n    ...TokenFacts\n  }\n}\nfragment TokenFacts on Token {\n  ...TokenFields\n  kind\n  user {\n    login\n  }\n  drift\n  lastUsedAt\n  failures\n  consecutiveFailures\n  lock {\n    until\n    reason\n  }\n  enrolment {\n    expiresAt\n    attemptsLeft\n  }\n  device {\n    fingerprint\n    rolledOutAt\n  }\n  createdAt\n  updatedAt\n}\nfragment TokenFields on Token {\n  id\n  name\n  model\n  serialNumber\n  status\n  enabled\n  oath {\n    algorithm\n    digits\n    hash\n    periodSeconds\n    ocraSuite\n  }\n  delivery {\n    sentTo\n    channel {\n      id\n    }\n  }\n  enrolment {\n    expiresAt\n  }\n  pin {\n    position\n  }\n  validFrom\n  validUntil\n  user {\n    id\n  }\n}",
};
export const DescribeTokens: Document<DescribeTokensQuery, DescribeTokensQueryVariables> = {
  name: "DescribeTokens",
  isMutation: false,
  text: "query DescribeTokens($first: Int!, $after: Cursor, $filter: TokenFilter) {\n  tokens(first: $first, after: $after, filter: $filter) {\n    nodes {\n      ...TokenFacts\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}\nfragment TokenFacts on Token {\n  ...TokenFields\n  kind\n  user {\n    login\n  }\n  drift\n  lastUsedAt\n  failures\n  consecutiveFailures\n  lock {\n    until\n    reason\n  }\n  enrolment {\n    expiresAt\n    attemptsLeft\n  }\n  device {\n    fingerprint\n    rolledOutAt\n  }\n  createdAt\n  updatedAt\n}\nfragment TokenFields on Token {\n  id\n  name\n  model\n  serialNumber\n  status\n  enabled\n  oath {\n    algorithm\n    digits\n    hash\n    periodSeconds\n    ocraSuite\n  }\n  delivery {\n    sentTo\n    channel {\n      id\n    }\n  }\n  enrolment {\n    expiresAt\n  }\n  pin {\n    position\n  }\n  validFrom\n  validUntil\n  user {\n    id\n  }\n}",
};
export const DescribeChannel: Document<DescribeChannelQuery, DescribeChannelQueryVariables> = {
  name: "DescribeChannel",
  isMutation: false,
  text: "query DescribeChannel($by: ChannelRef!) {\n  channel(by: $by) {\n    ...ChannelFacts\n  }\n}\nfragment ChannelFacts on Channel {\n  ...ChannelFields\n  driver\n  suspensions {\n    country\n    since\n  }\n  createdAt\n  updatedAt\n}\nfragment ChannelFields on Channel {\n  id\n  name\n  kind\n  priority\n  enabled\n  allowedCountries\n  hourlyLimit\n  secretsSet\n  settings {\n    smtp {\n      host\n      port\n      security\n      username\n      from\n      replyTo\n      certificateAuthority\n      dkimDomain\n      dkimSelector\n    }\n    twilio {\n      url\n      accountSid\n      from\n      messagingServiceSid\n    }\n    vonage {\n      url\n      apiKey\n      from\n    }\n    smsHttp {\n      ...TemplateFields\n    }\n    telegram {\n      url\n      botUsername\n    }\n    slack {\n      url\n    }\n    mattermost {\n      url\n    }\n    botHttp {\n      ...TemplateFields\n    }\n    fcm {\n      url\n      tokenUrl\n      projectId\n    }\n  }\n}\nfragment TemplateFields on HttpTemplateSettings {\n  url\n  method\n  contentType\n  headers {\n    name\n    value\n  }\n  body\n  successContains\n  idempotencyHeader\n}",
};
export const DescribeChannels: Document<DescribeChannelsQuery, DescribeChannelsQueryVariables> = {
  name: "DescribeChannels",
  isMutation: false,
  text: "query DescribeChannels($first: Int!, $after: Cursor, $filter: ChannelFilter) {\n  channels(first: $first, after: $after, filter: $filter) {\n    nodes {\n      ...ChannelFacts\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}\nfragment ChannelFacts on Channel {\n  ...ChannelFields\n  driver\n  suspensions {\n    country\n    since\n  }\n  createdAt\n  updatedAt\n}\nfragment ChannelFields on Channel {\n  id\n  name\n  kind\n  priority\n  enabled\n  allowedCountries\n  hourlyLimit\n  secretsSet\n  settings {\n    smtp {\n      host\n      port\n      security\n      username\n      from\n      replyTo\n      certificateAuthority\n      dkimDomain\n      dkimSelector\n    }\n    twilio {\n      url\n      accountSid\n      from\n      messagingServiceSid\n    }\n    vonage {\n      url\n      apiKey\n      from\n    }\n    smsHttp {\n      ...TemplateFields\n    }\n    telegram {\n      url\n      botUsername\n    }\n    slack {\n      url\n    }\n    mattermost {\n      url\n    }\n    botHttp {\n      ...TemplateFields\n    }\n    fcm {\n      url\n      tokenUrl\n      projectId\n    }\n  }\n}\nfragment TemplateFields on HttpTemplateSettings {\n  url\n  method\n  contentType\n  headers {\n    name\n    value\n  }\n  body\n  successContains\n  idempotencyHeader\n}",
};
export const DescribeAssignment: Document<DescribeAssignmentQuery, DescribeAssignmentQueryVariables> = {
  name: "DescribeAssignment",
  isMutation: false,
  text: "query DescribeAssignment($by: AssignmentRef!) {\n  assignment(by: $by) {\n    ...AssignmentFacts\n  }\n}\nfragment AssignmentFacts on Assignment {\n  ...AssignmentFields\n  resource {\n    name\n    builtIn\n  }\n  token {\n    serialNumber\n  }\n  user {\n    login\n  }\n  createdAt\n}\nfragment AssignmentFields on Assignment {\n  id\n  resource {\n    id\n  }\n  token {\n    id\n  }\n  user {\n    id\n  }\n}",
};
export const DescribeAssignments: Document<DescribeAssignmentsQuery, DescribeAssignmentsQueryVariables> = {
  name: "DescribeAssignments",
  isMutation: false,
  text: "query DescribeAssignments($first: Int!, $after: Cursor, $filter: AssignmentFilter) {\n  assignments(first: $first, after: $after, filter: $filter) {\n    nodes {\n      ...AssignmentFacts\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}\nfragment AssignmentFacts on Assignment {\n  ...AssignmentFields\n  resource {\n    name\n    builtIn\n  }\n  token {\n    serialNumber\n  }\n  user {\n    login\n  }\n  createdAt\n}\nfragment AssignmentFields on Assignment {\n  id\n  resource {\n    id\n  }\n  token {\n    id\n  }\n  user {\n    id\n  }\n}",
};
export const DescribeBypass: Document<DescribeBypassQuery, DescribeBypassQueryVariables> = {
  name: "DescribeBypass",
  isMutation: false,
  text: "query DescribeBypass($id: ID!) {\n  bypass(id: $id) {\n    ...BypassFacts\n  }\n}\nfragment BypassFacts on Bypass {\n  ...BypassFields\n  token {\n    serialNumber\n  }\n  resource {\n    name\n  }\n  grantedBy\n  grantedByName\n  endedAt\n  honoured {\n    resource {\n      id\n    }\n    until\n  }\n}\nfragment BypassFields on Bypass {\n  id\n  token {\n    id\n  }\n  resource {\n    id\n  }\n  everywhere\n  duration\n  reason\n  grantedAt\n  expiresAt\n  running\n  endedBecause\n}",
};
export const DescribeBypasses: Document<DescribeBypassesQuery, DescribeBypassesQueryVariables> = {
  name: "DescribeBypasses",
  isMutation: false,
  text: "query DescribeBypasses($first: Int!, $after: Cursor, $filter: BypassFilter) {\n  bypasses(first: $first, after: $after, filter: $filter) {\n    nodes {\n      ...BypassFacts\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}\nfragment BypassFacts on Bypass {\n  ...BypassFields\n  token {\n    serialNumber\n  }\n  resource {\n    name\n  }\n  grantedBy\n  grantedByName\n  endedAt\n  honoured {\n    resource {\n      id\n    }\n    until\n  }\n}\nfragment BypassFields on Bypass {\n  id\n  token {\n    id\n  }\n  resource {\n    id\n  }\n  everywhere\n  duration\n  reason\n  grantedAt\n  expiresAt\n  running\n  endedBecause\n}",
};
export const DescribeAccount: Document<DescribeAccountQuery, DescribeAccountQueryVariables> = {
  name: "DescribeAccount",
  isMutation: false,
  text: "query DescribeAccount {\n  account {\n    id\n    name\n    enabled\n    createdAt\n    updatedAt\n    effectiveBypassPolicy {\n      ...PolicyFields\n    }\n    plan {\n      users {\n        limit\n        used\n      }\n      tokens {\n        limit\n        used\n      }\n      resources {\n        limit\n        used\n      }\n    }\n  }\n}\nfragment PolicyFields on BypassPolicy {\n  maximumDuration\n  reasonRequired\n  grantedBy\n  origin\n}",
};
export const Account: Document<AccountQuery, AccountQueryVariables> = {
  name: "Account",
  isMutation: false,
  text: "query Account {\n  account {\n    id\n    bypassPolicy {\n      ...PolicyFields\n    }\n  }\n}\nfragment PolicyFields on BypassPolicy {\n  maximumDuration\n  reasonRequired\n  grantedBy\n  origin\n}",
};
export const UserCreate: Document<UserCreateMutation, UserCreateMutationVariables> = {
  name: "UserCreate",
  isMutation: true,
  text: "mutation UserCreate($input: UserCreateInput!) {\n  userCreate(input: $input) {\n    ... on UserCreatePayload {\n      user {\n        ...UserFields\n      }\n    }\n    ...RefusalFields\n  }\n}\nfragment UserFields on User {\n  id\n  login\n  email\n  phoneNumber\n  firstName\n  lastName\n  enabled\n}\nfragment RefusalFields on Error {\n  code\n  message\n  path\n}",
  bulk: {
    single: "userCreate",
    field: "usersCreate",
    document: {
      name: "UsersCreate",
      isMutation: true,
      text: "mutation UsersCreate($input: UsersCreateInput!) {\n  usersCreate(input: $input) {\n    ... on UsersCreatePayload {\n      results {\n        ... on UserCreatePayload {\n          user {\n            ...UserFields\n          }\n        }\n        ...RefusalFields\n      }\n    }\n    ...RefusalFields\n  }\n}\nfragment UserFields on User {\n  id\n  login\n  email\n  phoneNumber\n  firstName\n  lastName\n  enabled\n}\nfragment RefusalFields on Error {\n  code\n  message\n  path\n}",
    },
  },
};
export const UserUpdate: Document<UserUpdateMutation, UserUpdateMutationVariables> = {
  name: "UserUpdate",
  isMutation: true,
  text: "mutation UserUpdate($input: UserUpdateInput!) {\n  userUpdate(input: $input) {\n    ... on UserUpdatePayload {\n      user {\n        ...UserFields\n      }\n    }\n    ...RefusalFields\n  }\n}\nfragment UserFields on User {\n  id\n  login\n  email\n  phoneNumber\n  firstName\n  lastName\n  enabled\n}\nfragment RefusalFields on Error {\n  code\n  message\n  path\n}",
  bulk: {
    single: "userUpdate",
    field: "usersUpdate",
    document: {
      name: "UsersUpdate",
      isMutation: true,
      text: "mutation UsersUpdate($input: UsersUpdateInput!) {\n  usersUpdate(input: $input) {\n    ... on UsersUpdatePayload {\n      results {\n        ... on UserUpdatePayload {\n          user {\n            ...UserFields\n          }\n        }\n        ...RefusalFields\n      }\n    }\n    ...RefusalFields\n  }\n}\nfragment UserFields on User {\n  id\n  login\n  email\n  phoneNumber\n  firstName\n  lastName\n  enabled\n}\nfragment RefusalFields on Error {\n  code\n  message\n  path\n}",
    },
  },
};
export const UserDelete: Document<UserDeleteMutation, UserDeleteMutationVariables> = {
  name: "UserDelete",
  isMutation: true,
  text: "mutation UserDelete($input: UserDeleteInput!) {\n  userDelete(input: $input) {\n    ...RefusalFields\n  }\n}\nfragment RefusalFields on Error {\n  code\n  message\n  path\n}",
  bulk: {
    single: "userDelete",
    field: "usersDelete",
    document: {
      name: "UsersDelete",
      isMutation: true,
      text: "mutation UsersDelete($input: UsersDeleteInput!) {\n  usersDelete(input: $input) {\n    ... on UsersDeletePayload {\n      results {\n        ...RefusalFields\n      }\n    }\n    ...RefusalFields\n  }\n}\nfragment RefusalFields on Error {\n  code\n  message\n  path\n}",
    },
  },
};
export const ResourceCreate: Document<ResourceCreateMutation, ResourceCreateMutationVariables> = {
  name: "ResourceCreate",
  isMutation: true,
  text: "mutation ResourceCreate($input: ResourceCreateInput!) {\n  resourceCreate(input: $input) {\n    ... on ResourceCreatePayload {\n      resource {\n        ...ResourceFields\n      }\n    }\n    ...RefusalFields\n  }\n}\nfragment ResourceFields on Resource {\n  id\n  name\n  failedAttemptsBeforeLock\n  lockMinutes\n  allowedAddresses\n  enabled\n  pinBeforeSending\n  pushConfirmation\n  bypassPolicy {\n    ...PolicyFields\n  }\n  selfService {\n    ...SelfServiceFields\n  }\n}\nfragment PolicyFields on BypassPolicy {\n  maximumDuration\n  reasonRequired\n  grantedBy\n  origin\n}\nfragment SelfServiceFields on SelfServicePolicy {\n  address\n  url\n  actions\n  models\n  firstEnrolment\n  firstEnrolmentDays\n  signIn\n  allowedAddresses\n}\nfragment RefusalFields on Error {\n  code\n  message\n  path\n}",
};
export const ResourceUpdate: Document<ResourceUpdateMutation, ResourceUpdateMutationVariables> = {
  name: "ResourceUpdate",
  isMutation: true,
  text: "mutation ResourceUpdate($input: ResourceUpdateInput!) {\n  resourceUpdate(input: $input) {\n    ... on ResourceUpdatePayload {\n      resource {\n        ...ResourceFields\n      }\n    }\n    ...RefusalFields\n  }\n}\nfragment ResourceFields on Resource {\n  id\n  name\n  failedAttemptsBeforeLock\n  lockMinutes\n  allowedAddresses\n  enabled\n  pinBeforeSending\n  pushConfirmation\n  bypassPolicy {\n    ...PolicyFields\n  }\n  selfService {\n    ...SelfServiceFields\n  }\n}\nfragment PolicyFields on BypassPolicy {\n  maximumDuration\n  reasonRequired\n  grantedBy\n  origin\n}\nfragment SelfServiceFields on SelfServicePolicy {\n  address\n  url\n  actions\n  models\n  firstEnrolment\n  firstEnrolmentDays\n  signIn\n  allowedAddresses\n}\nfragment RefusalFields on Error {\n  code\n  message\n  path\n}",
};
export const ResourceDelete: Document<ResourceDeleteMutation, ResourceDeleteMutationVariables> = {
  name: "ResourceDelete",
  isMutation: true,
  text: "mutation ResourceDelete($input: ResourceDeleteInput!) {\n  resourceDelete(input: $input) {\n    ...RefusalFields\n  }\n}\nfragment RefusalFields on Error {\n  code\n  message\n  path\n}",
};
export const ChannelCreate: Document<ChannelCreateMutation, ChannelCreateMutationVariables> = {
  name: "ChannelCreate",
  isMutation: true,
  text: "mutation ChannelCreate($input: ChannelCreateInput!) {\n  channelCreate(input: $input) {\n    ... on ChannelCreatePayload {\n      channel {\n        ...ChannelFields\n      }\n    }\n    ...RefusalFields\n  }\n}\nfragment ChannelFields on Channel {\n  id\n  name\n  kind\n  priority\n  enabled\n  allowedCountries\n  hourlyLimit\n  secretsSet\n  settings {\n    smtp {\n      host\n      port\n      security\n      username\n      from\n      replyTo\n      certificateAuthority\n      dkimDomain\n      dkimSelector\n    }\n    twilio {\n      url\n      accountSid\n      from\n      messagingServiceSid\n    }\n    vonage {\n      url\n      apiKey\n      from\n    }\n    smsHttp {\n      ...TemplateFields\n    }\n    telegram {\n      url\n      botUsername\n    }\n    slack {\n      url\n    }\n    mattermost {\n      url\n    }\n    botHttp {\n      ...TemplateFields\n    }\n    fcm {\n      url\n      tokenUrl\n      projectId\n    }\n  }\n}\nfragment TemplateFields on HttpTemplateSettings {\n  url\n  method\n  contentType\n  headers {\n    name\n    value\n  }\n  body\n  successContains\n  idempotencyHeader\n}\nfragment RefusalFields on Error {\n  code\n  message\n  path\n}",
};
export const ChannelUpdate: Document<ChannelUpdateMutation, ChannelUpdateMutationVariables> = {
  name: "ChannelUpdate",
  isMutation: true,
  text: "mutation ChannelUpdate($input: ChannelUpdateInput!) {\n  channelUpdate(input: $input) {\n    ... on ChannelUpdatePayload {\n      channel {\n        ...ChannelFields\n      }\n    }\n    ...RefusalFields\n  }\n}\nfragment ChannelFields on Channel {\n  id\n  name\n  kind\n  priority\n  enabled\n  allowedCountries\n  hourlyLimit\n  secretsSet\n  settings {\n    smtp {\n      host\n      port\n      security\n      username\n      from\n      replyTo\n      certificateAuthority\n      dkimDomain\n      dkimSelector\n    }\n    twilio {\n      url\n      accountSid\n      from\n      messagingServiceSid\n    }\n    vonage {\n      url\n      apiKey\n      from\n    }\n    smsHttp {\n      ...TemplateFields\n    }\n    telegram {\n      url\n      botUsername\n    }\n    slack {\n      url\n    }\n    mattermost {\n      url\n    }\n    botHttp {\n      ...TemplateFields\n    }\n    fcm {\n      url\n      tokenUrl\n      projectId\n    }\n  }\n}\nfragment TemplateFields on HttpTemplateSettings {\n  url\n  method\n  contentType\n  headers {\n    name\n    value\n  }\n  body\n  successContains\n  idempotencyHeader\n}\nfragment RefusalFields on Error {\n  code\n  message\n  path\n}",
};
export const ChannelDelete: Document<ChannelDeleteMutation, ChannelDeleteMutationVariables> = {
  name: "ChannelDelete",
  isMutation: true,
  text: "mutation ChannelDelete($input: ChannelDeleteInput!) {\n  channelDelete(input: $input) {\n    ...RefusalFields\n  }\n}\nfragment RefusalFields on Error {\n  code\n  message\n  path\n}",
};
export const TokenCreate: Document<TokenCreateMutation, TokenCreateMutationVariables> = {
  name: "TokenCreate",
  isMutation: true,
  text: "mutation TokenCreate($input: TokenCreateInput!) {\n  tokenCreate(input: $input) {\n    ... on TokenCreatePayload {\n      token {\n        ...TokenFields\n      }\n    }\n    ...RefusalFields\n  }\n}\nfragment TokenFields on Token {\n  id\n  name\n  model\n  serialNumber\n  status\n  enabled\n  oath {\n    algorithm\n    digits\n    hash\n    periodSeconds\n    ocraSuite\n  }\n  delivery {\n    sentTo\n    channel {\n      id\n    }\n  }\n  enrolment {\n    expiresAt\n  }\n  pin {\n    position\n  }\n  validFrom\n  validUntil\n  user {\n    id\n  }\n}\nfragment RefusalFields on Error {\n  code\n  message\n  path\n}",
};
export const TokenUpdate: Document<TokenUpdateMutation, TokenUpdateMutationVariables> = {
  name: "TokenUpdate",
  isMutation: true,
  text: "mutation TokenUpdate($input: TokenUpdateInput!) {\n  tokenUpdate(input: $input) {\n    ...RefusalFields\n  }\n}\nfragment RefusalFields on Error {\n  code\n  message\n  path\n}",
};
export const TokenEnable: Document<TokenEnableMutation, TokenEnableMutationVariables> = {
  name: "TokenEnable",
  isMutation: true,
  text: "mutation TokenEnable($input: TokenEnableInput!) {\n  tokenEnable(input: $input) {\n    ...RefusalFields\n  }\n}\nfragment RefusalFields on Error {\n  code\n  message\n  path\n}",
  bulk: {
    single: "tokenEnable",
    field: "tokensEnable",
    document: {
      name: "TokensEnable",
      isMutation: true,
      text: "mutation TokensEnable($input: TokensEnableInput!) {\n  tokensEnable(input: $input) {\n    ... on TokensEnablePayload {\n      results {\n        ...RefusalFields\n      }\n    }\n    ...RefusalFields\n  }\n}\nfragment RefusalFields on Error {\n  code\n  message\n  path\n}",
    },
  },
};
export const TokenDisable: Document<TokenDisableMutation, TokenDisableMutationVariables> = {
  name: "TokenDisable",
  isMutation: true,
  text: "mutation TokenDisable($input: TokenDisableInput!) {\n  tokenDisable(input: $input) {\n    ...RefusalFields\n  }\n}\nfragment RefusalFields on Error {\n  code\n  message\n  path\n}",
  bulk: {
    single: "tokenDisable",
    field: "tokensDisable",
    document: {
      name: "TokensDisable",
      isMutation: true,
      text: "mutation TokensDisable($input: TokensDisableInput!) {\n  tokensDisable(input: $input) {\n    ... on TokensDisablePayload {\n      results {\n        ...RefusalFields\n      }\n    }\n    ...RefusalFields\n  }\n}\nfragment RefusalFields on Error {\n  code\n  message\n  path\n}",
    },
  },
};
export const TokenAssign: Document<TokenAssignMutation, TokenAssignMutationVariables> = {
  name: "TokenAssign",
  isMutation: true,
  text: "mutation TokenAssign($input: TokenAssignInput!) {\n  tokenAssign(input: $input) {\n    ... on TokenAssignPayload {\n      token {\n        ...TokenFields\n      }\n    }\n    ...RefusalFields\n  }\n}\nfragment TokenFields on Token {\n  id\n  name\n  model\n  serialNumber\n  status\n  enabled\n  oath {\n    algorithm\n    digits\n    hash\n    periodSeconds\n    ocraSuite\n  }\n  delivery {\n    sentTo\n    channel {\n      id\n    }\n  }\n  enrolment {\n    expiresAt\n  }\n  pin {\n    position\n  }\n  validFrom\n  validUntil\n  user {\n    id\n  }\n}\nfragment RefusalFields on Error {\n  code\n  message\n  path\n}",
  bulk: {
    single: "tokenAssign",
    field: "tokensAssign",
    document: {
      name: "TokensAssign",
      isMutation: true,
      text: "mutation TokensAssign($input: TokensAssignInput!) {\n  tokensAssign(input: $input) {\n    ... on TokensAssignPayload {\n      results {\n        ... on TokenAssignPayload {\n          token {\n            ...TokenFields\n          }\n        }\n        ...RefusalFields\n      }\n    }\n    ...RefusalFields\n  }\n}\nfragment TokenFields on Token {\n  id\n  name\n  model\n  serialNumber\n  status\n  enabled\n  oath {\n    algorithm\n    digits\n    hash\n    periodSeconds\n    ocraSuite\n  }\n  delivery {\n    sentTo\n    channel {\n      id\n    }\n  }\n  enrolment {\n    expiresAt\n  }\n  pin {\n    position\n  }\n  validFrom\n  validUntil\n  user {\n    id\n  }\n}\nfragment RefusalFields on Error {\n  code\n  message\n  path\n}",
    },
  },
};
export const TokenUnassign: Document<TokenUnassignMutation, TokenUnassignMutationVariables> = {
  name: "TokenUnassign",
  isMutation: true,
  text: "mutation TokenUnassign($input: TokenUnassignInput!) {\n  tokenUnassign(input: $input) {\n    ...RefusalFields\n  }\n}\nfragment RefusalFields on Error {\n  code\n  message\n  path\n}",
  bulk: {
    single: "tokenUnassign",
    field: "tokensUnassign",
    document: {
      name: "TokensUnassign",
      isMutation: true,
      text: "mutation TokensUnassign($input: TokensUnassignInput!) {\n  tokensUnassign(input: $input) {\n    ... on TokensUnassignPayload {\n      results {\n        ...RefusalFields\n      }\n    }\n    ...RefusalFields\n  }\n}\nfragment RefusalFields on Error {\n  code\n  message\n  path\n}",
    },
  },
};
export const TokenPinSet: Document<TokenPinSetMutation, TokenPinSetMutationVariables> = {
  name: "TokenPinSet",
  isMutation: true,
  text: "mutation TokenPinSet($input: TokenPinSetInput!) {\n  tokenPinSet(input: $input) {\n    ...RefusalFields\n  }\n}\nfragment RefusalFields on Error {\n  code\n  message\n  path\n}",
};
export const TokenPinRemove: Document<TokenPinRemoveMutation, TokenPinRemoveMutationVariables> = {
  name: "TokenPinRemove",
  isMutation: true,
  text: "mutation TokenPinRemove($input: TokenPinRemoveInput!) {\n  tokenPinRemove(input: $input) {\n    ...RefusalFields\n  }\n}\nfragment RefusalFields on Error {\n  code\n  message\n  path\n}",
};
export const TokenReissue: Document<TokenReissueMutation, TokenReissueMutationVariables> = {
  name: "TokenReissue",
  isMutation: true,
  text: "mutation TokenReissue($input: TokenReissueInput!) {\n  tokenReissue(input: $input) {\n    ...RefusalFields\n  }\n}\nfragment RefusalFields on Error {\n  code\n  message\n  path\n}",
};
export const TokenDelete: Document<TokenDeleteMutation, TokenDeleteMutationVariables> = {
  name: "TokenDelete",
  isMutation: true,
  text: "mutation TokenDelete($input: TokenDeleteInput!) {\n  tokenDelete(input: $input) {\n    ...RefusalFields\n  }\n}\nfragment RefusalFields on Error {\n  code\n  message\n  path\n}",
  bulk: {
    single: "tokenDelete",
    field: "tokensDelete",
    document: {
      name: "TokensDelete",
      isMutation: true,
      text: "mutation TokensDelete($input: TokensDeleteInput!) {\n  tokensDelete(input: $input) {\n    ... on TokensDeletePayload {\n      results {\n        ...RefusalFields\n      }\n    }\n    ...RefusalFields\n  }\n}\nfragment RefusalFields on Error {\n  code\n  message\n  path\n}",
    },
  },
};
export const AssignmentCreate: Document<AssignmentCreateMutation, AssignmentCreateMutationVariables> = {
  name: "AssignmentCreate",
  isMutation: true,
  text: "mutation AssignmentCreate($input: AssignmentCreateInput!) {\n  assignmentCreate(input: $input) {\n    ... on AssignmentCreatePayload {\n      assignment {\n        ...AssignmentFields\n      }\n    }\n    ...RefusalFields\n  }\n}\nfragment AssignmentFields on Assignment {\n  id\n  resource {\n    id\n  }\n  token {\n    id\n  }\n  user {\n    id\n  }\n}\nfragment RefusalFields on Error {\n  code\n  message\n  path\n}",
  bulk: {
    single: "assignmentCreate",
    field: "assignmentsCreate",
    document: {
      name: "AssignmentsCreate",
      isMutation: true,
      text: "mutation AssignmentsCreate($input: AssignmentsCreateInput!) {\n  assignmentsCreate(input: $input) {\n    ... on AssignmentsCreatePayload {\n      results {\n        ... on AssignmentCreatePayload {\n          assignment {\n            ...AssignmentFields\n          }\n        }\n        ...RefusalFields\n      }\n    }\n    ...RefusalFields\n  }\n}\nfragment AssignmentFields on Assignment {\n  id\n  resource {\n    id\n  }\n  token {\n    id\n  }\n  user {\n    id\n  }\n}\nfragment RefusalFields on Error {\n  code\n  message\n  path\n}",
    },
  },
};
export const AssignmentDelete: Document<AssignmentDeleteMutation, AssignmentDeleteMutationVariables> = {
  name: "AssignmentDelete",
  isMutation: true,
  text: "mutation AssignmentDelete($input: AssignmentDeleteInput!) {\n  assignmentDelete(input: $input) {\n    ...RefusalFields\n  }\n}\nfragment RefusalFields on Error {\n  code\n  message\n  path\n}",
  bulk: {
    single: "assignmentDelete",
    field: "assignmentsDelete",
    document: {
      name: "AssignmentsDelete",
      isMutation: true,
      text: "mutation AssignmentsDelete($input: AssignmentsDeleteInput!) {\n  assignmentsDelete(input: $input) {\n    ... on AssignmentsDeletePayload {\n      results {\n        ...RefusalFields\n      }\n    }\n    ...RefusalFields\n  }\n}\nfragment RefusalFields on Error {\n  code\n  message\n  path\n}",
    },
  },
};
export const TokenBypassGrant: Document<TokenBypassGrantMutation, TokenBypassGrantMutationVariables> = {
  name: "TokenBypassGrant",
  isMutation: true,
  text: "mutation TokenBypassGrant($input: TokenBypassGrantInput!) {\n  tokenBypassGrant(input: $input) {\n    ... on TokenBypassGrantPayload {\n      bypass {\n        ...BypassFields\n      }\n    }\n    ...RefusalFields\n  }\n}\nfragment BypassFields on Bypass {\n  id\n  token {\n    id\n  }\n  resource {\n    id\n  }\n  everywhere\n  duration\n  reason\n  grantedAt\n  expiresAt\n  running\n  endedBecause\n}\nfragment RefusalFields on Error {\n  code\n  message\n  path\n}",
  bulk: {
    single: "tokenBypassGrant",
    field: "tokensBypassGrant",
    document: {
      name: "TokensBypassGrant",
      isMutation: true,
      text: "mutation TokensBypassGrant($input: TokensBypassGrantInput!) {\n  tokensBypassGrant(input: $input) {\n    ... on TokensBypassGrantPayload {\n      results {\n        ... on TokenBypassGrantPayload {\n          bypass {\n            ...BypassFields\n          }\n        }\n        ...RefusalFields\n      }\n    }\n    ...RefusalFields\n  }\n}\nfragment BypassFields on Bypass {\n  id\n  token {\n    id\n  }\n  resource {\n    id\n  }\n  everywhere\n  duration\n  reason\n  grantedAt\n  expiresAt\n  running\n  endedBecause\n}\nfragment RefusalFields on Error {\n  code\n  message\n  path\n}",
    },
  },
};
export const TokenBypassRevoke: Document<TokenBypassRevokeMutation, TokenBypassRevokeMutationVariables> = {
  name: "TokenBypassRevoke",
  isMutation: true,
  text: "mutation TokenBypassRevoke($input: TokenBypassRevokeInput!) {\n  tokenBypassRevoke(input: $input) {\n    ... on TokenBypassRevokePayload {\n      bypasses {\n        id\n      }\n    }\n    ...RefusalFields\n  }\n}\nfragment RefusalFields on Error {\n  code\n  message\n  path\n}",
  bulk: {
    single: "tokenBypassRevoke",
    field: "tokensBypassRevoke",
    document: {
      name: "TokensBypassRevoke",
      isMutation: true,
      text: "mutation TokensBypassRevoke($input: TokensBypassRevokeInput!) {\n  tokensBypassRevoke(input: $input) {\n    ... on TokensBypassRevokePayload {\n      results {\n        ... on TokenBypassRevokePayload {\n          bypasses {\n            id\n          }\n        }\n        ...RefusalFields\n      }\n    }\n    ...RefusalFields\n  }\n}\nfragment RefusalFields on Error {\n  code\n  message\n  path\n}",
    },
  },
};
export const BypassPolicySet: Document<BypassPolicySetMutation, BypassPolicySetMutationVariables> = {
  name: "BypassPolicySet",
  isMutation: true,
  text: "mutation BypassPolicySet($input: BypassPolicySetInput!) {\n  bypassPolicySet(input: $input) {\n    ... on BypassPolicySetPayload {\n      policy {\n        ...PolicyFields\n      }\n    }\n    ...RefusalFields\n  }\n}\nfragment PolicyFields on BypassPolicy {\n  maximumDuration\n  reasonRequired\n  grantedBy\n  origin\n}\nfragment RefusalFields on Error {\n  code\n  message\n  path\n}",
};
export const BypassPolicyClear: Document<BypassPolicyClearMutation, BypassPolicyClearMutationVariables> = {
  name: "BypassPolicyClear",
  isMutation: true,
  text: "mutation BypassPolicyClear($input: BypassPolicyClearInput!) {\n  bypassPolicyClear(input: $input) {\n    ...RefusalFields\n  }\n}\nfragment RefusalFields on Error {\n  code\n  message\n  path\n}",
};
export const SelfServicePolicySet: Document<
  SelfServicePolicySetMutation,
  SelfServicePolicySetMutationVariables
> = {
  name: "SelfServicePolicySet",
  isMutation: true,
  text: "mutation SelfServicePolicySet($input: SelfServicePolicySetInput!) {\n  selfServicePolicySet(input: $input) {\n    ... on SelfServicePolicySetPayload {\n      policy {\n        ...SelfServiceFields\n      }\n    }\n    ...RefusalFields\n  }\n}\nfragment SelfServiceFields on SelfServicePolicy {\n  address\n  url\n  actions\n  models\n  firstEnrolment\n  firstEnrolmentDays\n  signIn\n  allowedAddresses\n}\nfragment RefusalFields on Error {\n  code\n  message\n  path\n}",
};
export const SelfServicePolicyClear: Document<
  SelfServicePolicyClearMutation,
  SelfServicePolicyClearMutationVariables
> = {
  name: "SelfServicePolicyClear",
  isMutation: true,
  text: "mutation SelfServicePolicyClear($input: SelfServicePolicyClearInput!) {\n  selfServicePolicyClear(input: $input) {\n    ...RefusalFields\n  }\n}\nfragment RefusalFields on Error {\n  code\n  message\n  path\n}",
};
export const TokenUnlock: Document<TokenUnlockMutation, TokenUnlockMutationVariables> = {
  name: "TokenUnlock",
  isMutation: true,
  text: "mutation TokenUnlock($input: TokenUnlockInput!) {\n  tokenUnlock(input: $input) {\n    ...RefusalFields\n  }\n}\nfragment RefusalFields on Error {\n  code\n  message\n  path\n}",
};
export const ApiKeyCreate: Document<ApiKeyCreateMutation, ApiKeyCreateMutationVariables> = {
  name: "ApiKeyCreate",
  isMutation: true,
  text: "mutation ApiKeyCreate($input: ApiKeyCreateInput!) {\n  apiKeyCreate(input: $input) {\n    ... on ApiKeyCreatePayload {\n      apiKey {\n        id\n        expiresAt\n      }\n      secret\n    }\n    ...RefusalFields\n  }\n}\nfragment RefusalFields on Error {\n  code\n  message\n  path\n}",
};
export const ApiKeyRevoke: Document<ApiKeyRevokeMutation, ApiKeyRevokeMutationVariables> = {
  name: "ApiKeyRevoke",
  isMutation: true,
  text: "mutation ApiKeyRevoke($input: ApiKeyRevokeInput!) {\n  apiKeyRevoke(input: $input) {\n    ...RefusalFields\n  }\n}\nfragment RefusalFields on Error {\n  code\n  message\n  path\n}",
};
