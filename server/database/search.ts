import type { Sql } from "./database.js";
import { folded, LONGEST_FOLDED } from "./folded.js";
import { Prisma } from "./generated/client.js";

const LONGEST_WORD = 100;

/** Words of a text that are searched for, with the parts of each: the index collects all rows of every one. */
const MAX_WORDS = 16;

function getWords(piece: string): string[] {
  return piece.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== "");
}

function getPieces(text: string): string[] {
  return folded(text.slice(0, LONGEST_FOLDED))
    .split(/[\s\p{Cc}]+/u)
    .map((piece) => piece.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "").slice(0, LONGEST_WORD))
    .filter((piece) => piece !== "");
}

/**
 * The words by which a row is found: the texts between spaces, and their parts (for "TP-100231" also "tp" and
 * "100231"), in lower case.
 */
export function searchWords(...texts: readonly (string | null | undefined)[]): string[] {
  const words = new Set<string>();
  for (const text of texts) {
    for (const piece of getPieces(text ?? "")) {
      words.add(piece);
      for (const word of getWords(piece)) words.add(word);
    }
  }
  return [...words];
}

/** The texts between spaces, without their parts: words of a code or an address, which people type from the beginning. */
export function wholeWords(...texts: readonly (string | null | undefined)[]): string[] {
  return [...new Set(texts.flatMap((text) => getPieces(text ?? "")))];
}

/** Whether a text contains a letter or a digit; without one, a search finds nothing. */
export function hasWords(text: string): boolean {
  return getPieces(text).length > 0;
}

/** The condition for a text without a letter or digit. */
const NO_WORDS = Prisma.sql`false`;

function quoted(word: string): string {
  return `'${word.replaceAll("\\", "\\\\").replaceAll("'", "''")}'`;
}

function prefix(word: string): string {
  return `${quoted(word)}:*`;
}

/** The words by which rows are also found that a piece of the searched text means: the code of what it names. */
export type Meanings = (piece: string) => readonly string[];

const MEANS_ITSELF: Meanings = () => [];

/** A piece of a text that is searched for, with its parts; none when it is one word. */
interface SearchedPiece {
  readonly piece: string;
  readonly parts: readonly string[];
}

/** The first words of a text, as pieces with their parts. */
function searchedPieces(text: string): SearchedPiece[] {
  let left = MAX_WORDS;
  const searched: SearchedPiece[] = [];
  for (const piece of getPieces(text)) {
    if (left === 0) break;
    const words = getWords(piece).slice(0, left);
    const isOneWord = words.length === 1 && words[0] === piece;
    searched.push({ piece, parts: isOneWord ? [] : words });
    left -= words.length;
  }
  return searched;
}

/**
 * The condition of `matches`, for a given list of words. A text without a letter or digit matches nothing.
 */
export function wordMatcher(
  text: string,
  meanings: Meanings = MEANS_ITSELF,
): (words: readonly string[]) => boolean {
  const pieces = searchedPieces(text).map((one) => ({ ...one, meant: meanings(one.piece) }));
  if (pieces.length === 0) return () => false;
  return (words) => {
    const begins = (beginning: string) => words.some((word) => word.startsWith(beginning));
    return pieces.every(
      ({ piece, parts, meant }) =>
        begins(piece) ||
        meant.some((word) => words.includes(word)) ||
        (parts.length > 0 && parts.every(begins)),
    );
  };
}

/** A piece of the text that is searched for: the characters between two spaces. Both are `tsquery`, as text. */
export interface Piece {
  /** The piece as a whole, or what it means. */
  readonly whole: string;
  /** Its parts; none when it is one word. */
  readonly parts: readonly string[];
}

/** The query that matches a row: a word begins with the piece, or there is a word for each of its parts. */
export function getQuery({ whole, parts }: Piece): string {
  return parts.length === 0 ? whole : `(${whole} | (${parts.join(" & ")}))`;
}

/** The target of a text search: the column with the words of a row, and the pieces of the text. */
export interface WordSearch {
  /** The table, to take a sample of it. */
  readonly table: Sql;
  readonly column: Sql;
  /** A row is found when all of them match. Empty for a text without a letter or digit. */
  readonly pieces: readonly Piece[];
}

/** The pieces of a text. */
function toPieces(text: string, meanings: Meanings): Piece[] {
  return searchedPieces(text).map(({ piece, parts }) => {
    const meant = meanings(piece).map(quoted);
    const whole = meant.length === 0 ? prefix(piece) : `(${[prefix(piece), ...meant].join(" | ")})`;
    return { whole, parts: parts.map(prefix) };
  });
}

/** A text search in a table's column of words. */
export function wordSearch(
  table: Sql,
  column: Sql,
  text: string,
  meanings: Meanings = MEANS_ITSELF,
): WordSearch {
  return { table, column, pieces: toPieces(text, meanings) };
}

/** The condition that a row matches all given pieces; without pieces, no row does. */
export function containsAll(column: Sql, pieces: readonly Piece[]): Sql {
  if (pieces.length === 0) return NO_WORDS;
  return Prisma.sql`array_to_tsvector(${column}) @@ ${pieces.map(getQuery).join(" & ")}::tsquery`;
}

/**
 * A condition on a table's `search` column: every word of the text is the beginning of a word of the row. A text
 * without a letter or digit matches nothing.
 */
export function matches(column: Sql, text: string, meanings: Meanings = MEANS_ITSELF): Sql {
  return containsAll(column, toPieces(text, meanings));
}
