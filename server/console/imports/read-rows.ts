import { CsvReader } from "@tokenplane/files/csv";
import type { CsvRow } from "@tokenplane/files/csv-row";
import type { FileKind } from "./import-files.js";

/** A row of a file, by what people know it by. */
export interface FileRow {
  readonly line: number;
  readonly name: string;
}

/** Larger files are not read here: the server reads them. */
const LARGEST_BYTES = 2_000_000;

/** The text of a file in the encodings that the server takes. */
async function getText(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const [first, second] = bytes;
  const encoding =
    first === 0xff && second === 0xfe ? "utf-16le" : first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
  return new TextDecoder(encoding).decode(bytes);
}

/** The rows of a CSV text, by the lines that the server names. What cannot be read, the server refuses. */
function csvRows(text: string): readonly CsvRow[] {
  const reader = new CsvReader();
  const rows: CsvRow[] = [];
  try {
    rows.push(...reader.push(text), ...reader.end());
  } catch {
    return [];
  }
  return rows;
}

const plain = (cell: string) => cell.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, "");

/** The rows of a CSV file. @returns none for a file that is too large to be shown, that cannot be read, or that is no CSV. */
export async function readRows(file: File, { known }: FileKind): Promise<readonly FileRow[]> {
  if (file.size > LARGEST_BYTES) return [];
  // Why a file cannot be read is said when it is sent.
  const text = await getText(file).catch(() => "");
  const rows = csvRows(text);
  const inHeader = rows[0]?.cells.findIndex((cell) => known.names.includes(plain(cell))) ?? -1;
  const index = inHeader === -1 ? known.index : inHeader;
  return rows
    .slice(inHeader === -1 ? 0 : 1)
    .map(({ line, cells }) => ({ line, name: (cells[index] ?? "").trim() }));
}
