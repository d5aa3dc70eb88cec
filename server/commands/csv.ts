/** What makes a spreadsheet take a cell for a formula (OWASP: CSV injection), also in full width. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

/**
 * A row of CSV (RFC 4180), with its line end. A cell that a spreadsheet would run as a formula gets an apostrophe
 * before it, which spreadsheets take for "this is text".
 */
export function csvRow(cells: readonly (string | null)[]): string {
  const written = cells.map((cell) => {
    const text = cell === null ? "" : FORMULA.test(cell) ? `'${cell}` : cell;
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  });
  return `${written.join(",")}\r\n`;
}
