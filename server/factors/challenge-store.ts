import { Prisma } from "../database/generated/client.js";
import { toJson } from "../database/json.js";
import type { Transaction } from "../database/prisma.js";
import type { PushChallenge } from "../push/push-challenge.js";
import type { AnsweredQuestion } from "./answer.js";

/** The purpose of an answer to a challenge. */
export type Purpose = "SIGN_IN" | "CHECK" | "SYNCHRONIZE";

/** How long a challenge can be answered, in milliseconds. */
export const CHALLENGE_TTL_MS = 5 * 60_000;

/** How long one can be that is answered elsewhere, as on a phone, in milliseconds: the app drops it then. */
export const ELSEWHERE_TTL_MS = 2 * 60_000;

/** How long a challenge stays after its end, in milliseconds: somebody may still say that a request was not theirs. */
export const KEPT_AFTER_END_MS = 10 * 60_000;

/** Which challenge is answered, and for what purpose. */
export interface OpenChallenge {
  readonly accountId: string;
  readonly id: string;
  readonly tokenId: string;
  readonly purpose: Purpose;
}

/**
 * The question of an open challenge, and the time steps in which the token answered the same question before;
 * null when the challenge is not open.
 */
export async function openQuestion(
  transaction: Transaction,
  challenge: OpenChallenge,
  now: number,
): Promise<{ readonly question: string; readonly answeredIn: number[] } | null> {
  const open = await transaction.challenge.findFirst({
    where: { ...challenge, answeredStep: null, expiresAt: { gt: new Date(now) } },
  });
  if (open === null || open.question === null) return null;
  const { accountId, tokenId, question } = open;
  const earlier = await transaction.challenge.findMany({
    where: { accountId, tokenId, question, answeredStep: { not: null } },
    select: { answeredStep: true },
  });
  return { question, answeredIn: earlier.map(({ answeredStep }) => Number(answeredStep)) };
}

/**
 * Deletes an open challenge with its answer, or keeps it as a record of that answer.
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

/** The stored data of a challenge besides its owner: a question, a code that is sent, or a request on a phone. */
export type Challenged =
  | { readonly kind: "QUESTION"; readonly question: string }
  | { readonly kind: "CODE"; readonly codeHmac: Buffer<ArrayBuffer>; readonly pinChecked: boolean }
  | {
      readonly kind: "PUSH";
      readonly deviceId: string;
      readonly nonceHash: Buffer<ArrayBuffer>;
      readonly push: PushChallenge;
      readonly confirmation: string;
      readonly choice: string | null;
      readonly pinChecked: boolean;
      readonly locale: string;
    };

interface NewChallenge {
  readonly accountId: string;
  readonly id: string;
  /** The owner; for a decoy, which is not stored, the id of nothing. */
  readonly tokenId: string;
  readonly purpose: Purpose | "ENROLMENT";
  readonly resourceId: string | null;
  readonly what: Challenged;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

/**
 * Stores a challenge. A token has at most three: a fourth replaces the one that expires first. The token is held, so that parallel
 * requests do not replace the same one. For a decoy, the same statement is sent, and finds no token.
 */
export async function keepChallenge(transaction: Transaction, challenge: NewChallenge): Promise<void> {
  const { accountId, id, tokenId, purpose, resourceId, what, createdAt, expiresAt } = challenge;
  const asked = what.kind === "PUSH" ? what : null;
  await transaction.$executeRaw(Prisma.sql`
    INSERT INTO challenges (account_id, id, token_id, slot, purpose, resource_id, question, kind, code_hmac, step, pin_checked,
      device_id, nonce_hash, push, push_state, confirmation, choice, locale, created_at, expires_at)
    SELECT account_id, ${id}::uuid, id, (
        SELECT place.slot FROM generate_series(1, 3) AS place (slot)
        LEFT JOIN challenges AS taken
          ON taken.account_id = tokens.account_id AND taken.token_id = tokens.id AND taken.slot = place.slot
        ORDER BY taken.expires_at NULLS FIRST, taken.id, place.slot LIMIT 1),
      ${purpose}, ${resourceId}::uuid, ${what.kind === "QUESTION" ? what.question : null}, ${what.kind},
      ${what.kind === "CODE" ? what.codeHmac : null}::bytea,
      CASE WHEN ${what.kind !== "QUESTION"} THEN greatest(${createdAt.getTime()}::bigint, last_step + 1) END,
      ${what.kind !== "QUESTION" && what.pinChecked}, ${asked?.deviceId ?? null}::uuid, ${asked?.nonceHash ?? null}::bytea,
      ${asked === null ? null : toJson(asked.push)}::text::jsonb, ${asked === null ? null : "PENDING"},
      ${asked?.confirmation ?? null}, ${asked?.choice ?? null}, ${asked?.locale ?? null}, ${createdAt}, ${expiresAt}
    FROM tokens WHERE account_id = ${accountId}::uuid AND id = ${tokenId}::uuid
    ON CONFLICT (account_id, token_id, slot) DO UPDATE SET id = excluded.id, purpose = excluded.purpose,
      resource_id = excluded.resource_id, question = excluded.question, kind = excluded.kind, code_hmac = excluded.code_hmac,
      step = excluded.step, tries = 0, pin_checked = excluded.pin_checked, device_id = excluded.device_id,
      nonce_hash = excluded.nonce_hash, push = excluded.push, push_state = excluded.push_state,
      confirmation = excluded.confirmation, choice = excluded.choice, answer_hash = NULL, locale = excluded.locale, created_at = excluded.created_at,
      expires_at = excluded.expires_at`);
}
