import { Prisma } from "../database/generated/client.js";
import type { Factor } from "./factor.js";
import { FACTORS } from "./kinds.js";

/** The factor of a stored token. @throws TypeError for a kind that this version does not know. */
export function getFactor({ kind }: { readonly kind: string }): Factor {
  const factor = FACTORS.get(kind);
  if (factor === undefined) throw new TypeError(`this version knows no tokens of the kind ${kind}`);
  return factor;
}

/** The part of a token `t`, or of the challenge `c` that it answers, that only its kind has: a JSON object, or null. */
function ofKind(expression: "token" | "challenge") {
  const cases = [...FACTORS].flatMap(([kind, { stored }]) => {
    const part = stored[expression];
    return part === null ? [] : [Prisma.sql`WHEN ${Prisma.raw(`'${kind}'`)} THEN ${part}`];
  });
  return Prisma.sql`CASE t.kind ${Prisma.join(cases, " ")} END`;
}

export const TOKEN_PART = ofKind("token");
export const CHALLENGE_PART = ofKind("challenge");

/** The fields of a sign-in's input that have what devices sign. */
export const SIGNED_FIELDS: ReadonlySet<string> = new Set(
  [...FACTORS.values()].flatMap(({ signedField }) => signedField ?? []),
);
