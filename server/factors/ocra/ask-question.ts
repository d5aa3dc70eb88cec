import type { Suite } from "@tokenplane/rules/ocra-suite";
import type { Sql } from "../../database/database.js";
import { Prisma } from "../../database/generated/client.js";
import { parseSuite } from "@tokenplane/rules/ocra-suite";
import { NIL_UUID } from "../../nil-uuid.js";
import { newQuestion } from "../../otp/question.js";
import { CHALLENGE_TTL_MS, keepChallenge, type Purpose } from "../challenge-store.js";
import { type Asking, type DecoyRules, SHOWS_NOTHING } from "../factor.js";

/** How a question is asked. @param tokenId null for a decoy. */
export function askQuestion(
  tokenId: string | null,
  form: Suite["question"],
  objection: (purpose: Purpose) => string | null,
): Asking {
  return {
    sends: false,
    objection,
    async create({ transaction, accountId, newId, now }, { purpose, about, refused }) {
      const id = newId();
      const question = newQuestion(form);
      const expiresAt = new Date(now + CHALLENGE_TTL_MS);
      const answeredBy = refused === null ? tokenId : null;
      await keepChallenge(transaction, {
        id,
        what: { kind: "QUESTION", question },
        accountId,
        tokenId: answeredBy ?? NIL_UUID,
        purpose,
        resourceId: about.resource?.id ?? null,
        createdAt: new Date(now),
        expiresAt,
      });
      return {
        id,
        tokenId: answeredBy,
        reason: refused,
        expiresAt,
        queue: null,
        shown: { ...SHOWS_NOTHING, kind: "QUESTION", question },
      };
    },
  };
}

/** How many suites of an account are read: a limit for the response time. */
const MAX_SUITES = 50;

/** One index look-up for each suite, not for each token. */
function forms(accountId: string, most: number): Sql {
  return Prisma.sql`
    WITH RECURSIVE suites AS (
      SELECT min(ocra_suite) AS suite FROM tokens WHERE account_id = ${accountId}::uuid AND ocra_suite IS NOT NULL
      UNION ALL
      SELECT (SELECT min(ocra_suite) FROM tokens WHERE account_id = ${accountId}::uuid AND ocra_suite > suite)
      FROM suites WHERE suite IS NOT NULL
    )
    SELECT suite AS form, (SELECT count(*)::int FROM (
      SELECT 1 FROM tokens WHERE account_id = ${accountId}::uuid AND ocra_suite = suite LIMIT ${most}::int
    ) AS counted) AS tokens
    FROM suites WHERE suite IS NOT NULL LIMIT ${MAX_SUITES}::int`;
}

/** The name of a question's form: N8 for eight digits. Suites that ask alike have one name. */
function getName(suite: string): string {
  const { format, length } = parseSuite(suite).question;
  return `${format}${length}`;
}

/** In an account without tokens that are asked, a decoy looks like a question for a Protectimus Ultra. */
export const USUAL_FORM = "N8";

/** @throws TypeError for a text that `getName` never gives. */
function parseName(name: string): Suite["question"] {
  const [, format, length] = /^([NAH])(\d+)$/.exec(name) ?? [];
  if (format !== "N" && format !== "A" && format !== "H") throw new TypeError("no form of a question");
  return { format, length: Number(length) };
}

/** How decoys of questions look. */
export const questionDecoy: DecoyRules = {
  forms,
  getName,
  asking: (name) => askQuestion(null, parseName(name), () => null),
};
