import type { Suite } from "@tokenplane/rules/ocra-suite";
import { parseSuite } from "@tokenplane/rules/ocra-suite";
import { Prisma } from "../../database/generated/client.js";
import type { Purpose } from "../challenge-store.js";
import { type Factor, movesNowhere, type ReadToken, type StoredToken } from "../factor.js";
import { lifeOfSecrets, secretLeftBehind } from "../secret/life.js";
import { readSecret, SECRET_MEMBERS } from "../secret/stored.js";
import { readBytes, readText } from "../stored-part.js";
import { askQuestion, questionDecoy } from "./ask-question.js";
import { synchronize } from "./synchronize-ocra.js";
import { verifyAnswer } from "./verify-ocra.js";

const NOT_AT_CONSOLE =
  "Administrators cannot sign in with tokens that answer questions (OCRA). Use another token.";

function getObjection({ counter, stepSeconds }: Suite, purpose: Purpose): string | null {
  return purpose === "SYNCHRONIZE" && !counter && stepSeconds === null
    ? "The token's suite has neither counter nor time: there is nothing to synchronize."
    : null;
}

function read(token: StoredToken): ReadToken {
  const { tokenId, part } = token;
  const stored = readSecret(part);
  const suite = parseSuite(readText(part, "suite"));
  const suitePin = readBytes(part, "suitePin");
  const obstacle = suite.pin !== null && suitePin === null ? "PIN_NOT_SET" : null;
  return {
    typesCode: true,
    obstacle,
    asking: askQuestion(tokenId, suite.question, (purpose) => getObjection(suite, purpose)),
    findObstacle: () => Promise.resolve(obstacle === null ? null : { reason: obstacle, until: null }),
    verify: (answer, context) =>
      stored === null ? null : verifyAnswer(token, stored, suite, suitePin, obstacle, answer, context),
  };
}

/** Tokens that answer questions (OCRA, RFC 6287). */
export const ocra: Factor = {
  ...lifeOfSecrets,
  stored: {
    token: Prisma.sql`json_build_object(${SECRET_MEMBERS}, 'suite', t.ocra_suite, 'suitePin', encode(t.suite_pin, 'hex'))`,
    // Also the recorded time steps in which the token answered the same question before.
    challenge: Prisma.sql`json_build_object('question', c.question, 'answeredIn', ARRAY(
      SELECT answered_step::text FROM challenges AS earlier
      WHERE earlier.account_id = t.account_id AND earlier.token_id = t.id AND earlier.question = c.question
        AND earlier.answered_step IS NOT NULL))`,
  },
  read,
  showsCodes: false,
  decoy: questionDecoy,
  signedField: null,
  moveTo: movesNowhere,
  consoleObjection: () => NOT_AT_CONSOLE,
  leftBehind: secretLeftBehind,
  synchronize,
};
