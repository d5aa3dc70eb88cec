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

/** Whether the id of a chat is a number, as a Telegram bot has them. */
function isNumber(chat: string): boolean {
  return /^-?\d+$/.test(chat);
}

/**
 * An address that no user has, for the mask of a decoy. For one name it is always the same. It begins like the addresses of
 * the account, so that masks of decoys are as those of real tokens.
 * @param name whose decoy it is. @param login as logins are compared, and not as it was typed, or stored:
 * that would show whether somebody has it; null when it is not known.
 */
export function decoyTarget(
  kind: DeliveryKind,
  samples: readonly string[],
  hmacKey: Buffer,
  name: string,
  login: string | null,
): string {
  const draw = (what: string) => drawn(hmacKey, `decoy target ${what} ${name}`);
  // The choice for a name changes only when that is removed, or something better is added (rendezvous hashing).
  const chosen = (what: string, among: readonly string[]) =>
    among
      .map((text) => ({ text, place: draw(`${what} ${text}`) }))
      .toSorted((one, other) => one.place - other.place)[0]?.text;
  const sample = chosen("sample", samples);
  const digits = String(Math.floor(draw("digits") * 100)).padStart(2, "0");
  switch (kind) {
    case "SMS":
      return `${(sample ?? "+49170000000").slice(0, -2)}${digits}`;
    case "EMAIL": {
      if (login !== null && /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(login)) return login;
      const letter = LETTERS.charAt(Math.floor(draw("letter") * LETTERS.length));
      const domain = sample?.slice(sample.lastIndexOf("@") + 1) ?? "example.org";
      const [first = letter] = login ?? "";
      return `${first}${letter}x@${domain}`;
    }
    case "BOT": {
      if (isNumber(sample ?? "0")) return `000000${digits}`;
      // Messengers differ in the letters and digits of their ids, and in the case.
      const ends = samples.filter((text) => !isNumber(text)).flatMap((text) => text.slice(-2).split(""));
      const signs = [...new Set(ends)].filter((sign) => /[A-Za-z\d]/.test(sign));
      return `00000000${chosen("a", signs) ?? "A"}${chosen("b", signs) ?? "B"}`;
    }
  }
}
