const MINUTE = 60_000;

/** A moment as a field for local time has it, to the minute; empty for none. */
export function localText(moment: string | null): string {
  if (moment === null) return "";
  const time = new Date(moment);
  return new Date(time.getTime() - time.getTimezoneOffset() * MINUTE).toISOString().slice(0, 16);
}

/**
 * The moment that a field for local time has; null for none.
 * @param before what the field showed first: it keeps its seconds when nothing was changed.
 */
export function momentIn(text: string, before: string | null): string | null {
  if (text === localText(before)) return before;
  return text === "" ? null : new Date(text).toISOString();
}
