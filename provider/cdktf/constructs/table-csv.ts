import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { CsvError, parse } from "csv-parse/sync";
import { AssignmentTable, checkedTable, COLUMNS, tableError, type PlacedRow } from "./table-rows.js";

/** The options for a file. */
export interface CsvOptions {
  /** Columns of the file that are only for people, and are ignored here. Default: none. */
  readonly ignoredColumns?: readonly string[] | undefined;
}

/** A column's name, whatever its spelling: First name, first_name and firstName are the same. */
function plain(name: string): string {
  return name.replaceAll(/[\s_-]/g, "").toLowerCase();
}

/** @throws Error that says what is wrong with the file. */
function getText(path: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(path));
  } catch (error) {
    if (error instanceof TypeError) throw tableError(path, ["It is not encoded in UTF-8. Save it in UTF-8."]);
    const { code } = error as NodeJS.ErrnoException;
    throw tableError(path, [
      code === "ENOENT"
        ? `There is no such file in ${process.cwd()}. Write a path relative to this folder, or an absolute path.`
        : `It cannot be read (${code}).`,
    ]);
  }
}

/** A record as csv-parse returns it. */
interface Read {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

function getRecords(path: string, text: string): readonly Read[] {
  const [head = ""] = text.split(/\r?\n/, 1);
  try {
    return parse(text, {
      delimiter: head.includes(";") ? ";" : ",",
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      trim: true,
    }) as unknown as readonly Read[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw tableError(path, [
      `Line ${String(error["lines"])}: a quotation mark is missing, or there is one too many.`,
    ]);
  }
}

/** The meaning of each column. @throws Error for columns that are unknown, missing or duplicate. */
function getLayout(
  path: string,
  { record, info }: Read,
  ignored: readonly string[],
): ReadonlyMap<number, string> {
  const known = new Map<string, string>(COLUMNS.map((column) => [plain(column), column]));
  const skipped = new Set(ignored.map(plain));
  const layout = new Map<number, string>();
  const problems: string[] = [];
  for (const [index, name] of record.entries()) {
    if (skipped.has(plain(name))) continue;
    const column = known.get(plain(name));
    if (column === undefined) {
      problems.push(
        `Line ${info.lines}: no column is called ${JSON.stringify(name)}. There are ${COLUMNS.join(", ")}. If it is not needed here, add it to ignoredColumns.`,
      );
    } else if ([...layout.values()].includes(column)) {
      problems.push(`Line ${info.lines}: the column ${column} is there twice. Remove one.`);
    } else layout.set(index, column);
  }
  for (const needed of ["login", "resource"]) {
    if (problems.length === 0 && ![...layout.values()].includes(needed)) {
      problems.push(`Line ${info.lines}: the column ${needed} is missing. The first line names the columns.`);
    }
  }
  if (problems.length > 0) throw tableError(path, problems);
  return layout;
}

/**
 * Reads a table from a file: CSV in UTF-8, with commas or semicolons. Its first line names the columns: `login`,
 * `resource`, and `serial` or `app` or both; optionally `email`, `phone_number`, `first_name` and `last_name`.
 * `AssignmentRow` describes them.
 * @param path relative to the folder in which the program runs. @throws Error that lists every wrong line, with what to
 * do.
 */
export function assignmentsFromCsv(path: string, { ignoredColumns = [] }: CsvOptions = {}): AssignmentTable {
  const [head, ...records] = getRecords(path, getText(path));
  if (head === undefined) throw tableError(path, ["It is empty."]);
  const layout = getLayout(path, head, ignoredColumns);
  const long = records.filter(({ record }) => record.length > head.record.length);
  if (long.length > 0) {
    throw tableError(
      path,
      long.map(
        ({ record, info }) =>
          `Line ${info.lines} has ${record.length} values for ${head.record.length} columns. Put a value with a comma into quotation marks.`,
      ),
    );
  }
  const rows = records.map(({ record, info }): PlacedRow => {
    const said = [...layout].map(([index, column]) => [column, record[index]] as const);
    const { login = "", resource = "", ...rest } = Object.fromEntries(said);
    return { where: `${basename(path)} line ${info.lines}`, row: { ...rest, login, resource } };
  });
  return checkedTable(path, rows);
}
