import { Refusal } from "../graphql/errors.js";
import type { CsvRow } from "./csv.js";
import { FileError } from "./file-error.js";

/** A column of a layout. */
export interface Column {
  readonly name: string;
  /** What headers call it, in lower case and without anything but letters and digits. */
  readonly aliases: readonly string[];
  readonly required: boolean;
}

/** The columns of a layout, in their order. */
export type Layout = readonly Column[];

/** The cells of a row, by the names of their columns; absent when empty. */
export type Cells = Readonly<Record<string, string | undefined>>;

function plain(cell: string): string {
  return cell.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
}

/** Vendors put a blank after a comma. Tabulators are left, to be refused where they matter. */
function trimmed(cell: string): string {
  return cell.replace(/^ +| +$/g, "");
}

function columnOf(layout: Layout, cell: string): Column | undefined {
  return layout.find(({ aliases }) => aliases.includes(plain(cell)));
}

/** The columns a header names, in its order; undefined when the row is no header. @throws FileError */
function headerOf(layout: Layout, { line, cells }: CsvRow): Column[] | undefined {
  const named = cells.map((cell) => columnOf(layout, cell));
  if (!layout.every((column) => !column.required || named.includes(column))) return undefined;
  return named.map((column, index) => {
    if (column === undefined || named.indexOf(column) !== index) {
      throw new FileError(
        `Column ${index + 1} of the header is unknown or repeated; there are ${layout.map(({ name }) => name).join(", ")}.`,
        line,
      );
    }
    return column;
  });
}

/** Reads rows of one layout, with or without a header. */
export class ColumnReader {
  #columns: readonly Column[] | undefined;

  constructor(private readonly layout: Layout) {}

  /** The cells of a row by column; undefined for a header. @throws Refusal, FileError */
  read(row: CsvRow): Cells | undefined {
    if (this.#columns === undefined) {
      const header = headerOf(this.layout, row);
      this.#columns = header ?? this.layout;
      if (header !== undefined) return undefined;
    }
    const columns = this.#columns;
    if (row.cells.slice(columns.length).some((cell) => cell !== "")) {
      throw new Refusal(
        "VALIDATION_FAILED",
        `The row has ${row.cells.length} cells; there are ${columns.length} columns: ${columns.map(({ name }) => name).join(", ")}.`,
      );
    }
    const cells = columns.map(
      ({ name }, index) => [name, trimmed(row.cells[index] ?? "") || undefined] as const,
    );
    const missing = cells.find(([name, cell]) => cell === undefined && isRequired(columns, name));
    if (missing !== undefined) throw new Refusal("VALIDATION_FAILED", `The ${missing[0]} is missing.`);
    return Object.fromEntries(cells);
  }
}

function isRequired(columns: readonly Column[], name: string): boolean {
  return columns.some((column) => column.name === name && column.required);
}

/**
 * What a spreadsheet would take for a formula when the text is exported again. (A minus or a plus is one, too.)
 * @throws Refusal VALIDATION_FAILED
 */
export function refuseFormula(text: string, name: string): void {
  if (!/^[=+\-@\t\r]/.test(text)) return;
  throw new Refusal(
    "VALIDATION_FAILED",
    `The ${name} begins like a formula (= + - @ or a tabulator); spreadsheets would run it.`,
  );
}
