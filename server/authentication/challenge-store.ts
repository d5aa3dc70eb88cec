import { Prisma } from "../database/generated/client.js";
import { lockRow } from "../database/lock.js";
import type { Transaction } from "../database/prisma.js";
import type { AnsweredQuestion } from "./look.js";

/** What an answer to a challenge is for. */
export type Purpose = "SIGN_IN" | "CHECK" | "SYNCHRONIZE";

/** So long a challenge may be answered, in milliseconds. */
export const CHALLENGE_LASTS = 5 * 60_000;

/** Which challenge is to be answered, and what for. */
export interface OpenChallenge {
  readonly accountId: string;
  readonly id: string;
  readonly tokenId: string;
  readonly purpose: Purpose;
}

/** The question of a challenge that is open, and in which time steps the token answered the same before; null when none is. */
export async function openQuestion(
  transaction: Transaction,
  challenge: OpenChallenge,
  now: number,
): Promise<{ readonly question: string; readonly answeredIn: number[] } | null> {
  const open = await transaction.challenge.findFirst({
    where: { ...challenge, answeredStep: null, expiresAt: { gt: new Date(now) } },
  });
  if (open === null) return null;
  const { accountId, tokenId, question } = open;
  const earlier = await transaction.challenge.findMany({
    where: { accountId, tokenId, question, answeredStep: { not: null } },
    select: { answeredStep: true },
  });
  return { question, answeredIn: earlier.map(({ answeredStep }) => Number(answeredStep)) };
}

/**
 * Takes an open challenge away with its answer, or keeps it as a note of that.
 * @returns whether it was open.
 */
export async function answerChallenge(
  transaction: Transaction,
  challenge: OpenChallenge,
  answered: AnsweredQuestion | null,
): Promise<boolean> {
  const where = { ...challenge, answeredStep: null };
  const { count } =
    answered === null
      ? await transaction.challenge.deleteMany({ where })
      : await transaction.challenge.updateMany({
          where,
          data: { slot: null, answeredStep: answered.step, expiresAt: answered.until },
        });
  return count === 1;
}

interface NewChallenge {
  readonly accountId: string;
  readonly id: string;
  /** Whose it is; the id of nothing for a decoy, of which nothing is kept. */
  readonly tokenId: string;
  readonly purpose: Purpose;
  readonly resourceId: string | null;
  readonly question: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

/**
 * Keeps a challenge. A token has three at most: one more takes the place of that which ends first. The token is
 * held, so that those who ask at the same moment do not take the same place. For a decoy the same is sent, and
 * finds no token.
 */
export async function keepChallenge(transaction: Transaction, challenge: NewChallenge): Promise<void> {
  const { accountId, id, tokenId, purpose, resourceId, question, createdAt, expiresAt } = challenge;
  await lockRow(transaction, "tokens", accountId, tokenId);
  await transaction.$executeRaw(Prisma.sql`
    INSERT INTO challenges (account_id, id, token_id, slot, purpose, resource_id, question, created_at, expires_at)
    SELECT account_id, ${id}::uuid, id, (
        SELECT place.slot FROM generate_series(1, 3) AS place (slot)
        LEFT JOIN challenges AS taken
          ON taken.account_id = tokens.account_id AND taken.token_id = tokens.id AND taken.slot = place.slot
        ORDER BY taken.expires_at NULLS FIRST, taken.id, place.slot LIMIT 1),
      ${purpose}, ${resourceId}::uuid, ${question}, ${createdAt}, ${expiresAt}
    FROM tokens WHERE account_id = ${accountId}::uuid AND id = ${tokenId}::uuid
    ON CONFLICT (account_id, token_id, slot) DO UPDATE SET id = excluded.id, purpose = excluded.purpose,
      resource_id = excluded.resource_id, question = excluded.question, created_at = excluded.created_at,
      expires_at = excluded.expires_at`);
}
