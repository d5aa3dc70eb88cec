import { Refusal } from "@tokenplane/rules/refusal";
import type { CsvRow } from "./csv-row.js";
import { FileError } from "./file-error.js";
import { checkFirstRow, isComment, looksLikeHeader } from "./first-row.js";

/** A column of a layout. */
export interface Column {
  readonly name: string;
  /** Its names in headers, in lower case and only with letters and digits. */
  readonly aliases: readonly string[];
  readonly required: boolean;
  /** Whether the column needs a header: rows of a file without one do not have it. */
  readonly onlyByName?: true;
}

/** The columns of a layout, in their order. */
export type Layout = readonly Column[];

/** The cells of a row, by the names of their columns; absent when empty. */
export type Cells = Readonly<Record<string, string | undefined>>;

function plain(cell: string): string {
  return cell.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
}

/** Vendors put a space after a comma. Tabulators stay, and are refused where they matter. */
function trimmed(cell: string): string {
  return cell.replace(/^ +| +$/g, "");
}

function isBlank(cell: string): boolean {
  return cell.trim() === "";
}

/** The names of columns, as a list in a sentence. */
function getNames(columns: readonly (Column | null)[]): string {
  return columns.flatMap((column) => (column === null ? [] : [column.name])).join(", ");
}

function getColumn(layout: Layout, cell: string): Column | undefined {
  return layout.find(({ aliases }) => aliases.includes(plain(cell)));
}

/**
 * The columns that a header names, in its order; null for an empty cell. Undefined when the row is not a header.
 * @throws FileError
 */
function getHeader(layout: Layout, { line, cells }: CsvRow): (Column | null)[] | undefined {
  const named = cells.map((cell) => (isBlank(cell) ? null : getColumn(layout, cell)));
  const missing = layout.filter((column) => column.required && !named.includes(column));
  if (missing.length > 0) {
    const found = named.find((column) => column != null);
    const isAlone = cells.filter((cell) => !isBlank(cell)).length === 1;
    if (found == null || !(isAlone || looksLikeHeader(cells))) return undefined;
    throw new FileError(
      `This line looks like a header, but has no column ${getNames(missing)}. The columns are ${getNames(layout)}.`,
      line,
    );
  }
  return named.map((column, index) => {
    if (column === undefined || (column !== null && named.indexOf(column) !== index)) {
      throw new FileError(
        `Column ${index + 1} of the header is unknown or repeated. The columns are ${getNames(layout)}.`,
        line,
      );
    }
    return column;
  });
}

/** Reads rows of one layout, with or without a header. */
export class ColumnReader {
  #columns: readonly (Column | null)[] | undefined;
  /** The line of the first row, if it was read as a row. */
  #firstLine: number | undefined;

  constructor(private readonly layout: Layout) {}

  /** The cells of a row by column; undefined for a header. @throws Refusal, FileError */
  read(row: CsvRow): Cells | undefined {
    if (this.#columns === undefined) {
      const header = getHeader(this.layout, row);
      if (header === undefined) {
        checkFirstRow(row, this.layout.filter(({ required }) => required).length);
        refuseComment(row);
        this.#firstLine = row.line;
      }
      this.#columns = header ?? this.layout.filter(({ onlyByName }) => onlyByName !== true);
      if (header !== undefined) return undefined;
    }
    refuseComment(row);
    return this.#getCells(row, this.#columns);
  }

  /**
   * The message for a refused row. For the first row, it also says that the row looks like a header with unknown names,
   * if it does.
   */
  explain({ line, cells }: CsvRow, message: string): string {
    if (line !== this.#firstLine || !looksLikeHeader(cells)) return message;
    return `${message} If this line is a header: the columns are ${getNames(this.layout)}.`;
  }

  #getCells(row: CsvRow, columns: readonly (Column | null)[]): Cells {
    const last = row.cells.findLastIndex((cell) => !isBlank(cell));
    if (last >= columns.length) {
      const known = columns.filter((column) => column !== null);
      throw new Refusal(
        "VALIDATION_FAILED",
        `The row has ${last + 1} cells, but there are only ${known.length} columns: ${getNames(known)}.`,
      );
    }
    const cells: Record<string, string | undefined> = {};
    for (const [index, column] of columns.entries()) {
      const cell = row.cells[index] ?? "";
      if (column === null) {
        if (isBlank(cell)) continue;
        throw new Refusal(
          "VALIDATION_FAILED",
          `Cell ${index + 1} of the row is in a column that has no name in the header.`,
        );
      }
      cells[column.name] = isBlank(cell) ? undefined : trimmed(cell);
    }
    const missing = columns.find((column) => column?.required === true && cells[column.name] === undefined);
    if (missing != null) throw new Refusal("VALIDATION_FAILED", `The ${missing.name} is missing.`);
    return cells;
  }
}

function refuseComment(row: CsvRow): void {
  if (isComment(row)) {
    throw new Refusal(
      "VALIDATION_FAILED",
      "This line begins with #, like a comment. CSV has no comments: remove the line.",
    );
  }
}
