/** How a cell begins that spreadsheets take for a formula. */
const FORMULA = /^[=+\-@\t\r]/;

/** A cell of a CSV file, which is a text for every spreadsheet. */
function cell(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",;\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Rows as CSV (RFC 4180). */
export function csvText(rows: readonly (readonly string[])[]): string {
  return rows.map((cells) => `${cells.map(cell).join(",")}\r\n`).join("");
}

/** How a file begins whose text is UTF-8: without it, Excel takes the letters of other languages for those of Windows. */
const BYTE_ORDER_MARK = "\uFEFF";

/** Gives a CSV text to the person as a file. */
export function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([BYTE_ORDER_MARK, text], { type: "text/csv" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
