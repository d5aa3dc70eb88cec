import type { TokenModel } from "../generated/documents.js";

/** Where the codes of a model come from. */
export type CodeSource = "APP" | "DEVICE" | "QUESTION" | "PHONE" | "SMS" | "EMAIL" | "CHAT";

/** Where the codes of each model come from. The name of a model is in the texts of each language. */
export const SOURCES: Readonly<Record<TokenModel, CodeSource>> = {
  GOOGLE_AUTHENTICATOR: "APP",
  PROTECTIMUS_SMART: "APP",
  PUSH: "PHONE",
  SMS: "SMS",
  EMAIL: "EMAIL",
  BOT: "CHAT",
  PROTECTIMUS_TWO: "DEVICE",
  PROTECTIMUS_SLIM: "DEVICE",
  PROTECTIMUS_SLIM_MINI: "DEVICE",
  PROTECTIMUS_FLEX: "DEVICE",
  PROTECTIMUS_SHARK: "DEVICE",
  PROTECTIMUS_ULTRA: "QUESTION",
  UNIVERSAL: "DEVICE",
};

/** Whether such tokens compute codes by a clock or a counter, which may be off. */
export function hasClock(model: TokenModel): boolean {
  const source = SOURCES[model];
  return source === "APP" || source === "DEVICE";
}

/** Whether the person must ask for something before there is a code. Of a universal token, this is not known here. */
export function mustAsk(model: TokenModel): boolean {
  return model === "UNIVERSAL" || !hasClock(model);
}
