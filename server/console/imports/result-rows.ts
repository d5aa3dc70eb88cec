import type { ImportStateFragment } from "../generated/documents.js";
import type { FileRow } from "./read-rows.js";

/** What came of a row. */
export interface ResultRow {
  /** null for what is about the whole file. */
  readonly line: number | null;
  readonly name: string;
  readonly result: string;
  readonly isRefused: boolean;
}

/** What is said of a row that was not refused. */
function wordsOf({ dryRun, status }: ImportStateFragment): string {
  if (status === "SUCCEEDED") return dryRun ? "Can be imported" : "Imported";
  return "Not imported, because other rows are refused";
}

/** How many refused rows are listed. Reading stops at so many; then an entry for the whole file says so. */
const LISTED = 1_000;

/**
 * What is said of the rows behind the last one that is listed as refused. Those before it were read, and are not refused.
 */
function wordsBehind(job: ImportStateFragment): string {
  if (job.refused.length > LISTED) return "Not looked at";
  if (job.refusedCount > job.refused.length) return "May be refused, too: only the first 1,000 are listed";
  return wordsOf(job);
}

/** What came of each row: the refused ones, and the others as far as the file could be read here. */
export function resultRows(job: ImportStateFragment, rows: readonly FileRow[]): readonly ResultRow[] {
  const names = new Map(rows.map(({ line, name }) => [line, name]));
  const refused = job.refused.map(({ line, message }) => ({
    line,
    name: line === null ? "" : (names.get(line) ?? ""),
    result: message,
    isRefused: true,
  }));
  const lines = new Set(refused.map(({ line }) => line));
  const last = Math.max(...refused.map(({ line }) => line ?? 0));
  const others = rows
    .filter(({ line }) => !lines.has(line))
    .map(({ line, name }) => ({
      line,
      name,
      result: line > last ? wordsBehind(job) : wordsOf(job),
      isRefused: false,
    }));
  return [...refused, ...others].sort((one, other) => (one.line ?? 0) - (other.line ?? 0));
}
