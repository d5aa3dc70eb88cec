import { parseSuite, type Suite } from "@tokenplane/rules/ocra-suite";
import { createHmac } from "node:crypto";
import { foldedKey } from "../database/folded.js";
import { Prisma } from "../database/generated/client.js";
import type { Transaction } from "../database/prisma.js";
import type { DeliveryKind } from "../delivery/delivery.js";
import type { Subject } from "../tokens/token-subject.js";
import { getSentBy } from "../channels/channel-target.js";
import { loginKey } from "../users/user-store.js";

type Question = Suite["question"];

/** The form of a challenge: a question for a device, or a code that is sent. */
export type ChallengeForm = { readonly question: Question } | { readonly sentBy: DeliveryKind | "PUSH" };

/** A form that occurs in an account, and how often: the number of its tokens, counted up to a limit. */
export type CountedForm = ChallengeForm & { readonly tokens: number };

/** In an account without tokens for challenges, a decoy looks like a question for a Protectimus Ultra. */
const USUAL: ChallengeForm = { question: { format: "N", length: 8 } };

/**
 * How many tokens of a suite are counted, and how many suites of an account are read: limits for the response
 * time.
 */
const MAX_TOKENS = 100;
const MAX_SUITES = 50;

/**
 * The forms of the challenges for an account's tokens. One index look-up for each suite and each way of sending, not for
 * each token.
 */
export async function readForms(
  transaction: Pick<Transaction, "$queryRaw">,
  accountId: string,
): Promise<CountedForm[]> {
  const rows = await transaction.$queryRaw<
    { suite: string | null; sentBy: string | null; tokens: number }[]
  >(Prisma.sql`
    WITH RECURSIVE suites AS (
      SELECT min(ocra_suite) AS suite FROM tokens WHERE account_id = ${accountId}::uuid AND ocra_suite IS NOT NULL
      UNION ALL
      SELECT (SELECT min(ocra_suite) FROM tokens WHERE account_id = ${accountId}::uuid AND ocra_suite > suite)
      FROM suites WHERE suite IS NOT NULL
    )
    SELECT * FROM (SELECT suite, NULL AS "sentBy", (SELECT count(*)::int FROM (
      SELECT 1 FROM tokens WHERE account_id = ${accountId}::uuid AND ocra_suite = suite LIMIT ${MAX_TOKENS}::int
    ) AS counted) AS tokens
    FROM suites WHERE suite IS NOT NULL LIMIT ${MAX_SUITES}::int) AS asked
    UNION ALL
    SELECT NULL, kind, (SELECT count(*)::int FROM (
      SELECT 1 FROM tokens WHERE account_id = ${accountId}::uuid AND sent_by = kind LIMIT ${MAX_TOKENS}::int
    ) AS counted)
    FROM unnest(ARRAY['SMS', 'EMAIL', 'BOT', 'PUSH']) AS kind`);
  return rows.flatMap(({ suite, sentBy, tokens }): CountedForm[] => {
    const kind = sentBy === "PUSH" ? sentBy : getSentBy({ sentBy });
    if (tokens === 0) return [];
    if (suite !== null) return [{ question: parseSuite(suite).question, tokens }];
    return kind === null ? [] : [{ sentBy: kind, tokens }];
  });
}

/** How the user or the token is named that a subject turned out to be; null where there is none. */
export interface Known {
  readonly login: string | null;
  readonly serialNumber: string | null;
}

/** A text that identifies a subject. Where the user or token is known, it is the same by id and by name. */
export function subjectName(subject: Subject, { login, serialNumber }: Known): string {
  if ("user" in subject) {
    const { user } = subject;
    const known = "login" in user ? user.login : login;
    return known === null ? `user ${"id" in user ? user.id : ""}` : `login ${loginKey(known)}`;
  }
  const { token } = subject;
  const known = "serialNumber" in token ? token.serialNumber : serialNumber;
  return known === null ? `token ${"id" in token ? token.id : ""}` : `serial number ${foldedKey(known)}`;
}

/** A number from 0 to 1 that is computed from a text and a key. It cannot be guessed without the key. */
export function drawn(hmacKey: Buffer, text: string): number {
  return (createHmac("sha256", hmacKey).update(text).digest().readUIntBE(0, 6) + 0.5) / 2 ** 48;
}

/** A name of a form: two of the same name are asked alike. */
function formName(form: ChallengeForm): string {
  return "question" in form ? `${form.question.format}${form.question.length}` : form.sentBy;
}

/**
 * The form of a decoy challenge. For one name it is always the same, as it would be for a real token; over all
 * names, each form is as frequent as among the tokens of the account. When a form is added or removed, only the
 * decoys with that form change (weighted rendezvous hashing).
 */
export function decoyForm(
  forms: readonly CountedForm[],
  hmacKey: Buffer,
  accountId: string,
  subject: Subject,
  snapshot: Known,
): ChallengeForm {
  const getTokens = new Map<string, CountedForm>();
  for (const form of forms) {
    const name = formName(form);
    const tokens = form.tokens + (getTokens.get(name)?.tokens ?? 0);
    getTokens.set(name, { ...form, tokens });
  }
  const whose = `decoy ${accountId} ${subjectName(subject, snapshot)}`;
  const [first] = [...getTokens]
    .map(([name, form]) => ({
      form,
      place: -Math.log(drawn(hmacKey, `${whose} ${name}`)) / form.tokens,
    }))
    .toSorted((one, other) => one.place - other.place);
  return first?.form ?? USUAL;
}
