import { Refusal } from "@tokenplane/rules/refusal";
import type { Factor, SendingRules } from "../factor.js";
import { lifeOfPush } from "./life.js";
import { verify } from "./verify-push.js";

const NOTHING_TO_SYNCHRONIZE = "The token asks on a phone: there is nothing to synchronize.";

const challenge: SendingRules = {
  kind: "PUSH",
  objection: (purpose) => (purpose === "SYNCHRONIZE" ? NOTHING_TO_SYNCHRONIZE : null),
};

/** Tokens that ask on a phone (the privacyIDEA Authenticator). */
export const push: Factor = {
  ...lifeOfPush,
  verify,
  challenge,
  synchronize: () =>
    Promise.reject(new Refusal("NOT_SUPPORTED_BY_MODEL", NOTHING_TO_SYNCHRONIZE, ["input", "token"])),
};
