import { ULTRA_SUITE } from "../../tokens/ultra-suite.js";
import { builder } from "../builder.js";
import { ChannelRef } from "../channels/channel-ref.js";
import type { InputBuilder } from "../mutation.js";
import { HashAlgorithm } from "../factors/oath.js";

export const SecretEncoding = builder.enumType("SecretEncoding", {
  description: "The encoding of a given secret. It is never guessed.",
  values: {
    HEX: { description: "Hexadecimal digits." },
    BASE32: { description: "Base32 (RFC 4648), with or without padding." },
    BASE64: { description: "Base64 (RFC 4648), with or without padding." },
  } as const,
});

/** The field of every device whose secret is given. */
function acceptShortField(t: InputBuilder) {
  return t.boolean({
    defaultValue: false,
    description:
      "Accept a secret of 10 to 15 bytes, which many older devices have. It is weaker than RFC 4226 requires (16 bytes), and the token's event says so. Shorter ones are always refused.",
  });
}

function secretFields(t: InputBuilder) {
  return {
    acceptShortSecrets: acceptShortField(t),
    serialNumber: t.string({
      required: true,
      description: "The vendor's serial number: 1 to 50 characters, unique in the account.",
    }),
    secret: t.string({
      required: true,
      description: "The seed from the vendor: 16 bytes or more, and at most 128.",
    }),
    secretEncoding: t.field({
      type: SecretEncoding,
      required: true,
      description: "How the seed is written.",
    }),
  };
}

function suitePinField(t: InputBuilder) {
  return t.string({
    description:
      "The PIN that is part of every answer, 4 to 12 digits: required when the suite has a PIN (PSHA1, PSHA256 or PSHA512), refused otherwise. It is never shown.",
  });
}

function suiteCounterField(t: InputBuilder) {
  return t.field({
    type: "Counter",
    description:
      "The counter of the next answer, for a device that is not new: only when the suite has a counter (C); by default 0.",
  });
}

const GivenFobInput = builder.inputType("GivenFobInput", {
  description: "A key fob whose seed the vendor delivered.",
  fields: (t) => ({
    ...secretFields(t),
    periodSeconds: t.int({ required: true, description: "How long a code is valid: 30 or 60 seconds." }),
  }),
});

const ProgrammableFobInput = builder.inputType("ProgrammableFobInput", {
  description: "A key fob or card that is programmed with a secret that the server generates.",
  fields: (t) => ({
    periodSeconds: t.int({ required: true, description: "How long a code is valid: 30 or 60 seconds." }),
  }),
});

const UltraInput = builder.inputType("UltraInput", {
  description: "A device that answers questions, whose seed the vendor delivered.",
  fields: (t) => ({
    ...secretFields(t),
    suite: t.string({
      defaultValue: ULTRA_SUITE,
      description: "The OCRA suite: how its answers are computed (RFC 6287 §6).",
    }),
    suitePin: suitePinField(t),
    counter: suiteCounterField(t),
  }),
});

const HardwareInput = builder.inputType("HardwareInput", {
  description: "A device, by its model.",
  isOneOf: true,
  fields: (t) => ({
    two: t.field({ type: GivenFobInput, description: "Protectimus Two." }),
    shark: t.field({ type: GivenFobInput, description: "Protectimus Shark." }),
    slim: t.field({ type: ProgrammableFobInput, description: "Protectimus Slim." }),
    slimMini: t.field({ type: ProgrammableFobInput, description: "Protectimus Slim mini." }),
    flex: t.field({ type: ProgrammableFobInput, description: "Protectimus Flex." }),
    ultra: t.field({ type: UltraInput, description: "Protectimus Ultra." }),
  }),
});

const SmartAlgorithm = builder.enumType("SmartAlgorithm", {
  description: "How an app computes codes.",
  values: {
    TOTP: { description: "From the time (RFC 6238)." },
    HOTP: { description: "From a counter (RFC 4226)." },
  } as const,
});

const SmartInput = builder.inputType("SmartInput", {
  description: "Protectimus Smart: an app that accepts any OATH settings.",
  fields: (t) => ({
    algorithm: t.field({
      type: SmartAlgorithm,
      defaultValue: "TOTP",
      description: "From the time or from a counter.",
    }),
    digits: t.int({ defaultValue: 6, description: "Length of a code: 6 or 8." }),
    periodSeconds: t.int({
      description: "How long a TOTP code is valid, 10 to 86,400 seconds; 30 by default. Not for HOTP.",
    }),
    hash: t.field({ type: HashAlgorithm, defaultValue: "SHA256", description: "The hash function." }),
    issuer: t.string({ description: "The issuer that the app shows; by default the account's name." }),
  }),
});

const GoogleAuthenticatorInput = builder.inputType("GoogleAuthenticatorInput", {
  description: "Google Authenticator and other apps: TOTP, SHA-1, 6 digits, 30 seconds.",
  fields: (t) => ({
    issuer: t.string({ description: "The issuer that the app shows; by default the account's name." }),
  }),
});

