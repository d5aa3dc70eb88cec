const MINUTE = 60_000;

/** A moment as a field for local time has it, to the minute; empty for none. */
export function localText(moment: string | null): string {
  if (moment === null) return "";
  const time = new Date(moment);
  return new Date(time.getTime() - time.getTimezoneOffset() * MINUTE).toISOString().slice(0, 16);
}

/** The problem of a field whose text is no moment. */
export const NO_MOMENT = "Type a date and a time, with a year of four digits.";

/**
 * The moment that a field for local time has; null for none, undefined for a text that is no moment. Browsers let people type
 * years of six digits.
 * @param before what the field showed first: it keeps its seconds when nothing was changed.
 */
export function momentIn(text: string, before: string | null): string | null | undefined {
  if (text === localText(before)) return before;
  if (text === "") return null;
  const time = new Date(text);
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString();
}
