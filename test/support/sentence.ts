import assert from "node:assert/strict";

/** Punctuation that stands twice, or behind a blank: two sentences that were put together wrongly. */
const DOUBLED = /([.,;!?])\s?\1|[.!?]\s?[,;]|[,;:]\s?[.!?]|\s[.,;!?](?=\s|$)/;

/** What a user wrote, and addresses, may hold any punctuation. */
function withoutValues(text: string): string {
  return text.replaceAll(/"[^"]*"|'[^']*'|\w+:\/\/\S+|`[^`]*`/g, "X");
}

/** Holds what users read to the form of sentences: it ends with one full stop (or a question mark), and nothing is doubled. */
export function isWhole(text: string): void {
  assert.match(text, /[.?]$/);
  isNotDoubled(text);
}

/** Holds a part of a text to it: nothing is doubled. */
export function isNotDoubled(text: string): void {
  assert.doesNotMatch(withoutValues(text), DOUBLED);
}