const SmsInput = builder.inputType("SmsInput", {
  description:
    "Codes are sent by SMS. NIST restricts this: offer another model too, and use this where nothing else works.",
  fields: (t) => ({
    phoneNumber: t.string({
      required: true,
      description: "A mobile number with its country code, as +491701234567.",
    }),
  }),
});

const EmailInput = builder.inputType("EmailInput", {
  description: "Codes are sent by e-mail.",
  fields: (t) => ({
    address: t.string({ required: true, description: "An e-mail address, as anna@example.org." }),
  }),
});

const BotInput = builder.inputType("BotInput", {
  description: "Codes are sent by a bot in a messenger.",
  fields: (t) => ({
    channel: t.field({ type: ChannelRef, required: true, description: "The channel of the bot." }),
    chatId: t.string({
      description:
        "The chat in which the bot writes: the id of a chat, a user or a channel in the messenger. For Telegram it may be left out: then `enrolment.startLink` is a link by which the person opens the chat.",
    }),
  }),
});

const PushInput = builder.inputType("PushInput", {
  description:
    "A request is shown on the person's phone, by the app privacyIDEA Authenticator or by the phone's browser.",
  fields: (t) => ({
    issuer: t.string({ description: "The issuer that the app shows; by default the account's name." }),
  }),
});

const SoftwareInput = builder.inputType("SoftwareInput", {
  description: "An app, or a way by which codes are sent, by its model.",
  isOneOf: true,
  fields: (t) => ({
    sms: t.field({ type: SmsInput, description: "Codes are sent by SMS." }),
    email: t.field({ type: EmailInput, description: "Codes are sent by e-mail." }),
    push: t.field({ type: PushInput, description: "A phone is asked, and shows a code to type." }),
    bot: t.field({ type: BotInput, description: "Codes are sent by a bot in a messenger." }),
    smart: t.field({ type: SmartInput, description: "Protectimus Smart." }),
    googleAuthenticator: t.field({
      type: GoogleAuthenticatorInput,
      description: "Google Authenticator and other apps.",
    }),
  }),
});

function hashField(t: InputBuilder) {
  return t.field({
    type: HashAlgorithm,
    description:
      "The hash function; by default SHA1. It must be given if the secret has 32 or 64 bytes, because SHA256 and SHA512 use such secrets.",
  });
}

const HotpInput = builder.inputType("HotpInput", {
  description: "Codes from a counter (RFC 4226).",
  fields: (t) => ({
    digits: t.int({ defaultValue: 6, description: "Length of a code: 6 to 8." }),
    hash: hashField(t),
    counter: t.field({
      type: "Counter",
      defaultValue: 0,
      description: "The counter of the next code.",
    }),
  }),
});

const TotpInput = builder.inputType("TotpInput", {
  description: "Codes from the time (RFC 6238).",
  fields: (t) => ({
    digits: t.int({ defaultValue: 6, description: "Length of a code: 6 to 8." }),
    hash: hashField(t),
    periodSeconds: t.int({
      defaultValue: 30,
      description: "How long a code is valid: 10 to 86,400 seconds.",
    }),
  }),
});

const OcraInput = builder.inputType("OcraInput", {
  description: "Answers to questions (RFC 6287).",
  fields: (t) => ({
    suite: t.string({
      required: true,
      description:
        "The OCRA suite: how the answers are computed, as in OCRA-1:HOTP-SHA256-8:C-QN08-PSHA1 (RFC 6287 §6): 6 to 8 digits, no session.",
    }),
    suitePin: suitePinField(t),
    counter: suiteCounterField(t),
  }),
});

const OathInput = builder.inputType("OathInput", {
  description: "How the codes of a universal token are computed.",
  isOneOf: true,
  fields: (t) => ({
    hotp: t.field({ type: HotpInput, description: "From a counter." }),
    totp: t.field({ type: TotpInput, description: "From the time." }),
    ocra: t.field({ type: OcraInput, description: "As answers to questions." }),
  }),
});

const UniversalInput = builder.inputType("UniversalInput", {
  description:
    "Any OATH token of any vendor whose secret is known. Only the secret is required: without `oath`, it computes TOTP codes of 6 digits, with SHA1, every 30 seconds.",
  fields: (t) => ({
    ...secretFields(t),
    serialNumber: t.string({
      description:
        "The vendor's serial number: 1 to 50 characters, unique in the account. Without one, the token needs a name.",
    }),
    secretEncoding: t.field({
      type: SecretEncoding,
      defaultValue: "HEX",
      description: "How the secret is written.",
    }),
    oath: t.field({
      type: OathInput,
      description: "How its codes are computed; by default TOTP, 6 digits, SHA1, 30 seconds.",
    }),
  }),
});

export const TokenModelInput = builder.inputType("TokenModelInput", {
  description: "The token to create: its kind, its model, and the fields that this model needs.",
  isOneOf: true,
  fields: (t) => ({
    hardware: t.field({ type: HardwareInput, description: "A device." }),
    software: t.field({
      type: SoftwareInput,
      description: "An app, a phone, or a way by which codes are sent.",
    }),
    universal: t.field({ type: UniversalInput, description: "Any OATH token." }),
  }),
});
