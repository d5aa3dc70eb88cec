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
  // Reading stopped after many refused rows: nobody looked at the others.
  const wasStopped = refused.length >= 1_000;
  const others = rows
    .filter(({ line }) => !lines.has(line))
    .map(({ line, name }) => ({
      line,
      name,
      result: wasStopped ? "Not looked at" : wordsOf(job),
      isRefused: false,
    }));
  return [...refused, ...others].sort((one, other) => (one.line ?? 0) - (other.line ?? 0));
}
