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

/** A moment as sentences for no time zone have it. @param moment ISO 8601, UTC. */
export function shortMoment(moment: string): string {
  const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec"];
  const [, year, month, day, time] = /^(\d{4})-(\d\d)-(\d\d)T(\d\d:\d\d)/.exec(moment) ?? [];
  assert.ok(year !== undefined, `${moment} is no moment`);
  return `${Number(day)} ${months[Number(month) - 1]} ${year}, ${time} UTC`;
}
