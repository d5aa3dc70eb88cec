import { parseShortIds, shortIds } from "../short-ids.js";

/** Where the addresses of the door for phones begin. */
export const PUSH_PATH = "/push/";

/** The path at which phones of an account roll out, poll and answer. */
export function pushPath(accountId: string): string {
  return `${PUSH_PATH}${shortIds([accountId])}`;
}

/** The account of a path; null when it is none of ours. */
export function accountOfPath(path: string): string | null {
  if (!path.startsWith(PUSH_PATH)) return null;
  return parseShortIds(path.slice(PUSH_PATH.length), 1)?.[0] ?? null;
}
