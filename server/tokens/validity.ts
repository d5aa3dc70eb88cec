import { isValidityInOrder, VALIDITY_OUT_OF_ORDER } from "@tokenplane/rules/validity";
import { Refusal } from "@tokenplane/rules/refusal";
import type { Sql } from "../database/database.js";
import { Prisma } from "../database/generated/client.js";

/** The period in which a token is valid; null means no limit. The end itself is not in it. */
export interface Validity {
  readonly validFrom: Date | null;
  readonly validUntil: Date | null;
}

/** @param field that was given. @throws Refusal VALIDATION_FAILED unless it begins before it ends. */
export function checkValidity({ validFrom, validUntil }: Validity, field: keyof Validity): Validity {
  if (!isValidityInOrder(validFrom?.getTime() ?? null, validUntil?.getTime() ?? null)) {
    throw new Refusal("VALIDATION_FAILED", VALIDITY_OUT_OF_ORDER, ["input", field]);
  }
  return { validFrom, validUntil };
}

/**
 * Why a token is not valid at a moment; null when it is.
 * @param now milliseconds since 1970 UTC.
 */
export function outsideValidity(
  { validFrom, validUntil }: Validity,
  now: number,
): "NOT_YET_VALID" | "VALIDITY_ENDED" | null {
  if (validFrom !== null && now < validFrom.getTime()) return "NOT_YET_VALID";
  if (validUntil !== null && now >= validUntil.getTime()) return "VALIDITY_ENDED";
  return null;
}

/** A validity as changes in an event show it. */
export function validityInWords({ validFrom, validUntil }: Validity) {
  return { validFrom: validFrom?.toISOString() ?? null, validUntil: validUntil?.toISOString() ?? null };
}

/** Whether the validity of `tokens` has begun, in SQL. @param now milliseconds since 1970 UTC. */
export function hasBegun(now: number): Sql {
  return Prisma.sql`coalesce(tokens.valid_from <= ${new Date(now)}, true)`;
}

/** Whether the validity of `tokens` continues, or is still to come, in SQL. @param now milliseconds since 1970 UTC. */
export function hasNotEnded(now: number): Sql {
  return Prisma.sql`coalesce(tokens.valid_until > ${new Date(now)}, true)`;
}
