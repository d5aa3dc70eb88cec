import assert from "node:assert/strict";

/** Punctuation that is doubled or follows a space: two sentences were joined wrongly. */
const DOUBLED = /([.,;!?])\s?\1|[.!?]\s?[,;]|[,;:]\s?[.!?]|\s[.,;!?](?=\s|$)/;

/** Values that users wrote, and addresses, may contain any punctuation. */
function withoutValues(text: string): string {
  return text.replaceAll(/"[^"]*"|'[^']*'|\w+:\/\/\S+|`[^`]*`/g, "X");
}

/**
 * Checks that a text for users has the form of sentences: it ends with one full stop (or a question mark), and no
 * punctuation is doubled.
 */
export function isWhole(text: string): void {
  assert.match(text, /[.?]$/);
  isNotDoubled(text);
}

/** Checks that a part of a text has no doubled punctuation. */
export function isNotDoubled(text: string): void {
  assert.doesNotMatch(withoutValues(text), DOUBLED);
}
