import { searchWords, wholeWords } from "../../database/search.js";
import { EVENT_TYPES, isEventType, REASONS } from "../event-types.js";
import { DE } from "./de.js";
import { EN } from "./en.js";

/** A word that is shorter names nothing: it begins too many names. */
const SHORTEST = 3;

/** The search word of each type and reason, with the words of what it is called: by its code, and in every language. */
const NAMED = [...Object.keys(EVENT_TYPES).filter(isEventType), ...Object.keys(REASONS)].flatMap((code) => {
  const names = isEventType(code) ? [EN, DE].map((words) => words.names[code]) : [];
  return wholeWords(code).map((word) => ({ word, called: searchWords(code, ...names) }));
});

/**
 * The types and reasons that a word names, in any language in which events are said, as search words of events.
 * @param piece a text without spaces, in lower case: the beginning of a word. What only begins a code itself is not given.
 */
export function codesNamed(piece: string): string[] {
  if (piece.length < SHORTEST) return [];
  return NAMED.flatMap(({ word, called }) =>
    !word.startsWith(piece) && called.some((name) => name.startsWith(piece)) ? [word] : [],
  );
}
