import type { TokenModel } from "../generated/documents.js";
import { PRODUCT_NAMES } from "../words/product-names.js";

/** The names of the models for people. */
export const MODEL_NAMES: Readonly<Record<TokenModel, string>> = {
  ...PRODUCT_NAMES,
  GOOGLE_AUTHENTICATOR: "Google Authenticator",
  PUSH: "Push",
  SMS: "SMS",
  EMAIL: "E-mail",
  BOT: "Bot",
  UNIVERSAL: "Universal",
};
