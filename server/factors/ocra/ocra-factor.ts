import { newQuestion } from "../../otp/question.js";
import type { Factor, QuestionRules } from "../factor.js";
import { lifeOfSecrets } from "../secret/life.js";
import { getOcraSuite } from "./suite.js";
import { synchronize } from "./synchronize-ocra.js";
import { verify } from "./verify-ocra.js";

const challenge: QuestionRules = {
  kind: "QUESTION",
  newQuestion: (token) => newQuestion(getOcraSuite(token).question),
  obstacle: (token) => (getOcraSuite(token).pin !== null && token.suitePin === null ? "PIN_NOT_SET" : null),
  objection(token, purpose) {
    const { counter, stepSeconds } = getOcraSuite(token);
    return purpose === "SYNCHRONIZE" && !counter && stepSeconds === null
      ? "The token's suite has neither counter nor time: there is nothing to synchronize."
      : null;
  },
};

/** Tokens that answer questions (OCRA, RFC 6287). */
export const ocra: Factor = { ...lifeOfSecrets, verify, challenge, synchronize };
