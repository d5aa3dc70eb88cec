// The inputs with which tokens are created, by what models have in common.
import type { Field, InputType, ModelInput } from "./model-fields.js";

/** The suite of an Ultra when no other one is stated. */
export const ULTRA_SUITE = "OCRA-1:HOTP-SHA1-6:QN08";

/** What every device has whose secret is given. */
const GIVEN = {
  serialNumber: {
    type: "text",
    isRequired: true,
    description: "The vendor's serial number: 1 to 50 characters, unique in the account.",
  },
  secret: {
    type: "text",
    isRequired: true,
    description: "The seed from the vendor: 16 bytes or more, and at most 128.",
  },
  secretEncoding: { type: "encoding", isRequired: true, description: "How the seed is written." },
  acceptShortSecrets: {
    type: "flag",
    default: false,
    description:
      "Accept a secret of 10 to 15 bytes, which many older devices have. It is weaker than RFC 4226 requires (16 bytes), and the token's event says so. Shorter ones are always refused.",
  },
} as const;

const FOB_PERIOD = {
  type: "number",
  isRequired: true,
  description: "How long a code is valid: 30 or 60 seconds.",
} as const satisfies Field;

/** What comes after the suite. */
const SUITE_PARTS = {
  suitePin: {
    type: "text",
    description:
      "The PIN that is part of every answer, 4 to 12 digits: required when the suite has a PIN (PSHA1, PSHA256 or PSHA512), refused otherwise. It is never shown.",
  },
  counter: {
    type: "counter",
    description:
      "The counter of the next answer, for a device that is not new: only when the suite has a counter (C); by default 0.",
  },
} as const;

const ISSUER = {
  type: "text",
  description: "The issuer that the app shows; by default the account's name.",
} as const satisfies Field;

export const GIVEN_FOB_INPUT = {
  type: "GivenFobInput",
  description: "A key fob whose seed the vendor delivered.",
  fields: { ...GIVEN, periodSeconds: FOB_PERIOD },
} as const satisfies ModelInput;

export const PROGRAMMABLE_FOB_INPUT = {
  type: "ProgrammableFobInput",
  description: "A key fob or card that is programmed with a secret that the server generates.",
  fields: { periodSeconds: FOB_PERIOD },
} as const satisfies ModelInput;

export const ULTRA_INPUT = {
  type: "UltraInput",
  description: "A device that answers questions, whose seed the vendor delivered.",
  fields: {
    ...GIVEN,
    suite: {
      type: "text",
      default: ULTRA_SUITE,
      description: "The OCRA suite: how its answers are computed (RFC 6287 §6).",
    },
    ...SUITE_PARTS,
  },
} as const satisfies ModelInput;

export const SMART_INPUT = {
  type: "SmartInput",
  description: "Protectimus Smart: an app that accepts any OATH settings.",
  fields: {
    algorithm: { type: "algorithm", default: "TOTP", description: "From the time or from a counter." },
    digits: { type: "number", default: 6, description: "Length of a code: 6 or 8." },
    periodSeconds: {
      type: "number",
      description: "How long a TOTP code is valid, 10 to 86,400 seconds; 30 by default. Not for HOTP.",
    },
    hash: { type: "hash", default: "SHA256", description: "The hash function." },
    issuer: ISSUER,
  },
} as const satisfies ModelInput;

export const GOOGLE_AUTHENTICATOR_INPUT = {
  type: "GoogleAuthenticatorInput",
  description: "Google Authenticator and other apps: TOTP, SHA-1, 6 digits, 30 seconds.",
  fields: { issuer: ISSUER },
} as const satisfies ModelInput;

export const SMS_INPUT = {
  type: "SmsInput",
  description:
    "Codes are sent by SMS. NIST restricts this: offer another model too, and use this where nothing else works.",
  fields: {
    phoneNumber: {
      type: "text",
      isRequired: true,
      description: "A mobile number with its country code, as +491701234567.",
    },
  },
} as const satisfies ModelInput;

export const EMAIL_INPUT = {
  type: "EmailInput",
  description: "Codes are sent by e-mail.",
  fields: {
    address: { type: "text", isRequired: true, description: "An e-mail address, as anna@example.org." },
  },
} as const satisfies ModelInput;

export const BOT_INPUT = {
  type: "BotInput",
  description: "Codes are sent by a bot in a messenger.",
  fields: {
    channel: { type: "channel", isRequired: true, description: "The channel of the bot." },
    chatId: {
      type: "text",
      description:
        "The chat in which the bot writes: the id of a chat, a user or a channel in the messenger. For Telegram it may be left out: then `enrolment.startLink` is a link by which the person opens the chat.",
    },
  },
} as const satisfies ModelInput;

export const PUSH_INPUT = {
  type: "PushInput",
  description:
    "A request is shown on the person's phone, by the app privacyIDEA Authenticator or by the phone's browser.",
  fields: { issuer: ISSUER },
} as const satisfies ModelInput;

const LENGTH = { type: "number", default: 6, description: "Length of a code: 6 to 8." } as const;
const HASH = {
  type: "hash",
  description:
    "The hash function; by default SHA1. It must be given if the secret has 32 or 64 bytes, because SHA256 and SHA512 use such secrets.",
} as const;

const TOTP_INPUT = {
  type: "TotpInput",
  description: "Codes from the time (RFC 6238).",
  fields: {
    digits: LENGTH,
    periodSeconds: {
      type: "number",
      default: 30,
      description: "How long a code is valid: 10 to 86,400 seconds.",
    },
    hash: HASH,
  },
} as const satisfies InputType;

const HOTP_INPUT = {
  type: "HotpInput",
  description: "Codes from a counter (RFC 4226).",
  fields: {
    digits: LENGTH,
    hash: HASH,
    counter: { type: "counter", default: 0, description: "The counter of the next code." },
  },
} as const satisfies InputType;

const OCRA_INPUT = {
  type: "OcraInput",
  description: "Answers to questions (RFC 6287).",
  fields: {
    suite: {
      type: "text",
      isRequired: true,
      description:
        "The OCRA suite: how the answers are computed, as in OCRA-1:HOTP-SHA256-8:C-QN08-PSHA1 (RFC 6287 §6): 6 to 8 digits, no session.",
    },
    ...SUITE_PARTS,
  },
} as const satisfies InputType;

export const UNIVERSAL_INPUT = {
  type: "UniversalInput",
  description:
    "Any OATH token of any vendor whose secret is known. Only the secret is required: without `oath`, it computes TOTP codes of 6 digits, with SHA1, every 30 seconds.",
  fields: {
    ...GIVEN,
    serialNumber: {
      type: "text",
      description:
        "The vendor's serial number: 1 to 50 characters, unique in the account. Without one, the token needs a name.",
    },
    secretEncoding: { type: "encoding", default: "HEX", description: "How the secret is written." },
  },
  oath: { totp: TOTP_INPUT, hotp: HOTP_INPUT, ocra: OCRA_INPUT },
} as const satisfies ModelInput;
