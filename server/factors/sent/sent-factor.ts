import { Refusal } from "@tokenplane/rules/refusal";
import type { Factor, SendingRules } from "../factor.js";
import { lifeOfSent } from "./life.js";
import { verify } from "./verify-sent.js";

const NOTHING_TO_SYNCHRONIZE = "The codes of this token are sent: there is nothing to synchronize.";

const challenge: SendingRules = {
  kind: "CODE",
  objection: (purpose) => (purpose === "SYNCHRONIZE" ? NOTHING_TO_SYNCHRONIZE : null),
};

/** Tokens whose codes are sent: by SMS, by e-mail, or by a bot. */
export const sent: Factor = {
  ...lifeOfSent,
  verify,
  challenge,
  synchronize: () =>
    Promise.reject(new Refusal("NOT_SUPPORTED_BY_MODEL", NOTHING_TO_SYNCHRONIZE, ["input", "token"])),
};
