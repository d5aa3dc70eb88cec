import { createHmac } from "node:crypto";
import { foldedKey } from "../database/folded.js";
import { Prisma } from "../database/generated/client.js";
import type { Transaction } from "../database/prisma.js";
import { parseSuite, type Suite } from "@tokenplane/rules/ocra-suite";
import { loginKey } from "../users/store.js";
import type { Snapshot, Subject } from "./snapshot.js";

type Question = Suite["question"];

/** A form that questions of an account have, and how often: tokens with it, counted as far as it matters. */
export interface QuestionForm {
  readonly question: Question;
  readonly tokens: number;
}

/** Where no token answers challenges, a decoy is what an Ultra would be asked. */
const USUAL: Question = { format: "N", length: 8 };

/** Tokens of a suite that are counted, and suites of an account that are looked at: the time it takes is bounded. */
const MOST_TOKENS = 100;
const MOST_SUITES = 50;

/** The forms that questions to an account's tokens have. One look into an index for each suite, not for each token. */
export async function readQuestionForms(
  transaction: Pick<Transaction, "$queryRaw">,
  accountId: string,
): Promise<QuestionForm[]> {
  const rows = await transaction.$queryRaw<{ suite: string; tokens: number }[]>(Prisma.sql`
    WITH RECURSIVE suites AS (
      SELECT min(ocra_suite) AS suite FROM tokens WHERE account_id = ${accountId}::uuid AND ocra_suite IS NOT NULL
      UNION ALL
      SELECT (SELECT min(ocra_suite) FROM tokens WHERE account_id = ${accountId}::uuid AND ocra_suite > suite)
      FROM suites WHERE suite IS NOT NULL
    )
    SELECT suite, (SELECT count(*)::int FROM (
      SELECT 1 FROM tokens WHERE account_id = ${accountId}::uuid AND ocra_suite = suite LIMIT ${MOST_TOKENS}::int
    ) AS counted) AS tokens
    FROM suites WHERE suite IS NOT NULL LIMIT ${MOST_SUITES}::int`);
  return rows.map(({ suite, tokens }) => ({ question: parseSuite(suite).question, tokens }));
}

/** What an asker calls whom it asks for; the same however it is asked, where that is known. */
function nameOf(subject: Subject, { login, serialNumber }: Pick<Snapshot, "login" | "serialNumber">): string {
  if ("user" in subject) {
    const { user } = subject;
    const known = "login" in user ? user.login : login;
    return known === null ? `user ${"id" in user ? user.id : ""}` : `login ${loginKey(known)}`;
  }
  const { token } = subject;
  const known = "serialNumber" in token ? token.serialNumber : serialNumber;
  return known === null ? `token ${"id" in token ? token.id : ""}` : `serial number ${foldedKey(known)}`;
}

/** A number between 0 and 1 that follows from a text and a key, and that nobody guesses without the key. */
function drawn(hmacKey: Buffer, text: string): number {
  return (createHmac("sha256", hmacKey).update(text).digest().readUIntBE(0, 6) + 0.5) / 2 ** 48;
}

/**
 * The form of the question that a decoy has: always the same for the same name, as that of a token would be, and
 * over all names as often this or that as tokens of the account have it. A form that comes or goes changes no
 * decoys but those that get or had it (weighted rendezvous hashing).
 */
export function decoyQuestion(
  forms: readonly QuestionForm[],
  hmacKey: Buffer,
  accountId: string,
  subject: Subject,
  snapshot: Pick<Snapshot, "login" | "serialNumber">,
): Question {
  const tokensOf = new Map<string, QuestionForm>();
  for (const form of forms) {
    const name = `${form.question.format}${form.question.length}`;
    const tokens = form.tokens + (tokensOf.get(name)?.tokens ?? 0);
    tokensOf.set(name, { ...form, tokens });
  }
  const whose = `decoy ${accountId} ${nameOf(subject, snapshot)}`;
  const [first] = [...tokensOf]
    .map(([name, { question, tokens }]) => ({
      question,
      place: -Math.log(drawn(hmacKey, `${whose} ${name}`)) / tokens,
    }))
    .toSorted((one, other) => one.place - other.place);
  return first?.question ?? USUAL;
}
