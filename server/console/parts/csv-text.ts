import { BYTE_ORDER_MARK, csvLine } from "@tokenplane/files/csv-line";

/** Rows as CSV (RFC 4180), in which every cell is a text for every spreadsheet. */
export function csvText(rows: readonly (readonly string[])[]): string {
  return rows.map((cells) => csvLine(cells)).join("");
}

/** Gives a CSV text to the person as a file. */
export function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([BYTE_ORDER_MARK, text], { type: "text/csv" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
