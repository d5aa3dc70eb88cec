import { builder } from "../graphql/builder.js";
import type { InputBuilder } from "../graphql/mutation.js";
import { HashAlgorithm, OathAlgorithm } from "./token-type.js";

export const SecretEncoding = builder.enumType("SecretEncoding", {
  description: "How a given secret is written. It is stated, never guessed.",
  values: {
    HEX: { description: "Hexadecimal digits." },
    BASE32: { description: "Base32 (RFC 4648), with or without padding." },
    BASE64: { description: "Base64 (RFC 4648), with or without padding." },
  } as const,
});

function secretFields(t: InputBuilder) {
  return {
    serialNumber: t.string({
      required: true,
      description: "The vendor's serial number: 1 to 50 characters, unique in the account.",
    }),
    secret: t.string({ required: true, description: "The seed from the vendor, at least 16 bytes." }),
    secretEncoding: t.field({
      type: SecretEncoding,
      required: true,
      description: "How the seed is written.",
    }),
  };
}

const GivenFobInput = builder.inputType("GivenFobInput", {
  description: "A fob whose seed the vendor delivered.",
  fields: (t) => ({
    ...secretFields(t),
    periodSeconds: t.int({ required: true, description: "How long a code stands: 30 or 60 seconds." }),
  }),
});

const ProgrammableFobInput = builder.inputType("ProgrammableFobInput", {
  description: "A fob or card that is programmed with a secret made here.",
  fields: (t) => ({
    periodSeconds: t.int({ required: true, description: "How long a code stands: 30 or 60 seconds." }),
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
  }),
});

const SmartInput = builder.inputType("SmartInput", {
  description: "Protectimus Smart: an app that takes any OATH settings.",
  fields: (t) => ({
    algorithm: t.field({
      type: OathAlgorithm,
      defaultValue: "TOTP",
      description: "From the time or from a counter.",
    }),
    digits: t.int({ defaultValue: 6, description: "Length of a code: 6 or 8." }),
    periodSeconds: t.int({
      description: "How long a TOTP code stands, 10 to 86,400 seconds; 30 by default. Not for HOTP.",
    }),
    hash: t.field({ type: HashAlgorithm, defaultValue: "SHA256", description: "The hash function." }),
    issuer: t.string({ description: "What the app shows as the issuer; by default the account's name." }),
  }),
});

const GoogleAuthenticatorInput = builder.inputType("GoogleAuthenticatorInput", {
  description: "Google Authenticator and other apps: TOTP, SHA-1, 6 digits, 30 seconds.",
  fields: (t) => ({
    issuer: t.string({ description: "What the app shows as the issuer; by default the account's name." }),
  }),
});

const SoftwareInput = builder.inputType("SoftwareInput", {
  description: "An app, by its model.",
  isOneOf: true,
  fields: (t) => ({
    smart: t.field({ type: SmartInput, description: "Protectimus Smart." }),
    googleAuthenticator: t.field({
      type: GoogleAuthenticatorInput,
      description: "Google Authenticator and other apps.",
    }),
  }),
});

const HotpInput = builder.inputType("HotpInput", {
  description: "Codes from a counter (RFC 4226).",
  fields: (t) => ({
    digits: t.int({ required: true, description: "Length of a code: 6 to 8." }),
    hash: t.field({ type: HashAlgorithm, required: true, description: "The hash function." }),
    counter: t.int({ defaultValue: 0, description: "The counter of the next code." }),
  }),
});

const TotpInput = builder.inputType("TotpInput", {
  description: "Codes from the time (RFC 6238).",
  fields: (t) => ({
    digits: t.int({ required: true, description: "Length of a code: 6 to 8." }),
    hash: t.field({ type: HashAlgorithm, required: true, description: "The hash function." }),
    periodSeconds: t.int({ required: true, description: "How long a code stands: 10 to 86,400 seconds." }),
  }),
});

const OathInput = builder.inputType("OathInput", {
  description: "How the codes of a universal token are made.",
  isOneOf: true,
  fields: (t) => ({
    hotp: t.field({ type: HotpInput, description: "From a counter." }),
    totp: t.field({ type: TotpInput, description: "From the time." }),
  }),
});

const UniversalInput = builder.inputType("UniversalInput", {
  description: "Any OATH token of any vendor whose secret is known.",
  fields: (t) => ({
    ...secretFields(t),
    oath: t.field({ type: OathInput, required: true, description: "How its codes are made." }),
  }),
});

export const TokenModelInput = builder.inputType("TokenModelInput", {
  description: "What token to create: its kind, its model, and just what that model asks for.",
  isOneOf: true,
  fields: (t) => ({
    hardware: t.field({ type: HardwareInput, description: "A device." }),
    software: t.field({ type: SoftwareInput, description: "An app." }),
    universal: t.field({ type: UniversalInput, description: "Any OATH token." }),
  }),
});

export type TokenModelChoice = typeof TokenModelInput.$inferInput;
