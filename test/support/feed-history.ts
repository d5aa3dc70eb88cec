import { allEvents } from "./all-events.js";
import type { Api } from "./api.js";

/** An event's cursor, and its mark, which identifies it. */
export interface Marked {
  readonly cursor: string;
  readonly mark: string;
}

/** The mark of an event. */
export function getMark({
  type,
  userLogin,
}: {
  readonly type: string;
  readonly userLogin: string | null;
}): string {
  return userLogin === null ? type : `${type} ${userLogin}`;
}

/** All events of an account from lists, in the order of the feed. */
export async function getHistory(api: Api, filter: object = {}): Promise<Marked[]> {
  const events = await allEvents<{ cursor: string; type: string; userLogin: string | null }>(
    api,
    "cursor type userLogin",
    filter,
  );
  return events.map((event) => ({ cursor: event.cursor, mark: getMark(event) }));
}
