import { parseSuite, type Suite } from "@tokenplane/rules/ocra-suite";
import { newQuestion } from "../../otp/question.js";
import type { ChallengeRules, Factor } from "../factor.js";
import { lifeOfSecrets } from "../secret/life.js";
import { synchronize } from "./synchronize.js";
import { verify } from "./verify.js";

/** @throws TypeError for a token of another kind. */
function suiteOf({ ocraSuite }: { readonly ocraSuite: string | null }): Suite {
  if (ocraSuite === null) throw new TypeError("a token without a suite answers no challenges");
  return parseSuite(ocraSuite);
}

const challenge: ChallengeRules = {
  newQuestion: (token) => newQuestion(suiteOf(token).question),
  obstacle: (token) => (suiteOf(token).pin !== null && token.suitePin === null ? "PIN_NOT_SET" : null),
  objection(token, purpose) {
    const { counter, stepSeconds } = suiteOf(token);
    return purpose === "SYNCHRONIZE" && !counter && stepSeconds === null
      ? "The token's suite has neither counter nor time: there is nothing to synchronize."
      : null;
  },
};

/** Tokens that answer questions (OCRA, RFC 6287). */
export const ocra: Factor = { ...lifeOfSecrets, verify, challenge, synchronize };
