import type { SecretEncoding } from "@tokenplane/rules/secret";
import type { ChannelRefInput } from "../channels/channel-ref.js";
import type { Hash } from "../otp/hotp.js";

/** Codes from the time (RFC 6238). */
export interface TotpInput {
  /** The length of a code; 6 by default. */
  readonly digits?: number | null | undefined;
  readonly hash?: Hash | null | undefined;
  /** For how many seconds a code is valid; 30 by default. */
  readonly periodSeconds?: number | null | undefined;
}

/** Answers to questions (RFC 6287). */
export interface OcraInput {
  readonly suite: string;
  /** The PIN that is part of every answer, 4 to 12 digits, if the suite has one. */
  readonly suitePin?: string | null | undefined;
  /** The counter of the next answer, if the suite has one; 0 by default. */
  readonly counter?: number | null | undefined;
}

/** Codes from a counter (RFC 4226). */
export interface HotpInput {
  /** The counter of the next code; 0 by default. */
  readonly counter?: number | null | undefined;
  /** The length of a code; 6 by default. */
  readonly digits?: number | null | undefined;
  readonly hash?: Hash | null | undefined;
}

/** How the codes of a universal token are computed. */
export interface OathInput {
  readonly hotp?: HotpInput | null | undefined;
  readonly ocra?: OcraInput | null | undefined;
  readonly totp?: TotpInput | null | undefined;
}

/** Protectimus Smart: an app that accepts any OATH settings. */
export interface SmartInput {
  readonly algorithm?: "HOTP" | "TOTP" | null | undefined;
  /** The length of a code: 6 or 8. */
  readonly digits?: number | null | undefined;
  readonly hash?: Hash | null | undefined;
  /** The issuer that the app shows; by default the account's name. */
  readonly issuer?: string | null | undefined;
  /** For TOTP: for how many seconds a code is valid. */
  readonly periodSeconds?: number | null | undefined;
}

/** Google Authenticator and other apps: TOTP, SHA-1, 6 digits, 30 seconds. */
export interface GoogleAuthenticatorInput {
  /** The issuer that the app shows; by default the account's name. */
  readonly issuer?: string | null | undefined;
}

/** A device that answers questions, whose seed the vendor delivered. */
export interface UltraInput {
  /** Whether a secret of 10 to 15 bytes is accepted; false by default. */
  readonly acceptShortSecrets?: boolean | null | undefined;
  readonly secret: string;
  readonly secretEncoding: SecretEncoding;
  readonly serialNumber: string;
  /** The OCRA suite; by default that of the model. */
  readonly suite?: string | null | undefined;
  /** The PIN that is part of every answer, 4 to 12 digits, if the suite has one. */
  readonly suitePin?: string | null | undefined;
  /** The counter of the next answer, if the suite has one; 0 by default. */
  readonly counter?: number | null | undefined;
}

/** A key fob whose seed the vendor delivered. */
export interface GivenFobInput {
  /** Whether a secret of 10 to 15 bytes is accepted; false by default. */
  readonly acceptShortSecrets?: boolean | null | undefined;
  /** For how many seconds a code is valid. */
  readonly periodSeconds: number;
  readonly secret: string;
  readonly secretEncoding: SecretEncoding;
  readonly serialNumber: string;
}

/** A key fob or card that is programmed with a secret that the server generates. */
export interface ProgrammableFobInput {
  /** For how many seconds a code is valid. */
  readonly periodSeconds: number;
}

/** Any OATH token of any vendor whose secret is known. Only the secret is required: without `oath`, it computes TOTP codes of 6 digits, with SHA1, every 30 seconds. */
export interface UniversalInput {
  /** Whether a secret of 10 to 15 bytes is accepted; false by default. */
  readonly acceptShortSecrets?: boolean | null | undefined;
  readonly oath?: OathInput | null | undefined;
  readonly secret: string;
  readonly secretEncoding?: SecretEncoding | null | undefined;
  readonly serialNumber?: string | null | undefined;
}

/** Codes are sent to a phone by SMS. */
export interface SmsInput {
  /** With its country code, as +491701234567. */
  readonly phoneNumber: string;
}

/** Codes are sent by e-mail. */
export interface EmailInput {
  readonly address: string;
}

/** Codes are sent by a bot in a messenger. */
export interface BotInput {
  readonly channel: ChannelRefInput;
  /** Where the bot writes; for Telegram, it may be left out: then the person opens the chat by a link. */
  readonly chatId?: string | null | undefined;
}

/** A phone that is asked (the privacyIDEA Authenticator). */
export interface PushInput {
  /** The issuer that the app shows; by default the account's name. */
  readonly issuer?: string | null | undefined;
}

/** An app, or where codes are sent, by its model. */
export interface SoftwareInput {
  readonly sms?: SmsInput | null | undefined;
  readonly email?: EmailInput | null | undefined;
  readonly bot?: BotInput | null | undefined;
  readonly push?: PushInput | null | undefined;
  readonly googleAuthenticator?: GoogleAuthenticatorInput | null | undefined;
  readonly smart?: SmartInput | null | undefined;
}

/** A device, by its model. */
export interface HardwareInput {
  readonly flex?: ProgrammableFobInput | null | undefined;
  readonly shark?: GivenFobInput | null | undefined;
  readonly slim?: ProgrammableFobInput | null | undefined;
  readonly slimMini?: ProgrammableFobInput | null | undefined;
  readonly two?: GivenFobInput | null | undefined;
  readonly ultra?: UltraInput | null | undefined;
}

/** The token to create: its kind, its model, and the fields that this model needs. */
export interface TokenModelChoice {
  readonly hardware?: HardwareInput | null | undefined;
  readonly software?: SoftwareInput | null | undefined;
  readonly universal?: UniversalInput | null | undefined;
}
