/** The events that a follower of the feed got: the cursor and the mark of each, in order. */
export interface Followed {
  readonly who: string;
  readonly heard: readonly { readonly cursor: string; readonly mark: string }[];
}

/**
 * The errors in what followers got, as sentences; empty when each got every event once and in the same order.
 * @param truth all events that happened meanwhile, in the order of the feed.
 * @param acknowledged marks of events whose cause was answered: each of them must exist.
 */
export function complaints(
  followers: readonly Followed[],
  truth: readonly { readonly cursor: string; readonly mark: string }[],
  acknowledged: ReadonlySet<string>,
): string[] {
  const found: string[] = [];
  const happened = new Set(truth.map(({ mark }) => mark));
  for (const mark of acknowledged)
    if (!happened.has(mark)) found.push(`${mark} was acknowledged and did not happen`);
  const place = new Map(truth.map(({ cursor }, n) => [cursor, n]));
  for (const { who, heard } of followers) {
    const seen = new Set<string>();
    let last = -1;
    for (const { cursor, mark } of heard) {
      const at = place.get(cursor);
      if (at === undefined) found.push(`${who} heard ${mark}, which did not happen`);
      else if (seen.has(cursor)) found.push(`${who} heard ${mark} twice`);
      else if (at < last) found.push(`${who} heard ${mark} too late`);
      seen.add(cursor);
      last = Math.max(last, at ?? last);
    }
    for (const { cursor, mark } of truth) if (!seen.has(cursor)) found.push(`${who} did not hear ${mark}`);
  }
  return found;
}
