/** A row of a CSV file. */
export interface CsvRow {
  /** Where it begins: a line of the file, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}
