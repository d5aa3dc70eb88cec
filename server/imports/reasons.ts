import type { RowRefusal } from "./importer.js";

/** How many lines of a reason are named. */
const MAX_LINES = 5;

/** Why rows are refused: once for all rows that have the same reason. */
export interface ImportReason {
  readonly code: RowRefusal["code"];
  readonly message: string;
  readonly count: number;
  /** The first of their lines; none when the whole file is refused. */
  readonly lines: readonly number[];
}

/** The reasons of refusals, in the order in which they come first. */
export function getReasons(refused: readonly RowRefusal[]): ImportReason[] {
  const reasons = new Map<
    string,
    { code: RowRefusal["code"]; message: string; count: number; lines: number[] }
  >();
  for (const { code, message, line } of refused) {
    const key = `${code} ${message}`;
    const reason = reasons.get(key) ?? { code, message, count: 0, lines: [] };
    reason.count += 1;
    if (line !== null && reason.lines.length < MAX_LINES) reason.lines.push(line);
    reasons.set(key, reason);
  }
  return [...reasons.values()];
}
