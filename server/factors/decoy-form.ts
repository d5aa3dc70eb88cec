import { Prisma } from "../database/generated/client.js";
import type { Transaction } from "../database/prisma.js";
import type { Subject } from "../tokens/token-subject.js";
import { drawn, type Known, subjectName } from "./decoy.js";
import type { Asking } from "./factor.js";
import { FACTORS } from "./kinds.js";
import { questionDecoy, USUAL_FORM } from "./ocra/ask-question.js";

/** A form of challenges that occurs in an account, and how often: the number of its tokens, counted up to a limit. */
export interface CountedForm {
  /** Forms that look alike have one name. */
  readonly name: string;
  readonly tokens: number;
  /** Asks in this form, without a token. */
  readonly asking: Asking;
}

/** How many tokens of a form are counted: a limit for the response time. */
const MAX_TOKENS = 100;

/** The forms of the challenges for an account's tokens. */
export async function readForms(
  transaction: Pick<Transaction, "$queryRaw">,
  accountId: string,
): Promise<CountedForm[]> {
  const statements = [...FACTORS].flatMap(([kind, { decoy }]) =>
    decoy === null
      ? []
      : [
          Prisma.sql`SELECT ${kind}::text AS kind, form, tokens FROM (${decoy.forms(accountId, MAX_TOKENS)}) AS forms`,
        ],
  );
  const rows = await transaction.$queryRaw<{ kind: string; form: string; tokens: number }[]>(
    Prisma.join(statements, " UNION ALL "),
  );
  return rows.flatMap(({ kind, form, tokens }) => {
    const decoy = FACTORS.get(kind)?.decoy;
    if (tokens === 0 || decoy == null) return [];
    const name = decoy.getName(form);
    return [{ name, tokens, asking: decoy.asking(name) }];
  });
}

/**
 * How a decoy is asked. For one name it is always the same, as it would be for a real token; over all
 * names, each form is as frequent as among the tokens of the account. When a form is added or removed, only the
 * decoys with that form change (weighted rendezvous hashing).
 */
export function decoyAsking(
  forms: readonly CountedForm[],
  hmacKey: Buffer,
  accountId: string,
  subject: Subject,
  known: Known,
): Asking {
  const byName = new Map<string, CountedForm>();
  for (const form of forms) {
    const tokens = form.tokens + (byName.get(form.name)?.tokens ?? 0);
    byName.set(form.name, { ...form, tokens });
  }
  const whose = `decoy ${accountId} ${subjectName(subject, known)}`;
  const [first] = [...byName.values()]
    .map(({ name, tokens, asking }) => ({
      asking,
      place: -Math.log(drawn(hmacKey, `${whose} ${name}`)) / tokens,
    }))
    .toSorted((one, other) => one.place - other.place);
  return first?.asking ?? questionDecoy.asking(USUAL_FORM);
}
