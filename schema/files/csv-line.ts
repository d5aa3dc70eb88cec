import { withoutFormulas } from "./formula.js";

/** How a file begins whose text is UTF-8: without it, Excel takes the letters of other languages for those of Windows. */
export const BYTE_ORDER_MARK = "\uFEFF";

/** A row of CSV (RFC 4180), with its line end. Spreadsheets run none of its cells as a formula. */
export function csvLine(cells: readonly (string | null)[]): string {
  const written = cells.map((cell) => {
    const text = withoutFormulas(cell ?? "");
    return /[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  });
  return `${written.join(",")}\r\n`;
}
