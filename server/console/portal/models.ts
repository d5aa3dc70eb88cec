import type { TokenModel } from "../generated/documents.js";

/** Where the codes of a model come from. */
export type CodeSource = "APP" | "DEVICE" | "QUESTION" | "PHONE" | "SMS" | "EMAIL" | "CHAT";

/** What people call a model, and where its codes come from. */
export interface ModelWords {
  readonly name: string;
  readonly source: CodeSource;
}

export const MODELS: Readonly<Record<TokenModel, ModelWords>> = {
  GOOGLE_AUTHENTICATOR: { name: "Authenticator app", source: "APP" },
  PROTECTIMUS_SMART: { name: "Protectimus Smart", source: "APP" },
  PUSH: { name: "Phone that asks", source: "PHONE" },
  SMS: { name: "SMS", source: "SMS" },
  EMAIL: { name: "E-mail", source: "EMAIL" },
  BOT: { name: "Chat", source: "CHAT" },
  PROTECTIMUS_TWO: { name: "Protectimus Two", source: "DEVICE" },
  PROTECTIMUS_SLIM: { name: "Protectimus Slim", source: "DEVICE" },
  PROTECTIMUS_SLIM_MINI: { name: "Protectimus Slim mini", source: "DEVICE" },
  PROTECTIMUS_FLEX: { name: "Protectimus Flex", source: "DEVICE" },
  PROTECTIMUS_SHARK: { name: "Protectimus Shark", source: "DEVICE" },
  PROTECTIMUS_ULTRA: { name: "Protectimus Ultra", source: "QUESTION" },
  UNIVERSAL: { name: "Device", source: "DEVICE" },
};

/** Whether such tokens compute codes by a clock or a counter, which may be off. */
export function hasClock(model: TokenModel): boolean {
  const { source } = MODELS[model];
  return source === "APP" || source === "DEVICE";
}

/** Whether the person must ask for something before there is a code. Of a universal token, nobody here knows. */
export function mustAsk(model: TokenModel): boolean {
  return model === "UNIVERSAL" || !hasClock(model);
}
