import type { CsvRow } from "./csv-row.js";
import { FileError } from "./file-error.js";
import { knownText } from "./known-formats.js";

/** Files that are sent as CSV by mistake, if nothing more is known of them: how they begin, and what to do. */
const NOT_CSV = [
  { begins: /^</, what: "This is XML, not CSV. Import a PSKC file with the format PSKC." },
  { begins: /^(?:\{|\[\s*[[{"])/, what: "This is JSON, not CSV. Save it as CSV." },
];

/** Characters that other programs put between cells. */
const OTHER_SEPARATORS = [
  { sign: "\t", called: "tabs" },
  { sign: "|", called: "vertical bars (|)" },
  { sign: ":", called: "colons" },
];

/**
 * Refuses a file whose beginning shows that it is not CSV.
 * @param text without spaces before it. @throws FileError
 */
export function checkBeginning(text: string, line: number): void {
  const other = knownText(text) ?? NOT_CSV.find(({ begins }) => begins.test(text))?.what;
  if (other !== undefined) throw new FileError(other, line);
}

/** Whether a row is a comment, as people write it. */
export function isComment({ cells }: CsvRow): boolean {
  return cells[0]?.trimStart().startsWith("#") === true;
}

/** Whether cells could be names of columns: words without a digit. */
export function looksLikeHeader(cells: readonly string[]): boolean {
  const written = cells.filter((cell) => cell.trim() !== "");
  return written.length > 1 && written.every((cell) => /^[^\p{N}]{1,40}$/u.test(cell));
}

/** Whether a row is one of multiOTP: serial number, manufacturer, algorithm, seed, digits, interval or event. */
function isOfMultiOtp([, , algorithm = "", seed = ""]: readonly string[]): boolean {
  return /^\s*[thm]otp\s*$/i.test(algorithm) && /^\s*[0-9a-z]{16,}\s*$/i.test(seed);
}

/**
 * Refuses a file whose first row shows that it has other columns, or another separator.
 * @param needed how many cells each row needs. @throws FileError
 */
export function checkFirstRow({ line, cells }: CsvRow, needed: number): void {
  const [first = "", ...others] = cells;
  if (/^sep=/i.test(first)) {
    throw new FileError("This line (sep=) is an instruction for spreadsheets. Remove it.", line);
  }
  if (isOfMultiOtp([first, ...others])) {
    throw new FileError(
      "This is a list of multiOTP without a header. Write this line above it: serialNumber;manufacturer;type;secret;digits;periodOrCounter. Then import it with the format OATH_CSV.",
      line,
    );
  }
  const isAlone = others.every((cell) => cell.trim() === "");
  const separator = OTHER_SEPARATORS.find(
    ({ sign }) => isAlone && first.trim().includes(sign) && (needed > 1 || sign === "\t"),
  );
  if (separator !== undefined) {
    throw new FileError(
      `The cells of this line are separated by ${separator.called}. Save the file with commas or semicolons between cells.`,
      line,
    );
  }
}
