import type { TokenModel } from "../generated/documents.js";

/** The names of the models for people. */
export const MODEL_NAMES: Readonly<Record<TokenModel, string>> = {
  PROTECTIMUS_TWO: "Protectimus Two",
  PROTECTIMUS_SLIM: "Protectimus Slim",
  PROTECTIMUS_SLIM_MINI: "Protectimus Slim mini",
  PROTECTIMUS_FLEX: "Protectimus Flex",
  PROTECTIMUS_ULTRA: "Protectimus Ultra",
  PROTECTIMUS_SHARK: "Protectimus Shark",
  PROTECTIMUS_SMART: "Protectimus Smart",
  GOOGLE_AUTHENTICATOR: "Google Authenticator",
  PUSH: "Push",
  SMS: "SMS",
  EMAIL: "E-mail",
  BOT: "Bot",
  UNIVERSAL: "Universal",
};
