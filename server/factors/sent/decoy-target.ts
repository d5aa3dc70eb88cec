import { Prisma } from "../../database/generated/client.js";
import type { Transaction } from "../../database/prisma.js";
import type { DeliveryKind } from "../../delivery/delivery.js";
import { drawn } from "../decoy.js";

/** How many addresses of an account are looked at. */
const SAMPLES = 50;

/** Some addresses that an account's codes are sent to. */
export async function readTargets(
  transaction: Pick<Transaction, "$queryRaw">,
  accountId: string,
  kind: DeliveryKind,
): Promise<string[]> {
  const rows = await transaction.$queryRaw<{ target: string }[]>(Prisma.sql`
    SELECT target FROM tokens WHERE account_id = ${accountId}::uuid AND sent_by = ${kind} AND target IS NOT NULL
    ORDER BY id LIMIT ${SAMPLES}::int`);
  return rows.map(({ target }) => target);
}

const LETTERS = "abcdefghijklmnopqrstuvwxyz";

/**
 * An address that nobody has, for the mask of a decoy. For one name it is always the same. It begins like the addresses of
 * the account, so that masks of decoys are as those of real tokens.
 * @param name whose decoy it is. @param login as the person was named; null when it is not known.
 */
export function decoyTarget(
  kind: DeliveryKind,
  samples: readonly string[],
  hmacKey: Buffer,
  name: string,
  login: string | null,
): string {
  const draw = (what: string) => drawn(hmacKey, `decoy target ${what} ${name}`);
  // The sample of a name changes only when that one is removed, or a better one is added (rendezvous hashing).
  const sample = samples
    .map((text) => ({ text, place: draw(`sample ${text}`) }))
    .toSorted((one, other) => one.place - other.place)[0]?.text;
  const digits = String(Math.floor(draw("digits") * 100)).padStart(2, "0");
  switch (kind) {
    case "SMS":
      return `${(sample ?? "+49170000000").slice(0, -2)}${digits}`;
    case "EMAIL": {
      if (login !== null && /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(login)) return login;
      const letter = LETTERS.charAt(Math.floor(draw("letter") * LETTERS.length));
      const domain = sample?.slice(sample.lastIndexOf("@") + 1) ?? "example.org";
      return `${(login?.charAt(0) ?? letter).toLowerCase()}${letter}x@${domain}`;
    }
    case "BOT":
      return /^-?\d+$/.test(sample ?? "0")
        ? `000000${digits}`
        : `00000000${LETTERS.charAt(Math.floor(draw("a") * 26))}${LETTERS.charAt(Math.floor(draw("b") * 26))}`.toUpperCase();
  }
}
