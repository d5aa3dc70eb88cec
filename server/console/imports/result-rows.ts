import { lineList } from "@tokenplane/files/line-list";
import type { ImportStateFragment } from "../generated/documents.js";
import type { FileRow } from "./read-rows.js";

/** The result of a row. */
export interface ResultRow {
  /** null for what is about the whole file. */
  readonly line: number | null;
  readonly name: string;
  readonly result: string;
  readonly isRefused: boolean;
}

/** The words for the state of a row that was not refused. */
function getWords({ dryRun, status, refusedCount }: ImportStateFragment): string {
  if (status === "SUCCEEDED") return dryRun ? "Can be imported" : "Imported";
  if (status === "FAILED") return "Not imported";
  return refusedCount === 0
    ? "Not imported, because the whole file is refused"
    : "Not imported, because other rows are refused";
}

/**
 * The words for the rows behind the last one that is listed as refused. Those before it were read, and are not refused.
 * @param isRead whether the server read the row: it stops at what it cannot read, and after a thousand refused rows.
 */
function wordsBehind(job: ImportStateFragment, isRead: boolean): string {
  if (!isRead && job.status === "REFUSED") return "Not checked";
  if (job.refusedCount > job.refused.length) return "May be refused, too: only the first 1,000 are listed";
  return getWords(job);
}

/** The result of each row: the refused ones, and the others as far as the file could be read here. */
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
    .map(({ line, name }, index) => ({
      line,
      name,
      result: line > last ? wordsBehind(job, index < job.progress.rowsRead) : getWords(job),
      isRefused: false,
    }))
    .filter(({ line }) => !lines.has(line));
  return [...refused, ...others].sort((one, other) => (one.line ?? 0) - (other.line ?? 0));
}

/** Rows as a table shows them: several that are refused for the same reason are one. */
export interface ShownResult {
  /** Of what is about the whole file: empty. */
  readonly lines: string;
  readonly names: string;
  readonly result: string;
  readonly isRefused: boolean;
}

/** How many lines and names of a repeated reason are shown. */
const FIRST = 3;

/** The results as they are shown: each reason of refusals once, where it comes first, and all other rows. */
export function shownResults(rows: readonly ResultRow[]): readonly ShownResult[] {
  const groups = new Map<string, [ResultRow, ...ResultRow[]]>();
  for (const row of rows) {
    const key = row.isRefused ? `refused ${row.result}` : `line ${row.line}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return [...groups.values()].map((group) => {
    const [{ result, isRefused }] = group;
    const lines = group.flatMap(({ line }) => (line === null ? [] : [line]));
    const names = group.flatMap(({ name }) => (name === "" ? [] : [name]));
    const more = names.length > FIRST ? ", …" : "";
    return {
      lines: lineList(lines.slice(0, FIRST), lines.length),
      names: `${names.slice(0, FIRST).join(", ")}${more}`,
      result,
      isRefused,
    };
  });
}
