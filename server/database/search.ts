import type { Sql } from "./database.js";
import { Prisma } from "./generated/client.js";

const LONGEST_WORD = 100;
const MOST_WORDS = 16;

function wordsOf(piece: string): string[] {
  return piece.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== "");
}

function piecesOf(text: string): string[] {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .split(/[\s\p{Cc}]+/u)
    .map((piece) => piece.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "").slice(0, LONGEST_WORD))
    .filter((piece) => piece !== "");
}

/**
 * The words a row is found by: what stands between blanks, and the parts of it (of "TP-100231" also "tp" and
 * "100231"), in lower case.
 */
export function searchWords(...texts: readonly (string | null | undefined)[]): string[] {
  const words = new Set<string>();
  for (const text of texts) {
    for (const piece of piecesOf(text ?? "")) {
      words.add(piece);
      for (const word of wordsOf(piece)) words.add(word);
    }
  }
  return [...words];
}

function prefix(word: string): string {
  return `'${word.replaceAll("\\", "\\\\").replaceAll("'", "''")}':*`;
}

/**
 * What `matches` asks of a row, for words that are at hand.
 * @returns undefined when the text has no word, which is no condition.
 */
export function wordMatcher(text: string): ((words: readonly string[]) => boolean) | undefined {
  const pieces = piecesOf(text).slice(0, MOST_WORDS);
  if (pieces.length === 0) return undefined;
  return (words) => {
    const begins = (beginning: string) => words.some((word) => word.startsWith(beginning));
    return pieces.every((piece) => {
      const parts = wordsOf(piece);
      return begins(piece) || (parts.length > 0 && parts.every(begins));
    });
  };
}

/**
 * Condition on a table's `search` column: every word of the text begins a word of the row.
 * @returns undefined when the text has no word, which is no condition.
 */
export function matches(column: Sql, text: string): Sql | undefined {
  const pieces = piecesOf(text).slice(0, MOST_WORDS);
  if (pieces.length === 0) return undefined;
  const query = pieces.map((piece) => {
    const words = wordsOf(piece);
    return words.length === 1 && words[0] === piece
      ? prefix(piece)
      : `(${prefix(piece)} | (${words.map(prefix).join(" & ")}))`;
  });
  return Prisma.sql`array_to_tsvector(${column}) @@ ${query.join(" & ")}::tsquery`;
}
